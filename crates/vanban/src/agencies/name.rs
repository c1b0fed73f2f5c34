//! The form under which two writings of an agency's name are equal.

use crate::lexicon::OFFICES;

/// Abbreviations in documents, letters only and in lower case, with the words they stand for (without "và").
const SHORT: &[(&str, &str)] = &[
    ("nnptnt", "nông nghiệp phát triển nông thôn"),
    ("nnmt", "nông nghiệp môi trường"),
    ("tnmt", "tài nguyên môi trường"),
    ("khcn", "khoa học công nghệ"),
    ("khđt", "kế hoạch đầu tư"),
    ("tttt", "thông tin truyền thông"),
    ("gtvt", "giao thông vận tải"),
    ("gdđt", "giáo dục đào tạo"),
    ("lđtbxh", "lao động thương binh xã hội"),
    ("vhttdl", "văn hóa thể thao du lịch"),
    ("vhtt", "văn hóa thể thao"),
    ("dttg", "dân tộc tôn giáo"),
    ("nn", "nông nghiệp"),
    ("ptnt", "phát triển nông thôn"),
    ("tbxh", "thương binh xã hội"),
    ("ubnd", "ủy ban nhân dân"),
    ("hđnd", "hội đồng nhân dân"),
    ("ubmttqvn", "ủy ban mặt trận tổ quốc việt nam"),
    ("ubmttq", "ủy ban mặt trận tổ quốc"),
    ("mttqvn", "mặt trận tổ quốc việt nam"),
    ("mttq", "mặt trận tổ quốc"),
    ("ub", "ủy ban"),
    ("chqs", "chỉ huy quân sự"),
    ("bchqs", "bộ chỉ huy quân sự"),
    ("bđbp", "bộ đội biên phòng"),
    ("ptth", "phát thanh truyền hình"),
    ("htx", "hợp tác xã"),
    ("lmhtx", "liên minh hợp tác xã"),
    ("lm", "liên minh"),
    ("tncs", "thanh niên cộng sản"),
    ("lhpn", "liên hiệp phụ nữ"),
    ("ccb", "cựu chiến binh"),
    ("lđlđ", "liên đoàn lao động"),
    ("dn", "doanh nghiệp"),
    ("khkt", "khoa học kỹ thuật"),
    ("bql", "ban quản lý"),
    ("kkt", "khu kinh tế"),
    ("kktck", "khu kinh tế cửa khẩu"),
    ("kcn", "khu công nghiệp"),
    ("vp", "văn phòng"),
    ("tp", "thành phố"),
    ("nhnn", "ngân hàng nhà nước"),
    ("bhxh", "bảo hiểm xã hội"),
];

fn long(letters: &str) -> Option<&'static str> {
    SHORT.iter().find(|(short, _)| *short == letters).map(|(_, long)| *long)
}

/// Canonical words without marks between them and without "và", abbreviations written out.
pub(super) fn key(name: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut printed = name.split_whitespace().peekable();
    while let Some(word) = printed.next() {
        if !is_abbreviation(word) {
            plain(word, &mut words);
            continue;
        }
        // "VH, TT&DL" and "LĐ - TB&XH" are one abbreviation with spaces in it.
        let mut run = vec![word];
        while let Some(next) = printed.next_if(|next| is_abbreviation(next) || is_dash(next)) {
            run.push(next);
        }
        match long(&letters(&run.concat())) {
            Some(known) => words.push(known.to_owned()),
            None => run.into_iter().for_each(|word| plain(word, &mut words)),
        }
    }
    words.join(" ")
}

/// A word as it counts: abbreviations that are known written out, any other split at its marks.
fn plain(word: &str, words: &mut Vec<String>) {
    if is_abbreviation(word)
        && let Some(known) = long(&letters(word))
    {
        words.push(known.to_owned());
        return;
    }
    for part in viet::canonical(word).split(|c: char| !c.is_alphanumeric()) {
        if !part.is_empty() && part != "và" {
            words.push(long(part).filter(|_| part.chars().count() > 3).unwrap_or(part).to_owned());
        }
    }
}

fn letters(text: &str) -> String {
    viet::canonical(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Capitals alone, with the marks that abbreviations have between them.
fn is_abbreviation(word: &str) -> bool {
    word.chars().any(char::is_uppercase)
        && word.chars().all(|c| c.is_uppercase() || matches!(c, '&' | '-' | '–' | ',' | '.'))
}

fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "–" | "&")
}

/// The body that an office holder heads: "Giám đốc Sở Y tế" is answered for by "Sở Y tế".
pub(super) fn without_office(name: &str) -> &str {
    let name = name.trim();
    let rest = OFFICES.iter().filter_map(|office| name.strip_prefix(office)).min_by_key(|rest| rest.len());
    rest.map(str::trim_start).filter(|rest| !rest.is_empty()).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writings_of_one_name_have_one_key() {
        let same = [
            ["Sở NN&PTNT", "Sở Nông nghiệp và\n   Phát triển nông thôn"],
            ["Sở NN và PTNT", "Sở Nông nghiệp & PTNT"],
            ["Sở LĐ-TB&XH", "Sở Lao động - Thương binh và Xã hội"],
            ["Sở LĐ - TB & XH", "Sở Lao động, Thương binh và Xã hội"],
            ["Sở VH, TT&DL", "Sở Văn hoá Thể thao và Du lịch"],
            ["UBMTTQ Việt Nam", "Ủy ban Mặt trận Tổ quốc Việt Nam"],
            ["Bộ Công An", "Bộ Công an"],
            ["UBND TP", "Uỷ ban nhân dân thành phố"],
        ];
        for [one, other] in same {
            assert_eq!(key(one), key(other), "{one}");
        }
        assert_ne!(key("Sở Y tế"), key("Sở Nội vụ"));
        assert_ne!(key("Sở KH&CN"), key("Sở KH&ĐT"));
    }

    #[test]
    fn the_head_of_an_agency_answers_for_it() {
        assert_eq!(without_office("Phó Giám đốc Sở Y tế"), "Sở Y tế");
        assert_eq!(without_office("Giám đốc"), "Giám đốc");
    }
}
