//! The forms that parties are named in: committees of a level, places, what stands around and between names.

use crate::scan::{Scan, whole_word};

/// A level with its place: "tỉnh Lạng Sơn", "các xã" without "các".
fn unit(scan: &mut Scan<'_>) -> Option<()> {
    const UNITS: &[&str] = &[
        "cấp tỉnh",
        "cấp huyện",
        "cấp xã",
        "tỉnh",
        "Tỉnh",
        "thành phố",
        "Thành phố",
        "TP",
        "huyện",
        "quận",
        "thị xã",
        "xã",
        "phường",
        "thị trấn",
        "đặc khu",
    ];
    scan.any(UNITS)?;
    scan.repeat(3, |scan| {
        scan.word(" ")?;
        if super::begins_party(scan.rest()) {
            return None;
        }
        scan.one(char::is_uppercase)?;
        scan.run(usize::MAX, char::is_lowercase);
        Some(())
    });
    Some(())
}

/// Length of an office printed in lower case in the middle of a list: "thủ trưởng các cơ quan".
pub(super) fn office(text: &str) -> Option<usize> {
    let mut scan = Scan::new(text, 0);
    let office = scan.any(&["thủ trưởng", "giám đốc", "chủ tịch", "người đứng đầu"])?;
    scan.any(&[" các ", " cơ quan", " UBND ", " Ủy ban ", " Uỷ ban ", " sở", " Sở"])?;
    Some(office.len())
}

/// Length of a people's committee or council with its levels: "UBND các huyện, thành phố".
pub(super) fn committee(text: &str) -> Option<usize> {
    const BODIES: &[&str] = &[
        "UBND ",
        "Ủy ban nhân dân ",
        "Ủy ban Nhân dân ",
        "Uỷ ban nhân dân ",
        "Uỷ ban Nhân dân ",
        "HĐND ",
        "Hội đồng nhân dân ",
    ];
    let mut scan = Scan::new(text, 0);
    scan.any(BODIES)?;
    let several = |scan: &mut Scan<'_>| {
        scan.word("các ")?;
        scan.any(&["cấp", "địa phương"]).map(|_| ()).or_else(|| unit(scan))
    };
    scan.attempt(several).or_else(|| unit(&mut scan))?;
    scan.repeat(usize::MAX, |scan| {
        scan.any(&[", và ", ", ", " và "])?;
        scan.word("các ");
        unit(scan)
    });
    scan.any(&[" trực thuộc trung ương", " trực thuộc Trung ương", " trực thuộc TW"]);
    named_units(&mut scan);
    Some(scan.at())
}

/// ": Lạng Sơn, Cao Bằng" after levels: the places that are meant.
fn named_units(scan: &mut Scan<'_>) {
    scan.attempt(|scan| scan.word(": ").and_then(|()| place_names(scan)));
}

/// Names of places, one after the other.
fn place_names(scan: &mut Scan<'_>) -> Option<()> {
    place_name(scan)?;
    scan.repeat(usize::MAX, |scan| scan.any(&[", ", " và "]).and_then(|_| place_name(scan)));
    Some(())
}

/// The name of a place: two to four capitalised words ("Lạng Sơn", "Bà Rịa Vũng Tàu").
fn place_name(scan: &mut Scan<'_>) -> Option<()> {
    scan.name()?;
    scan.word(" ").and_then(|()| scan.name())?;
    scan.repeat(2, |scan| scan.word(" ").and_then(|()| scan.name()));
    Some(())
}

/// Length of places that answer as a whole: "Các tỉnh Lạng Sơn, Cao Bằng", "tỉnh Lâm Đồng", "Thành phố Hà Nội".
pub(super) fn places(text: &str) -> Option<usize> {
    let mut scan = Scan::new(text, 0);
    if scan.any(&["Các ", "các "]).is_some() {
        scan.any(&["tỉnh, thành phố", "tỉnh", "thành phố"])?;
        scan.word(":");
        scan.word(" ")?;
        place_names(&mut scan)?;
    } else {
        scan.any(&["Tỉnh ", "tỉnh ", "Thành phố ", "thành phố "])?;
        place_name(&mut scan)?;
    }
    Some(scan.at())
}

/// Length of the level and place that follow an agency's name: " Việt Nam tỉnh Lạng Sơn".
pub(super) fn place(text: &str) -> usize {
    const LEVELS: &[&str] = &[
        "các cấp",
        "cấp tỉnh",
        "cấp huyện",
        "cấp xã",
        "các tỉnh, thành phố",
        "tỉnh",
        "Tỉnh",
        "thành phố",
        "Thành phố",
        "TP.",
        "TP",
        "huyện",
        "quận",
        "thị xã",
        "xã",
        "phường",
        "khu vực",
        "Chi nhánh Khu vực",
        "chi nhánh Khu vực",
        "- Chi nhánh Khu vực",
        "- chi nhánh Khu vực",
        "hai cấp",
        "cơ sở",
    ];
    let mut scan = Scan::new(text, 0);
    scan.any(&[" nước Việt Nam", " nước CHXHCN Việt Nam", " Việt Nam", " CHXHCN Việt Nam"]);
    let levelled = scan.attempt(|scan| {
        scan.word(" ")?;
        if scan.any(LEVELS)? == "các tỉnh, thành phố" {
            scan.any(&[" trực thuộc trung ương", " trực thuộc Trung ương"]);
        }
        scan.repeat(4, |scan| {
            scan.word(" ")?;
            let number = |scan: &mut Scan<'_>, kind: fn(char) -> bool| {
                Some(scan.run(usize::MAX, kind)).filter(|read| !read.is_empty())?;
                scan.ends_word()
            };
            scan.attempt(|scan| number(scan, |c| matches!(c, 'I' | 'V' | 'X')))
                .or_else(|| scan.attempt(|scan| number(scan, char::is_numeric)))
                .or_else(|| scan.name())
        });
        Some(())
    });
    if levelled.is_none() {
        scan.repeat(3, |scan| scan.word(" ").and_then(|()| scan.name()));
    }
    scan.at()
}

/// Length of what stands between two parties of a list: a comma or "và", perhaps after a remark.
pub(super) fn between(text: &str) -> Option<usize> {
    remark(text).or_else(|| separator(text))
}

/// A separator after "(…)" or "trong phạm vi …".
fn remark(text: &str) -> Option<usize> {
    let after = |at: usize| separator(&text[at..]).map(|len| at + len);
    let mut scan = Scan::new(text, 0);
    let bracketed = scan.attempt(|scan| {
        scan.spaces()?;
        scan.word("(")?;
        (!scan.run(60, |c| c != ')').is_empty()).then_some(())?;
        scan.word(")")
    });
    if bracketed.is_some() {
        return after(scan.at());
    }
    scan.any(&[" trong phạm vi", " theo phạm vi"])?;
    let from = scan.at();
    scan.run(40, |c| !matches!(c, ',' | ';' | '.'));
    // the longest remark that a separator follows
    let ends = scan.since(from).char_indices().map(|(i, _)| from + i).rev();
    std::iter::once(scan.at()).chain(ends).find_map(|end| {
        let mut duty = Scan::new(text, end);
        let with_duty = duty.word(", nhiệm vụ").and_then(|()| {
            (0..=30).find_map(|_| {
                let found = after(duty.at());
                if found.is_none() {
                    duty.one(|c| !matches!(c, ',' | ';' | '.'));
                }
                found
            })
        });
        with_duty.or_else(|| after(end))
    })
}

pub(super) fn separator(text: &str) -> Option<usize> {
    let mut scan = Scan::new(text, 0);
    let mark = scan.attempt(|scan| {
        scan.spaces()?;
        scan.one(|c| matches!(c, ',' | ';'))?;
        scan.spaces()?;
        scan.attempt(|scan| scan.word("và").and_then(|()| scan.space()));
        Some(())
    });
    mark.or_else(|| {
        scan.space()?;
        match scan.word("và") {
            Some(()) => scan.space(),
            None => {
                scan.word("cùng")?;
                scan.space()?;
                scan.attempt(|scan| scan.word("với").and_then(|()| scan.space()));
                Some(())
            }
        }
    })?;
    Some(scan.at())
}

/// Whether an unknown agency's name ends at this byte of `text`: a verb begins there that is no part of a longer word
/// ("công trình", "đầu tư xây dựng", "kiểm lâm").
pub(super) fn ends_at(text: &str, at: usize) -> bool {
    const JOINED: &[(&str, &str)] = &[
        ("công", "trình"),
        ("Công", "trình"),
        ("chương", "trình"),
        ("quy", "trình"),
        ("tư", "xây dựng"),
        ("dự", "phòng"),
    ];
    const WORDS: &[&str] = &[
        "kiểm lâm",
        "kiểm dịch",
        "kiểm định",
        "kiểm nghiệm",
        "kiểm soát bệnh tật",
        "hỗ trợ doanh nghiệp",
        "hỗ trợ nông dân",
        "xây dựng công trình",
    ];
    let rest = text.get(at..).unwrap_or_default();
    let before = text.get(..at).unwrap_or_default().trim_end().rsplit(' ').next().unwrap_or_default();
    let joined =
        JOINED.iter().any(|(first, second)| before == *first && whole_word(rest, &[second]).is_some());
    stops(rest) && !joined && whole_word(rest, WORDS).is_none() && !names_work(rest)
}

/// Whether a verb names what an agency works at, because another follows that tells what it is to do: "Cục Kết cấu hạ tầng
/// xây dựng tham mưu …".
fn names_work(rest: &str) -> bool {
    const DOES: &[&str] = &[
        "chủ trì",
        "chủ động",
        "phối hợp",
        "có trách nhiệm",
        "chịu trách nhiệm",
        "tham mưu",
        "hướng dẫn",
        "theo dõi",
        "tổng hợp",
        "báo cáo",
        "rà soát",
        "tổ chức",
        "triển khai",
        "thực hiện",
        "khẩn trương",
    ];
    let work = whole_word(rest, &["xây dựng", "nghiên cứu"]);
    let next = work.and_then(|len| rest[len..].strip_prefix(' '));
    next.is_some_and(|next| whole_word(next, DOES).is_some())
}

/// Whether an unknown agency's name ends before these words.
pub(super) fn stops(text: &str) -> bool {
    const STOP: &[&str] = &[
        "chủ trì",
        "chủ động",
        "phối hợp",
        "có trách",
        "thực hiện",
        "triển khai",
        "tổ chức",
        "xây dựng",
        "tham mưu",
        "tham gia",
        "hướng dẫn",
        "theo",
        "đề xuất",
        "căn cứ",
        "nghiên cứu",
        "rà soát",
        "báo cáo",
        "tổng hợp",
        "tiếp tục",
        "chịu",
        "để",
        "trong",
        "về",
        "là",
        "được",
        "phải",
        "cần",
        "nghiêm",
        "tăng",
        "đẩy",
        "khẩn",
        "kịp",
        "cung cấp",
        "kiểm",
        "giám sát",
        "làm việc",
        "xem xét",
        "trực tiếp",
        "phát huy",
        "quyết",
        "cập nhật",
        "tiếp nhận",
        "quan tâm",
        "chỉ đạo",
        "bố trí",
        "cân đối",
        "thẩm",
        "trình",
        "đôn",
        "vận động",
        "tuyên",
        "trên cơ",
        "quán triệt",
        "thường",
        "tích cực",
        "lập",
        "ban hành",
        "giúp",
        "hỗ trợ",
        "bảo đảm",
        "đảm bảo",
        "đã",
        "có",
        "nhằm",
        "tại",
        "từ",
        "đến",
        "cho",
        "với",
        "như",
        "khi",
        "nếu",
        "do",
        "bằng",
        "vào",
        "nâng cao",
        "khắc phục",
        "ưu tiên",
        "huy động",
        "lồng ghép",
        "phổ biến",
        "công bố",
        "hoàn thành",
        "hoàn thiện",
        "cử",
        "gửi",
        "thành lập",
        "nhanh chóng",
        "sớm",
        "duy trì",
        "tạo điều kiện",
        "chuẩn bị",
        "chấp hành",
        "phân công",
        "phân bổ",
        "tổng kết",
        "sơ kết",
        "kiện toàn",
        "xử lý",
        "tháo gỡ",
        "bàn giao",
        "công khai",
        "mở rộng",
        "nêu cao",
        "gương mẫu",
        "đề cao",
        "phản ánh",
        "tập trung",
        "định kỳ",
        "vận hành",
    ];
    text.starts_with(char::is_lowercase) && whole_word(text, STOP).is_some()
}
