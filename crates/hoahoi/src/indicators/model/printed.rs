//! Goals and targets as the plan prints them: what a person starts from, and nothing more.

use vanban::Document;
use vanban::model::{Section, Span};

use super::amount::Amount;
use super::target::Change;
use super::when::When;
use crate::plans::model::{clause, paragraph_anchor};

/// A paragraph of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The section: `II.1`.
    pub path: String,
    /// Which paragraph of it, from 1.
    pub paragraph: i64,
    /// Where it stands in the source.
    pub span: Span,
    /// Its words.
    pub text: String,
}

impl Place {
    /// `II.1, đoạn 3`.
    #[must_use]
    pub fn clause(&self) -> String {
        clause(&self.path, self.paragraph)
    }

    /// Its anchor on the plan's page.
    #[must_use]
    pub fn anchor(&self) -> String {
        paragraph_anchor(&self.path, self.paragraph)
    }

    fn holds(&self, span: Span) -> bool {
        self.span.start <= span.start && span.end <= self.span.end
    }
}

/// A target as printed.
#[derive(Debug, Clone, PartialEq)]
pub struct PrintedTarget {
    /// Where its sentence stands.
    pub place: Place,
    /// The sentence itself.
    pub span: Span,
    /// What is measured.
    pub measure: String,
    /// The figure.
    pub figure: Option<Amount>,
    /// Its unit.
    pub unit: Option<String>,
    /// What the figure says.
    pub change: Change,
    /// By when.
    pub by: Option<When>,
    /// The agencies named with it.
    pub owners: Vec<String>,
}

impl PrintedTarget {
    /// Whether the figure is a percentage of where it starts: "tăng 50%".
    #[must_use]
    pub fn is_relative(&self) -> bool {
        self.unit.as_deref() == Some("%") && self.change != Change::Reach
    }
}

/// Every paragraph of a document with its place.
fn paragraphs(sections: &[Section], within: bool, out: &mut Vec<(bool, Place)>) {
    for section in sections {
        let heading = section.heading.as_deref().unwrap_or_default().to_lowercase();
        let within = within || ["mục tiêu", "chỉ tiêu"].iter().any(|word| heading.contains(word));
        for (number, paragraph) in (1..).zip(&section.paragraphs) {
            let place = Place {
                path: section.path.clone(),
                paragraph: number,
                span: paragraph.span,
                text: paragraph.text.clone(),
            };
            out.push((within, place));
        }
        paragraphs(&section.sections, within, out);
    }
}

/// The targets of a plan in order.
#[must_use]
pub fn targets(read: &Document) -> Vec<PrintedTarget> {
    let mut places = Vec::new();
    paragraphs(&read.sections, false, &mut places);
    let target = |target: &vanban::model::Target| {
        let (_, place) = places.iter().find(|(_, place)| place.holds(target.span))?;
        Some(PrintedTarget {
            place: place.clone(),
            span: target.span,
            measure: target.measure.clone(),
            figure: target.value.to_string().parse().ok(),
            unit: target.unit.clone(),
            change: target.change.into(),
            by: target.by.as_deref().and_then(|by| by.parse().ok()),
            owners: target.owners.clone(),
        })
    };
    read.targets.iter().filter_map(target).collect()
}

/// The goals in words: paragraphs under headings that speak of goals, without a figure to reach.
#[must_use]
pub fn goals(read: &Document) -> Vec<Place> {
    let mut places = Vec::new();
    paragraphs(&read.sections, false, &mut places);
    let is_goal =
        |place: &Place| !place.text.ends_with(':') && !read.targets.iter().any(|t| place.holds(t.span));
    places.into_iter().filter(|(within, place)| *within && is_goal(place)).map(|(_, place)| place).collect()
}

/// The paragraph in which a sentence stands.
#[must_use]
pub fn place_of(read: &Document, span: Span) -> Option<Place> {
    let mut places = Vec::new();
    paragraphs(&read.sections, false, &mut places);
    places.into_iter().map(|(_, place)| place).find(|place| place.holds(span))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const PLAN: &str = "KẾ HOẠCH\nPhát triển cây hồi\n\nI. MỤC TIÊU\n\n1. Đến năm 2030\n\nNâng cao chất lượng tinh dầu hồi.\n\n\
        Số lượng hợp tác xã trồng hồi tăng 50%.\n\nII. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\nNghiên cứu tinh dầu hồi.\n";

    #[test]
    fn a_goal_has_no_figure_and_a_target_gives_what_is_printed_and_no_more() {
        let read = vanban::read(PLAN.as_bytes()).unwrap();
        let [goal] = goals(&read).try_into().unwrap();
        assert_eq!(goal.text, "Nâng cao chất lượng tinh dầu hồi.");
        assert_eq!((goal.clause(), goal.anchor()), ("I.1, đoạn 1".into(), "i-1-doan-1".into()));
        let [target] = targets(&read).try_into().unwrap();
        assert_eq!(target.place.clause(), "I.1, đoạn 2");
        assert_eq!((target.figure, target.unit.as_deref()), (Some(Amount::whole(50)), Some("%")));
        assert_eq!((target.change, target.by), (Change::Increase, Some(When::Year(2030))));
        assert!(target.is_relative());
        assert_eq!(place_of(&read, target.span).unwrap().text, target.place.text);
    }

    #[test]
    fn the_real_plan_has_one_target_and_three_goals() {
        let read = vanban::read(include_bytes!("../../../../../samples/ke-hoach-182-ban-in.txt")).unwrap();
        assert_eq!(targets(&read).len(), 1);
        let clauses: Vec<String> = goals(&read).iter().map(Place::clause).collect();
        assert_eq!(clauses, ["II.1, đoạn 1", "II.1, đoạn 2", "II.2, đoạn 1"]);
    }
}
