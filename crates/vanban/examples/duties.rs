//! Prints who answers for what by when, a line for each duty: `cargo run -p vanban --example duties -- FILE`.

use std::error::Error;
use vanban::model::{Duty, Recurrence, Role};

/// Longest piece of a duty's text that is shown, in characters.
const SHOWN: usize = 60;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: duties FILE")?;
    let document = vanban::read(&std::fs::read(path)?)?;
    println!("{:<10} {:<40} {:<12} {:<14} NHIỆM VỤ", "MỤC", "CƠ QUAN", "VAI TRÒ", "THỜI HẠN");
    for duty in &document.duties {
        let text: String = duty.text.chars().take(SHOWN).collect();
        let section = duty.section.as_deref().unwrap_or("–");
        println!(
            "{section:<10} {:<40} {:<12} {:<14} {text}",
            duty.owners.join("; "),
            role(duty.role),
            due(duty)
        );
    }
    Ok(())
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Lead => "chủ trì",
        Role::Responsible => "thực hiện",
        Role::Coordinate => "phối hợp",
        Role::Requested => "đề nghị",
    }
}

/// The day, else the month or year, else how often.
fn due(duty: &Duty) -> String {
    let often = |recurrence| match recurrence {
        Recurrence::Weekly => "hằng tuần",
        Recurrence::Monthly => "hằng tháng",
        Recurrence::Quarterly => "hằng quý",
        Recurrence::HalfYearly => "6 tháng",
        Recurrence::Annual => "hằng năm",
        Recurrence::Continuous => "thường xuyên",
        Recurrence::Periodic => "định kỳ",
    };
    match (&duty.deadline, duty.recurrence) {
        (Some(deadline), _) => match (deadline.date, &deadline.until) {
            (Some(date), _) => viet::date::show(date),
            (None, Some(until)) => until.clone(),
            (None, None) => deadline.text.clone(),
        },
        (None, Some(recurrence)) => often(recurrence).to_owned(),
        (None, None) => "–".to_owned(),
    }
}
