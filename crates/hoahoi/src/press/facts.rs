//! Figures ready for print: each one stands on another public page already, and is given with that page and its instant.

use super::texts::PressTexts;
use crate::catalogue::cards;
use crate::db::Conn;
use crate::duties::store::one::given;
use crate::indicators::course::{self, Course};
use crate::indicators::store::indicators;
use crate::indicators::words::with_unit;
use crate::plans::store as plans;
use crate::web::lang::fill;
use crate::web::{Ctx, Result};

/// A figure with what it rests on.
#[derive(Debug, Clone)]
pub struct Fact {
    /// What is counted or measured.
    pub what: String,
    /// The figure with its unit, or that there is none yet.
    pub figure: String,
    /// What must be said with it: a target, how many have reported.
    pub remark: String,
    /// As of when.
    pub as_of: String,
    /// The page that shows it.
    pub source: String,
    /// That page's address.
    pub href: String,
    /// Made up for demonstration.
    pub demo: bool,
}

/// Figures that belong together.
#[derive(Debug, Clone)]
pub struct Group {
    /// What they are about.
    pub name: String,
    /// The figures.
    pub facts: Vec<Fact>,
}

/// The figures: what the information database holds, and each confirmed plan with its targets. What is not there, or
/// waits for its hour, is not counted.
///
/// # Errors
/// Those of the database.
pub async fn all(ctx: &Ctx, c: &mut Conn) -> Result<Vec<Group>> {
    let mut groups = vec![records(ctx, c).await?];
    let confirmed = plans::confirmed_plans(c, None).await?;
    for plan in confirmed.rows {
        let t = &ctx.t.press;
        let (duties, bodies) = given(c, plan.id).await?;
        let href = format!("/ke-hoach/{}", plan.id);
        let source = fill(ctx.t.portal.plan, &[&plan.name()]);
        let mut facts = vec![Fact {
            what: t.duties_given.to_owned(),
            figure: fill(t.duties_of_bodies, &[&viet::number::show(duties), &viet::number::show(bodies)]),
            remark: ctx.t.portal.without_defence.to_owned(),
            as_of: ctx.now().show(),
            source: source.clone(),
            href: href.clone(),
            demo: false,
        }];
        let found = indicators::list(c, Some(plan.id)).await?;
        let courses = course::of(c, found, ctx.today()).await?;
        let page = format!("{href}#chi-tieu");
        facts.extend(courses.iter().map(|course| target(ctx, course, &source, &page)));
        groups.push(Group { name: source, facts });
    }
    groups.retain(|group| !group.facts.is_empty());
    Ok(groups)
}

async fn records(ctx: &Ctx, c: &mut Conn) -> Result<Group> {
    let t = &ctx.t.press;
    let as_of = ctx.now().show();
    let shelves: Vec<_> = cards::shelves(ctx, c).await?.into_iter().filter(|shelf| shelf.n > 0).collect();
    let fact = |what: String, n: i64, source: &str, href: String| Fact {
        what,
        figure: fill(ctx.t.catalogue.n_records, &[&viet::number::show(n)]),
        remark: String::new(),
        as_of: as_of.clone(),
        source: source.to_owned(),
        href,
        demo: false,
    };
    let title = ctx.t.catalogue.title;
    let mut facts = Vec::new();
    if !shelves.is_empty() {
        let all = shelves.iter().map(|shelf| shelf.n).sum();
        facts.push(fact(t.all_records.to_owned(), all, title, "/co-so-du-lieu".to_owned()));
    }
    facts.extend(
        shelves
            .into_iter()
            .map(|shelf| fact(shelf.name.clone(), shelf.n, &fill(t.list_of, &[&shelf.name]), shelf.href)),
    );
    Ok(Group { name: title.to_owned(), facts })
}

/// A target with its newest figure; one without says that there is none, which is not zero.
fn target(ctx: &Ctx, course: &Course, source: &str, page: &str) -> Fact {
    let (t, words) = (&ctx.t.press, &ctx.t.indicators);
    let indicator = &course.indicator;
    let latest = course.latest();
    let value = latest.and_then(|point| point.rolled.value);
    let wanted = words.figure(indicator).map(|figure| fill(t.target_is, &[&figure]));
    let by = indicator.target_by.map(|when| fill(words.by, &[&words.when(when)]));
    let remarks = [
        [wanted, by].into_iter().flatten().collect::<Vec<_>>().join(" "),
        latest.map(|point| words.reported(&point.rolled)).unwrap_or_default(),
    ];
    Fact {
        what: indicator.name.clone(),
        figure: value.map_or_else(|| t.no_figure.to_owned(), |amount| with_unit(amount, &indicator.unit)),
        remark: remarks.into_iter().filter(|r| !r.is_empty()).collect::<Vec<_>>().join("; "),
        as_of: latest.map_or_else(String::new, |point| point.on.show()),
        source: source.to_owned(),
        href: page.to_owned(),
        demo: indicator.demo,
    }
}

impl PressTexts {
    /// The headings of the columns.
    #[must_use]
    pub fn columns(&self) -> [&'static str; 6] {
        [self.what, self.figure, self.remark, self.as_of, self.source, self.address]
    }
}
