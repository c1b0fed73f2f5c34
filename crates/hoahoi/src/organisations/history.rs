//! An organisation's past and future, put into words and into a picture.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::directory::Directory;
use super::model::{Organisation, Succession, SuccessionKind};
use super::texts::OrganisationTexts;
use crate::ids::OrgId;
use crate::web::lang::fill;

/// A body in the picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Where its page is.
    pub href: String,
    /// Its name.
    pub name: String,
    /// Whether it is the body whose page this is.
    pub here: bool,
}

/// An arrow of the picture and the body it leads to or comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrow {
    /// How the work passed on.
    pub how: &'static str,
    /// Since when, as printed.
    pub on: String,
    /// The name of the function, where the work was divided.
    pub function: Option<String>,
    /// The body; `None` when nobody took over.
    pub node: Option<Node>,
}

/// A sentence about one decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// What happened.
    pub text: String,
    /// By which decision.
    pub basis: String,
    /// A remark, when there is one.
    pub note: Option<String>,
    /// Whether it still has to be checked.
    pub unverified: bool,
}

/// Everything recorded of how an organisation came to be and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    /// The body itself.
    pub here: Node,
    /// From whom it took over.
    pub before: Vec<Arrow>,
    /// To whom its work passed.
    pub after: Vec<Arrow>,
    /// The same in words, in order of date.
    pub sentences: Vec<Sentence>,
}

/// The history of one organisation.
#[must_use]
pub fn history(directory: &Directory, org: &Organisation, t: &OrganisationTexts) -> History {
    let arrow = |way: &Succession, other: Option<OrgId>| Arrow {
        how: t.how(way.kind),
        on: viet::date::show(way.on),
        function: way.function.as_deref().map(|slug| function_name(directory, slug)),
        node: other.and_then(|id| directory.get(id)).map(|other| node(other, org.id)),
    };
    History {
        here: node(org, org.id),
        before: directory.successions_to(org.id).map(|way| arrow(way, Some(way.from))).collect(),
        after: directory.successions_from(org.id).map(|way| arrow(way, way.to)).collect(),
        sentences: sentences(directory, org, t),
    }
}

/// A body as a link.
#[must_use]
pub fn node(org: &Organisation, here: OrgId) -> Node {
    Node { href: format!("/co-quan/{}", org.slug), name: org.name.clone(), here: org.id == here }
}

/// The name of a function; its slug when it is not known.
#[must_use]
pub fn function_name(directory: &Directory, slug: &str) -> String {
    directory.function(slug).map_or_else(|| slug.to_owned(), |function| function.name.clone())
}

/// What one decision did with one function is one sentence, however many bodies it concerned.
type Key<'a> = (Date, SuccessionKind, Option<&'a str>, Option<&'a str>, bool, bool);

fn sentences(directory: &Directory, org: &Organisation, t: &OrganisationTexts) -> Vec<Sentence> {
    let mut groups: BTreeMap<Key<'_>, Vec<&Succession>> = BTreeMap::new();
    for way in directory.successions_to(org.id).chain(directory.successions_from(org.id)) {
        let key = (
            way.on,
            way.kind,
            way.function.as_deref(),
            way.decision.as_deref(),
            way.confidence.is_some(),
            way.from == org.id,
        );
        groups.entry(key).or_default().push(way);
    }
    groups.into_iter().map(|(key, ways)| sentence(directory, key, &ways, t)).collect()
}

fn sentence(
    directory: &Directory,
    (on, kind, function, decision, unverified, _): Key<'_>,
    ways: &[&Succession],
    t: &OrganisationTexts,
) -> Sentence {
    let names = |ids: Vec<OrgId>| {
        let mut names: Vec<&str> = Vec::new();
        for name in ids.into_iter().filter_map(|id| directory.get(id)).map(|org| org.name.as_str()) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.join("; ")
    };
    let from = names(ways.iter().map(|way| way.from).collect());
    let to = names(ways.iter().filter_map(|way| way.to).collect());
    let on = viet::date::show(on);
    let function = function.map(|slug| function_name(directory, slug)).unwrap_or_default();
    let text = match kind {
        SuccessionKind::Merge => fill(t.say_merge, &[&on, &from, &to]),
        SuccessionKind::Split if function.is_empty() => fill(t.say_split, &[&on, &from, &to]),
        SuccessionKind::Split => fill(t.say_split_function, &[&on, &from, &function, &to]),
        SuccessionKind::Transfer => fill(t.say_transfer, &[&on, &from, &function, &to]),
        SuccessionKind::Rename => fill(t.say_rename, &[&on, &from, &to]),
        SuccessionKind::Abolition => fill(t.say_abolition, &[&on, &from]),
    };
    let basis =
        decision.map_or_else(|| t.decision_unknown.to_owned(), |decision| fill(t.decision, &[&decision]));
    Sentence { text, basis, note: ways.iter().find_map(|way| way.note.clone()), unverified }
}
