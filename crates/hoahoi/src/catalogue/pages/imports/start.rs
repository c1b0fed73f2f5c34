//! How records are brought in: the template, and where the file comes in.

use askama::Template;
use axum::extract::{Multipart, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use thethuc::table::TableError;
use vanban::workbook::Workbook;

use super::{address, home, kind, writable};
use crate::accounts::access::Denied;
use crate::accounts::rights::WriteRecord;
use crate::catalogue::imports::form::{About, Content as Form};
use crate::catalogue::imports::sheet::{self, Finding};
use crate::catalogue::imports::store::{self, Brought};
use crate::catalogue::imports::texts::ImportTexts;
use crate::catalogue::imports::trial::Known;
use crate::catalogue::kinds::Kind;
use crate::catalogue::links;
use crate::catalogue::show::Names;
use crate::files::as_attachment;
use crate::files::kinds::FileKind;
use crate::ids::OrgId;
use crate::organisations::id_of;
use crate::plans::reading;
use crate::web::form::Fields;
use crate::web::frame::Frame;
use crate::web::lang::fill;
use crate::web::uploads::{self, Upload};
use crate::web::{Ctx, Result};

#[derive(Template)]
#[template(path = "catalogue/import.html")]
struct StartPage {
    frame: Frame,
    t: &'static ImportTexts,
    kind: String,
    name: String,
    orgs: Vec<(String, String)>,
    advice: [&'static str; 6],
    file: String,
    problems: Vec<Finding>,
}

/// The kind, and the organisations for which the viewer may bring its records in; whoever may for none is refused.
fn allowed<'a>(ctx: &'a Ctx, id: &str) -> Result<(&'a Kind, Vec<OrgId>)> {
    ctx.permit::<WriteRecord>(&home(ctx, None))?;
    let kind = kind(ctx, id)?;
    let orgs = writable(ctx, Some(kind));
    if orgs.is_empty() { Err(Denied::NotAllowed.into()) } else { Ok((kind, orgs)) }
}

fn start_page(ctx: &Ctx, kind: &Kind, orgs: &[OrgId], file: String, problems: Vec<Finding>) -> StartPage {
    let t = &ctx.t.imports;
    let directory = ctx.app.directory();
    let orgs = orgs.iter().filter_map(|org| directory.get(*org));
    StartPage {
        frame: ctx.frame(),
        t,
        kind: kind.id.clone(),
        name: kind.name.get(ctx.lang).to_owned(),
        orgs: orgs.map(|org| (org.slug.clone(), org.name.clone())).collect(),
        advice: [t.a_row, t.a_match, t.a_empty, t.a_many, t.a_values, t.a_write],
        file,
        problems,
    }
}

/// `GET /co-so-du-lieu/{kind}/nhap`: how it works, the template, and where the file comes in. Right: `WriteRecord`.
pub async fn start(ctx: Ctx, Path(id): Path<String>) -> Result {
    let (kind, orgs) = allowed(&ctx, &id)?;
    ctx.page(&start_page(&ctx, kind, &orgs, String::new(), Vec::new()))
}

/// `GET /co-so-du-lieu/{kind}/nhap/mau`: the template; with `co-quan` filled with that agency's records, with
/// `tai=csv` as CSV. Right: `WriteRecord`.
pub async fn template(ctx: Ctx, Path(id): Path<String>, fields: Fields) -> Result {
    let (kind, orgs) = allowed(&ctx, &id)?;
    let org = fields.filled("co-quan").map(id_of);
    if org.is_some_and(|org| !orgs.contains(&org)) {
        return Err(Denied::NotAllowed.into());
    }
    let directory = ctx.app.directory();
    let mut c = ctx.app.db.read().await?;
    let mut records = Vec::new();
    if let Some(org) = org {
        for record in store::of_kind(&mut c, &kind.id, org).await? {
            let known = Known::of(record)?;
            let links = links::addresses(&mut c, &directory, &known.content.links).await?;
            records.push((known, links));
        }
    }
    drop(c);
    let names = Names::default();
    let content = Form { kind, directory: &directory, names: &names, records: &records, lang: ctx.lang };
    let demo = if ctx.app.config.demo { "minh-hoa-" } else { "" };
    let name = format!("{demo}nhap-{}", kind.id);
    if fields.get("tai") == "csv" {
        return as_attachment(content.csv(), FileKind::Csv.as_str(), &format!("{name}.csv"));
    }
    let form = content.form(about(&ctx, kind, org), &ctx.t.imports);
    let work = tokio::task::spawn_blocking(move || form.xlsx());
    let bytes: std::result::Result<Vec<u8>, TableError> = work.await.map_err(anyhow::Error::from)?;
    as_attachment(bytes.map_err(anyhow::Error::from)?, FileKind::Xlsx.as_str(), &format!("{name}.xlsx"))
}

fn about(ctx: &Ctx, kind: &Kind, org: Option<OrgId>) -> About {
    let t = &ctx.t.imports;
    let directory = ctx.app.directory();
    let who = ctx.viewer.who().map_or("", |who| who.name.as_str());
    let mut facts = vec![(t.f_kind.to_owned(), kind.name.get(ctx.lang).to_owned())];
    facts.extend(org.and_then(|org| directory.get(org)).map(|org| (t.f_agency.to_owned(), org.name.clone())));
    facts.push((t.f_made.to_owned(), fill(t.f_made_by, &[&ctx.now().show(), &who])));
    About { facts, mark: ctx.app.config.demo.then(|| ctx.t.common.demo_band.to_owned()) }
}

/// `POST /co-so-du-lieu/{kind}/nhap` (fields `org`, `tep`): reads a file and keeps it until it is confirmed. Right:
/// `WriteRecord`.
pub async fn bring(ctx: Ctx, Path(id): Path<String>, multipart: Multipart) -> Result {
    let (kind, orgs) = allowed(&ctx, &id)?;
    let (fields, files) = uploads::read(multipart).await?;
    let org = fields.filled("org").map_or(orgs[0], id_of);
    let permit = ctx.permit::<WriteRecord>(&org)?;
    if !orgs.contains(&org) {
        return Err(Denied::NotAllowed.into());
    }
    let t = &ctx.t.imports;
    let whole = |what: String| vec![Finding { place: t.at_file.to_owned(), what }];
    let (file, found) = match files.into_iter().next() {
        Some(file) => (file.name.clone(), book(&ctx, file).await.map_err(whole)),
        None => (String::new(), Err(whole(t.no_file.to_owned()))),
    };
    let (sheet, notes) = match found.and_then(|book| sheet::read(&book, kind, t)) {
        Ok(read) => read,
        Err(problems) => {
            let page = start_page(&ctx, kind, &orgs, file, problems);
            return ctx.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    let brought = Brought {
        kind: &kind.id,
        org,
        account: permit.account(),
        file_name: &file,
        sheet: &sheet,
        notes: &notes,
        at: ctx.now(),
    };
    let mut tx = ctx.app.db.write().await?;
    let import = store::keep(&mut tx, &brought).await?;
    tx.commit().await?;
    Ok(Redirect::to(&address(import)).into_response())
}

/// What stands in a file, or why it cannot be read.
async fn book(ctx: &Ctx, file: Upload) -> std::result::Result<Workbook, String> {
    match FileKind::of(&file.bytes) {
        Some(FileKind::Xlsx | FileKind::Csv) => {}
        // text that Excel saves as "Unicode" begins with a mark that no other kind has
        None if file.bytes.starts_with(&[0xff, 0xfe]) => {}
        _ => return Err(fill(ctx.t.imports.wrong_kind, &[&file.name])),
    }
    reading::workbook(file.bytes).await.map_err(|why| why.say(ctx.lang).to_owned())
}
