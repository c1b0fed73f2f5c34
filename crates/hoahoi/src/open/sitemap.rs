//! What search engines are told: where the public pages are, and which parts are not for them.

use askama::Template;
use axum::extract::Path;

use super::call::{Answer, Call, Document, stamp};
use super::problem::Problem;
use crate::catalogue::{harvest, store};
use crate::db::Conn;
use crate::feedback::consultation;
use crate::plans::store as plans;
use crate::web::App;

/// Addresses of one part: the most that the protocol allows.
const MOST: i64 = 50_000;

/// The part that holds everything but records.
const PAGES: &str = "trang.xml";

/// Rooms that need a sign-in, forms, and lists that repeat what other pages say.
pub const CLOSED: [&str; 38] = [
    "/bao-cao",
    "/bao-cao-tong-hop",
    "/bao-chi/lien-he",
    "/che-do-bao-cao",
    "/chi-dao",
    "/chi-tieu",
    "/co-so-du-lieu/*/nhap",
    "/co-so-du-lieu/cho-duyet",
    "/co-so-du-lieu/cua-toi",
    "/co-so-du-lieu/nhap",
    "/co-so-du-lieu/tep/",
    "/dang-nhap",
    "/danh-gia",
    "/doi-mat-khau",
    "/don-doc",
    "/gia-han",
    "/giao-ban",
    "/gop-y/tra-cuu",
    "/gop-y/xu-ly",
    "/huong-dan/moi",
    "/khoi-tao",
    "/kien-nghi",
    "/lich/",
    "/lay-y-kien/*/sua",
    "/lay-y-kien/moi",
    "/ma-mot-lan",
    "/muc/*/ho-so",
    "/muc/*/sua",
    "/muc/moi/",
    "/ngon-ngu/",
    "/nhiem-vu",
    "/quan-tri",
    "/tai-khoan",
    "/thong-bao",
    "/tim-kiem",
    "/tong-quan",
    "/van-ban",
    "/viec-cua-toi",
];

/// A line of a map: an address, and when it last changed.
struct Place {
    address: String,
    changed: Option<String>,
}

#[derive(Template)]
#[template(path = "open/sitemap.xml", escape = "html")]
struct Map {
    places: Vec<Place>,
}

#[derive(Template)]
#[template(path = "open/sitemaps.xml", escape = "html")]
struct Index {
    places: Vec<Place>,
}

fn kinds(app: &App) -> Vec<&str> {
    app.kinds.all().iter().map(|kind| kind.id.as_str()).collect()
}

/// How many parts the public records of declared kinds make.
async fn parts(app: &App, c: &mut Conn) -> sqlx::Result<i64> {
    let counts = store::public_counts(c).await?;
    let records: i64 = kinds(app).into_iter().filter_map(|kind| counts.get(kind)).sum();
    Ok((records + MOST - 1) / MOST)
}

/// `/sitemap.xml`: the parts.
pub async fn index(call: Call) -> Answer {
    let mut c = call.app.db.read().await?;
    let mut places = vec![Place { address: format!("{}/sitemap/{PAGES}", call.site), changed: None }];
    for part in 0..parts(&call.app, &mut c).await? {
        let changed = harvest::changed(&mut c, &kinds(&call.app), part * MOST, MOST).await?;
        let address = format!("{}/sitemap/muc-{}.xml", call.site, part + 1);
        places.push(Place { address, changed: changed.map(stamp) });
    }
    drop(c);
    Ok(Document::text("application/xml", Index { places }.render()?))
}

/// `/sitemap/{part}`: one of them.
pub async fn part(Path(name): Path<String>, call: Call) -> Answer {
    let mut c = call.app.db.read().await?;
    let places = if name == PAGES {
        pages(&call, &mut c).await?
    } else {
        let number = name.strip_prefix("muc-").and_then(|rest| rest.strip_suffix(".xml"));
        let number: i64 = number.and_then(|n| n.parse().ok()).ok_or_else(Problem::not_found)?;
        if number < 1 || number > parts(&call.app, &mut c).await? {
            return Err(Problem::not_found());
        }
        let records = harvest::addresses(&mut c, &kinds(&call.app), (number - 1) * MOST, MOST).await?;
        let place =
            |(slug, at)| Place { address: format!("{}/muc/{slug}", call.site), changed: Some(stamp(at)) };
        records.into_iter().map(place).collect()
    };
    drop(c);
    Ok(Document::text("application/xml", Map { places }.render()?))
}

/// Every public page that is no record.
async fn pages(call: &Call, c: &mut Conn) -> sqlx::Result<Vec<Place>> {
    let counts = store::public_counts(c).await?;
    let mut paths: Vec<String> = [
        "/",
        "/co-so-du-lieu",
        "/bao-chi",
        "/ke-hoach",
        "/co-quan",
        "/huong-dan",
        "/gop-y",
        "/lay-y-kien",
        "/du-lieu-mo",
    ]
    .map(str::to_owned)
    .into();
    paths.extend(["linh-vuc", "xa", "nam"].map(|way| format!("/xem-theo/{way}")));
    let lists = kinds(&call.app).into_iter().filter(|kind| counts.contains_key(*kind));
    paths.extend(lists.map(|kind| format!("/co-so-du-lieu/{kind}")));
    let mut after = None;
    loop {
        let page = plans::confirmed_plans(c, after.as_ref()).await?;
        paths.extend(page.rows.iter().map(|plan| format!("/ke-hoach/{}", plan.id)));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    let drafts = consultation::store::announced(c, MOST).await?;
    paths.extend(drafts.iter().map(|draft| format!("/lay-y-kien/{}", draft.id)));
    let directory = call.app.directory();
    let organisations = directory.organisations().iter().filter(|org| !org.is_group());
    paths.extend(organisations.map(|org| format!("/co-quan/{}", org.slug)));
    Ok(paths
        .into_iter()
        .map(|path| Place { address: format!("{}{path}", call.site), changed: None })
        .collect())
}

/// `/robots.txt`. A demonstration is not for search engines at all.
pub async fn robots(call: Call) -> Answer {
    let mut lines = vec!["User-agent: *".to_owned()];
    if call.app.config.demo {
        lines.push("Disallow: /".to_owned());
    } else {
        lines.extend(CLOSED.iter().map(|room| format!("Disallow: {room}")));
        lines.push("Disallow: /*?*tai=".to_owned());
    }
    lines.push(format!("\nSitemap: {}/sitemap.xml\n", call.site));
    Ok(Document::text("text/plain; charset=utf-8", lines.join("\n")))
}
