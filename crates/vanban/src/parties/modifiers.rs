//! Words that tell which of a group are meant: "có liên quan", "trên địa bàn tỉnh", "bán lẻ điện".

use super::forms;
use crate::lexicon::NAMES;
use crate::scan::{Scan, whole_word};

/// What the law calls the offices of a branch of administration.
pub(super) const BY_FIELD: &str = " quản lý ngành, lĩnh vực";

/// Words that tell which of a group are meant.
pub(super) fn modifiers(scan: &mut Scan<'_>) {
    scan.repeat(usize::MAX, modifier);
}

/// "có liên quan", "khác", "khác có liên quan".
pub(super) fn concerned(scan: &mut Scan<'_>) -> Option<()> {
    scan.any(&[
        " khác có liên quan",
        " khác liên quan",
        " có liên quan",
        " liên quan",
        " hữu quan",
        " khác",
    ])?;
    scan.ends_word()?;
    scan.word(" khác");
    Some(())
}

/// What firms and offices work at, with what they make or sell: "bán lẻ điện", "xuất khẩu nông sản".
fn trade(scan: &mut Scan<'_>) -> Option<()> {
    const TRADES: &[&str] = &[
        " bán lẻ",
        " bán buôn",
        " sản xuất",
        " kinh doanh",
        " xuất nhập khẩu",
        " xuất khẩu",
        " nhập khẩu",
        " chế biến",
        " phân phối",
        " cung ứng",
        " điện lực",
        " viễn thông",
        " bưu chính",
        " vận tải",
        " du lịch",
        " lữ hành",
        " logistics",
        " công nghệ số",
        " công nghệ thông tin",
        " khai thác",
        " thuế",
        " hải quan",
        " kho bạc nhà nước",
        " công an",
        " quân sự",
    ];
    const ENDS: &[&str] = &["và", "các", "trên địa bàn", "thuộc", "liên quan", "nghiêm"];
    let one = |scan: &mut Scan<'_>| whole_words(scan, TRADES);
    one(scan)?;
    scan.repeat(3, |scan| {
        scan.any(&[",", " và"]);
        one(scan)
    });
    // what they trade in, up to the verb or the end of the name
    let mut object = *scan;
    for _ in 0..=3 {
        let ends = object
            .rest()
            .strip_prefix(' ')
            .map_or(!object.rest().starts_with(char::is_alphanumeric), |next| {
                forms::stops(next) || whole_word(next, ENDS).is_some()
            });
        if ends {
            *scan = object;
            break;
        }
        let word = object.word(" ").map(|()| object.run(usize::MAX, char::is_alphabetic));
        if word.is_none_or(|word| !word.starts_with(char::is_lowercase)) {
            break;
        }
    }
    Some(())
}

fn modifier(scan: &mut Scan<'_>) -> Option<()> {
    let names = |scan: &mut Scan<'_>| scan.repeat(2, |scan| scan.word(" ").and_then(|()| scan.name()));
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
        let direct = scan.any(&[" thuộc, trực thuộc", " thuộc và trực thuộc", " trực thuộc", " thuộc"])?;
        let bodies = [
            " Chính phủ",
            " Quốc hội",
            " UBTVQH",
            " UBND tỉnh",
            " UBND cấp xã",
            " UBND xã",
            " Ủy ban nhân dân cấp xã",
            " Ủy ban nhân dân xã",
            " UBND thành phố",
            " UBND Thành phố",
            " Ủy ban nhân dân tỉnh",
            " Ủy ban nhân dân Tỉnh",
            " Ủy ban nhân dân thành phố",
            " Ủy ban nhân dân Thành phố",
        ];
        let own = |scan: &mut Scan<'_>| {
            scan.any(&[" Bộ", " Sở"])?;
            (!scan.rest().starts_with(|c: char| c.is_alphanumeric()) && !begins_upper(scan.rest()))
                .then_some(())
        };
        if scan.any(&bodies).is_none() && scan.attempt(own).is_none() {
            let agency = scan.rest().strip_prefix(' ').and_then(|rest| whole_word(rest, NAMES));
            match agency {
                Some(len) => scan.word(&scan.rest()[..len + 1])?,
                None if direct != " thuộc" => {}
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
        " cùng cấp",
        " trong ngành",
        " trong tỉnh",
        " của Quốc hội",
        " của Chính phủ",
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
        " quần chúng",
        BY_FIELD,
        " chủ quản",
        " nhà nước",
        " chuyên môn",
        " chức năng",
        " thành viên",
        " quản lý cấp trên",
        " cấp trên",
        " cấp dưới",
        " tham mưu, quản lý nhà nước",
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
        .or_else(|| scan.attempt(under))
        .or_else(|| scan.attempt(trade))
        .or_else(|| scan.attempt(governed))
        .or_else(|| scan.any(OTHERS).map(|_| ()))
}

/// Length of the words that tell which bodies of one kind are meant.
pub(super) fn modified(text: &str) -> usize {
    let mut scan = Scan::new(text, 0);
    modifiers(&mut scan);
    scan.at()
}

/// Whether the next word has a capital.
fn begins_upper(text: &str) -> bool {
    text.strip_prefix(' ').is_some_and(|next| next.starts_with(char::is_uppercase))
}

/// Reads the first of the words that fits in [`Scan::sentence_case`] and ends there.
pub(super) fn whole_case(scan: &mut Scan<'_>, words: &[&str]) -> Option<()> {
    words
        .iter()
        .find_map(|word| scan.attempt(|scan| scan.sentence_case(word).and_then(|()| scan.ends_word())))
}

/// Reads the first of the words that fits and ends there.
pub(super) fn whole_words(scan: &mut Scan<'_>, words: &[&str]) -> Option<()> {
    let len = whole_word(scan.rest(), words)?;
    scan.word(&scan.rest()[..len])
}
