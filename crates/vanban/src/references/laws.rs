//! Laws and ordinances cited by name: "Luật Khoa học và Công nghệ năm 2013", "Luật Giá số 16/2023/QH15".
//!
//! A law with its number is a [`Reference`]; the name before the number becomes its title. One without a number is a
//! [`NamedLaw`]: no number is made up for it.

use super::{Places, same, symbol};
use crate::model::{NamedLaw, Reference, Span};
use crate::text::Flat;
use std::collections::HashMap;

/// Kinds that are cited by name.
const KINDS: &[&str] = &["Bộ luật ", "Luật ", "Pháp lệnh "];

/// Names whose extent the words alone do not show; of several that fit the longest counts.
const NAMES: &[&str] = &[
    "Ban hành văn bản quy phạm pháp luật",
    "Báo chí",
    "Bảo hiểm xã hội",
    "Bảo hiểm y tế",
    "Bảo vệ bí mật nhà nước",
    "Bảo vệ dữ liệu cá nhân",
    "Bảo vệ môi trường",
    "Bảo vệ quyền lợi người tiêu dùng",
    "Bảo vệ và kiểm dịch thực vật",
    "Các tổ chức tín dụng",
    "Đo đạc và bản đồ",
    "Địa chất và khoáng sản",
    "Hỗ trợ doanh nghiệp nhỏ và vừa",
    "Kinh doanh bảo hiểm",
    "Nhập cảnh, xuất cảnh, quá cảnh, cư trú của người nước ngoài tại Việt Nam",
    "Xuất cảnh, nhập cảnh của công dân Việt Nam",
    "Quản lý, sử dụng vốn nhà nước đầu tư vào sản xuất, kinh doanh tại doanh nghiệp",
    "Thuế xuất khẩu, thuế nhập khẩu",
    "Tổ chức Hội đồng nhân dân và Ủy ban nhân dân",
    "Tổ chức Quốc hội",
    "Tổ chức tín dụng",
    "Biên phòng Việt Nam",
    "Bình đẳng giới",
    "Cán bộ, công chức",
    "Chăn nuôi",
    "Chuyển đổi số",
    "Chuyển giao công nghệ",
    "Chất lượng sản phẩm, hàng hóa",
    "Công nghệ cao",
    "Công nghệ sinh học",
    "Công nghệ thông tin",
    "Công nghiệp công nghệ số",
    "Công an nhân dân",
    "Công chứng",
    "Cạnh tranh",
    "Di sản văn hóa",
    "Doanh nghiệp",
    "Du lịch",
    "Dân quân tự vệ",
    "Dân sự",
    "Dược",
    "Dữ liệu",
    "Đa dạng sinh học",
    "Đất đai",
    "Đấu thầu",
    "Đầu tư công",
    "Đầu tư",
    "Đường bộ",
    "Giao dịch điện tử",
    "Giá",
    "Giáo dục đại học",
    "Giáo dục nghề nghiệp",
    "Giáo dục",
    "Hình sự",
    "Hôn nhân và gia đình",
    "Hợp tác xã",
    "Hải quan",
    "Hộ tịch",
    "Khám bệnh, chữa bệnh",
    "Khiếu nại",
    "Khoa học, công nghệ và đổi mới sáng tạo",
    "Khoa học và Công nghệ",
    "Khoáng sản",
    "Kiến trúc",
    "Kinh doanh bất động sản",
    "Kế toán",
    "Lao động",
    "Lâm nghiệp",
    "Lưu trữ",
    "Mặt trận Tổ quốc Việt Nam",
    "Năng lượng nguyên tử",
    "Nghĩa vụ quân sự",
    "Ngân sách nhà nước",
    "Người cao tuổi",
    "Người khuyết tật",
    "Nhà giáo",
    "Nhà ở",
    "Phòng bệnh",
    "Phòng cháy, chữa cháy và cứu nạn, cứu hộ",
    "Phòng cháy và chữa cháy",
    "Phòng thủ dân sự",
    "Phòng, chống bạo lực gia đình",
    "Phòng, chống ma túy",
    "Phòng, chống tham nhũng",
    "Phòng, chống thiên tai",
    "Phòng, chống mua bán người",
    "Phòng, chống tác hại của rượu, bia",
    "Phổ biến, giáo dục pháp luật",
    "Quy hoạch đô thị và nông thôn",
    "Quy hoạch",
    "Quản lý ngoại thương",
    "Quản lý, sử dụng tài sản công",
    "Quản lý thuế",
    "Quản lý nợ công",
    "Quốc phòng",
    "Sở hữu trí tuệ",
    "Thanh niên",
    "Thanh tra",
    "Thi đua, khen thưởng",
    "Thú y",
    "Thư viện",
    "Thương mại",
    "Thủ đô",
    "Thủy lợi",
    "Thủy sản",
    "Thống kê",
    "Thực hiện dân chủ ở cơ sở",
    "Tiêu chuẩn và quy chuẩn kỹ thuật",
    "Tiếp cận thông tin",
    "Tiếp công dân",
    "Tài nguyên nước",
    "Tín ngưỡng, tôn giáo",
    "Tố cáo",
    "Tố tụng hình sự",
    "Tố tụng dân sự",
    "Tổ chức Chính phủ",
    "Tổ chức chính quyền địa phương",
    "Trẻ em",
    "Trật tự, an toàn giao thông đường bộ",
    "Trồng trọt",
    "Tần số vô tuyến điện",
    "Viên chức",
    "Viễn thông",
    "Việc làm",
    "Ưu đãi người có công với cách mạng",
    "Xuất bản",
    "Xây dựng",
    "Xử lý vi phạm hành chính",
    "An ninh mạng",
    "An ninh quốc gia",
    "An toàn thông tin mạng",
    "An toàn thực phẩm",
    "An toàn, vệ sinh lao động",
];

/// Words after which a name that is not in the list cannot go on.
const STOPS: &[&str] = &[
    "số", "năm", "ngày", "được", "đã", "có", "và", "về", "tại", "theo", "của", "là", "phải", "trong", "để",
    "với", "do", "thì", "nhằm", "này", "đến", "từ", "hiện", "quy", "trên", "cho",
];

/// Finds the laws cited by name in the given spans, and gives numbered laws their names.
pub(crate) fn find(source: &str, spans: &[Span], references: &mut [Reference]) -> Vec<NamedLaw> {
    let mut laws: Vec<NamedLaw> = Vec::new();
    let mut named: HashMap<String, Vec<usize>> = HashMap::new();
    let mut numbered: HashMap<String, usize> = HashMap::new();
    let numbers: Places =
        references.iter().enumerate().map(|(at, known)| (known.number.to_lowercase(), at)).collect();
    for &span in spans {
        if !may_cite(span.of(source)) {
            continue;
        }
        let flat = Flat::new(source, span);
        for law in cited(flat.text()) {
            let place = flat.span(law.start..law.end);
            let number = law.number.and_then(|number| numbers.get(&number.to_lowercase()));
            if let Some(&at) = number {
                give_name(&mut references[at], law.kind, law.name);
                numbered.insert(full(law.kind, law.name), at);
                continue;
            }
            let name = full(law.kind, law.name);
            if let Some(&at) = numbered.get(&name).filter(|_| law.year.is_none()) {
                references[at].uses.push(place);
                continue;
            }
            let same_name = named.entry(name.clone()).or_default();
            match same_name.iter().find(|&&at| law.year.is_none() || laws[at].year == law.year) {
                Some(&at) => laws[at].uses.push(place),
                None => {
                    same_name.push(laws.len());
                    laws.push(NamedLaw { name, year: law.year, span: place, uses: Vec::new() });
                }
            }
        }
    }
    laws
}

/// Tells most texts that cite no law by a quick look; "pháp luật" is in every other paragraph.
fn may_cite(text: &str) -> bool {
    let both = |one: &str, other: &str| text.contains(one) && text.contains(other);
    text.contains("Luật") || both("Bộ", "luật") || both("Pháp", "lệnh")
}

fn full(kind: &str, name: &str) -> String {
    format!("{kind}{name}")
}

fn give_name(reference: &mut Reference, kind: &str, name: &str) {
    reference.kind.get_or_insert_with(|| kind.trim().to_owned());
    reference.title.get_or_insert_with(|| name.to_owned());
}

/// A law named in a text.
struct Cited<'t> {
    /// "Luật " or another kind, with its space.
    kind: &'static str,
    name: &'t str,
    start: usize,
    end: usize,
    year: Option<i16>,
    number: Option<&'t str>,
}

fn cited(text: &str) -> Vec<Cited<'_>> {
    let mut found = Vec::new();
    let mut free = 0;
    let mut starts: Vec<(usize, &'static str)> =
        KINDS.iter().flat_map(|kind| text.match_indices(kind).map(|(at, _)| (at, *kind))).collect();
    starts.sort_unstable();
    for (start, kind) in starts {
        if start < free || text[..start].ends_with(char::is_alphanumeric) {
            continue;
        }
        let Some(len) = name(&text[start + kind.len()..]) else { continue };
        let name_end = start + kind.len() + len;
        let after = &text[name_end..];
        let bare = after.trim_start_matches([',', ' ']);
        let bare = bare.strip_prefix("số ").unwrap_or(bare);
        let number = symbol::at_head(bare).map(|len| &bare[..len]);
        let year = after.strip_prefix(" năm ").or_else(|| after.strip_prefix(' ')).and_then(|rest| {
            let figures = rest.get(..4).filter(|year| year.bytes().all(|b| b.is_ascii_digit()))?;
            let apart = !rest[4..].starts_with(|c: char| c.is_alphanumeric() || c == '/');
            figures.parse().ok().filter(|year| apart && (1945..2100).contains(year))
        });
        let end = if year.is_some() {
            name_end + after.find(|c: char| c.is_ascii_digit()).unwrap_or(0) + 4
        } else {
            name_end
        };
        free = end;
        found.push(Cited { kind, name: &text[start + kind.len()..name_end], start, end, year, number });
    }
    found
}

/// Length of a law's name at the start of a text.
fn name(rest: &str) -> Option<usize> {
    let ends = |len: usize| !rest[len..].starts_with(char::is_alphanumeric);
    let is = |name: &str| rest.get(..name.len()).is_some_and(|head| same(head, name));
    let known = NAMES.iter().filter(|name| is(name) && ends(name.len())).map(|name| name.len());
    if !rest.starts_with(char::is_uppercase) || rest.starts_with("Sửa đổi") {
        return None;
    }
    if let Some(len) = known.max() {
        return Some(len);
    }
    let mut end = 0;
    for word in rest.split(' ').take(10) {
        let bare = word.trim_end_matches([',', ';', '.', ':', ')', '”']);
        if bare.is_empty() || STOPS.contains(&bare) || bare.contains(|c: char| c.is_ascii_digit() || c == '(')
        {
            break;
        }
        end += usize::from(end > 0) + bare.len();
        if bare.len() < word.len() {
            break;
        }
    }
    (end > 0).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_ends_where_the_sentence_goes_on() {
        let names = |text: &'static str| {
            cited(text).into_iter().map(|law| (&text[law.start..law.end], law.year)).collect::<Vec<_>>()
        };
        assert_eq!(
            names(
                "theo Luật Khoa học và Công nghệ năm 2013, Luật Công nghệ sinh học và Luật Đất đai 2024 quy định"
            ),
            [
                ("Luật Khoa học và Công nghệ năm 2013", Some(2013)),
                ("Luật Công nghệ sinh học", None),
                ("Luật Đất đai 2024", Some(2024))
            ]
        );
        assert_eq!(
            names("Luật Hàng không vũ trụ được ban hành; Bộ luật Lao động."),
            [("Luật Hàng không vũ trụ", None), ("Bộ luật Lao động", None)]
        );
        assert!(
            names(
                "Pháp luật hiện hành; Luật này; luật Đất đai; Kỷ luật Đảng; Luật sư; Luật Sửa đổi một số điều"
            )
            .is_empty()
        );
    }
}
