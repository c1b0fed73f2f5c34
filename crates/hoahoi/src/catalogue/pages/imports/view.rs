//! What an import would do, or did, as its pages show it.

use crate::catalogue::imports::store::{Deed, Touched};
use crate::catalogue::imports::texts::ImportTexts;
use crate::catalogue::imports::trial::{NEW, Outcome, SKIP, Trial, Verdict};
use crate::catalogue::kinds::Kind;
use crate::catalogue::model::Content;
use crate::catalogue::show::{Change, Names, Reader, compare};
use crate::db::Conn;
use crate::web::lang::fill;
use crate::web::{Ctx, Result};

/// A row of a file.
pub struct RowView {
    /// Its number.
    pub number: u32,
    /// The title it gives.
    pub title: String,
    /// The record it would change.
    pub href: Option<String>,
    /// What it would do, in words.
    pub verdict: &'static str,
    /// The class of these words.
    pub class: &'static str,
    /// Field by field, how it was and how it would be.
    pub changes: Vec<Change>,
    /// What is missing for handing it in.
    pub missing: Option<String>,
}

/// A row of which a person must say which record it is.
pub struct Choosing {
    /// The name of the field.
    pub name: String,
    /// The question.
    pub label: String,
    /// Value, words, whether it is chosen.
    pub options: Vec<(String, String, bool)>,
}

/// A record that an import touched.
pub struct TouchedView {
    /// Its file; nothing once it is gone.
    pub href: Option<String>,
    /// Its title.
    pub title: String,
    /// What was done to it.
    pub deed: &'static str,
    /// Whether it has been changed since.
    pub since: bool,
}

/// The rows in order.
pub async fn rows(ctx: &Ctx, c: &mut Conn, kind: &Kind, trial: &Trial) -> Result<Vec<RowView>> {
    let t = &ctx.t.catalogue;
    let directory = ctx.app.directory();
    let nothing = Content::default();
    let before = |outcome: &Outcome| outcome.record.map(|at| &trial.known[at].content);
    let written: Vec<&Outcome> = trial.of(Verdict::New).chain(trial.of(Verdict::Changed)).collect();
    let versions: Vec<&Content> =
        written.iter().flat_map(|outcome| [Some(&outcome.content), before(outcome)]).flatten().collect();
    let names = Names::of(c, &directory, kind, &versions).await?;
    let reader = Reader { directory: &directory, names: &names, lang: ctx.lang };
    let labels = t.labels();
    let view = |outcome: &Outcome| {
        let (verdict, class) = words(&ctx.t.imports, outcome.verdict);
        let is_written = matches!(outcome.verdict, Verdict::New | Verdict::Changed);
        let changes = if is_written {
            compare(&reader, kind, labels, before(outcome).unwrap_or(&nothing), &outcome.content)
        } else {
            Vec::new()
        };
        let label = |id: &String| match kind.field(id) {
            Some(field) => field.label.get(ctx.lang).to_owned(),
            None => t.summary.to_owned(),
        };
        let missing: Vec<String> = outcome.missing.iter().filter(|_| is_written).map(label).collect();
        RowView {
            number: outcome.number,
            title: outcome.title.clone(),
            href: outcome.record.map(|at| format!("/muc/{}/ho-so", trial.known[at].record.slug)),
            verdict,
            class,
            changes,
            missing: (!missing.is_empty()).then(|| fill(ctx.t.imports.missing, &[&missing.join(", ")])),
        }
    };
    Ok(trial.outcomes.iter().map(view).collect())
}

fn words(t: &ImportTexts, verdict: Verdict) -> (&'static str, &'static str) {
    match verdict {
        Verdict::New => (t.is_new, ""),
        Verdict::Changed => (t.is_changed, ""),
        Verdict::Same => (t.is_same, "idle"),
        Verdict::Doubtful => (t.is_doubtful, "back"),
        Verdict::Skipped => (t.is_skipped, "idle"),
        Verdict::Wrong => (t.is_wrong, "back"),
    }
}

/// The rows of which a person must say, or has said, which record they are.
pub fn choosing(ctx: &Ctx, trial: &Trial) -> Vec<Choosing> {
    let t = &ctx.t.imports;
    let asked = trial.outcomes.iter().filter(|outcome| !outcome.candidates.is_empty());
    asked
        .map(|outcome| {
            let chosen = |value: &str| outcome.chosen.as_deref() == Some(value);
            let records = outcome.candidates.iter().map(|at| {
                let record = &trial.known[*at].record;
                (record.slug.clone(), fill(t.as_record, &[&record.title]), chosen(&record.slug))
            });
            let others = [(NEW, t.as_new), (SKIP, t.as_skip)];
            let others = others.map(|(value, words)| (value.to_owned(), words.to_owned(), chosen(value)));
            Choosing {
                name: format!("hang-{}", outcome.number),
                label: fill(t.which, &[&outcome.number, &outcome.title]),
                options: records.chain(others).collect(),
            }
        })
        .collect()
}

/// The records of an import.
pub fn touched_views(t: &ImportTexts, touched: &[Touched]) -> Vec<TouchedView> {
    let view = |row: &Touched| TouchedView {
        href: row.slug.as_ref().map(|slug| format!("/muc/{slug}/ho-so")),
        title: row.title.clone().unwrap_or_else(|| t.removed.to_owned()),
        deed: if row.deed == Deed::Added { t.added } else { t.changed },
        since: !row.is_untouched() && row.slug.is_some(),
    };
    touched.iter().map(view).collect()
}
