//! Groups of parties, and bodies that are named by what they do: "các sở, ban, ngành liên quan", "Cơ quan tiếp nhận hồ sơ".

use crate::lexicon::{GROUP_NOUNS, NAMES};
use crate::scan::{Scan, whole_word};

/// Whether the text goes on with the verb of an answer.
pub(super) fn answers(text: &str) -> bool {
    whole_word(text, &[" có trách nhiệm", " chịu trách nhiệm"]).is_some()
}

/// Length of a body that is named by what it does, known by the strong verb after it: "Cơ quan tiếp nhận kê khai giá"
/// before "có trách nhiệm".
pub(super) fn answering(text: &str) -> Option<usize> {
    const NOUNS: &[&str] = &[
        "tổ chức",
        "cơ quan",
        "đơn vị",
        "cá nhân",
        "doanh nghiệp",
        "cơ sở",
        "chủ đầu tư",
        "nhà đầu tư",
        "nhà thầu",
        "người",
        "hộ gia đình",
        "bộ phận",
        "thành viên",
        "sở",
        "hội",
        "ban",
        "phòng",
        "chủ",
    ];
    const LONGEST: usize = 140;
    let mut scan = Scan::new(text, 0);
    scan.any_case(&["các ", "những ", "mỗi "]);
    NOUNS.iter().find_map(|noun| scan.attempt(|scan| scan.folded(noun).and_then(|()| scan.ends_word())))?;
    let mut bracketed = false;
    for _ in 0..LONGEST {
        if !bracketed && answers(scan.rest()) {
            return Some(scan.at());
        }
        // what follows is how the party acts, and no part of its name
        if !bracketed && whole_word(scan.rest(), &[" phối hợp với", " căn cứ", " theo"]).is_some() {
            return None;
        }
        let c = scan.one(|c| !matches!(c, '.' | ';' | ':'))?;
        bracketed = c == '(' || bracketed && c != ')';
    }
    None
}

/// Length of a group: "các sở, ban, ngành liên quan".
pub(super) fn group(text: &str) -> Option<usize> {
    let firms = |scan: &mut Scan<'_>| {
        let named = scan.attempt(|scan| {
            determiner(scan)?;
            scan.word(" doanh nghiệp viễn thông")?;
            scan.ends_word()
        });
        named.or_else(|| {
            whole_words(
                scan,
                &["Doanh nghiệp viễn thông", "doanh nghiệp viễn thông", "Doanh nghiệp", "doanh nghiệp"],
            )
        })?;
        modifiers(scan);
        Some(())
    };
    let builders = |scan: &mut Scan<'_>| {
        scan.any_case(&["nhà đầu tư", "chủ đầu tư", "nhà thầu"])?;
        scan.ends_word()?;
        modifiers(scan);
        Some(())
    };
    let schools = |scan: &mut Scan<'_>| {
        whole_words(scan, &["Viện, Trường", "Viện, trường", "viện, Trường", "viện, trường"])
    };
    let offices = |scan: &mut Scan<'_>| {
        let named = scan.attempt(|scan| {
            scan.any_case(&["cơ quan", "đơn vị"])?;
            whole_words(
                scan,
                &[" chủ trì", " phối hợp", " chức năng", " thường trực", " chủ quản", " báo chí"],
            )
        });
        let by_field = |scan: &mut Scan<'_>| {
            scan.any_case(&["sở", "cơ quan chuyên môn", "cơ quan", "đơn vị"])?;
            scan.word(BY_FIELD)
        };
        named.or_else(|| scan.attempt(by_field))?;
        modifiers(scan);
        Some(())
    };
    let several = |scan: &mut Scan<'_>| {
        scan.attempt(|scan| {
            determiner(scan)?;
            scan.word(" ")?;
            noun(scan, false)
        })
        .or_else(|| {
            scan.any(&[
                "Chính quyền các cấp",
                "Chính quyền cơ sở",
                "chính quyền cơ sở",
                "Chính quyền địa phương",
                "chính quyền các cấp",
                "chính quyền địa phương",
            ])
            .map(|_| ())
        })
        .or_else(|| {
            whole_words(
                scan,
                &[
                    "Bộ, ngành",
                    "Bộ, ban, ngành",
                    "bộ, ngành",
                    "bộ, ban, ngành",
                    "Sở, Ban",
                    "Sở, ban",
                    "Sở, Ngành",
                    "Sở, ngành",
                    "sở, Ban",
                    "sở, ban",
                    "sở, Ngành",
                    "sở, ngành",
                ],
            )
        })?;
        modifiers(scan);
        scan.repeat(usize::MAX, |scan| {
            let parted =
                |scan: &mut Scan<'_>| scan.any(&[", và ", ", ", " và "]).and_then(|_| noun(scan, true));
            scan.attempt(parted).or_else(|| tight(scan))?;
            modifiers(scan);
            Some(())
        });
        Some(())
    };
    let mut scan = Scan::new(text, 0);
    scan.attempt(firms)
        .or_else(|| scan.attempt(builders))
        .or_else(|| scan.attempt(schools))
        .or_else(|| scan.attempt(offices))
        .or_else(|| scan.attempt(several))?;
    Some(scan.at())
}

/// Length of what an office holder heads: a group without "các".
pub(super) fn headed(text: &str) -> Option<usize> {
    let mut scan = Scan::new(text, 0);
    noun(&mut scan, true)?;
    scan.repeat(usize::MAX, |scan| scan.any(&[", và ", ", ", " và "]).and_then(|_| noun(scan, true)));
    modifiers(&mut scan);
    scan.word(" được giao nhiệm vụ");
    Some(scan.at())
}

/// Length of a group without "các", as a list goes on after another party.
pub(super) fn bare(text: &str) -> Option<usize> {
    const GROUPS: &[&str] = &[
        "viện nghiên cứu",
        "viện",
        "trường đại học",
        "trường cao đẳng",
        "nhà khoa học",
        "nhà đầu tư",
        "hợp tác xã",
        "doanh nghiệp",
        "hộ gia đình",
        "tổ chức, cá nhân",
        "cơ quan thông tấn, báo chí",
        "cơ quan thông tấn báo chí",
    ];
    let mut scan = Scan::new(text, 0);
    whole_words(&mut scan, GROUPS)?;
    whole_words(&mut scan, &[" có liên quan", " liên quan"]);
    Some(scan.at())
}

/// Length of the words that tell which of a group is meant, known only by the verb after them: "… được giao chủ trì
/// có trách nhiệm".
pub(super) fn which(text: &str) -> usize {
    const LONGEST: usize = 90;
    let verb = |scan: Scan<'_>| {
        let verbs = [" có trách nhiệm", " chịu trách nhiệm", " chủ động", " định kỳ"];
        whole_word(scan.rest(), &verbs).is_some()
    };
    let mut scan = Scan::new(text, 0);
    if scan.any(&[" chủ trì", " phối hợp"]).is_some() {
        return if verb(scan) { scan.at() } else { 0 };
    }
    if scan.any(&[" được giao", " được phân công", " trong", " tại", " thuộc"]).is_none() {
        return 0;
    }
    for _ in 0..=LONGEST {
        if verb(scan) {
            return text[..scan.at()].trim_end().len();
        }
        if scan.one(|c| !matches!(c, '.' | ';' | ':')).is_none() {
            break;
        }
    }
    0
}

fn determiner(scan: &mut Scan<'_>) -> Option<()> {
    scan.any_case(&["các", "những", "toàn thể", "mỗi", "từng"]).map(|_| ())
}

/// A noun that groups are made of, in whatever case; the longest that fits.
fn noun(scan: &mut Scan<'_>, whole: bool) -> Option<()> {
    let ends = |scan: &Scan<'_>| if whole { scan.ends_word() } else { Some(()) };
    GROUP_NOUNS.iter().find_map(|noun| scan.attempt(|scan| scan.folded(noun).and_then(|()| ends(scan))))
}

/// A noun that follows without a comma: "sở ngành".
fn tight(scan: &mut Scan<'_>) -> Option<()> {
    const NOUNS: &[&str] = &[" sở", " ban", " ngành", " đoàn thể", " địa phương", " đơn vị", " cơ quan"];
    NOUNS.iter().find_map(|noun| scan.attempt(|scan| scan.folded(noun).and_then(|()| scan.ends_word())))
}

/// What the law calls the offices of a branch of administration.
const BY_FIELD: &str = " quản lý ngành, lĩnh vực";

/// Words that tell which of a group are meant.
fn modifiers(scan: &mut Scan<'_>) {
    scan.repeat(usize::MAX, modifier);
}

fn modifier(scan: &mut Scan<'_>) -> Option<()> {
    let names = |scan: &mut Scan<'_>| scan.repeat(2, |scan| scan.word(" ").and_then(|()| scan.name()));
    let concerned = |scan: &mut Scan<'_>| {
        scan.any(&[" có liên quan", " khác liên quan", " liên quan"])?;
        scan.word(" khác");
        Some(())
    };
    let local = |scan: &mut Scan<'_>| {
        scan.word(" trên địa bàn")?;
        scan.any(&[" tỉnh", " toàn tỉnh", " thành phố", " Thành phố", " xã"]);
        names(scan);
        Some(())
    };
    let level = |scan: &mut Scan<'_>| {
        scan.any(&[" cấp tỉnh", " cấp huyện", " cấp xã", " cấp thành phố", " cấp Thành phố"]).map(|_| ())
    };
    let of_province = |scan: &mut Scan<'_>| {
        scan.any(&[
            " của tỉnh",
            " của Tỉnh",
            " của thành phố",
            " của Thành phố",
            " tỉnh",
            " Tỉnh",
            " thành phố",
            " Thành phố",
        ])?;
        names(scan);
        Some(())
    };
    let under = |scan: &mut Scan<'_>| {
        let direct = scan.any(&[" trực thuộc", " thuộc"])? == " trực thuộc";
        let bodies = [
            " Chính phủ",
            " UBND tỉnh",
            " UBND thành phố",
            " UBND Thành phố",
            " Ủy ban nhân dân tỉnh",
            " Ủy ban nhân dân Tỉnh",
            " Ủy ban nhân dân thành phố",
            " Ủy ban nhân dân Thành phố",
        ];
        if scan.any(&bodies).is_none() {
            let agency = scan.rest().strip_prefix(' ').and_then(|rest| whole_word(rest, NAMES));
            match agency {
                Some(len) => scan.word(&scan.rest()[..len + 1])?,
                None if direct => {}
                None => return None,
            }
        }
        Some(())
    };
    let governed = |scan: &mut Scan<'_>| {
        scan.word(" thuộc phạm vi quản lý")?;
        scan.any(&[" của tỉnh", " của Tỉnh", " của thành phố", " của Thành phố"]);
        names(scan);
        Some(())
    };
    const OTHERS: &[&str] = &[
        " của địa phương",
        " của Ban Chỉ đạo",
        " của Ban chỉ đạo",
        " Ban Chỉ đạo",
        " Ban chỉ đạo",
        " trung ương",
        " Trung ương",
        " báo chí, truyền thông",
        " thuộc tỉnh",
        " thuộc thành phố",
        " thuộc Thành phố",
        " đóng quân trên địa bàn",
        " đóng quân tại địa bàn",
        " đóng trên địa bàn",
        " quân đội",
        " đăng ký đầu tư",
        " đăng ký kinh doanh",
        " có thẩm quyền",
        " thuộc phạm vi của tỉnh",
        " công lập",
        BY_FIELD,
        " chủ quản",
        " có chức năng",
        " là tổ chức",
    ];
    if !scan.rest().starts_with(' ') {
        return None;
    }
    scan.attempt(concerned)
        .or_else(|| scan.attempt(local))
        .or_else(|| scan.attempt(level))
        .or_else(|| scan.attempt(of_province))
        .or_else(|| scan.word(" khác"))
        .or_else(|| scan.attempt(under))
        .or_else(|| scan.attempt(governed))
        .or_else(|| scan.any(OTHERS).map(|_| ()))
}

/// Reads the first of the words that fits and ends there.
fn whole_words(scan: &mut Scan<'_>, words: &[&str]) -> Option<()> {
    let len = whole_word(scan.rest(), words)?;
    scan.word(&scan.rest()[..len])
}
