//! E-mails: each written down before it is sent, tried until it has gone.

use super::super::model::{Due, Notice, Reach};
use crate::accounts::model::Role;
use crate::db::{Conn, Millis, Tx, query};
use crate::ids::{AccountId, DeliveryId, NoticeId, OrgId};
use crate::text_enum;
use crate::web::lang::Lang;

text_enum! {
    /// What became of an e-mail.
    pub enum State {
        /// To be sent.
        Waiting = "waiting",
        /// The mail server has taken it.
        Sent = "sent",
        /// Everything in it was handed in before it went, or its address was taken back.
        Withdrawn = "withdrawn",
        /// Refused for good, or tried for too long.
        Failed = "failed",
    }
}

/// An e-mail is given up a week after it was first tried.
const PATIENCE_MS: i64 = 7 * 86_400_000;
/// A worker has an e-mail for so long before another may try it.
const LEASE_MS: i64 = 5 * 60_000;

/// Who of an agency gets e-mail at an address of their own.
#[derive(Debug, Clone, Copy)]
pub struct Reader {
    /// Who; nobody for the agency's mailbox.
    pub account: Option<AccountId>,
    /// Whether only what goes to the head.
    pub as_head: bool,
    /// Whether nothing before the day.
    pub only_due: bool,
}

impl Reader {
    /// The agency's mailbox gets everything.
    #[must_use]
    pub fn mailbox() -> Self {
        Self { account: None, as_head: false, only_due: false }
    }

    /// Whether one thing in a message is for this reader.
    #[must_use]
    pub fn gets(&self, to_head: bool, is_early: bool) -> bool {
        (to_head || !self.as_head) && !(self.only_due && is_early)
    }

    fn gets_any(&self, due: &[Due]) -> bool {
        due.iter().any(|d| self.gets(d.reaches == Reach::Head, d.rung.is_early()))
    }
}

/// Puts in the e-mails of a message, in its transaction: to the mailbox and to those with an address of their own.
///
/// # Errors
/// Those of the database.
pub async fn put(tx: &mut Tx, id: NoticeId, notice: &Notice, now: Millis) -> sqlx::Result<()> {
    const MAILBOX: &str = "SELECT org_id FROM mailbox WHERE org_id = $1";
    const SQL: &str = "INSERT INTO delivery (id, notice_id, account_id, state, attempts, next_at) VALUES ($1, $2, $3, $4, 0, $5)";
    let mut to = readers(tx, notice.org, now).await?;
    if query(MAILBOX).bind(notice.org).optional::<(OrgId,)>(tx).await?.is_some() {
        to.insert(0, Reader::mailbox());
    }
    for reader in to.iter().filter(|reader| reader.gets_any(&notice.due)) {
        query(SQL)
            .bind(DeliveryId::new())
            .bind(id)
            .bind(reader.account)
            .bind(State::Waiting)
            .bind(now)
            .run(tx)
            .await?;
    }
    Ok(())
}

/// The people of an agency today who gave an address.
async fn readers(c: &mut Conn, org: OrgId, now: Millis) -> sqlx::Result<Vec<Reader>> {
    const SQL: &str = "SELECT m.account_id, m.only_due, r.role FROM account_mail m JOIN account a ON a.id = m.account_id \
         JOIN account_role r ON r.account_id = m.account_id WHERE r.org_id = $1 AND a.disabled_at IS NULL \
         AND (r.from_day IS NULL OR r.from_day <= $2) AND (r.until_day IS NULL OR r.until_day >= $2) \
         AND r.role IN ('officer', 'clerk', 'head') ORDER BY m.account_id";
    let rows: Vec<(AccountId, bool, Role)> = query(SQL).bind(org).bind(now.day()).all(c).await?;
    let mut readers: Vec<Reader> = Vec::new();
    for (account, only_due, role) in rows {
        let as_head = role == Role::Head;
        match readers.last_mut().filter(|r| r.account == Some(account)) {
            Some(known) => known.as_head &= as_head,
            None => readers.push(Reader { account: Some(account), as_head, only_due }),
        }
    }
    Ok(readers)
}

/// An e-mail that a worker has taken.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Taken {
    /// Which.
    pub id: DeliveryId,
    /// Of which message.
    pub notice_id: NoticeId,
    /// To whom; nobody for the agency's mailbox.
    pub account_id: Option<AccountId>,
    /// How often it was tried, this time included.
    pub attempts: i64,
    /// Until when it belongs to its worker; also the proof that it still does.
    pub next_at: i64,
}

/// Takes the e-mail that has waited longest. It comes up again after a while if the worker dies.
///
/// # Errors
/// Those of the database.
pub async fn take(tx: &mut Tx, now: Millis) -> sqlx::Result<Option<Taken>> {
    const SQL: &str = "UPDATE delivery SET next_at = $3, attempts = attempts + 1 WHERE id = ( \
            SELECT id FROM delivery WHERE state = $1 AND next_at <= $2 ORDER BY next_at, id LIMIT 1) \
        AND state = $1 AND next_at <= $2 RETURNING id, notice_id, account_id, attempts, next_at";
    query(SQL).bind(State::Waiting).bind(now).bind(now.0 + LEASE_MS).optional(tx).await
}

/// Notes what became of a taken e-mail, if it still belongs to this worker.
///
/// # Errors
/// Those of the database.
pub async fn settle(
    tx: &mut Tx,
    taken: &Taken,
    state: State,
    error: Option<&str>,
    now: Millis,
) -> sqlx::Result<()> {
    const SQL: &str =
        "UPDATE delivery SET state = $3, error = $4, sent_at = $5 WHERE id = $1 AND next_at = $2";
    let sent = (state == State::Sent).then_some(now);
    query(SQL).bind(taken.id).bind(taken.next_at).bind(state).bind(error).bind(sent).run(tx).await
}

/// Lets an e-mail be tried again: after a minute, then twice as long each time, at most six hours; after a week it is
/// given up.
///
/// # Errors
/// Those of the database.
pub async fn again(tx: &mut Tx, taken: &Taken, first: Millis, error: &str, now: Millis) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE delivery SET next_at = $3, error = $4 WHERE id = $1 AND next_at = $2";
    if now.0 - first.0 > PATIENCE_MS {
        return settle(tx, taken, State::Failed, Some(error), now).await;
    }
    query(SQL)
        .bind(taken.id)
        .bind(taken.next_at)
        .bind(retry_at(taken.attempts, now))
        .bind(error)
        .run(tx)
        .await
}

fn retry_at(attempts: i64, now: Millis) -> Millis {
    let doublings = attempts.clamp(1, 12) - 1;
    Millis(now.0 + (60_000 << doublings).min(6 * 3_600_000))
}

/// To whom an e-mail goes: the address, the language, and what of the message it carries.
#[derive(Debug, Clone)]
pub struct Address {
    /// The address.
    pub address: String,
    /// Language of the reader.
    pub lang: Lang,
    /// What the reader gets.
    pub reader: Reader,
}

/// Where an e-mail goes now; nothing when the address was taken back or the person has left.
///
/// # Errors
/// Those of the database.
pub async fn address(c: &mut Conn, taken: &Taken, org: OrgId, now: Millis) -> sqlx::Result<Option<Address>> {
    const MAILBOX: &str = "SELECT address FROM mailbox WHERE org_id = $1";
    const OWN: &str = "SELECT m.address, a.lang FROM account_mail m JOIN account a ON a.id = m.account_id WHERE m.account_id = $1";
    let Some(account) = taken.account_id else {
        let row: Option<(String,)> = query(MAILBOX).bind(org).optional(c).await?;
        return Ok(row.map(|(address,)| Address { address, lang: Lang::Vi, reader: Reader::mailbox() }));
    };
    let reader = readers(c, org, now).await?.into_iter().find(|r| r.account == Some(account));
    let row: Option<(String, Lang)> = query(OWN).bind(account).optional(c).await?;
    Ok(reader.zip(row).map(|(reader, (address, lang))| Address { address, lang, reader }))
}

/// How many e-mails wait, and how many could not be delivered in the last thirty days.
///
/// # Errors
/// Those of the database.
pub async fn troubles(c: &mut Conn, now: Millis) -> sqlx::Result<(i64, i64)> {
    const SQL: &str = "SELECT COUNT(CASE WHEN d.state = $1 AND d.attempts > 0 THEN 1 END), COUNT(CASE WHEN d.state = $2 THEN 1 END) \
                       FROM delivery d JOIN notice n ON n.id = d.notice_id WHERE d.state IN ($1, $2) AND n.at > $3";
    query(SQL).bind(State::Waiting).bind(State::Failed).bind(now.0 - 30 * 86_400_000).one(c).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mailbox_gets_everything_and_people_what_they_asked_for() {
        let head = Reader { as_head: true, ..Reader::mailbox() };
        let late_only = Reader { only_due: true, ..Reader::mailbox() };
        for to_head in [true, false] {
            for early in [true, false] {
                assert!(Reader::mailbox().gets(to_head, early));
                assert_eq!(head.gets(to_head, early), to_head);
                assert_eq!(late_only.gets(to_head, early), !early);
            }
        }
    }

    #[test]
    fn the_pauses_grow_and_stop_growing() {
        let minutes = |attempts| retry_at(attempts, Millis(0)).0 / 60_000;
        assert_eq!((minutes(1), minutes(2), minutes(5), minutes(12)), (1, 2, 16, 360));
        assert_eq!(minutes(1_000), 360);
    }
}
