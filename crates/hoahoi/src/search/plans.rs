//! Plans in search: the plan itself, and each paragraph of it as printed.

use vanban::model::Section;

use super::store::{Entry, Facets, put};
use crate::clock::Clock;
use crate::db::Tx;
use crate::plans::model::{clause, paragraph_anchor};
use crate::plans::store::{Plan, StoredDocument};

/// The kind under which plans are found.
pub const PLAN: &str = "ke-hoach";

/// Makes a confirmed plan findable to the paragraph, in the transaction of its confirmation.
///
/// # Errors
/// Those of the database, and when the kept reading cannot be read.
pub async fn put_plan(tx: &mut Tx, plan: &Plan, document: &StoredDocument) -> sqlx::Result<()> {
    let reading = document.reading().map_err(|e| sqlx::Error::Decode(Box::new(e)))?;
    let at = plan.issued_on.map_or(plan.created_at, |day| Clock::standing(day).now());
    let entry = |title: &str, body: &str, place: String, href: String| Entry {
        kind: PLAN.to_owned(),
        href,
        title: title.to_owned(),
        body: body.to_owned(),
        place,
        at,
        demo: false,
        facets: Facets { year: plan.issued_on.map(|day| day.0.year().to_string()), ..Facets::default() },
    };
    let page = format!("/ke-hoach/{}", plan.id);
    let title = if plan.title.is_empty() { plan.name().to_owned() } else { plan.title.clone() };
    let mut entries = vec![entry(&title, plan.name(), plan.name().to_owned(), page.clone())];
    let mut open: Vec<&Section> = reading.sections.iter().rev().collect();
    while let Some(section) = open.pop() {
        open.extend(section.sections.iter().rev());
        let heading = section.heading.as_deref().unwrap_or(&section.label);
        for (number, paragraph) in (1..).zip(&section.paragraphs) {
            let place = format!("{}, {}", plan.name(), clause(&section.path, number));
            let href = format!("{page}#{}", paragraph_anchor(&section.path, number));
            entries.push(entry(heading, &paragraph.text, place, href));
        }
    }
    put(tx, "plan", plan.id.0, &entries).await
}
