//! Values as people read them: on the page, in a comparison, in the search index.

use std::collections::BTreeMap;

use super::kinds::{Choice, Field, FieldRole, FieldType, Kind, Stars, Visibility};
use super::links;
use super::media::Picture;
use super::model::{Content, Link};
use super::store;
use super::texts::CatalogueTexts;
use crate::db::{Conn, Day, Millis};
use crate::organisations::{Directory, Organisation};
use crate::web::lang::Lang;

/// What is needed to put values into words.
pub struct Reader<'a> {
    /// Names of organisations and communes.
    pub directory: &'a Directory,
    /// Names of what fields and links lead to.
    pub names: &'a Names,
    /// In which language.
    pub lang: Lang,
}

/// Names of what fields and links lead to; what the viewer may not see is missing.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Titles of records, by slug.
    pub records: BTreeMap<String, String>,
    /// What links lead to.
    pub links: BTreeMap<Link, String>,
}

impl Names {
    /// Looks up what these versions of a record of this kind lead to.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn of(
        c: &mut Conn,
        directory: &Directory,
        kind: &Kind,
        versions: &[&Content],
    ) -> sqlx::Result<Self> {
        let slugs = versions.iter().flat_map(|content| content.record_slugs(kind));
        let records = store::public_titles(c, slugs).await?;
        let links: Vec<Link> = versions.iter().flat_map(|content| content.links.iter().copied()).collect();
        let linked = links::describe(c, directory, &links).await?;
        let links = linked.into_iter().map(|l| (l.link, l.label())).collect();
        Ok(Self { records, links })
    }
}

/// A value on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// One line.
    Text(String),
    /// A scientific name.
    Scientific(String),
    /// Paragraphs.
    Paragraphs(Vec<String>),
    /// Several short texts.
    Items(Vec<String>),
    /// A link: address and words; `true` when it leaves this site.
    Link(String, String, bool),
    /// Several links within this site: address and words.
    Links(Vec<(String, String)>),
    /// A rating: its words and its stars.
    Rated(String, Stars),
}

/// A row of facts.
#[derive(Debug, Clone)]
pub struct Row {
    /// What it is.
    pub label: String,
    /// The value.
    pub value: Shown,
    /// Who sees it.
    pub visibility: Visibility,
}

/// A part of a record's page.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its heading.
    pub heading: String,
    /// Facts.
    pub rows: Vec<Row>,
    /// Long texts: shown as paragraphs below the facts.
    pub texts: Vec<Row>,
}

/// The contact of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Name.
    pub name: String,
    /// Its page.
    pub href: String,
}

impl Reader<'_> {
    /// The page of a record, part by part; empty fields and parts are left out, and the contact has its own place.
    #[must_use]
    pub fn parts(&self, kind: &Kind, content: &Content) -> Vec<Part> {
        self.parts_of(kind, content, |_| true)
    }

    /// The same of some of the fields.
    #[must_use]
    pub fn parts_of(&self, kind: &Kind, content: &Content, wanted: impl Fn(&Field) -> bool) -> Vec<Part> {
        let mut parts = Vec::new();
        for section in &kind.sections {
            let mut part = Part {
                heading: section.heading.get(self.lang).to_owned(),
                rows: Vec::new(),
                texts: Vec::new(),
            };
            for field in section.fields.iter().filter(|field| field.role.is_none() && wanted(field)) {
                let Some(row) = self.row(field, content) else { continue };
                match row.value {
                    Shown::Paragraphs(_) => part.texts.push(row),
                    _ => part.rows.push(row),
                }
            }
            if !(part.rows.is_empty() && part.texts.is_empty()) {
                parts.push(part);
            }
        }
        parts
    }

    /// A field with its value; nothing when it is empty.
    #[must_use]
    pub fn row(&self, field: &Field, content: &Content) -> Option<Row> {
        let value = self.value(field, content.values(&field.id))?;
        Some(Row { label: field.label.get(self.lang).to_owned(), value, visibility: field.visibility })
    }

    /// Whom to ask.
    #[must_use]
    pub fn contact(&self, kind: &Kind, content: &Content) -> Option<Contact> {
        let field = kind.fields().find(|f| f.role == Some(FieldRole::Contact))?;
        let org = self.directory.by_slug(content.value(&field.id)?)?;
        Some(Contact { name: org.name.clone(), href: format!("/co-quan/{}", org.slug) })
    }

    /// One field's value for a page; nothing when it is empty.
    #[must_use]
    pub fn value(&self, field: &Field, values: &[String]) -> Option<Shown> {
        let first = values.first()?;
        Some(match field.kind {
            FieldType::Scientific => Shown::Scientific(first.clone()),
            FieldType::LongText => Shown::Paragraphs(paragraphs(first)),
            FieldType::List => Shown::Items(values.to_vec()),
            FieldType::Choice => {
                let words = self.words(field, values);
                match field.option(first).and_then(Choice::rating) {
                    Some(stars) => Shown::Rated(words, stars),
                    None => Shown::Text(words),
                }
            }
            FieldType::Url => {
                let text = first.trim_start_matches("https://").trim_start_matches("http://");
                Shown::Link(first.clone(), text.trim_end_matches('/').to_owned(), true)
            }
            FieldType::Record | FieldType::Records => {
                let link =
                    |slug: &String| Some((format!("/muc/{slug}"), self.names.records.get(slug)?.clone()));
                links(values.iter().filter_map(link).collect())?
            }
            FieldType::Organisation | FieldType::Organisations => {
                let link = |slug: &String| {
                    let org = self.directory.by_slug(slug)?;
                    Some((format!("/co-quan/{}", org.slug), org.name.clone()))
                };
                links(values.iter().filter_map(link).collect())?
            }
            _ => Shown::Text(self.words(field, values)),
        })
    }

    /// A field's values in one line of words.
    #[must_use]
    pub fn words(&self, field: &Field, values: &[String]) -> String {
        values.iter().map(|value| self.word(field, value)).collect::<Vec<_>>().join(", ")
    }

    /// One value in words; what cannot be read any more stays as it was written.
    #[must_use]
    pub fn word(&self, field: &Field, value: &str) -> String {
        let read = match field.kind {
            FieldType::Choice | FieldType::Choices => {
                field.option(value).map(|o| o.name(self.lang).to_owned())
            }
            FieldType::Number => value.parse::<f64>().ok().map(|n| match &field.unit {
                Some(unit) => format!("{} {unit}", viet::number::show(n)),
                None => viet::number::show(n),
            }),
            FieldType::Money => value.parse::<i64>().ok().map(|n| format!("{} đồng", viet::number::show(n))),
            FieldType::Date => value.parse::<Day>().ok().map(Day::show),
            FieldType::Organisation | FieldType::Organisations => {
                self.directory.by_slug(value).map(|org| org.name.clone())
            }
            FieldType::Communes => self.directory.by_slug(value).map(commune_name),
            FieldType::Record | FieldType::Records => self.names.records.get(value).cloned(),
            _ => None,
        };
        read.unwrap_or_else(|| value.to_owned())
    }

    /// All that can be found in a public version, in Vietnamese, title first.
    #[must_use]
    pub fn search_text(&self, kind: &Kind, content: &Content) -> String {
        let mut lines = vec![content.summary.clone()];
        lines.extend(content.pictures.iter().map(|picture| picture.caption.clone()));
        for field in kind.fields().filter(|f| f.is_public() && f.kind != FieldType::Coordinates) {
            lines.extend(content.values(&field.id).iter().map(|v| self.word(field, v)));
        }
        lines.retain(|line| !line.is_empty());
        lines.join("\n")
    }
}

/// Links within this site; nothing when there is none.
fn links(mut all: Vec<(String, String)>) -> Option<Shown> {
    match all.len() {
        0 => None,
        1 => all.pop().map(|(href, words)| Shown::Link(href, words, false)),
        _ => Some(Shown::Links(all)),
    }
}

/// The unit whose People's Committee this is: "xã Chi Lăng".
#[must_use]
pub fn commune_name(org: &Organisation) -> String {
    org.name.strip_prefix("Ủy ban nhân dân ").unwrap_or(&org.name).to_owned()
}

/// Splits a text at its empty lines.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n").map(|p| p.trim().to_owned()).filter(|p| !p.is_empty()).collect()
}

/// One difference between two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Which field.
    pub field: String,
    /// Its label.
    pub label: String,
    /// How it was; empty when it held nothing.
    pub before: String,
    /// How it is; empty when it holds nothing.
    pub after: String,
    /// Who sees it.
    pub visibility: Visibility,
}

impl CatalogueTexts {
    /// The names of what every record has, for [`compare`].
    #[must_use]
    pub fn labels(&self) -> [&'static str; 7] {
        [
            self.record_title,
            self.summary,
            self.links,
            self.sources,
            self.pictures,
            self.files,
            self.not_before,
        ]
    }
}

/// Pictures in words, each with the end of its number: another picture may have the same caption.
fn pictures(content: &Content) -> String {
    let line = |picture: &Picture| {
        let id = picture.id.to_string();
        let number = id.rsplit('-').next().unwrap_or_default();
        let words = [&picture.caption, &picture.credit, &picture.licence];
        let words: Vec<&str> = words.into_iter().map(String::as_str).filter(|w| !w.is_empty()).collect();
        format!("{} (#{number})", words.join(" · "))
    };
    content.pictures.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn files(content: &Content) -> String {
    content.files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>().join("\n")
}

/// What changed from one version to the next, in order of the page. `labels` names title, summary, links, sources,
/// pictures, files, the hour before which it is not to be seen.
#[must_use]
pub fn compare(
    reader: &Reader<'_>,
    kind: &Kind,
    labels: [&str; 7],
    before: &Content,
    after: &Content,
) -> Vec<Change> {
    let links = |content: &Content| {
        let name = |link: &Link| reader.names.links.get(link).cloned();
        content
            .links
            .iter()
            .map(|l| name(l).unwrap_or_else(|| l.id.to_string()))
            .collect::<Vec<_>>()
            .join("\n")
    };
    let common = |field: &str, label: &str, before: String, after: String| Change {
        field: field.to_owned(),
        label: label.to_owned(),
        before,
        after,
        visibility: Visibility::Public,
    };
    let [title, summary, link, source, picture, file, hour] = labels;
    let mut changes = vec![
        common("title", title, before.title.clone(), after.title.clone()),
        common("summary", summary, before.summary.clone(), after.summary.clone()),
    ];
    for field in kind.fields() {
        let join =
            |values: &[String]| values.iter().map(|v| reader.word(field, v)).collect::<Vec<_>>().join("\n");
        changes.push(Change {
            field: field.id.clone(),
            label: field.label.get(reader.lang).to_owned(),
            before: join(before.values(&field.id)),
            after: join(after.values(&field.id)),
            visibility: field.visibility,
        });
    }
    changes.push(common("links", link, links(before), links(after)));
    changes.push(common("sources", source, before.sources.join("\n"), after.sources.join("\n")));
    changes.push(common("pictures", picture, pictures(before), pictures(after)));
    changes.push(common("files", file, files(before), files(after)));
    let when = |content: &Content| content.not_before.map_or_else(String::new, Millis::show);
    changes.push(common("not-before", hour, when(before), when(after)));
    changes.retain(|change| change.before != change.after);
    changes
}
