//! `/nhiem-vu`: the list of duties.

use askama::Template;

use super::super::model::{PartyRole, State};
use super::super::scope::DutyScope;
use super::super::store::list::{self, Filter, Sort, Timing};
use super::super::store::one;
use super::super::texts::DutyTexts;
use super::super::words;
use super::{AssessedView, Choice, DutyView, export, organisations_on, reckoning};
use crate::accounts::rights::ReadRegister;
use crate::db::Conn;
use crate::evaluation::standing::last;
use crate::organisations::Directory;
use crate::sheets::Format;
use crate::web::form::Fields;
use crate::web::lang::fill;
use crate::web::paging::{Cursor, PAGE, query};
use crate::web::{Ctx, Frame, Result};

/// Names of the filters in the address.
const FILTERS: [&str; 7] = ["tim", "co-quan", "vai-tro", "trang-thai", "thoi-han", "ke-hoach", "muc"];

/// What the address asks for.
pub struct Asked {
    /// Which duties.
    pub filter: Filter,
    /// In which order.
    pub sort: Sort,
    /// The filters as they stood in the address.
    typed: Vec<(&'static str, String)>,
}

impl Asked {
    /// Reads the address; what makes no sense is left out.
    #[must_use]
    pub fn read(fields: &Fields, directory: &Directory) -> Self {
        let filter = Filter {
            org: directory.find(fields.get("co-quan")).map(|o| o.id),
            role: fields.parse("vai-tro"),
            state: fields.parse("trang-thai"),
            timing: fields.parse("thoi-han"),
            section: fields.filled("muc").map(str::to_owned),
            plan: fields.parse("ke-hoach"),
            words: Filter::words_of(fields.get("tim")),
        };
        let typed = FILTERS.iter().map(|name| (*name, fields.get(name).to_owned())).collect();
        Self { filter, sort: fields.parse("xep").unwrap_or(Sort::Plan), typed }
    }

    /// An address with these filters.
    #[must_use]
    pub fn address(&self, path: &str, sort: Sort, after: &str) -> String {
        let mut fields: Vec<(&str, &str)> = self.typed.iter().map(|(k, v)| (*k, v.as_str())).collect();
        if sort != Sort::Plan {
            fields.push(("xep", sort.as_str()));
        }
        fields.push(("sau", after));
        let query = query(&fields);
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }

    fn is_filtered(&self) -> bool {
        self.typed.iter().any(|(_, value)| !value.is_empty())
    }

    /// What was typed for a filter.
    pub(super) fn get(&self, name: &str) -> &str {
        self.typed.iter().find(|(k, _)| *k == name).map_or("", |(_, v)| v.as_str())
    }
}

struct Header {
    text: &'static str,
    href: Option<String>,
    sorted: &'static str,
}

#[derive(Template)]
#[template(path = "duties/list.html")]
struct ListPage {
    frame: Frame,
    t: &'static DutyTexts,
    search: String,
    agencies: Vec<Choice>,
    roles: Vec<Choice>,
    states: Vec<Choice>,
    timings: Vec<Choice>,
    plans: Vec<Choice>,
    sections: Vec<Choice>,
    sorts: Vec<Choice>,
    filtered: bool,
    many_plans: bool,
    headers: Vec<Header>,
    rows: Vec<DutyView>,
    any_restricted: bool,
    total: String,
    first: Option<String>,
    more: Option<String>,
}

/// `GET /nhiem-vu`: the list, filtered and sorted as the address says; with `tai` as a file. For everybody who has signed in; duties in
/// security and defence only as far as the viewer may know.
///
/// # Errors
/// When nobody has signed in, or the database fails.
pub async fn show(ctx: Ctx, fields: Fields) -> Result {
    ctx.permit::<ReadRegister>(&())?;
    let t = &ctx.t.duties;
    let directory = ctx.app.directory();
    let asked = Asked::read(&fields, &directory);
    let scope = DutyScope::of(&ctx.viewer);
    let on = reckoning(&ctx.app).await?;
    if let Some(format) = fields.parse::<Format>("tai") {
        return export::reply(&ctx, format, &asked, &scope, &on).await;
    }
    let after = Cursor::decode(fields.get("sau"), 5);
    let mut c = ctx.app.db.read().await?;
    let page = list::page(&mut c, &scope, &asked.filter, asked.sort, after.as_ref(), PAGE, &on).await?;
    let assessed = last::of(&ctx.viewer, &mut c, &page.rows, ctx.today()).await?;
    let plans = plan_choices(&mut c, &asked).await?;
    let sections = section_choices(&mut c, &asked).await?;
    drop(c);
    let sort = asked.sort;
    ctx.page(&ListPage {
        frame: ctx.frame(),
        t,
        search: asked.get("tim").to_owned(),
        agencies: organisations_on(&directory, ctx.today().0, asked.filter.org),
        roles: choices(PartyRole::ALL, asked.filter.role, |r| (r.as_str(), words::role(t, r))),
        states: choices(State::ALL, asked.filter.state, |s| (s.as_str(), words::state(t, s))),
        timings: choices(Timing::ALL, asked.filter.timing, |x| (x.as_str(), words::timing(t, x))),
        sorts: choices(Sort::ALL, Some(sort), |s| (s.as_str(), sort_name(t, s))),
        filtered: asked.is_filtered(),
        many_plans: plans.len() > 1,
        plans,
        sections,
        headers: headers(t, &asked),
        rows: page
            .rows
            .iter()
            .map(|seen| DutyView {
                assessed: assessed.get(&seen.id).map(|last| AssessedView {
                    badge: last.badge(&ctx.t.evaluation),
                    period: ctx.t.reporting.period_name(&last.code),
                }),
                ..DutyView::of(&ctx, &directory, seen)
            })
            .collect(),
        any_restricted: page.rows.iter().any(|seen| seen.restricted),
        total: fill(t.n_duties, &[&page.total_text(ctx.t.common.more_than)]),
        first: after.is_some().then(|| asked.address("/nhiem-vu", sort, "")),
        more: page.next.map(|cursor| asked.address("/nhiem-vu", sort, &cursor.encode())),
    })
}

fn choices<T: Copy + PartialEq>(
    all: &[T],
    chosen: Option<T>,
    words: impl Fn(T) -> (&'static str, &'static str),
) -> Vec<Choice> {
    all.iter()
        .map(|one| {
            let (value, text) = words(*one);
            (value.to_owned(), text.to_owned(), chosen == Some(*one))
        })
        .collect()
}

fn sort_name(t: &DutyTexts, sort: Sort) -> &'static str {
    match sort {
        Sort::Plan => t.sort_plan,
        Sort::Deadline => t.sort_deadline,
        Sort::Agency => t.sort_agency,
        Sort::Updated => t.sort_updated,
    }
}

fn headers(t: &DutyTexts, asked: &Asked) -> Vec<Header> {
    let of = |text, sort: Option<Sort>| Header {
        text,
        href: sort.map(|s| asked.address("/nhiem-vu", s, "")),
        sorted: match sort {
            Some(s) if s == asked.sort => "ascending",
            _ => "",
        },
    };
    vec![
        of(t.c_clause, Some(Sort::Plan)),
        of(t.c_duty, None),
        of(t.c_agency, Some(Sort::Agency)),
        of(t.c_state, None),
        of(t.c_due, Some(Sort::Deadline)),
    ]
}

async fn plan_choices(c: &mut Conn, asked: &Asked) -> sqlx::Result<Vec<Choice>> {
    let plans = one::plans(c, asked.filter.plan).await?;
    let of = |p: one::PlanChoice| {
        let title =
            p.number.as_ref().map_or_else(|| p.title.clone(), |n| format!("{n}: {}", short(&p.title)));
        (p.id.to_string(), title, asked.filter.plan == Some(p.id))
    };
    Ok(plans.into_iter().map(of).collect())
}

async fn section_choices(c: &mut Conn, asked: &Asked) -> sqlx::Result<Vec<Choice>> {
    let Some(plan) = asked.filter.plan else { return Ok(Vec::new()) };
    let of = |(path, heading): (String, Option<String>)| {
        let chosen = asked.filter.section.as_deref() == Some(path.as_str());
        let text = heading.map_or_else(|| path.clone(), |h| format!("{path}. {}", short(&h)));
        (path, text, chosen)
    };
    Ok(one::sections(c, plan).await?.into_iter().map(of).collect())
}

/// A heading as it fits into a select.
fn short(text: &str) -> String {
    viet::shorten(text, 60)
}
