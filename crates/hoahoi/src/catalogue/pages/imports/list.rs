//! Who brought in what.

use askama::Template;

use super::{address, home, writable};
use crate::accounts::rights::{ReviewRecord, WriteRecord};
use crate::catalogue::imports::store::{self, Import, Stage};
use crate::catalogue::imports::texts::ImportTexts;
use crate::web::frame::Frame;
use crate::web::lang::fill;
use crate::web::{Ctx, Result};

/// The latest imports that a list shows.
const MOST: i64 = 200;

/// An import in a list.
pub struct ImportView {
    /// Its page.
    pub href: String,
    /// The name of its file.
    pub file: String,
    /// What it brings in.
    pub kind: String,
    /// The list of that kind.
    pub kind_href: String,
    /// Whose records.
    pub agency: String,
    /// When it was written, or tried.
    pub when: String,
    /// By whom.
    pub by: String,
    /// How far it has come.
    pub stage: &'static str,
    /// What it wrote.
    pub counts: String,
    /// When and by whom it was taken back.
    pub undone: Option<String>,
}

impl ImportView {
    /// An import as a list tells of it.
    pub fn of(ctx: &Ctx, import: &Import) -> Self {
        let t = &ctx.t.imports;
        let directory = ctx.app.directory();
        let counts = fill(t.counts_of, &[&import.added, &import.changed, &import.same]);
        let how = if import.handed_in { t.handed_in } else { t.as_drafts };
        let undone = import
            .undone_at
            .map(|at| fill(t.when_by, &[&at.show(), &import.undone_by.as_deref().unwrap_or_default()]));
        Self {
            href: address(import.id),
            file: import.file_name.clone(),
            kind: ctx
                .app
                .kinds
                .get(&import.kind)
                .map_or_else(String::new, |k| k.name.get(ctx.lang).to_owned()),
            kind_href: format!("/co-so-du-lieu/{}", import.kind),
            agency: directory.get(import.org_id).map_or_else(String::new, |org| org.name.clone()),
            when: import.written_at.unwrap_or(import.tried_at).show(),
            by: import.written_by.clone().or_else(|| import.tried_by.clone()).unwrap_or_default(),
            stage: match import.stage {
                Stage::Tried => t.tried,
                Stage::Written => t.written,
                Stage::Undone => t.undone,
            },
            counts: if import.stage == Stage::Tried { String::new() } else { format!("{counts}; {how}") },
            undone,
        }
    }
}

#[derive(Template)]
#[template(path = "catalogue/imports.html")]
struct ListPage {
    frame: Frame,
    t: &'static ImportTexts,
    imports: Vec<ImportView>,
}

/// `GET /co-so-du-lieu/nhap`: who brought in what; a reviewer sees every agency's. Right: `WriteRecord` or
/// `ReviewRecord`.
pub async fn list(ctx: Ctx) -> Result {
    let reviews = ctx.viewer.may::<ReviewRecord>(&());
    let orgs = writable(&ctx, None);
    if !reviews {
        ctx.permit::<WriteRecord>(&home(&ctx, None))?;
    }
    let of = if reviews { None } else { Some(orgs.as_slice()) };
    let imports = store::latest(&mut ctx.app.db.read().await?, of, MOST).await?;
    let imports = imports.iter().map(|import| ImportView::of(&ctx, import)).collect();
    ctx.page(&ListPage { frame: ctx.frame(), t: &ctx.t.imports, imports })
}
