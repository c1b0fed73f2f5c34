//! The places that stand behind an agency's name, and those that ended on 01/7/2025.

use super::name::key;
use jiff::civil::{Date, date};
use std::sync::LazyLock;

/// First day of the provinces formed by Nghị quyết 202/2025/QH15 (12/6/2025) and of local government without districts.
pub(crate) const NEW_PLACES: Date = date(2025, 7, 1);

/// Provinces that went on under their own name or unchanged.
const PROVINCES: &[&str] = &[
    "An Giang",
    "Bắc Ninh",
    "Cà Mau",
    "Cao Bằng",
    "Cần Thơ",
    "Đà Nẵng",
    "Đắk Lắk",
    "Điện Biên",
    "Đồng Nai",
    "Đồng Tháp",
    "Gia Lai",
    "Hà Nội",
    "Hà Tĩnh",
    "Hải Phòng",
    "Hồ Chí Minh",
    "Huế",
    "Hưng Yên",
    "Khánh Hòa",
    "Lai Châu",
    "Lạng Sơn",
    "Lào Cai",
    "Lâm Đồng",
    "Nghệ An",
    "Ninh Bình",
    "Phú Thọ",
    "Quảng Ngãi",
    "Quảng Ninh",
    "Quảng Trị",
    "Sơn La",
    "Tây Ninh",
    "Thái Nguyên",
    "Thanh Hóa",
    "Tuyên Quang",
    "Vĩnh Long",
];

/// Provinces whose name ended, each with the one it went into: article 1 of Nghị quyết 202/2025/QH15.
const FORMER: &[(&str, &str)] = &[
    ("Hà Giang", "tỉnh Tuyên Quang"),
    ("Yên Bái", "tỉnh Lào Cai"),
    ("Bắc Kạn", "tỉnh Thái Nguyên"),
    ("Vĩnh Phúc", "tỉnh Phú Thọ"),
    ("Hòa Bình", "tỉnh Phú Thọ"),
    ("Bắc Giang", "tỉnh Bắc Ninh"),
    ("Thái Bình", "tỉnh Hưng Yên"),
    ("Hải Dương", "thành phố Hải Phòng"),
    ("Hà Nam", "tỉnh Ninh Bình"),
    ("Nam Định", "tỉnh Ninh Bình"),
    ("Quảng Bình", "tỉnh Quảng Trị"),
    ("Quảng Nam", "thành phố Đà Nẵng"),
    ("Kon Tum", "tỉnh Quảng Ngãi"),
    ("Bình Định", "tỉnh Gia Lai"),
    ("Ninh Thuận", "tỉnh Khánh Hòa"),
    ("Đắk Nông", "tỉnh Lâm Đồng"),
    ("Bình Thuận", "tỉnh Lâm Đồng"),
    ("Phú Yên", "tỉnh Đắk Lắk"),
    ("Bà Rịa - Vũng Tàu", "Thành phố Hồ Chí Minh"),
    ("Bình Dương", "Thành phố Hồ Chí Minh"),
    ("Bình Phước", "tỉnh Đồng Nai"),
    ("Long An", "tỉnh Tây Ninh"),
    ("Sóc Trăng", "thành phố Cần Thơ"),
    ("Hậu Giang", "thành phố Cần Thơ"),
    ("Bến Tre", "tỉnh Vĩnh Long"),
    ("Trà Vinh", "tỉnh Vĩnh Long"),
    ("Tiền Giang", "tỉnh Đồng Tháp"),
    ("Bạc Liêu", "tỉnh Cà Mau"),
    ("Kiên Giang", "tỉnh An Giang"),
];

/// Words that a place or level begins with, as in a key.
const LEVELS: &[&str] = &[
    "tỉnh",
    "thành phố",
    "huyện",
    "quận",
    "thị xã",
    "xã",
    "phường",
    "thị trấn",
    "đặc khu",
    "cấp",
    "các cấp",
    "các tỉnh",
    "các xã",
    "các huyện",
    "các quận",
    "khu vực",
    "việt nam",
    "trên địa bàn",
    "thuộc",
];

/// Whether what follows a name, as in a key, is nothing but a place or a level.
pub(super) fn is_place(rest: &str) -> bool {
    let begins =
        |word: &str| rest.strip_prefix(word).is_some_and(|after| after.is_empty() || after.starts_with(' '));
    rest.is_empty()
        || LEVELS.iter().any(|level| begins(level))
        || PLACES.iter().any(|place| place.key == rest)
}

/// A province or city, of today or former.
struct Place {
    /// Its name as in a key, and in canonical form.
    key: String,
    canonical: String,
    /// Its name as written, and the one it went into, when it ended.
    former: Option<(&'static str, &'static str)>,
}

static PLACES: LazyLock<Vec<Place>> = LazyLock::new(|| {
    let place = |name: &str, former| Place { key: key(name), canonical: viet::canonical(name), former };
    let now = PROVINCES.iter().map(|name| place(name, None));
    now.chain(FORMER.iter().map(|row| place(row.0, Some(*row)))).collect()
});

/// Whether a name is that of a province or city alone, of today or former.
pub(crate) fn is_province(printed: &str) -> bool {
    let name = viet::canonical(printed);
    PLACES.iter().any(|place| place.canonical == name)
}

/// The former province that a name ends in ("Công an tỉnh Bắc Kạn"), with the one of today.
pub(crate) fn gone_place(printed: &str) -> Option<(&'static str, &'static str)> {
    let name = viet::canonical(printed);
    let ends =
        |place: &&Place| name.strip_suffix(&place.canonical).is_some_and(|before| before.ends_with("tỉnh "));
    PLACES.iter().filter(|place| place.former.is_some()).find(ends)?.former
}

/// Whether a name speaks of districts, which ended on 30/6/2025: huyện, quận, thị xã, thị trấn.
pub(crate) fn is_district(printed: &str) -> bool {
    let name = viet::canonical(printed);
    let words: Vec<&str> =
        name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let single = words.iter().any(|word| matches!(*word, "huyện" | "quận"));
    single || words.windows(2).any(|pair| matches!(pair, ["thị", "xã" | "trấn"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn districts_and_former_provinces_are_told_by_their_words() {
        assert!(is_district("UBND các huyện, thành phố"));
        assert!(is_district("Chủ tịch UBND cấp huyện"));
        assert!(!is_district("UBND các xã, phường"));
        assert!(!is_district("Liên minh Hợp tác xã tỉnh"));
        assert_eq!(gone_place("Công an tỉnh Bắc Kạn"), Some(("Bắc Kạn", "tỉnh Thái Nguyên")));
        assert_eq!(gone_place("Công an tỉnh Lạng Sơn"), None);
        assert_eq!(gone_place("Công an xã Hòa Bình"), None);
    }

    #[test]
    fn sixty_three_provinces_became_thirty_four() {
        assert_eq!((PROVINCES.len(), PROVINCES.len() + FORMER.len()), (34, 63));
    }
}
