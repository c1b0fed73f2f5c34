//! A small demonstration catalogue, each record marked as such: the specialties that the plan names, with one
//! draft, one record that awaits review and one that was withdrawn.

use std::collections::BTreeMap;

use anyhow::Context as _;
use serde::Deserialize;

use super::demo_pictures::{self, Drawing};
use super::life::{self, Scene};
use super::media::{self, Picture};
use super::model::{Content, Link, LinkKind};
use super::store;
use crate::accounts::access::Permit;
use crate::accounts::rights::{ReviewRecord, WriteRecord};
use crate::db::{Conn, Millis, Sql, Tx};
use crate::ids::OrgId;
use crate::web::App;

const RECORDS: &str = include_str!("../../data/demo/records.toml");
const DAY: i64 = 24 * 3_600_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    record: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    kind: String,
    org: String,
    title: String,
    summary: String,
    #[serde(default)]
    fate: Fate,
    #[serde(default)]
    days: i64,
    #[serde(default)]
    clauses: Vec<String>,
    #[serde(default)]
    sources: Vec<String>,
    drawing: Option<Drawing>,
    /// Waits so many days from the day on which the demonstration is made.
    waits: Option<i64>,
    values: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize, Default, PartialEq, Eq, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum Fate {
    Draft,
    Submitted,
    #[default]
    Published,
    Withdrawn,
}

/// Writes the demonstration records as one person and has another review them. Clauses of a confirmed plan are
/// linked where there is one.
///
/// # Errors
/// When the data file and the declared kinds disagree, and those of the database.
pub async fn seed(
    tx: &mut Tx,
    app: &App,
    writer: &Permit<WriteRecord>,
    reviewer: &Permit<ReviewRecord>,
) -> anyhow::Result<()> {
    let file: File = toml::from_str(RECORDS)?;
    let directory = app.directory();
    let now = app.clock.now();
    for entry in &file.record {
        let kind = app.kinds.get(&entry.kind).with_context(|| format!("không có loại {}", entry.kind))?;
        let org = directory.by_slug(&entry.org).with_context(|| format!("không có cơ quan {}", entry.org))?;
        let mut scene = Scene { kind, directory: &directory, now: Millis(now.0 - (entry.days + 1) * DAY) };
        let content = Content {
            title: entry.title.clone(),
            summary: entry.summary.clone(),
            values: entry.values.clone(),
            links: clauses(tx, &entry.clauses).await?,
            sources: entry.sources.clone(),
            pictures: match entry.drawing {
                Some(drawing) => vec![picture(tx, app, writer, org.id, drawing).await?],
                None => Vec::new(),
            },
            not_before: entry.waits.and_then(|days| nine_o_clock(now, days)),
            ..Content::default()
        };
        let account = Some(writer.account());
        let (_, slug) = life::begin(tx, &scene, org.id, &content, account, true).await?;
        if entry.fate == Fate::Draft {
            continue;
        }
        let record = find(tx, &slug).await?;
        life::submit(tx, writer, &scene, &record, record.rev).await?;
        if entry.fate == Fate::Submitted {
            continue;
        }
        scene.now = Millis(scene.now.0 + DAY);
        let record = find(tx, &slug).await?;
        life::publish(tx, reviewer, &scene, &record, record.rev).await?;
        if entry.fate == Fate::Withdrawn {
            let record = find(tx, &slug).await?;
            let reason = "Minh họa việc rút một mục thông tin: thiếu nguồn số liệu.";
            life::withdraw(tx, reviewer, &scene, &record, record.rev, reason).await?;
        }
    }
    Ok(())
}

/// Nine in the morning, so many days from an instant.
fn nine_o_clock(now: Millis, days: i64) -> Option<Millis> {
    Millis(now.0 + days * DAY).day().at(jiff::civil::Time::constant(9, 0, 0, 0))
}

/// Draws a picture and keeps it as one that the organisation brought.
async fn picture(
    tx: &mut Tx,
    app: &App,
    writer: &Permit<WriteRecord>,
    org: OrgId,
    drawing: Drawing,
) -> anyhow::Result<Picture> {
    let name = drawing.caption();
    let drawn = demo_pictures::draw(drawing)?;
    let kept = media::form::keep_picture(app, name, drawn).await?.context("hình vẽ")?;
    let id = media::store::add(tx, org, writer.account(), &kept, app.clock.now()).await?;
    let picture = media::store::get(tx, id).await?.and_then(|media| media.picture()).context("hình vẽ")?;
    let (credit, licence) = (demo_pictures::CREDIT.to_owned(), demo_pictures::LICENCE.to_owned());
    Ok(Picture { caption: name.to_owned(), credit, licence, ..picture })
}

async fn find(c: &mut Conn, slug: &str) -> anyhow::Result<store::Record> {
    store::by_slug(c, slug).await?.context("mục vừa ghi")
}

/// The first duty of each clause, where a plan has been confirmed.
async fn clauses(c: &mut Conn, paths: &[String]) -> sqlx::Result<Vec<Link>> {
    let mut links = Vec::new();
    for path in paths {
        let mut sql = Sql::new(
            "SELECT d.id FROM duty d JOIN plan p ON p.id = d.plan_id WHERE p.state = 'confirmed' AND d.restricted = ",
        );
        sql.bind(false)
            .push(" AND d.section_path = ")
            .bind(path.as_str())
            .push(" ORDER BY d.ordinal LIMIT 1");
        let found: Option<(uuid::Uuid,)> = sql.optional(c).await?;
        links.extend(found.map(|(id,)| Link { kind: LinkKind::Duty, id }));
    }
    Ok(links)
}
