//! Indicators in an agency's report: read from its form, written with its lines, kept with each version, shown.

use std::collections::{BTreeMap, HashMap};

use askama::Template;
use serde::{Deserialize, Serialize};
use viet::number::{self, ParseNumberError};

use super::model::{Amount, Rollup, Said};
use super::store::indicators::{self, Indicator};
use super::store::observations::{self, Observation};
use super::texts::IndicatorTexts;
use super::words::said_words;
use crate::accounts::access::Permit;
use crate::accounts::rights::DraftSubmission;
use crate::db::{Conn, Millis, Tx};
use crate::ids::IndicatorId;
use crate::reporting::model::Frequency;
use crate::reporting::store::submissions::Submission;
use crate::web::form::Fields;
use crate::web::lang::fill;
use crate::web::{Ctx, Frame, Result};

/// The longest reason for having no data, in characters.
const LIMIT: usize = 1000;

/// What was typed for an indicator, as typed.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    value: String,
    numerator: String,
    denominator: String,
    missing: String,
}

impl From<&Said> for Typed {
    fn from(said: &Said) -> Self {
        let show = |amount: Option<Amount>| amount.map(Amount::show).unwrap_or_default();
        Self {
            value: show(said.value),
            numerator: show(said.numerator),
            denominator: show(said.denominator),
            missing: said.missing.clone(),
        }
    }
}

/// One indicator as typed.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The revision that the form was filled with.
    pub rev: i64,
    /// What is said now.
    pub said: Said,
    /// Whether it differs from what the form was filled with.
    pub touched: bool,
    /// What is wrong, by field.
    pub problems: BTreeMap<&'static str, String>,
    typed: Typed,
}

impl Entry {
    /// The digest of what is said now, for the form.
    #[must_use]
    pub fn digest(&self) -> String {
        self.said.digest()
    }
}

/// What was typed, by indicator.
pub type Entries = HashMap<IndicatorId, Entry>;

/// Name of a field of an indicator; built like those of lines, so that saving in the background knows them.
fn name(id: IndicatorId, field: &str) -> String {
    format!("d-{id}-{field}")
}

/// An indicator that a report is asked for, with what its draft says.
#[derive(Debug, Clone)]
pub struct Owed {
    /// The indicator.
    pub indicator: Indicator,
    /// Counts changes of what is said; 0 while nothing was.
    pub rev: i64,
    /// What is said.
    pub said: Said,
    /// Who wrote it last, and when.
    pub by: Option<(String, Millis)>,
}

/// The indicators that a report is asked for, with what its draft says.
///
/// # Errors
/// Those of the database.
pub async fn owed(c: &mut Conn, of: &Submission) -> sqlx::Result<Vec<Owed>> {
    let mut kept = observations::of_submission(c, of.id).await?;
    let owed = asked(c, of).await?.into_iter().map(|indicator| match kept.remove(&indicator.id) {
        Some(o) => Owed { rev: o.rev, said: o.said(), by: o.who.map(|who| (who, o.updated_at)), indicator },
        None => Owed { rev: 0, said: Said::default(), by: None, indicator },
    });
    Ok(owed.collect())
}

/// What is typed for an indicator outside the report's form.
#[derive(Debug, Clone, Copy)]
pub struct TypedValues<'a> {
    /// The value; of a ratio empty.
    pub value: &'a str,
    /// Above the line.
    pub numerator: &'a str,
    /// Below the line.
    pub denominator: &'a str,
    /// Why there is no figure.
    pub missing: &'a str,
}

/// An indicator as fields of the report's form, with the revision and the digest of what it is compared with.
fn fields(owed: &Owed, values: &TypedValues<'_>) -> Vec<(String, String)> {
    let id = owed.indicator.id;
    [
        ("rev", owed.rev.to_string()),
        ("goc", owed.said.digest()),
        ("chi-tieu", values.value.to_owned()),
        ("tu-so", values.numerator.to_owned()),
        ("mau-so", values.denominator.to_owned()),
        ("khong-co", values.missing.to_owned()),
    ]
    .into_iter()
    .map(|(field, value)| (name(id, field), value))
    .collect()
}

/// What is said of an indicator as fields of the report's form.
#[must_use]
pub fn said_fields(owed: &Owed, said: &Said) -> Vec<(String, String)> {
    let Typed { value, numerator, denominator, missing } = Typed::from(said);
    let values =
        TypedValues { value: &value, numerator: &numerator, denominator: &denominator, missing: &missing };
    fields(owed, &values)
}

/// Reads what was typed for one indicator by the rules of the report's form.
#[must_use]
pub fn read_values(owed: &Owed, values: &TypedValues<'_>, t: &IndicatorTexts) -> Option<Entry> {
    let mut form = Fields::default();
    fields(owed, values).into_iter().for_each(|(name, value)| form.push(name, value));
    read_one(&form, &owed.indicator, t)
}

/// Reads an amount; what cannot be read becomes a problem at its field.
///
/// # Errors
/// The sentence for the field.
pub fn amount(typed: &str, t: &IndicatorTexts) -> std::result::Result<Option<Amount>, String> {
    match number::parse_decimal(typed) {
        Err(ParseNumberError::Empty) => Ok(None),
        Ok(plain) => plain.parse().map(Some).map_err(|_| fill(t.problem_amount, &[&typed.trim()])),
        Err(ParseNumberError::Unreadable(_)) => Err(fill(t.problem_amount, &[&typed.trim()])),
    }
}

/// Reads what was typed for the indicators that the form held.
#[must_use]
pub fn read(fields: &Fields, asked: &[Indicator], t: &IndicatorTexts) -> Entries {
    asked.iter().filter_map(|indicator| Some((indicator.id, read_one(fields, indicator, t)?))).collect()
}

fn read_one(fields: &Fields, indicator: &Indicator, t: &IndicatorTexts) -> Option<Entry> {
    let field = |of: &str| fields.get(&name(indicator.id, of)).to_owned();
    let rev: i64 = fields.parse(&name(indicator.id, "rev"))?;
    let typed = Typed {
        value: field("chi-tieu"),
        numerator: field("tu-so"),
        denominator: field("mau-so"),
        missing: viet::nfc(&field("khong-co").replace("\r\n", "\n")),
    };
    let mut problems = BTreeMap::new();
    let mut said = Said { missing: typed.missing.clone(), ..Said::default() };
    {
        let mut take = |of: &'static str, typed: &str| match amount(typed, t) {
            Ok(amount) => amount,
            Err(why) => {
                problems.insert(of, why);
                None
            }
        };
        if indicator.rollup == Rollup::Ratio {
            said.numerator = take("tu-so", &typed.numerator);
            said.denominator = take("mau-so", &typed.denominator);
        } else {
            said.value = take("chi-tieu", &typed.value);
        }
    }
    if typed.missing.chars().count() > LIMIT {
        problems.insert("khong-co", fill(t.too_long, &[&number::show(LIMIT)]));
    } else if !typed.missing.is_empty() && said.has_figures(indicator.rollup) {
        problems.insert("khong-co", t.in_report_both.to_owned());
    }
    let touched = !problems.is_empty() || said.digest() != field("goc");
    Some(Entry { rev, said, touched, problems, typed })
}

/// The indicators that a report is asked for: those of its agency, in periodic reports.
///
/// # Errors
/// Those of the database.
pub async fn asked(c: &mut Conn, of: &Submission) -> sqlx::Result<Vec<Indicator>> {
    const FREQUENCY: &str = "SELECT frequency FROM regime WHERE id = $1";
    let (frequency,): (Frequency,) = crate::db::query(FREQUENCY).bind(of.regime_id).one(c).await?;
    if frequency == Frequency::Once || of.owed == 0 {
        return Ok(Vec::new());
    }
    indicators::of_agency(c, of.plan_id, of.org_id).await
}

/// Writes what was touched and is right into a report that is held; `false` when somebody else has changed one of
/// them: then the transaction is to be dropped.
///
/// # Errors
/// Those of the database.
pub async fn write(
    tx: &mut Tx,
    permit: &Permit<DraftSubmission>,
    of: &Submission,
    entries: &Entries,
    now: Millis,
) -> sqlx::Result<bool> {
    let mut written = Vec::new();
    for (id, entry) in entries.iter().filter(|(_, e)| e.touched && e.problems.is_empty()) {
        if !observations::write(tx, permit, of.id, *id, entry.rev, &entry.said, now).await? {
            return Ok(false);
        }
        written.push(*id);
    }
    if !written.is_empty() {
        observations::record(tx, permit, of.id, of.org_id, &written, now).await?;
    }
    Ok(true)
}

/// The indicators of a report of which neither a figure nor a reason is given: problems at their fields. A report is
/// not handed in while there are any.
///
/// # Errors
/// Those of the database.
pub async fn missing(c: &mut Conn, of: &Submission, t: &IndicatorTexts) -> sqlx::Result<Entries> {
    let asked = asked(c, of).await?;
    let kept = observations::of_submission(c, of.id).await?;
    let mut missing = Entries::new();
    for indicator in asked {
        let (said, rev) = kept.get(&indicator.id).map(|o| (o.said(), o.rev)).unwrap_or_default();
        if said.has_figures(indicator.rollup) || !said.missing.is_empty() {
            continue;
        }
        let at = if indicator.rollup == Rollup::Ratio { "tu-so" } else { "chi-tieu" };
        let problems = BTreeMap::from([(at, t.in_report_needed.to_owned())]);
        let typed = Typed::from(&said);
        missing.insert(indicator.id, Entry { rev, said, touched: false, problems, typed });
    }
    Ok(missing)
}

/// Whether everything typed is what is kept: the same form sent a second time.
///
/// # Errors
/// Those of the database.
pub async fn is_kept(c: &mut Conn, of: &Submission, entries: &Entries) -> sqlx::Result<bool> {
    let kept = observations::of_submission(c, of.id).await?;
    let same = |id: &IndicatorId, entry: &Entry| {
        kept.get(id).map(Observation::said).unwrap_or_default() == entry.said
    };
    Ok(entries.iter().all(|(id, entry)| same(id, entry)))
}

/// What was sent of an indicator with a version of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// The indicator.
    pub indicator: IndicatorId,
    /// Its name at that time.
    pub name: String,
    /// Its unit at that time.
    pub unit: String,
    /// What was said.
    pub said: Said,
}

/// What a report says of indicators as it is sent.
///
/// # Errors
/// Those of the database.
pub async fn sent(c: &mut Conn, of: &Submission) -> sqlx::Result<Vec<Sent>> {
    let kept = observations::of_submission(c, of.id).await?;
    let asked = if kept.is_empty() { Vec::new() } else { asked(c, of).await? };
    Ok(asked
        .into_iter()
        .filter_map(|indicator| {
            let said = kept.get(&indicator.id)?.said();
            Some(Sent { indicator: indicator.id, name: indicator.name, unit: indicator.unit, said })
        })
        .collect())
}

/// One row of a version: the indicator, what was said now, what the time before where that differs.
#[derive(Debug, Clone)]
pub struct SentRow {
    /// Its page.
    pub href: String,
    /// Its name.
    pub name: String,
    /// What was said.
    pub now: String,
    /// What the time before, where it differs.
    pub before: Option<String>,
}

/// The rows of a version beside the version before it.
#[must_use]
pub fn sent_rows(t: &IndicatorTexts, before: Option<&[Sent]>, now: &[Sent]) -> Vec<SentRow> {
    now.iter()
        .map(|sent| {
            let old = before.map(|all| all.iter().find(|old| old.indicator == sent.indicator));
            let differs = old.is_some_and(|old| old.is_none_or(|old| old.said != sent.said));
            let words = |sent: &Sent| said_words(t, &sent.said, &sent.unit);
            SentRow {
                href: format!("/chi-tieu/{}", sent.indicator),
                name: sent.name.clone(),
                now: words(sent),
                before: differs.then(|| old.flatten().map_or_else(|| t.in_report_nothing.to_owned(), words)),
            }
        })
        .collect()
}

/// One indicator in the form.
struct Field {
    key: String,
    name: String,
    unit: String,
    definition: String,
    numerator: String,
    denominator: String,
    ratio: bool,
    rev: i64,
    base: String,
    typed: Typed,
    said: String,
    before: Option<String>,
    theirs: Option<String>,
    problems: BTreeMap<&'static str, String>,
}

impl Field {
    /// What is wrong at a field.
    fn at(&self, field: &str) -> Option<&str> {
        self.problems.get(field).map(String::as_str)
    }
}

#[derive(Template)]
#[template(path = "indicators/in_report.html")]
struct Section {
    frame: Frame,
    t: &'static IndicatorTexts,
    write: bool,
    fields: Vec<Field>,
}

/// How the section is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// To be filled in.
    Write,
    /// To be read.
    Read,
}

/// The section of a report's page, inside the form where it is filled in: render it with `|safe`. Empty when the
/// report is asked for no indicator. The caller has checked that its words may be seen.
///
/// # Errors
/// Those of the database and of the template.
pub async fn section(
    ctx: &Ctx,
    c: &mut Conn,
    of: &Submission,
    mode: Mode,
    entries: &Entries,
) -> Result<String> {
    let t = &ctx.t.indicators;
    let asked = asked(c, of).await?;
    if asked.is_empty() {
        return Ok(String::new());
    }
    let kept = observations::of_submission(c, of.id).await?;
    let before = match mode {
        Mode::Write => observations::before(c, of.org_id, of.regime_id, of.closes_on).await?,
        Mode::Read => None,
    };
    let fields = asked.iter().map(|indicator| {
        let now = kept.get(&indicator.id);
        let said = now.map(Observation::said).unwrap_or_default();
        let rev = now.map(|o| o.rev).unwrap_or_default();
        let entry = entries.get(&indicator.id);
        // somebody else's figures stand in the database under a later revision than the one typed over
        let stale = entry.is_some_and(|e| e.touched && e.rev != rev);
        let earlier = before.as_ref().and_then(|(code, all)| Some((code, all.get(&indicator.id)?)));
        Field {
            key: indicator.id.to_string(),
            name: indicator.name.clone(),
            unit: indicator.unit.clone(),
            definition: indicator.definition.clone(),
            numerator: indicator.numerator.clone(),
            denominator: indicator.denominator.clone(),
            ratio: indicator.rollup == Rollup::Ratio,
            rev,
            base: said.digest(),
            typed: entry.filter(|e| e.touched).map_or_else(|| Typed::from(&said), |e| e.typed.clone()),
            before: earlier.map(|(code, o)| {
                let period = ctx.t.reporting.period_name(code);
                fill(t.in_report_before, &[&period, &t.said(indicator, &o.said())])
            }),
            theirs: stale.then(|| fill(t.in_report_conflict, &[&t.said(indicator, &said)])),
            said: t.said(indicator, &said),
            problems: entry.map(|e| e.problems.clone()).unwrap_or_default(),
        }
    });
    let fields = fields.collect();
    Ok(Section { frame: ctx.frame(), t, write: mode == Mode::Write, fields }.render()?)
}

/// Revision and digest of every indicator that was saved in the background, by its key in the form.
#[must_use]
pub fn saved(entries: &Entries) -> Vec<(String, (i64, String))> {
    let saved = entries.iter().filter(|(_, e)| e.touched && e.problems.is_empty());
    saved.map(|(id, entry)| (id.to_string(), (entry.rev + 1, entry.digest()))).collect()
}

/// How many problems were found.
#[must_use]
pub fn problems(entries: &Entries) -> usize {
    entries.values().map(|entry| entry.problems.len()).sum()
}
