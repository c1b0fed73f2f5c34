//! Records and kinds in brief: cards, rows, shelves.

use super::kinds::{Choice, Field, FieldType, Group, Kind, Stars};
use super::model::Content;
use super::show::{Names, Reader};
use super::store::{self, PublicRecord};
use crate::db::Conn;
use crate::web::{Ctx, Result};

/// A fact on a card or in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// Its words; empty where the record says nothing.
    pub words: String,
    /// Stars of a rating.
    pub stars: Option<Stars>,
    /// Whether it is a scientific name.
    pub scientific: bool,
}

/// A record as a card or a row shows it.
#[derive(Debug, Clone)]
pub struct Card {
    /// Its page.
    pub href: String,
    /// Identifier of its kind.
    pub kind_id: String,
    /// Name of its kind.
    pub kind: String,
    /// What stands for the kind where there is no picture.
    pub icon: &'static str,
    /// Title.
    pub title: String,
    /// Introduction.
    pub summary: String,
    /// The declared card fields, in order.
    pub facts: Vec<Fact>,
    /// When it was published.
    pub on: String,
    /// Made up for demonstration.
    pub demo: bool,
    /// The first picture: address and caption.
    pub picture: Option<(String, String)>,
}

impl Card {
    /// The facts that hold something and go into a line of small print: all but ratings, which are drawn.
    pub fn line(&self) -> impl Iterator<Item = &Fact> {
        self.facts.iter().filter(|fact| !fact.words.is_empty() && fact.stars.is_none())
    }

    /// Its ratings.
    pub fn ratings(&self) -> impl Iterator<Item = (&str, &Stars)> {
        self.facts.iter().filter_map(|fact| Some((fact.words.as_str(), fact.stars.as_ref()?)))
    }

    /// Cards of public records; those of kinds that are no longer declared are left out.
    ///
    /// # Errors
    /// When what is stored cannot be read.
    pub fn of(ctx: &Ctx, records: &[PublicRecord]) -> Result<Vec<Self>> {
        let directory = ctx.app.directory();
        let names = Names::default();
        let reader = Reader { directory: &directory, names: &names, lang: ctx.lang };
        let mut cards = Vec::new();
        for record in records {
            let Some(kind) = ctx.app.kinds.get(&record.kind) else { continue };
            let content = record.content()?;
            cards.push(Self {
                href: format!("/muc/{}", record.slug),
                kind_id: kind.id.clone(),
                kind: kind.name.get(ctx.lang).to_owned(),
                icon: kind.icon.as_str(),
                facts: facts(&reader, kind, &content),
                title: content.title,
                summary: content.summary,
                on: record.published_at.day().show(),
                demo: record.demo,
                picture: content.pictures.into_iter().next().map(|picture| {
                    (format!("/muc/{}/anh/{}?co=nho", record.slug, picture.id), picture.caption)
                }),
            });
        }
        Ok(cards)
    }
}

/// The values of the fields that cards and table rows show, in order.
fn facts(reader: &Reader<'_>, kind: &Kind, content: &Content) -> Vec<Fact> {
    let fact = |field: &Field| {
        let values = content.values(&field.id);
        Fact {
            label: field.short_label(reader.lang).to_owned(),
            words: reader.words(field, values),
            stars: values.first().and_then(|value| field.option(value)).and_then(Choice::rating),
            scientific: field.kind == FieldType::Scientific,
        }
    };
    kind.fields().filter(|field| field.card && field.is_public()).map(fact).collect()
}

/// The place that a card keeps for a picture, the same on all cards that stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plates {
    /// None: no card has a picture.
    None,
    /// A small one in the corner: few have.
    Small,
    /// The width of the card: at least half of them have.
    Large,
}

impl Plates {
    /// For cards that stand together.
    #[must_use]
    pub fn of(cards: &[Card]) -> Self {
        match cards.iter().filter(|card| card.picture.is_some()).count() {
            0 => Self::None,
            n if 2 * n < cards.len() => Self::Small,
            _ => Self::Large,
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn none(self) -> bool {
        self == Self::None
    }

    /// Whether it is a small one.
    #[must_use]
    pub fn small(self) -> bool {
        self == Self::Small
    }
}

/// A kind with the number of its public records.
#[derive(Debug, Clone)]
pub struct Shelf {
    /// Its list.
    pub href: String,
    /// Name.
    pub name: String,
    /// The short name where there is one.
    pub short: String,
    /// One sentence on what it holds.
    pub about: String,
    /// What stands for it.
    pub icon: &'static str,
    /// Whether it stands among the first on the home page.
    pub chief: bool,
    /// How many public records there are.
    pub n: i64,
}

/// The kinds, group by group.
///
/// # Errors
/// Those of the database.
pub async fn shelves(ctx: &Ctx, c: &mut Conn) -> sqlx::Result<Vec<Shelf>> {
    Ok(rooms(ctx, c).await?.into_iter().flat_map(|room| room.shelves).collect())
}

/// A group of kinds with its shelves.
#[derive(Debug, Clone)]
pub struct Room {
    /// Name of the group.
    pub name: String,
    /// Its kinds.
    pub shelves: Vec<Shelf>,
}

/// The groups of kinds in order.
///
/// # Errors
/// Those of the database.
pub async fn rooms(ctx: &Ctx, c: &mut Conn) -> sqlx::Result<Vec<Room>> {
    let counts = store::public_counts(c).await?;
    let shelf = |kind: &Kind| Shelf {
        href: format!("/co-so-du-lieu/{}", kind.id),
        name: kind.name.get(ctx.lang).to_owned(),
        short: kind.short_name(ctx.lang).to_owned(),
        about: kind.about.get(ctx.lang).to_owned(),
        icon: kind.icon.as_str(),
        chief: kind.chief,
        n: counts.get(&kind.id).copied().unwrap_or(0),
    };
    let room = |(group, kinds): (&Group, &[Kind])| Room {
        name: group.name.get(ctx.lang).to_owned(),
        shelves: kinds.iter().map(shelf).collect(),
    };
    Ok(ctx.app.kinds.groups().map(room).collect())
}
