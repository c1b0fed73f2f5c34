//! Names by the naming convention of Akoma Ntoso (OASIS, akn-nc 1.0): IRIs of documents, identifiers of elements.

use crate::labels;
use crate::model::{Document, Header, Reference};
use std::collections::HashMap;

/// Stands where a day is not known: the schema demands one.
pub(super) const UNKNOWN_DAY: &str = "0001-01-01";
/// Longest word that a title gives to an IRI, in bytes.
const LONGEST: usize = 80;

/// How a document is told from others.
#[derive(Debug, Clone)]
pub(super) struct Names {
    /// The element that holds it: `act`, `statement` or `doc`.
    pub(super) element: &'static str,
    /// Its type as a word, "ke-hoach".
    pub(super) subtype: Option<String>,
    /// IRI of the work.
    pub(super) work: String,
    /// IRI of the expression: the Vietnamese text of the day of issue.
    pub(super) expression: String,
}

/// The names of the document.
pub(super) fn of(document: &Document) -> Names {
    let header = &document.header;
    let element = element(header);
    let subtype = header.kind.as_deref().and_then(labels::type_name).map(viet::slug);
    let day = header.date.map(|day| day.to_string());
    let number = number_or_title(header);
    let actor = header.issuer.as_deref().map(viet::slug).filter(|actor| !actor.is_empty());
    let date = day.as_deref().unwrap_or(UNKNOWN_DAY);
    let work = iri(element, subtype.as_deref(), actor.as_deref(), date, &number);
    let expression = format!("{work}/vie@{}", day.unwrap_or_default());
    Names { element, subtype, work, expression }
}

/// The IRI of a document that is cited, when its day or at least its year is printed.
pub(super) fn cited(reference: &Reference) -> Option<String> {
    let year = reference.number.split('/').nth(1).filter(|part| is_year(part));
    let date = reference.date.map(|day| day.to_string()).or_else(|| year.map(str::to_owned))?;
    let subtype = reference.kind.as_deref().map(viet::slug);
    let actor = reference.issuer.as_deref().map(viet::slug).filter(|actor| !actor.is_empty());
    let element = if year.is_some() { "act" } else { "statement" };
    Some(iri(element, subtype.as_deref(), actor.as_deref(), &date, &viet::slug(&reference.number)))
}

/// Normative legal documents carry their year between number and symbol (Law on the promulgation of legal normative
/// documents) and are acts. Plans, decisions in a single case, directives and notices are "official documents of a
/// body that may or may not be normative": statements. What says neither type nor number is just a document.
fn element(header: &Header) -> &'static str {
    let normative =
        header.number.as_deref().is_some_and(|number| number.split('/').nth(1).is_some_and(is_year));
    match (normative, &header.kind) {
        (true, _) => "act",
        (false, Some(_)) => "statement",
        (false, None) => "doc",
    }
}

fn is_year(part: &str) -> bool {
    part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit())
}

/// What tells the document from others of its day: number, else title, else "nn" as the convention has it.
fn number_or_title(header: &Header) -> String {
    let mut word = viet::slug(header.number.as_deref().or(header.title.as_deref()).unwrap_or("nn"));
    if word.len() > LONGEST {
        let end = word[..LONGEST].rfind('-').unwrap_or(LONGEST);
        word.truncate(end);
    }
    if word.is_empty() { "nn".to_owned() } else { word }
}

fn iri(element: &str, subtype: Option<&str>, actor: Option<&str>, date: &str, number: &str) -> String {
    let parts = [Some("/akn/vn"), Some(element), subtype, actor, Some(date), Some(number)];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/")
}

/// Gives out identifiers, each once.
#[derive(Debug, Default)]
pub(super) struct Ids {
    given: HashMap<String, u32>,
}

impl Ids {
    /// The identifier wanted, with a count where it has been given before.
    pub(super) fn take(&mut self, wanted: &str) -> String {
        let mut id = wanted.to_owned();
        while self.given.contains_key(&id) {
            let count = self.given.entry(wanted.to_owned()).or_insert(1);
            *count += 1;
            id = format!("{wanted}-{count}");
        }
        self.given.insert(id.clone(), 1);
        id
    }
}
