//! Links between records and duties, plans, organisations and other records, both ways.
//!
//! A person links by pasting the address of a page. A duty in security and defence cannot be linked: the link
//! would say something about it in public.

use uuid::Uuid;

use super::model::{Link, LinkKind};
use crate::db::{Conn, Sql, Tx, query};
use crate::ids::RecordId;
use crate::organisations::Directory;
use crate::plans::model::clause;

/// What a pasted address leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// The page of a duty.
    Duty(Uuid),
    /// The page of a plan.
    Plan(Uuid),
    /// The page of an organisation, by slug or key.
    Organisation(String),
    /// The page of a record, by slug.
    Record(String),
}

impl Address {
    /// Reads the address of one of our pages, with or without scheme and host.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let path = match text.split_once("://") {
            Some((_, rest)) => rest.split_once('/').map(|(_, path)| path)?,
            None => text.strip_prefix('/')?,
        };
        let mut parts = path.split(['?', '#']).next()?.split('/');
        let (room, name) = (parts.next()?, parts.next().filter(|n| !n.is_empty())?);
        match room {
            "nhiem-vu" => Some(Self::Duty(name.parse().ok()?)),
            "ke-hoach" => Some(Self::Plan(name.parse().ok()?)),
            "co-quan" => Some(Self::Organisation(name.to_owned())),
            "muc" if name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') => {
                Some(Self::Record(name.to_owned()))
            }
            _ => None,
        }
    }
}

/// Something that a record is linked to, or a record that is linked to something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// The link.
    pub link: Link,
    /// What stands for it: a sentence of the plan, a name, a title.
    pub text: String,
    /// What it is within: the plan's number and clause, the kind of a record.
    pub within: String,
    /// Its page.
    pub href: String,
    /// Made up for demonstration.
    pub demo: bool,
}

impl Linked {
    /// It in one line: where it stands, then what it says.
    #[must_use]
    pub fn label(&self) -> String {
        match self.link.kind {
            LinkKind::Duty | LinkKind::Plan if !self.within.is_empty() => {
                format!("{}: {}", self.within, self.text)
            }
            _ => self.text.clone(),
        }
    }
}

/// Looks pasted addresses up.
///
/// # Errors
/// Those of the database. Inside: the first address that leads nowhere, or to a duty that cannot be linked.
pub async fn resolve(
    c: &mut Conn,
    directory: &Directory,
    addresses: &[Address],
) -> sqlx::Result<Result<Vec<Link>, Address>> {
    let mut links = Vec::new();
    for address in addresses {
        let found = match address {
            Address::Duty(id) => exists(c, LinkKind::Duty, *id).await?,
            Address::Plan(id) => exists(c, LinkKind::Plan, *id).await?,
            Address::Organisation(name) => {
                directory.find(name).map(|org| Link { kind: LinkKind::Organisation, id: org.id.0 })
            }
            Address::Record(slug) => {
                const SQL: &str = "SELECT id FROM public_record WHERE slug = $1";
                let found: Option<(Uuid,)> = query(SQL).bind(slug).optional(c).await?;
                found.map(|(id,)| Link { kind: LinkKind::Record, id })
            }
        };
        match found {
            Some(link) => links.push(link),
            None => return Ok(Err(address.clone())),
        }
    }
    links.sort();
    links.dedup();
    Ok(Ok(links))
}

async fn exists(c: &mut Conn, kind: LinkKind, id: Uuid) -> sqlx::Result<Option<Link>> {
    let mut sql = match kind {
        LinkKind::Duty => {
            let mut sql =
                Sql::new("SELECT d.id FROM duty d JOIN plan p ON p.id = d.plan_id WHERE d.restricted = ");
            sql.bind(false).push(" AND p.state = 'confirmed' AND d.id = ");
            sql
        }
        _ => Sql::new("SELECT id FROM plan WHERE state = 'confirmed' AND id = "),
    };
    let found: Option<(Uuid,)> = sql.bind(id).optional(c).await?;
    Ok(found.map(|(id,)| Link { kind, id }))
}

#[derive(sqlx::FromRow)]
struct Found {
    id: Uuid,
    text: String,
    number: Option<String>,
    path: String,
    paragraph: i64,
}

#[derive(sqlx::FromRow)]
struct FoundRecord {
    id: Uuid,
    slug: String,
    kind: String,
    title: String,
    demo: bool,
}

/// What these links lead to, as far as the public may see it: confirmed plans, duties that are not restricted,
/// published records. At most three queries, however many links there are.
///
/// # Errors
/// Those of the database.
pub async fn describe(c: &mut Conn, directory: &Directory, links: &[Link]) -> sqlx::Result<Vec<Linked>> {
    let of = |kind: LinkKind| links.iter().filter(move |l| l.kind == kind).map(|l| l.id).collect::<Vec<_>>();
    let mut out = Vec::new();
    let plans = of(LinkKind::Plan);
    if !plans.is_empty() {
        let mut sql = Sql::new(
            "SELECT id, title AS text, number, '' AS path, CAST(0 AS BIGINT) AS paragraph FROM plan WHERE state = 'confirmed' AND id IN ",
        );
        for plan in sql.bind_list(plans).all::<Found>(c).await? {
            let within = plan.number.unwrap_or_default();
            out.push(linked(LinkKind::Plan, plan.id, plan.text, within, format!("/ke-hoach/{}", plan.id)));
        }
    }
    let duties = of(LinkKind::Duty);
    if !duties.is_empty() {
        let mut sql = Sql::new(
            "SELECT d.id, d.text, p.number, d.section_path AS path, d.paragraph FROM duty d JOIN plan p ON p.id = d.plan_id \
             WHERE p.state = 'confirmed' AND d.restricted = ",
        );
        sql.bind(false).push(" AND d.id IN ").bind_list(duties).push(" ORDER BY d.ordinal");
        for duty in sql.all::<Found>(c).await? {
            let within =
                format!("{}, {}", duty.number.unwrap_or_default(), clause(&duty.path, duty.paragraph));
            out.push(linked(LinkKind::Duty, duty.id, duty.text, within, format!("/nhiem-vu/{}", duty.id)));
        }
    }
    for id in of(LinkKind::Organisation) {
        if let Some(org) = directory.get(crate::ids::OrgId(id)) {
            let href = format!("/co-quan/{}", org.slug);
            out.push(linked(LinkKind::Organisation, id, org.name.clone(), String::new(), href));
        }
    }
    let records = of(LinkKind::Record);
    if !records.is_empty() {
        let mut sql = Sql::new("SELECT id, slug, kind, title, demo FROM public_record WHERE id IN ");
        sql.bind_list(records).push(" ORDER BY sort_key, id");
        out.extend(sql.all::<FoundRecord>(c).await?.into_iter().map(from_record));
    }
    Ok(out)
}

fn linked(kind: LinkKind, id: Uuid, text: String, within: String, href: String) -> Linked {
    Linked { link: Link { kind, id }, text, within, href, demo: false }
}

fn from_record(row: FoundRecord) -> Linked {
    let link = Link { kind: LinkKind::Record, id: row.id };
    let href = format!("/muc/{}", row.slug);
    Linked { link, text: row.title, within: row.kind, href, demo: row.demo }
}

/// The addresses of links, for the form in which they can be changed.
///
/// # Errors
/// Those of the database.
pub async fn addresses(c: &mut Conn, directory: &Directory, links: &[Link]) -> sqlx::Result<Vec<String>> {
    let records: Vec<Uuid> = links.iter().filter(|l| l.kind == LinkKind::Record).map(|l| l.id).collect();
    let mut sql = Sql::new("SELECT id, slug FROM record WHERE id IN ");
    let slugs: Vec<(Uuid, String)> =
        if records.is_empty() { Vec::new() } else { sql.bind_list(records).all(c).await? };
    Ok(links
        .iter()
        .filter_map(|link| match link.kind {
            LinkKind::Duty => Some(format!("/nhiem-vu/{}", link.id)),
            LinkKind::Plan => Some(format!("/ke-hoach/{}", link.id)),
            LinkKind::Organisation => {
                directory.get(crate::ids::OrgId(link.id)).map(|org| format!("/co-quan/{}", org.slug))
            }
            LinkKind::Record => {
                slugs.iter().find(|(id, _)| *id == link.id).map(|(_, slug)| format!("/muc/{slug}"))
            }
        })
        .collect())
}

/// The published records that link to something: for the pages of duties and records.
///
/// # Errors
/// Those of the database.
pub async fn to(c: &mut Conn, target: Link) -> sqlx::Result<Vec<Linked>> {
    const SQL: &str = "SELECT r.id, r.slug, r.kind, r.title, r.demo FROM record_link l \
                       JOIN public_record r ON r.id = l.record_id \
                       WHERE l.target_kind = $1 AND l.target_id = $2 ORDER BY r.sort_key, r.id LIMIT 60";
    let rows: Vec<FoundRecord> = query(SQL).bind(target.kind).bind(target.id).all(c).await?;
    Ok(rows.into_iter().map(from_record).collect())
}

/// The published records about something: those linked to it, as [`to`] tells; of a plan also those linked to its
/// duties that are not restricted, of an organisation also those it keeps.
///
/// # Errors
/// Those of the database.
pub async fn about(c: &mut Conn, page: Link) -> sqlx::Result<Vec<Linked>> {
    let mut sql = Sql::new(
        "SELECT r.id, r.slug, r.kind, r.title, r.demo FROM public_record r WHERE (r.id IN \
         (SELECT l.record_id FROM record_link l WHERE l.target_kind = ",
    );
    sql.bind(page.kind).push(" AND l.target_id = ").bind(page.id).push(")");
    match page.kind {
        LinkKind::Plan => {
            sql.push(
                " OR r.id IN (SELECT l.record_id FROM duty d JOIN record_link l ON l.target_id = d.id \
                 WHERE l.target_kind = 'duty' AND d.plan_id = ",
            );
            sql.bind(page.id).push(" AND d.restricted = ").bind(false).push(")");
        }
        LinkKind::Organisation => {
            sql.push(" OR r.org_id = ").bind(page.id);
        }
        LinkKind::Duty | LinkKind::Record => {}
    }
    sql.push(") ORDER BY r.sort_key, r.id LIMIT 60");
    let rows: Vec<FoundRecord> = sql.all(c).await?;
    Ok(rows.into_iter().map(from_record).collect())
}

/// Which of these duties belong to a plan and may be linked.
///
/// # Errors
/// Those of the database.
pub async fn duties_of_plan(c: &mut Conn, plan: Uuid, duties: Vec<Uuid>) -> sqlx::Result<Vec<Uuid>> {
    if duties.is_empty() {
        return Ok(duties);
    }
    let mut sql = Sql::new("SELECT id FROM duty WHERE plan_id = ");
    sql.bind(plan).push(" AND restricted = ").bind(false).push(" AND id IN ").bind_list(duties);
    let rows: Vec<(Uuid,)> = sql.all(c).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Replaces the public links of a record.
///
/// # Errors
/// Those of the database.
pub async fn replace(tx: &mut Tx, record: RecordId, links: &[Link]) -> sqlx::Result<()> {
    const DELETE: &str = "DELETE FROM record_link WHERE record_id = $1";
    const INSERT: &str = "INSERT INTO record_link (record_id, target_kind, target_id) VALUES ($1, $2, $3) \
                          ON CONFLICT (record_id, target_kind, target_id) DO NOTHING";
    query(DELETE).bind(record).run(tx).await?;
    for link in links {
        query(INSERT).bind(record).bind(link.kind).bind(link.id).run(tx).await?;
    }
    Ok(())
}

/// Whether one of these links leads to a duty in security and defence; asked again at publication, since a duty
/// may have become one.
///
/// # Errors
/// Those of the database.
pub async fn any_restricted(c: &mut Conn, links: &[Link]) -> sqlx::Result<bool> {
    let duties: Vec<Uuid> = links.iter().filter(|l| l.kind == LinkKind::Duty).map(|l| l.id).collect();
    if duties.is_empty() {
        return Ok(false);
    }
    let mut sql = Sql::new("SELECT COUNT(*) FROM duty WHERE restricted = ");
    Ok(sql.bind(true).push(" AND id IN ").bind_list(duties).count(c).await? > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_people_copy_them() {
        let duty = "0198c0de-0000-7000-8000-000000000001";
        let id: Option<Uuid> = duty.parse().ok();
        assert_eq!(Address::parse(&format!("/nhiem-vu/{duty}")), id.map(Address::Duty));
        assert_eq!(
            Address::parse(&format!("http://127.0.0.1:8182/nhiem-vu/{duty}?xem=1#dong")),
            id.map(Address::Duty)
        );
        assert_eq!(Address::parse("/muc/na-chi-lang"), Some(Address::Record("na-chi-lang".into())));
        for text in ["na", "/muc/", "/muc/a b", "/nhiem-vu/12", "https://example.com", "/tong-quan/x"] {
            assert_eq!(Address::parse(text), None, "{text}");
        }
    }
}
