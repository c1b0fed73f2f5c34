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
    let caps = caps.trim_matches(|c: char| !c.is_alphanumeric());
    let superior = caps.starts_with("UBND ") || caps.starts_with("ỦY BAN") || caps.starts_with("UỶ BAN");
    let below = ["SỞ ", "CHI CỤC ", "BAN QUẢN LÝ ", "THANH TRA ", "VĂN PHÒNG ", "TRUNG TÂM "]
        .iter()
        .filter_map(|word| caps.find(&format!(" {word}")))
        .min();
    let own = match below {
        Some(at) if superior => &caps[at + 1..],
        _ => caps,
    };
    (!own.is_empty()).then(|| ordinary(own))
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
        ("THỦ TƯỚNG CHÍNH PHỦ", "Thủ tướng Chính phủ"),
        ("CHÍNH PHỦ", "Chính phủ"),
        ("VĂN PHÒNG CHÍNH PHỦ", "Văn phòng Chính phủ"),
    ];
    let caps = caps.trim();
    if let Some((_, name)) = KNOWN.iter().find(|(known, _)| *known == caps) {
        return (*name).to_owned();
    }
    lexicon::ordinary_case(caps).unwrap_or_else(|| first_upper(&caps.to_lowercase()))
}

fn place_case(caps: &str) -> String {
    let lower = caps.to_lowercase();
    let kinds = ["thành phố", "thị xã", "đặc khu", "tỉnh", "huyện", "quận", "xã", "phường"];
    let kind = kinds.iter().find(|kind| lower.starts_with(**kind)).copied().unwrap_or_default();
    let name = lower[kind.len()..].split_whitespace().map(first_upper).collect::<Vec<_>>().join(" ");
    // A place named after a person is capitalised whole (Decree 30/2020, appendix II, part III).
    let kind = if name == "Hồ Chí Minh" { first_upper(kind) } else { kind.to_owned() };
    format!("{kind} {name}").trim().to_owned()
}

fn first_upper(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|c| c.to_uppercase().collect::<String>() + chars.as_str()).unwrap_or_default()
}
