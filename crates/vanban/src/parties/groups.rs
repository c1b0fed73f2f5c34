//! Groups of parties: "các sở, ban, ngành liên quan".

use super::modifiers::{BY_FIELD, concerned, modifiers, whole_case, whole_words};
use crate::lexicon::GROUP_NOUNS;
use crate::scan::Scan;

/// Length of a group: "các sở, ban, ngành liên quan".
pub(super) fn group(text: &str) -> Option<usize> {
    let firms = |scan: &mut Scan<'_>| {
        let named = scan.attempt(|scan| {
            determiner(scan)?;
            scan.word(" doanh nghiệp viễn thông")?;
            scan.ends_word()
        });
        named.or_else(|| whole_case(scan, &["doanh nghiệp viễn thông", "doanh nghiệp"]))?;
        modifiers(scan);
        Some(())
    };
    let builders = |scan: &mut Scan<'_>| {
        whole_case(scan, &["nhà đầu tư", "chủ đầu tư", "nhà thầu"])?;
        modifiers(scan);
        Some(())
    };
    let schools = |scan: &mut Scan<'_>| whole_case(scan, &["viện, Trường", "viện, trường"]);
    let offices = |scan: &mut Scan<'_>| {
        let named = scan.attempt(|scan| {
            scan.any_case(&["cơ quan", "đơn vị"])?;
            whole_words(
                scan,
                &[
                    " chủ trì",
                    " phối hợp",
                    " chức năng",
                    " thường trực",
                    " chủ quản",
                    " thông tấn, báo chí",
                    " thông tấn báo chí",
                    " báo chí",
                    " truyền thông",
                    " điện lực",
                    " thuế",
                    " hải quan",
                    " công an",
                    " quân sự",
                ],
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
    let others = |scan: &mut Scan<'_>| {
        whole_case(scan, &["cơ quan", "đơn vị", "tổ chức", "địa phương"])?;
        scan.repeat(usize::MAX, another_noun);
        concerned(scan)?;
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
            scan.any_case(&["chính quyền các cấp", "chính quyền cơ sở", "chính quyền địa phương"]).map(|_| ())
        })
        .or_else(|| {
            let sides = ["bộ, ngành", "bộ, ban, ngành", "sở, Ban", "sở, ban", "sở, Ngành", "sở, ngành"];
            whole_case(scan, &sides)
        })?;
        modifiers(scan);
        scan.repeat(usize::MAX, |scan| {
            scan.attempt(another_noun).or_else(|| tight(scan))?;
            modifiers(scan);
            Some(())
        });
        Some(())
    };
    let mut scan = Scan::new(text, 0);
    scan.attempt(corporations)
        .or_else(|| scan.attempt(firms))
        .or_else(|| scan.attempt(builders))
        .or_else(|| scan.attempt(schools))
        .or_else(|| scan.attempt(offices))
        .or_else(|| scan.attempt(others))
        .or_else(|| scan.attempt(several))?;
    Some(scan.at())
}

/// "các Tập đoàn, Tổng công ty nhà nước": what follows them is no part of the group.
fn corporations(scan: &mut Scan<'_>) -> Option<()> {
    determiner(scan).and_then(|()| scan.word(" "));
    scan.folded("tập đoàn")?;
    scan.word(" kinh tế");
    scan.any(&[", ", " và "])?;
    scan.folded("tổng công ty")?;
    scan.ends_word()?;
    modifiers(scan);
    Some(())
}

/// Length of what an office holder heads: a group without "các".
pub(super) fn headed(text: &str) -> Option<usize> {
    let mut scan = Scan::new(text, 0);
    noun(&mut scan, true)?;
    scan.repeat(usize::MAX, another_noun);
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
        "trung tâm y tế",
        "trạm y tế",
        "trường học",
        "cơ sở giáo dục",
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

fn determiner(scan: &mut Scan<'_>) -> Option<()> {
    scan.any_case(&["các", "những", "toàn thể", "mỗi", "từng"]).map(|_| ())
}

/// A noun that groups are made of, in whatever case; the longest that fits.
fn noun(scan: &mut Scan<'_>, whole: bool) -> Option<()> {
    if whole { scan.whole_folded(GROUP_NOUNS) } else { scan.any_folded(GROUP_NOUNS) }.map(|_| ())
}

/// A noun that follows after a comma or "và".
fn another_noun(scan: &mut Scan<'_>) -> Option<()> {
    scan.any(&[", và ", ", ", " và "])?;
    if begins_name(scan.rest()) {
        return None;
    }
    noun(scan, true)
}

/// Whether a body of its own follows in a list and no kind of the group: "các cơ quan Trung ương, Bộ Tài chính".
fn begins_name(text: &str) -> bool {
    const LEVELS: &[&str] = &["Tỉnh", "Thành", "Trung", "TP", "UBND", "Ủy", "Đảng"];
    let mut words = text.splitn(3, ' ');
    let (Some(first), Some(second)) = (words.next(), words.next()) else { return false };
    let second = second.trim_end_matches([',', ';', '.', ':']);
    ["Bộ", "Sở"].contains(&first) && second.starts_with(char::is_uppercase) && !LEVELS.contains(&second)
}

/// A noun that follows without a comma: "sở ngành".
fn tight(scan: &mut Scan<'_>) -> Option<()> {
    const NOUNS: &[&str] = &[" sở", " ban", " ngành", " đoàn thể", " địa phương", " đơn vị", " cơ quan"];
    scan.whole_folded(NOUNS).map(|_| ())
}
