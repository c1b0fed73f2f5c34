//! Records and kinds in brief: cards, rows, shelves.

use super::kinds::{Group, Kind};
use super::show::{Names, Reader};
use super::store::{self, PublicRecord};
use crate::db::Conn;
use crate::web::{Ctx, Result};

/// A record as a card or a row shows it.
#[derive(Debug, Clone)]
pub struct Card {
    /// Its page.
    pub href: String,
    /// Name of its kind.
    pub kind: String,
    /// Title.
    pub title: String,
    /// Introduction.
    pub summary: String,
    /// The declared card fields: (label, words); words may be empty.
    pub facts: Vec<(String, String)>,
    /// When it was published.
    pub on: String,
    /// Made up for demonstration.
    pub demo: bool,
    /// The first picture: address and caption.
    pub picture: Option<(String, String)>,
}

impl Card {
    /// The facts that hold something, for a line of small print.
    #[must_use]
    pub fn line(&self) -> String {
        let words = self.facts.iter().map(|(_, w)| w.as_str()).filter(|w| !w.is_empty());
        words.chain([self.on.as_str()]).collect::<Vec<_>>().join("\u{a0}· ")
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
                kind: kind.name.get(ctx.lang).to_owned(),
                facts: reader.card(kind, &content),
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

/// A kind with the number of its public records.
#[derive(Debug, Clone)]
pub struct Shelf {
    /// Its list.
    pub href: String,
    /// Name.
    pub name: String,
    /// One sentence on what it holds.
    pub about: String,
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
        about: kind.about.get(ctx.lang).to_owned(),
        n: counts.get(&kind.id).copied().unwrap_or(0),
    };
    let room = |(group, kinds): (&Group, &[Kind])| Room {
        name: group.name.get(ctx.lang).to_owned(),
        shelves: kinds.iter().map(shelf).collect(),
    };
    Ok(ctx.app.kinds.groups().map(room).collect())
}
