//! Files that come with a form: their bytes are put away before the transaction of the act, and attached within it.

use super::attachments::{self, By, Kept, Subject};
use crate::accounts::access::Permit;
use crate::db::Tx;
use crate::web::form::Problems;
use crate::web::uploads::Upload;
use crate::web::{Ctx, Error, Result};

/// Puts the bytes of files away; why one is not taken stands at `field`.
///
/// # Errors
/// When the store refuses.
pub async fn keep(ctx: &Ctx, files: Vec<Upload>, field: &str, problems: &mut Problems) -> Result<Vec<Kept>> {
    let mut kept = Vec::new();
    for file in files {
        match attachments::keep(&ctx.app, &file.name, file.bytes).await? {
            Ok(one) => kept.push(one),
            Err(why) => problems.add(field, ctx.t.files.why(why, &file.name)),
        }
    }
    Ok(kept)
}

/// Attaches what [`keep`] put away, in the name of whom the permit was given to.
///
/// # Errors
/// When the person acts for no organisation, when the subject holds as many files as it may, those of the database.
pub async fn attach<R>(
    ctx: &Ctx,
    tx: &mut Tx,
    permit: &Permit<R>,
    subject: impl Into<Subject>,
    kept: &[Kept],
) -> Result<()> {
    if kept.is_empty() {
        return Ok(());
    }
    let by = By { account: permit.account(), org: permit.org().ok_or(Error::NotFound)?, at: ctx.now() };
    attach_by(ctx, tx, subject, kept, by).await
}

/// The same in the name of an agency that the caller has settled.
///
/// # Errors
/// When the subject holds as many files as it may, those of the database.
pub async fn attach_by(
    ctx: &Ctx,
    tx: &mut Tx,
    subject: impl Into<Subject>,
    kept: impl IntoIterator<Item = &Kept>,
    by: By,
) -> Result<()> {
    let subject = subject.into();
    for one in kept {
        if let Err(why) = attachments::attach(tx, subject, one, by).await? {
            return Err(Error::Bad(ctx.t.files.why(why, "")));
        }
    }
    Ok(())
}
