//! Atom feeds (RFC 4287) of what was published last: of everything, and of each list with its filters.

use askama::Template;
use axum::extract::Path;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::call::{Answer, Call, Document, stamp};
use super::media;
use super::problem::{Problem, T};
use crate::catalogue::kinds::Kind;
use crate::catalogue::model::Content;
use crate::catalogue::store::{self, Listing, Order, PublicRecord};
use crate::db::Millis;
use crate::feedback::consultation::model::Phase;
use crate::feedback::consultation::{self, store::Consultation};
use crate::files::kinds::FileKind;
use crate::web::lang::{Lang, fill};
use crate::web::paging::address;

/// Entries of a feed.
const ENTRIES: usize = 50;

struct Entry {
    id: String,
    title: String,
    summary: String,
    updated: String,
    page: String,
    /// The same for programs, where there is such a thing.
    json: Option<String>,
    kind: String,
    kind_name: String,
    keeper: Option<String>,
    enclosures: Vec<Enclosure>,
}

/// A picture or file that goes with an entry.
struct Enclosure {
    address: String,
    media_type: FileKind,
    title: String,
    /// In bytes, where it is known.
    length: Option<i64>,
}

fn enclosures(page: &str, content: &Content) -> Vec<Enclosure> {
    let pictures = content.pictures.iter().map(|picture| Enclosure {
        address: media::picture_address(page, picture),
        media_type: media::PICTURE,
        title: clean(&picture.caption),
        length: None,
    });
    let files = content.files.iter().map(|file| Enclosure {
        address: media::file_address(page, file),
        media_type: file.media_type,
        title: clean(&file.name),
        length: Some(file.size),
    });
    pictures.chain(files).collect()
}

/// The template escapes; [`clean`] drops what XML cannot hold.
#[derive(Template)]
#[template(path = "open/feed.xml", escape = "html")]
struct Feed {
    id: String,
    title: String,
    subtitle: String,
    itself: String,
    page: String,
    updated: String,
    entries: Vec<Entry>,
}

/// `/co-so-du-lieu.atom`: what was published last.
pub async fn all(call: Call) -> Answer {
    let most = i64::try_from(ENTRIES).unwrap_or(i64::MAX);
    let records = store::newest(&mut call.app.db.read().await?, most).await?;
    let t = &Lang::Vi.texts().open;
    write(&call, t.feed_title.to_owned(), t.feed_subtitle.to_owned(), "/co-so-du-lieu", &[], &records)
}

/// `/co-so-du-lieu/{kind}.atom`: what was published last of a kind, narrowed as its list is.
pub async fn of_kind(Path(id): Path<String>, call: Call) -> Answer {
    let kind = call.app.kinds.get(&id).ok_or_else(Problem::not_found)?;
    let chosen: Vec<(&str, &str)> =
        kind.facets().filter_map(|field| Some((field.id.as_str(), call.given.get(&field.id)?))).collect();
    if let Some((name, _)) = chosen.iter().find(|(_, value)| value.contains('\0')) {
        return Err(Problem::parameter(name, fill(T.d_text, &[&200])));
    }
    let order = Order::Newest;
    let listing = Listing { kind: &kind.id, chosen, order, after: None, size: ENTRIES };
    let page = store::list(&mut call.app.db.read().await?, &listing).await?;
    let title = title(&call, kind, &listing.chosen);
    let path = format!("/co-so-du-lieu/{}", kind.id);
    write(&call, title, kind.about.vi.clone(), &path, &listing.chosen, &page.rows)
}

/// The name of the kind, and what was chosen.
fn title(call: &Call, kind: &Kind, chosen: &[(&str, &str)]) -> String {
    use crate::catalogue::show::{Names, Reader};
    let (directory, names) = (call.app.directory(), Names::default());
    let reader = Reader { directory: &directory, names: &names, lang: Lang::Vi };
    let words = chosen.iter().filter_map(|(id, value)| Some(reader.word(kind.field(id)?, value)));
    std::iter::once(kind.name.vi.clone()).chain(words).collect::<Vec<_>>().join(", ")
}

fn write(
    call: &Call,
    title: String,
    subtitle: String,
    path: &str,
    chosen: &[(&str, &str)],
    records: &[PublicRecord],
) -> Answer {
    let directory = call.app.directory();
    let mut entries = Vec::with_capacity(records.len());
    for record in records {
        let Some(kind) = call.app.kinds.get(&record.kind) else { continue };
        let content = record.content()?;
        let page = format!("{}/muc/{}", call.site, record.slug);
        entries.push(Entry {
            enclosures: enclosures(&page, &content),
            id: format!("urn:uuid:{}", record.id),
            title: clean(&content.title),
            summary: clean(&content.summary),
            updated: stamp(record.published_at),
            page,
            json: Some(format!("{}/muc/{}.json", call.site, record.slug)),
            kind: kind.id.clone(),
            kind_name: kind.name.vi.clone(),
            keeper: directory.get(record.org_id).map(|org| org.name.clone()),
        });
    }
    let changed = records.iter().map(|record| record.published_at).max();
    finish(call, (title, subtitle), path, chosen, changed, entries)
}

/// `/lay-y-kien.atom`: the drafts that were opened for comment last, and what changed about them.
pub async fn consultations(call: Call) -> Answer {
    let most = i64::try_from(ENTRIES).unwrap_or(i64::MAX);
    let drafts = consultation::store::announced(&mut call.app.db.read().await?, most).await?;
    let t = &Lang::Vi.texts().consultations;
    let entry = |of: &Consultation| {
        let phase = Phase::on(of.state, of.from_on, of.to_on, call.app.clock.today());
        let days = fill(t.from_to, &[&of.from_on.show(), &of.to_on.show()]);
        Entry {
            id: format!("urn:uuid:{}", of.id),
            title: clean(&of.title),
            summary: clean(&format!("{days}. {}: {}.\n{}", t.f_asked, of.asked, of.intro)),
            updated: stamp(of.updated_at),
            page: format!("{}/lay-y-kien/{}", call.site, of.id),
            json: None,
            kind: of.state.as_str().to_owned(),
            kind_name: t.chip(phase).text,
            keeper: Some(of.org_name.clone()),
            enclosures: Vec::new(),
        }
    };
    let changed = drafts.iter().map(|of| of.updated_at).max();
    let entries = drafts.iter().map(entry).collect();
    let words = (t.title.to_owned(), t.feed_subtitle.to_owned());
    finish(&call, words, "/lay-y-kien", &[], changed, entries)
}

fn finish(
    call: &Call,
    (title, subtitle): (String, String),
    path: &str,
    chosen: &[(&str, &str)],
    changed: Option<Millis>,
    entries: Vec<Entry>,
) -> Answer {
    let feed = Feed {
        id: format!("urn:uuid:{}", feed_id(call, &address(path, chosen))),
        title: clean(&title),
        subtitle: clean(&subtitle),
        itself: format!("{}{}", call.site, address(&format!("{path}.atom"), chosen)),
        page: format!("{}{}", call.site, address(path, chosen)),
        updated: stamp(changed.unwrap_or(Millis(0))),
        entries,
    };
    let document = Document::text("application/atom+xml", feed.render()?);
    Ok(match changed {
        Some(at) => document.modified(at),
        None => document,
    })
}

/// The same for the same list of the same site for ever: a UUID (version 8) of its address.
fn feed_id(call: &Call, address: &str) -> Uuid {
    let site = call.app.config.public_url.as_deref().unwrap_or_default();
    let digest = Sha256::digest(format!("atom\n{site}{address}"));
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// Without the characters that XML 1.0 cannot hold.
fn clean(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}
