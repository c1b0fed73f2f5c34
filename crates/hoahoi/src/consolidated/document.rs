//! The report as an official document: a department's report to the People's Committee (Decree 30/2020/NĐ-CP,
//! appendix I; appendix III, sample 1.4), with the duties as an annex.

use std::collections::HashSet;

use thethuc::{
    Annex, Authority, Block, Document, Head, Kind, Level, Post, Recipients, Signature, Signing, Text, Title,
};

use super::facts::{self, Cover};
use super::model::Section;
use super::store::{self, Consolidated};
use super::{annex, drafting, marks};
use crate::db::Conn;
use crate::reporting::access::ReportScope;
use crate::reporting::store::accepted::{self, PeriodOf, Tally};
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
    let id = period.id;
    let (cover, sections, known, tallies): (Cover, Vec<Section>, HashSet<i64>, Vec<Tally>) = match &report {
        Some(report) => (
            facts::cover(c, scope, period, &directory).await?,
            store::sections(c, report.id).await?.into_iter().map(Into::into).collect(),
            store::marks(c, report.id).await?,
            accepted::tallies(c, id).await?,
        ),
        None => {
            let facts = facts::gather(c, scope, period, &directory, &calendar, app.clock.today()).await?;
            let sections = drafting::draft(&facts);
            let tallies = accepted::tallies_of(&facts.lines);
            (facts.cover, sections, HashSet::new(), tallies)
        }
    };
    let annex = annex::of(c, id, &tallies).await?;
    let demo = app.config.demo.then_some(DEMO);
    Ok(document(&cover, &sections, annex, &Around { report, deputy, demo }, |mark| known.contains(&mark)))
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
    cover: &Cover,
    sections: &[Section],
    annex: Annex,
    around: &Around,
    known: impl Fn(i64) -> bool + Copy,
) -> Document {
    let about =
        format!("Kết quả thực hiện {} {}", drafting::plan_named(cover), name_of_code(&cover.period.code));
    let mut document = Document::new(
        head(cover, around.report.as_ref()),
        Title::Named { kind: Kind::Report, about },
        Signing::One(Signature {
            authority: authority(&cover.coordinator, around.deputy),
            name: String::new(),
        }),
    );
    document.addressees = cover.recipient.iter().cloned().collect();
    document.body = body(sections, known);
    document.recipients = Recipients { to: Vec::new(), kept: String::new() };
    document.annexes = vec![annex];
    document.mark = around.demo.map(str::to_owned);
    if let Some(chain) = around.report.as_ref().and_then(|r| r.audit_head.as_deref()) {
        document.body.push(Block::Paragraph(Text::new().plain("Mã kiểm chứng nhật ký: ").plain(chain)));
    }
    document
}

fn head(cover: &Cover, report: Option<&Consolidated>) -> Head {
    let issued = report.and_then(|r| r.number.as_deref()).and_then(|number| number.split_once('/'));
    Head {
        superior: cover.superior.clone(),
        issuer: cover.coordinator.clone(),
        number: issued.and_then(|(number, _)| number.trim().parse().ok()),
        symbol: issued.map_or_else(
            || Kind::Report.symbol(&initials(&cover.coordinator)),
            |(_, symbol)| symbol.trim().to_owned(),
        ),
        place: cover.plan.place.clone(),
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
