//! Bringing records in from a spreadsheet: the file, what it would do, confirmation, undoing.

mod acts;
mod list;
mod one;
mod start;
mod view;

pub use acts::{choose, confirm, undo};
pub use list::list;
pub use one::show;
pub use start::{bring, start, template};

use super::{home, kind, writable};
use crate::accounts::rights::{ReviewRecord, WriteRecord};
use crate::catalogue::imports::store::{self, Import, Stage};
use crate::ids::ImportId;
use crate::web::{Ctx, Error, Result};

fn address(id: ImportId) -> String {
    format!("/co-so-du-lieu/nhap/{id}")
}

/// An import that the viewer may see: its agency's writers, and reviewers once it is written.
async fn seen(ctx: &Ctx, id: ImportId) -> Result<Import> {
    let import = store::by_id(&mut ctx.app.db.read().await?, id).await?;
    let Some(import) = import else {
        ctx.permit::<WriteRecord>(&home(ctx, None))?;
        return Err(Error::NotFound);
    };
    if !(import.stage != Stage::Tried && ctx.viewer.may::<ReviewRecord>(&())) {
        ctx.permit::<WriteRecord>(&import.org_id)?;
    }
    Ok(import)
}
