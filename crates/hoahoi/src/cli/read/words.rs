//! How a register and a calendar speak of a document and its duties: in the words of official documents, whatever the
//! language of messages.

use vanban::Document;
use vanban::model::{Duty, Recurrence, Role};

/// The document in one line: "Số 27/KH-UBND, ngày 05/6/2026, Ủy ban nhân dân tỉnh Hải Đăng".
pub(super) fn document(document: &Document) -> String {
    let header = &document.header;
    let number = header.number.as_ref().map(|number| format!("Số {number}"));
    let day = header.date.map(|day| format!("ngày {}", viet::date::show(day)));
    let parts: Vec<String> = [number, day, header.issuer.clone()].into_iter().flatten().collect();
    parts.join(", ")
}

/// How the owners answer.
pub(super) fn role(role: Role) -> &'static str {
    match role {
        Role::Lead => "Chủ trì",
        Role::Responsible => "Thực hiện",
        Role::Coordinate => "Phối hợp",
        Role::Requested => "Đề nghị",
    }
}

/// The time of a duty: the words printed, with how often it comes round where they do not say so.
pub(super) fn when(duty: &Duty) -> String {
    let often = duty.recurrence.map(|recurrence| match recurrence {
        Recurrence::Weekly => "hằng tuần",
        Recurrence::Monthly => "hằng tháng",
        Recurrence::Quarterly => "hằng quý",
        Recurrence::HalfYearly => "6 tháng một lần",
        Recurrence::Annual => "hằng năm",
        Recurrence::Continuous => "thường xuyên",
        Recurrence::Periodic => "định kỳ",
    });
    let printed =
        duty.deadline.as_ref().map(|deadline| deadline.text.trim_matches([' ', '.', ',', ';', ')']));
    let words = match (printed, often) {
        (Some(printed), Some(often)) if !says(printed, often) => format!("{printed} ({often})"),
        (Some(printed), _) => printed.to_owned(),
        (None, often) => often.unwrap_or_default().to_owned(),
    };
    viet::capital(&words)
}

/// "hàng năm" and "mỗi năm" say "hằng năm" too.
fn says(printed: &str, often: &str) -> bool {
    let last = often.rsplit(' ').next().unwrap_or(often);
    printed.contains(often) || ["hàng", "mỗi"].iter().any(|word| printed.contains(&format!("{word} {last}")))
}
