//! The annex of the paper: the duties across the sheet, each with the agencies that answer for it.

use std::collections::HashMap;

use thethuc::{Annex, Block, Grid, GridColumn, Orientation, Row, Text};

use crate::db::Conn;
use crate::ids::{DutyId, PeriodId};
use crate::reporting::model::Progress;
use crate::reporting::store::accepted::{self, Owed, OwedDuty, Tally};

/// Up to so many agencies are listed one by one; of more (a duty of all communes) the paper counts how far they are,
/// and what each said is in the annex as a workbook.
pub const ONE_BY_ONE: i64 = 20;

/// The annex of a period, with the lines counted: the same few statements however many obligations there are.
///
/// # Errors
/// Those of the database.
pub async fn of(c: &mut Conn, period: PeriodId, tallies: &[Tally]) -> sqlx::Result<Annex> {
    let duties = accepted::owed_duties(c, period).await?;
    let each = accepted::owed(c, period, ONE_BY_ONE).await?;
    Ok(annex(&duties, &each, tallies))
}

fn annex(duties: &[OwedDuty], each: &[Owed], tallies: &[Tally]) -> Annex {
    let each: HashMap<DutyId, &[Owed]> =
        each.chunk_by(|a, b| a.duty == b.duty).filter_map(|of| Some((of.first()?.duty, of))).collect();
    let tallies: HashMap<DutyId, &[Tally]> =
        tallies.chunk_by(|a, b| a.duty == b.duty).filter_map(|of| Some((of.first()?.duty, of))).collect();
    let columns = vec![
        GridColumn::centred("TT", 6),
        GridColumn::words("Cơ quan, đơn vị", 26),
        GridColumn::centred("Thời hạn", 13),
        GridColumn::words("Tiến độ", 17),
        GridColumn::words("Kết quả trong kỳ", 46),
    ];
    let mut rows = Vec::new();
    for duty in duties {
        rows.push(Row::Group(format!("{}. {}", duty.section_path, duty.text)));
        let deadline = duty.deadline.map_or_else(|| "Thường xuyên".to_owned(), |day| day.show());
        let one_by_one = each.get(&duty.id).copied().unwrap_or_default().iter().map(|row| {
            [row.org_name.clone(), progress(row).to_owned(), row.result.clone().unwrap_or_default()]
        });
        let counted = many_of(duty, &tallies).into_iter().map(|(how_far, agencies)| {
            let agencies = viet::number::show(agencies);
            [format!("{agencies} cơ quan, đơn vị"), counted(how_far).to_owned(), String::new()]
        });
        rows.extend(one_by_one.chain(counted).zip(1..).map(
            |([who, how_far, result], number): (_, usize)| {
                let cells = [number.to_string(), who, deadline.clone(), how_far, result];
                Row::Cells(cells.iter().map(|cell| Text::new().plain(cell)).collect())
            },
        ));
    }
    let mut body = vec![Block::Grid(Grid { caption: None, unit: None, columns, rows })];
    if duties.iter().any(is_counted) {
        body.push(Block::Paragraph(Text::new().plain(format!(
            "Nhiệm vụ có trên {ONE_BY_ONE} cơ quan, đơn vị thực hiện được tổng hợp theo tiến độ; nội dung báo cáo của từng cơ quan, đơn vị kèm theo tệp bảng tính."
        ))));
    }
    Annex {
        title: "Tình hình thực hiện nhiệm vụ được giao".into(),
        orientation: Orientation::Landscape,
        body,
    }
}

/// Whether too many agencies answer for a duty to be listed one by one.
fn is_counted(duty: &OwedDuty) -> bool {
    duty.agencies > ONE_BY_ONE
}

/// How far the many agencies of a duty are; last those whose report is not accepted or does not say.
fn many_of(duty: &OwedDuty, tallies: &HashMap<DutyId, &[Tally]>) -> Vec<(Option<Progress>, i64)> {
    if !is_counted(duty) {
        return Vec::new();
    }
    let told = tallies.get(&duty.id).copied().unwrap_or_default();
    let silent = duty.agencies - told.iter().map(|tally| tally.agencies).sum::<i64>();
    let told = told.iter().map(|tally| (Some(tally.progress), tally.agencies));
    told.chain((silent > 0).then_some((None, silent))).collect()
}

/// How far an agency is, in the words of the paper.
#[must_use]
pub fn progress(row: &Owed) -> &'static str {
    match row.progress {
        None if !row.system.is_subordinate() => "Chưa có thông tin",
        progress => counted(progress),
    }
}

fn counted(progress: Option<Progress>) -> &'static str {
    match progress {
        Some(Progress::NotStarted) => "Chưa triển khai",
        Some(Progress::InProgress) => "Đang thực hiện",
        Some(Progress::Done) => "Đã hoàn thành",
        Some(Progress::Continuing) => "Thực hiện thường xuyên",
        Some(Progress::OnTrack | Progress::Behind) => "",
        None => "Chưa có báo cáo được tiếp nhận",
    }
}
