//! Names printed in capitals, brought back to ordinary case (Decree 30/2020, appendix II).

use crate::lexicon;

/// Words that begin an agency's name in capitals.
const AGENCIES: &[&str] = &[
    "ỦY BAN",
    "UỶ BAN",
    "UBND",
    "HỘI ĐỒNG",
    "HĐND",
    "BỘ ",
    "SỞ ",
    "BAN ",
    "VĂN PHÒNG",
    "CHÍNH PHỦ",
    "THỦ TƯỚNG",
    "CHỦ TỊCH",
    "CỤC ",
    "CHI CỤC",
    "TỔNG CỤC",
    "VIỆN ",
    "TRƯỜNG ",
    "TRUNG TÂM",
    "LIÊN MINH",
    "CÔNG AN",
    "TỈNH ỦY",
    "THÀNH ỦY",
    "ĐẢNG",
    "QUỐC HỘI",
    "ĐOÀN ",
    "HỘI ",
    "MẶT TRẬN",
    "TÒA ÁN",
    "KHO BẠC",
    "BẢO HIỂM",
    "THANH TRA",
];

/// Words that go on with a name begun on the line before.
const PLACES: &[&str] =
    &["TỈNH ", "THÀNH PHỐ ", "TP. ", "TP ", "HUYỆN ", "QUẬN ", "THỊ XÃ ", "XÃ ", "PHƯỜNG ", "ĐẶC KHU "];

/// Whether a line in capitals names an agency, or goes on naming one.
pub(super) fn names_agency(text: &str, begun: bool) -> bool {
    let padded = format!("{text} ");
    AGENCIES.iter().any(|word| padded.starts_with(word)) || begun
}

/// Whether a line below the title is the authority that decides ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH").
pub(super) fn is_authority(text: &str) -> bool {
    [
        "CHỦ TỊCH ",
        "ỦY BAN NHÂN DÂN",
        "UỶ BAN NHÂN DÂN",
        "BỘ TRƯỞNG",
        "THỦ TƯỚNG",
        "GIÁM ĐỐC",
        "HỘI ĐỒNG NHÂN DÂN",
    ]
    .iter()
    .any(|word| text.starts_with(word))
}

/// The issuer's name in ordinary case from the lines above its rule: the last agency named, with its place.
pub(super) fn issuer(caps: &str) -> Option<String> {
    let whole = without_motto(caps);
    let caps = whole.trim_matches(|c: char| !c.is_alphanumeric());
    let superior = caps.starts_with("UBND ") || caps.starts_with("ỦY BAN") || caps.starts_with("UỶ BAN");
    let ministry = ["BỘ ", "TỔNG CỤC ", "CỤC "].iter().any(|word| caps.starts_with(word));
    let party =
        ["BAN CHẤP HÀNH ", "ĐẢNG BỘ ", "TỈNH ỦY ", "THÀNH ỦY "].iter().any(|word| caps.starts_with(word));
    let first = |words: &[&str]| words.iter().filter_map(|word| caps.find(&format!(" {word}"))).min();
    let below = match (superior, ministry) {
        (true, _) => {
            first(&["SỞ ", "CHI CỤC ", "BAN QUẢN LÝ ", "BAN CHỈ ", "THANH TRA ", "VĂN PHÒNG ", "TRUNG TÂM "])
        }
        (_, true) => last_office(caps),
        _ if party => {
            first(&["ĐẢNG ĐOÀN ", "ĐẢNG ỦY ", "BAN CÁN SỰ ", "BAN TUYÊN GIÁO ", "BAN TỔ CHỨC ", "VĂN PHÒNG "])
        }
        _ => None,
    };
    let own = below.map_or(caps, |at| &caps[at + 1..]);
    (!own.is_empty()).then(|| ordinary(own))
}

/// The name without a motto that the second column broke into two lines: "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA" above
/// "TỈNH HẢI ĐĂNG VIỆT NAM".
fn without_motto(caps: &str) -> String {
    const STATE: &[&str] = &["CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA"];
    let Some((at, state)) = STATE.iter().find_map(|state| caps.find(state).map(|at| (at, state))) else {
        return caps.to_owned();
    };
    let rest = caps[at + state.len()..].trim_end();
    format!("{}{}", caps[..at].trim_end(), rest.strip_suffix(" VIỆT NAM").unwrap_or(rest))
}

/// Where the last office below a ministry or an office of it begins: "BỘ TÀI CHÍNH" above "TỔNG CỤC THUẾ".
fn last_office(caps: &str) -> Option<usize> {
    let offices = ["TỔNG CỤC ", "CHI CỤC ", "CỤC "].iter();
    let at = offices.filter_map(|word| caps.rfind(&format!(" {word}"))).max()?;
    let kinds = [" TỔNG", " CHI"].iter().filter(|kind| caps[..at].ends_with(**kind));
    Some(kinds.map(|kind| at - kind.len()).next().unwrap_or(at))
}

fn ordinary(caps: &str) -> String {
    let place = PLACES.iter().filter_map(|word| caps.find(&format!(" {word}")).map(|at| (at, *word))).min();
    let (agency, place) = match place {
        Some((at, _)) => (&caps[..at], Some(caps[at + 1..].trim())),
        None => (caps, None),
    };
    let mut name = agency_case(agency);
    if let Some(place) = place {
        name.push(' ');
        name.push_str(&place_case(place));
    }
    name
}

fn agency_case(caps: &str) -> String {
    const KNOWN: &[(&str, &str)] = &[
        ("ỦY BAN NHÂN DÂN", "Ủy ban nhân dân"),
        ("UỶ BAN NHÂN DÂN", "Ủy ban nhân dân"),
        ("UBND", "Ủy ban nhân dân"),
        ("HỘI ĐỒNG NHÂN DÂN", "Hội đồng nhân dân"),
        ("HĐND", "Hội đồng nhân dân"),
        ("CHỦ TỊCH ỦY BAN NHÂN DÂN", "Chủ tịch Ủy ban nhân dân"),
        ("CHỦ TỊCH UBND", "Chủ tịch Ủy ban nhân dân"),
        ("THỦ TƯỚNG CHÍNH PHỦ", "Thủ tướng Chính phủ"),
        ("CHÍNH PHỦ", "Chính phủ"),
        ("VĂN PHÒNG CHÍNH PHỦ", "Văn phòng Chính phủ"),
    ];
    let caps = caps.trim();
    // "TỈNH ỦY HẢI ĐĂNG": the place stands behind the body without its level
    for (body, name) in [("TỈNH ỦY ", "Tỉnh ủy"), ("THÀNH ỦY ", "Thành ủy"), ("HUYỆN ỦY ", "Huyện ủy")]
    {
        if let Some(place) = caps.strip_prefix(body) {
            let place = place.to_lowercase();
            let words: Vec<String> = place.split_whitespace().map(viet::capital).collect();
            return format!("{name} {}", words.join(" "));
        }
    }
    if let Some((_, name)) = KNOWN.iter().find(|(known, _)| *known == caps) {
        return (*name).to_owned();
    }
    lexicon::ordinary_case(caps).unwrap_or_else(|| viet::capital(&caps.to_lowercase()))
}

fn place_case(caps: &str) -> String {
    let lower = caps.to_lowercase();
    let kinds = ["thành phố", "thị xã", "đặc khu", "tỉnh", "huyện", "quận", "xã", "phường"];
    let kind = kinds.iter().find(|kind| lower.starts_with(**kind)).copied().unwrap_or_default();
    let name = lower[kind.len()..].split_whitespace().map(viet::capital).collect::<Vec<_>>().join(" ");
    // A place named after a person is capitalised whole (Decree 30/2020, appendix II, part III).
    let kind = if name == "Hồ Chí Minh" { viet::capital(kind) } else { kind.to_owned() };
    format!("{kind} {name}").trim().to_owned()
}
