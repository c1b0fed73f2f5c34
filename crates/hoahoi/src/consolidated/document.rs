//! The report as an official document: a department's report to the People's Committee (Decree 30/2020/NĐ-CP,
//! appendix I; appendix III, sample 1.4), with the duties as an annex.

use std::collections::HashSet;

use thethuc::{
    Annex, Authority, Block, Document, Grid, GridColumn, Head, Kind, Level, Orientation, Post, Recipients,
    Row, Signature, Signing, Text, Title,
};

use super::facts::{self, Facts};
use super::model::Section;
use super::store::{self, Consolidated};
use super::{drafting, marks};
use crate::db::Conn;
use crate::reporting::access::ReportScope;
use crate::reporting::model::Progress;
use crate::reporting::store::accepted::{self, Owed, PeriodOf};
use crate::reporting::words::name_of_code;
use crate::web::{App, Result};

/// The remark on each page of a paper made from demonstration data.
const DEMO: &str = "DỮ LIỆU MINH HỌA";

/// The paper of a period: the report as it stands, and where nobody has drawn one up, as it would be drawn up now.
///
/// # Errors
/// Those of [`facts::gather`] and of the database.
pub async fn paper(
    c: &mut Conn,
    app: &App,
    scope: &ReportScope,
    period: PeriodOf,
    report: Option<Consolidated>,
    deputy: bool,
) -> Result<Document> {
    let (directory, calendar) = (app.directory(), app.calendar());
    let facts = facts::gather(c, scope, period, &directory, &calendar, app.clock.today()).await?;
    let (sections, known): (Vec<Section>, HashSet<i64>) = match &report {
        Some(report) => (
            store::sections(c, report.id).await?.into_iter().map(Into::into).collect(),
            store::sources(c, report.id).await?.iter().map(|source| source.mark).collect(),
        ),
        None => (drafting::draft(&facts), HashSet::new()),
    };
    let owed = accepted::owed(c, facts.period.id).await?;
    let demo = app.config.demo.then_some(DEMO);
    Ok(document(&facts, &sections, &owed, &Around { report, deputy, demo }, |mark| known.contains(&mark)))
}

/// What stands around the sections.
#[derive(Debug, Clone, Default)]
struct Around {
    /// The number, date and chain's head, once issued.
    report: Option<Consolidated>,
    /// Whether a deputy signs in the director's place.
    deputy: bool,
    /// Made for demonstration.
    demo: Option<&'static str>,
}

/// Lays the report out. `known` says which marks are sources; they are not printed.
fn document(
    facts: &Facts,
    sections: &[Section],
    owed: &[Owed],
    around: &Around,
    known: impl Fn(i64) -> bool + Copy,
) -> Document {
    let about =
        format!("Kết quả thực hiện {} {}", drafting::plan_named(facts), name_of_code(&facts.period.code));
    let mut document = Document::new(
        head(facts, around.report.as_ref()),
        Title::Named { kind: Kind::Report, about },
        Signing::One(Signature {
            authority: authority(&facts.coordinator, around.deputy),
            name: String::new(),
        }),
    );
    document.addressees = facts.recipient.iter().cloned().collect();
    document.body = body(sections, known);
    document.recipients = Recipients { to: Vec::new(), kept: String::new() };
    document.annexes = vec![annex(owed)];
    document.mark = around.demo.map(str::to_owned);
    if let Some(chain) = around.report.as_ref().and_then(|r| r.audit_head.as_deref()) {
        document.body.push(Block::Paragraph(Text::new().plain("Mã kiểm chứng nhật ký: ").plain(chain)));
    }
    document
}

fn head(facts: &Facts, report: Option<&Consolidated>) -> Head {
    let issued = report.and_then(|r| r.number.as_deref()).and_then(|number| number.split_once('/'));
    Head {
        superior: facts.superior.clone(),
        issuer: facts.coordinator.clone(),
        number: issued.and_then(|(number, _)| number.trim().parse().ok()),
        symbol: issued.map_or_else(
            || Kind::Report.symbol(&initials(&facts.coordinator)),
            |(_, symbol)| symbol.trim().to_owned(),
        ),
        place: facts.plan.place.clone(),
        day: report.and_then(|r| r.issued_on).map(|day| day.0),
    }
}

/// The usual abbreviation of a department: `SKHCN` of Sở Khoa học và Công nghệ. It is proposed; the clerk who gives
/// the number decides.
fn initials(name: &str) -> String {
    let words = name.split_whitespace().filter(|word| *word != "và");
    words.filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect()
}

/// A department is led by one person and signs in that person's name (article 13, clause 1).
fn authority(coordinator: &str, deputy: bool) -> Authority {
    let (head, second) = if coordinator.starts_with("Sở") {
        ("Giám đốc", "Phó Giám đốc")
    } else if coordinator.starts_with("Văn phòng") {
        ("Chánh Văn phòng", "Phó Chánh Văn phòng")
    } else {
        ("Thủ trưởng", "Phó Thủ trưởng")
    };
    Authority::Own(if deputy {
        Post::Deputy { of: head.into(), post: second.into() }
    } else {
        Post::Holder(head.into())
    })
}

fn body(sections: &[Section], known: impl Fn(i64) -> bool + Copy) -> Vec<Block> {
    let mut blocks = Vec::new();
    for section in sections {
        let level = match section.level {
            0 => None,
            1 => Some(Level::Section),
            2 => Some(Level::Clause),
            _ => Some(Level::Point),
        };
        if let Some(level) = level {
            blocks.push(Block::Heading(level, section.heading.clone()));
        }
        for line in section.text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let printed = marks::without(line, known);
            blocks.push(match printed.strip_prefix("- ") {
                Some(item) => Block::Item(Text::new().plain(item)),
                None => Block::Paragraph(Text::new().plain(&printed)),
            });
        }
    }
    blocks
}

/// The duties, each with the agencies that answer for it, across the sheet.
fn annex(owed: &[Owed]) -> Annex {
    let columns = vec![
        GridColumn::centred("TT", 6),
        GridColumn::words("Cơ quan, đơn vị", 26),
        GridColumn::centred("Thời hạn", 13),
        GridColumn::words("Tiến độ", 17),
        GridColumn::words("Kết quả trong kỳ", 46),
    ];
    let mut rows = Vec::new();
    for of_one in owed.chunk_by(|a, b| a.duty == b.duty) {
        rows.extend(of_one.first().map(|duty| Row::Group(format!("{}. {}", duty.section_path, duty.text))));
        rows.extend(of_one.iter().zip(1..).map(|(row, number): (&Owed, usize)| {
            let deadline = row.deadline.map_or_else(|| "Thường xuyên".to_owned(), |day| day.show());
            let result = row.result.clone().unwrap_or_default();
            let cells =
                [number.to_string(), row.org_name.clone(), deadline, progress(row).to_owned(), result];
            Row::Cells(cells.iter().map(|cell| Text::new().plain(cell)).collect())
        }));
    }
    Annex {
        title: "Tình hình thực hiện nhiệm vụ được giao".into(),
        orientation: Orientation::Landscape,
        body: vec![Block::Grid(Grid { caption: None, unit: None, columns, rows })],
    }
}

fn progress(row: &Owed) -> &'static str {
    match row.progress {
        Some(Progress::NotStarted) => "Chưa triển khai",
        Some(Progress::InProgress) => "Đang thực hiện",
        Some(Progress::Done) => "Đã hoàn thành",
        Some(Progress::Continuing) => "Thực hiện thường xuyên",
        Some(Progress::OnTrack | Progress::Behind) => "",
        None if row.system.is_subordinate() => "Chưa có báo cáo được tiếp nhận",
        None => "Chưa có thông tin",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_department_is_abbreviated_by_its_initials_and_signs_in_one_name() {
        assert_eq!(initials("Sở Khoa học và Công nghệ"), "SKHCN");
        assert_eq!(initials("Văn phòng Ủy ban nhân dân tỉnh"), "VPỦBNDT");
        assert_eq!(authority("Sở Khoa học và Công nghệ", true).lines(), ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]);
        assert_eq!(authority("Sở Khoa học và Công nghệ", false).lines(), ["GIÁM ĐỐC"]);
    }
}
