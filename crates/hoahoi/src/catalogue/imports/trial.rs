//! A file laid beside the records that are there, row by row. Nothing is written.

use std::collections::{BTreeMap, HashMap};

use serde_json::json;
use sha2::{Digest, Sha256};

use super::cells::{Lookup, Named};
use super::columns::What;
use super::matching::{Found, find, words};
use super::sheet::{Finding, Row, Sheet};
use super::store;
use super::texts::ImportTexts;
use crate::catalogue::form::{self, name_of};
use crate::catalogue::kinds::Kind;
use crate::catalogue::life::{Refusal, Scene};
use crate::catalogue::links::{self, Address};
use crate::catalogue::model::Content;
use crate::catalogue::store::Record;
use crate::db::Conn;
use crate::digest::hex;
use crate::ids::OrgId;
use crate::text_enum;
use crate::web::form::Fields;
use crate::web::lang::{Texts, fill};

text_enum! {
    /// What a row would do.
    pub enum Verdict {
        /// Begin a record.
        New = "new",
        /// Change a record.
        Changed = "changed",
        /// Nothing: the record says so already.
        Same = "same",
        /// Unknown: a person must say which record it is, if any.
        Doubtful = "doubtful",
        /// Nothing: a person said so.
        Skipped = "skipped",
        /// Nothing: it must be mended first.
        Wrong = "wrong",
    }
}

/// What a person said of a doubtful row: [`NEW`], [`SKIP`], or the address of a record.
pub type Choices = BTreeMap<u32, String>;
/// The row is a new record.
pub const NEW: &str = "moi";
/// The row is left out.
pub const SKIP: &str = "bo";

/// A record of the agency and what it says.
#[derive(Debug, Clone)]
pub struct Known {
    /// The record.
    pub record: Record,
    /// Its working version.
    pub content: Content,
    pub(super) canonical: String,
    pub(super) words: Vec<String>,
}

impl Known {
    /// A record with what it says.
    ///
    /// # Errors
    /// When what is stored is not what this program writes.
    pub fn of(record: Record) -> serde_json::Result<Self> {
        let content = record.content()?;
        Ok(Self { canonical: viet::canonical(&content.title), words: words(&content.title), content, record })
    }
}

/// What one row would do.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The row's number in the file.
    pub number: u32,
    /// The title it gives, or that of the record it names.
    pub title: String,
    /// What it would do.
    pub verdict: Verdict,
    /// The record it would change, among [`Trial::known`].
    pub record: Option<usize>,
    /// The records it may be, among [`Trial::known`].
    pub candidates: Vec<usize>,
    /// What a person said of it.
    pub chosen: Option<String>,
    /// What the record would say.
    pub content: Content,
    /// What must be mended.
    pub problems: Vec<Finding>,
    /// Required fields that would be empty: it could not be handed in.
    pub missing: Vec<String>,
}

/// A file laid beside the records that are there.
#[derive(Debug, Clone)]
pub struct Trial {
    /// The agency's records of the kind.
    pub known: Vec<Known>,
    /// The rows in order.
    pub outcomes: Vec<Outcome>,
}

/// What is compared with what.
pub struct Compared<'a> {
    /// The file.
    pub sheet: &'a Sheet,
    /// What a person said of doubtful rows.
    pub choices: &'a Choices,
    /// Whose records.
    pub org: OrgId,
    /// Words for problems.
    pub texts: &'static Texts,
}

impl Trial {
    /// Lays a file beside the records of an agency as they are now.
    ///
    /// # Errors
    /// Those of the database, and of content that cannot be read.
    pub async fn run(c: &mut Conn, scene: &Scene<'_>, of: &Compared<'_>) -> Result<Self, Refusal> {
        let records = store::of_kind(c, &scene.kind.id, of.org).await?;
        let known = records.into_iter().map(Known::of).collect::<serde_json::Result<Vec<_>>>()?;
        let records = named(c, scene.kind, of.sheet).await?;
        let lookup = Lookup { directory: scene.directory, records: &records, t: &of.texts.imports };
        let mut outcomes = Vec::new();
        let mut taken = Taken::default();
        for row in &of.sheet.rows {
            let mut outcome = outcome(scene, &lookup, of, &known, row);
            let addresses = std::mem::take(&mut outcome.addresses);
            if of.sheet.cell(row, "links").is_some() {
                match links::resolve(c, scene.directory, &addresses).await? {
                    Ok(found) => outcome.row.content.links = found,
                    Err(_) => outcome.row.problems.push(Finding {
                        place: of.sheet.place(row, "links", lookup.t),
                        what: of.texts.catalogue.link_unknown.to_owned(),
                    }),
                }
            }
            let mut row = outcome.row;
            taken.settle(&mut row, &known, scene.kind, lookup.t);
            outcomes.push(row);
        }
        Ok(Self { known, outcomes })
    }

    /// How many rows would do this.
    #[must_use]
    pub fn count(&self, verdict: Verdict) -> usize {
        self.of(verdict).count()
    }

    /// The rows that would do this.
    pub fn of(&self, verdict: Verdict) -> impl Iterator<Item = &Outcome> {
        self.outcomes.iter().filter(move |outcome| outcome.verdict == verdict)
    }

    /// Whether it may be written: nothing is wrong, nothing doubtful, and there is something to write.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        let n = |verdict| self.count(verdict);
        n(Verdict::Wrong) == 0 && n(Verdict::Doubtful) == 0 && n(Verdict::New) + n(Verdict::Changed) > 0
    }

    /// Whether all that would be written could be handed in for review at once.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.of(Verdict::New).chain(self.of(Verdict::Changed)).all(|outcome| outcome.missing.is_empty())
    }

    /// A digest of all it would do: what a person confirms is this and nothing else.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut hash = Sha256::new();
        for outcome in &self.outcomes {
            let record = outcome.record.map(|at| (self.known[at].record.id, self.known[at].record.rev));
            let said = json!([outcome.number, outcome.verdict.as_str(), record, outcome.content]);
            hash.update(said.to_string());
        }
        hex(&hash.finalize())
    }
}

/// The public records that cells of a file name, by address and canonical title.
async fn named(c: &mut Conn, kind: &Kind, sheet: &Sheet) -> sqlx::Result<BTreeMap<String, Vec<Named>>> {
    let mut slugs = Vec::new();
    let mut titles = Vec::new();
    for field in kind.fields().filter(|field| field.kind.leads_to_records()) {
        let cells = sheet.rows.iter().filter_map(|row| sheet.cell(row, &name_of(&field.id)));
        for typed in cells.flat_map(str::lines).map(str::trim).filter(|line| !line.is_empty()) {
            match Address::parse(typed) {
                Some(Address::Record(slug)) => slugs.push(slug),
                // the titles of records are kept with single spaces
                _ => titles.push(viet::nfc(typed).split_whitespace().collect::<Vec<_>>().join(" ")),
            }
        }
    }
    let mut records: BTreeMap<String, Vec<Named>> = BTreeMap::new();
    for (slug, kind, title) in store::public_named(c, &slugs, &titles).await? {
        let named = Named { slug: slug.clone(), kind };
        records.entry(viet::canonical(&title)).or_default().push(named.clone());
        records.entry(slug).or_default().push(named);
    }
    for found in records.values_mut() {
        found.dedup();
    }
    Ok(records)
}

/// An outcome whose links have not been looked up.
struct Begun {
    row: Outcome,
    addresses: Vec<Address>,
}

fn outcome(scene: &Scene<'_>, lookup: &Lookup<'_>, of: &Compared<'_>, known: &[Known], row: &Row) -> Begun {
    let (sheet, t) = (of.sheet, lookup.t);
    let chosen = of.choices.get(&row.number).cloned();
    let found = find(sheet, row, known, t);
    let mut problems = Vec::new();
    let mut out = Outcome {
        number: row.number,
        title: sheet.cell(row, "title").unwrap_or_default().to_owned(),
        verdict: Verdict::New,
        record: None,
        candidates: Vec::new(),
        chosen: None,
        content: Content::default(),
        problems: Vec::new(),
        missing: Vec::new(),
    };
    match found {
        Found::Nothing => {}
        Found::Sure(at) => out.record = Some(at),
        Found::Maybe(candidates) => {
            let named = |slug: &str| candidates.iter().copied().find(|at| known[*at].record.slug == slug);
            match chosen.as_deref() {
                Some(NEW) => {}
                Some(SKIP) => out.verdict = Verdict::Skipped,
                Some(slug) if named(slug).is_some() => out.record = named(slug),
                _ => out.verdict = Verdict::Doubtful,
            }
            out.chosen = chosen.filter(|_| out.verdict != Verdict::Doubtful);
            out.candidates = candidates;
        }
        Found::Wrong(problem) => problems.push(problem),
    }
    let before = out.record.map_or_else(Content::default, |at| known[at].content.clone());
    let fields = fields(lookup, scene.kind, sheet, row, &before, &mut problems);
    let typed = form::read(scene.kind, &fields, scene.directory, of.texts);
    for (key, why) in typed.problems.iter() {
        problems.push(Finding { place: sheet.place(row, key, t), what: why.to_owned() });
    }
    out.content = Content {
        links: before.links,
        pictures: before.pictures,
        files: before.files,
        not_before: before.not_before,
        ..typed.content
    };
    keep_order(scene.kind, &before.values, &mut out.content);
    if out.title.is_empty() {
        out.title.clone_from(&out.content.title);
    }
    out.problems = problems;
    Begun { row: out, addresses: typed.addresses }
}

/// What the form of a record would have sent for a row: the file's columns over what the record says.
fn fields(
    lookup: &Lookup<'_>,
    kind: &Kind,
    sheet: &Sheet,
    row: &Row,
    before: &Content,
    problems: &mut Vec<Finding>,
) -> Fields {
    let now = form::write(kind, before, &[]);
    let mut fields = Fields::default();
    for what in What::all(kind).into_iter().filter(|what| *what != What::Identifier) {
        let key = what.key();
        match (sheet.cell(row, &key), what) {
            (None, _) => now.all(&key).for_each(|value| fields.push(&key, value)),
            (Some(cell), What::Field(field)) => {
                match lookup.values(field, cell, before.values(&field.id), sheet.csv) {
                    Ok(values) => values.iter().for_each(|value| fields.push(&key, value)),
                    Err(what) => problems.push(Finding { place: sheet.place(row, &key, lookup.t), what }),
                }
            }
            (Some(cell), _) => fields.push(&key, cell),
        }
    }
    fields
}

/// The same choices in another order are no change.
fn keep_order(kind: &Kind, before: &BTreeMap<String, Vec<String>>, content: &mut Content) {
    let sorted = |values: &[String]| {
        let mut values = values.to_vec();
        values.sort_unstable();
        values
    };
    for field in kind.fields().filter(|field| field.kind.is_chosen_from_many()) {
        if let (Some(old), Some(new)) = (before.get(&field.id), content.values.get_mut(&field.id))
            && sorted(old) == sorted(new)
        {
            new.clone_from(old);
        }
    }
}

/// What earlier rows have taken.
#[derive(Default)]
struct Taken {
    records: HashMap<usize, u32>,
    titles: HashMap<String, u32>,
}

impl Taken {
    /// Finds two rows for one record, and settles what the row would do.
    fn settle(&mut self, row: &mut Outcome, known: &[Known], kind: &Kind, t: &ImportTexts) {
        let earlier = match (row.verdict, row.record) {
            (Verdict::Skipped, _) => None,
            (_, Some(at)) => self.records.insert(at, row.number),
            (_, None) => self.titles.insert(viet::canonical(&row.title), row.number),
        };
        if let Some(earlier) = earlier {
            let place = fill(t.at_row, &[&row.number]);
            row.problems.push(Finding { place, what: fill(t.twice, &[&earlier]) });
        }
        if row.verdict == Verdict::Skipped {
            return;
        }
        if !row.problems.is_empty() {
            row.verdict = Verdict::Wrong;
        } else if let (Verdict::New, Some(at)) = (row.verdict, row.record) {
            let same = known[at].content == row.content;
            row.verdict = if same { Verdict::Same } else { Verdict::Changed };
        }
        row.missing = row.content.missing(kind);
    }
}
