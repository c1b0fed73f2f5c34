//! `/nhiem-vu/{id}`: one duty.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;

use super::super::model::{Act, Position, State};
use super::super::scope::{DutyScope, Sight};
use super::super::seen::Seen;
use super::super::store::one::{self, Content, Detail};
use super::super::texts::DutyTexts;
use super::super::words::{self, Badge};
use super::log::{self, Entry};
use super::succession::{self, PartyView};
use super::{DutyView, reckoning};
use crate::accounts::rights::{AnswerDuty, ConfirmCompletion, ManageDuty, ReadRegister};
use crate::catalogue::links::{self, Linked};
use crate::catalogue::model::{Link, LinkKind};
use crate::db::{Conn, Day};
use crate::directions::{self, store::read::About as Directed};
use crate::evaluation::pages::panel as assessed;
use crate::extensions;
use crate::feedback::consultation::pages::panel as drafts;
use crate::files::attachments::{self, SubjectKind};
use crate::guidance::pages::panel as guidance;
use crate::ids::{DutyId, OrgId};
use crate::organisations::Directory;
use crate::plans::model::section_anchor;
use crate::recommendations::pages::panel;
use crate::recommendations::store::About;
use crate::reminders::pages::history;
use crate::reporting::access::ReportScope;
use crate::reporting::store::progress::{Said, progress_of_duty};
use crate::web::form::{Fields, Problems};
use crate::web::lang::fill;
use crate::web::{Ctx, Error, Frame, Result};

/// Owners' parts shown at once; the rest unfold.
const SHOWN: usize = 6;

/// What an act form held when it was sent and refused; it is shown again as it was.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// Which act.
    pub act: String,
    /// On whose part.
    pub org: Option<OrgId>,
    /// In which words.
    pub text: String,
}

struct Fact {
    name: &'static str,
    value: String,
    printed: bool,
    pen: bool,
    old: Option<String>,
    by: Option<String>,
}

/// An owner's part, with what the viewer may do about it.
struct PartCard {
    org: String,
    slug: String,
    role: &'static str,
    state: Option<Badge>,
    acts: Vec<ActForm>,
    mine: bool,
}

/// A button, or a field with a button below it.
struct ActForm {
    act: &'static str,
    button: &'static str,
    main: bool,
    ask: Option<&'static str>,
    required: bool,
    typed: String,
    open: bool,
}

#[derive(Template)]
#[template(path = "duties/duty.html")]
struct DutyPage {
    frame: Frame,
    t: &'static DutyTexts,
    problems: Problems,
    id: DutyId,
    view: DutyView,
    demo: bool,
    plan_href: String,
    crumb: String,
    who_title: String,
    parties: Vec<PartyView>,
    day_typed: String,
    parts: Vec<PartCard>,
    more_parts: Vec<PartCard>,
    more_parts_text: String,
    files: Vec<(String, String, String)>,
    facts: Vec<Fact>,
    tasks: Vec<(String, String)>,
    log: Vec<Entry>,
    thread: Vec<(String, String, bool)>,
    records: Vec<Linked>,
    extensions: Option<extensions::pages::panel::Section>,
    directions: Option<directions::pages::panel::Section>,
    urged: Option<history::Section>,
    recommended: Option<panel::Section>,
    assessed: Option<assessed::Section>,
    guidance: Option<guidance::Section>,
    consultations: Option<drafts::Section>,
    may_attach: bool,
    coordinator: Vec<ActForm>,
    may_edit: bool,
    may_report: bool,
    standing: bool,
    masked: bool,
}

/// `GET /nhiem-vu/{id}`: one duty, as far as the viewer may see it. For everybody who has signed in.
///
/// # Errors
/// When nobody has signed in, there is no such tracked duty, or the database fails.
pub async fn show(ctx: Ctx, Path(id): Path<DutyId>, fields: Fields) -> Result {
    ctx.permit::<ReadRegister>(&())?;
    page(&ctx, id, &fields, Problems::default(), &Typed::default(), StatusCode::OK).await
}

/// Renders the page, with problems and what was typed when an act was refused.
///
/// # Errors
/// When there is no such tracked duty, or the database fails.
pub async fn page(
    ctx: &Ctx,
    id: DutyId,
    fields: &Fields,
    mut problems: Problems,
    typed: &Typed,
    status: StatusCode,
) -> Result {
    let t = &ctx.t.duties;
    let scope = DutyScope::of(&ctx.viewer);
    let on = reckoning(&ctx.app).await?;
    let mut c = ctx.app.db.read().await?;
    let detail = one::find(&mut c, &scope, &on, id).await?.ok_or(Error::NotFound)?;
    let said = if detail.sight == Sight::Full {
        progress_of_duty(&mut c, &ReportScope::of(&ctx.viewer), id).await?
    } else {
        Vec::new()
    };
    let files = files(&mut c, &detail, &said).await?;
    let records = links::to(&mut c, Link { kind: LinkKind::Duty, id: id.0 }).await?;
    let (extensions, directions, urged) = if detail.sight == Sight::Full {
        let extensions = extensions::pages::panel::section(ctx, &mut c, &detail.seen).await?;
        let wordless = detail.seen.restricted;
        let directions = directions::pages::panel::section(ctx, &mut c, Directed::Duty(id), wordless).await?;
        (extensions, directions, history::section(ctx, &mut c, id.into()).await?)
    } else {
        (None, None, None)
    };
    let guidance = guidance::section(ctx, &mut c, id).await?;
    let consultations = if detail.seen.restricted {
        None
    } else {
        drafts::section(ctx, &mut c, drafts::About::Duty(id)).await?
    };
    let recommended = panel::section(ctx, &mut c, About::Duty(id)).await?;
    let assessed = if detail.sight == Sight::Full { assessed::section(ctx, &mut c, id).await? } else { None };
    drop(c);
    let directory = ctx.app.directory();
    let day = fields.day("ngay", &mut problems, &ctx.t.common);
    let who_title =
        day.filter(|d| *d != ctx.today()).map_or(t.who_today.to_owned(), |d| fill(t.who_on, &[&d.show()]));
    let standing = detail.seen.due_on().is_none();
    let mut parts = parts(ctx, &directory, &detail, typed);
    let more_parts = if parts.len() > SHOWN + 2 { parts.split_off(SHOWN) } else { Vec::new() };
    ctx.page_with(
        status,
        &DutyPage {
            frame: ctx.frame(),
            t,
            problems,
            id,
            view: DutyView::of(ctx, &directory, &detail.seen),
            demo: detail.plan.demo,
            plan_href: format!("/ke-hoach/{}", detail.plan.id),
            crumb: detail.plan.name().to_owned(),
            who_title,
            parties: succession::parties(
                ctx,
                &directory,
                &detail.parties,
                &detail.matter,
                day.unwrap_or_else(|| ctx.today()),
            ),
            day_typed: fields.get("ngay").to_owned(),
            more_parts_text: fill(t.more_parts, &[&more_parts.len()]),
            parts,
            more_parts,
            files,
            facts: facts(ctx, &directory, &detail),
            tasks: tasks(&detail),
            log: log::of(ctx, &directory, &detail, &said),
            thread: thread(ctx, &detail, &said),
            records,
            extensions,
            directions,
            urged,
            recommended,
            assessed,
            guidance,
            consultations,
            may_attach: !detail.seen.restricted
                && (may_report(ctx, &detail.seen) || ctx.viewer.may::<ManageDuty>(&())),
            coordinator: coordinator(ctx, &detail.seen, typed),
            may_edit: detail.content.is_some() && ctx.viewer.may::<ManageDuty>(&()),
            may_report: may_report(ctx, &detail.seen),
            standing,
            masked: detail.sight < Sight::Full,
        },
    )
}

/// Files attached to the duty and to what was reported of it: address, name, size.
async fn files(c: &mut Conn, detail: &Detail, said: &[Said]) -> Result<Vec<(String, String, String)>> {
    if detail.sight < Sight::Full || detail.seen.restricted {
        return Ok(Vec::new());
    }
    let mut found = attachments::of(c, SubjectKind::Duty, &[detail.seen.id.0]).await?;
    let lines: Vec<uuid::Uuid> = said.iter().map(|s| s.line.0).collect();
    found.extend(attachments::of(c, SubjectKind::Line, &lines).await?);
    let view = |a: attachments::Attachment| (format!("/tep/{}", a.id), a.name, size(a.size));
    Ok(found.into_iter().map(view).collect())
}

/// "48 kB".
fn size(bytes: i64) -> String {
    format!("{} kB", viet::number::show((bytes / 1024).max(1)))
}

fn may_report(ctx: &Ctx, seen: &Seen) -> bool {
    seen.owners.iter().any(|o| ctx.viewer.may::<AnswerDuty>(&[o.org]))
}

fn parts(ctx: &Ctx, directory: &Directory, detail: &Detail, typed: &Typed) -> Vec<PartCard> {
    let t = &ctx.t.duties;
    let seen = &detail.seen;
    let void = seen.state().is_some_and(State::is_void);
    let standing = seen.due_on().is_none();
    let wordless = seen.restricted;
    let judge = ctx.viewer.may::<ConfirmCompletion>(&());
    let card = |owner: &super::super::seen::SeenOwner| {
        let org = directory.get(owner.org)?;
        let asked = !directory.is_subordinate(owner.org);
        let mine = ctx.viewer.may::<AnswerDuty>(&[owner.org]);
        let mut acts = Vec::new();
        if let Some(part) = owner.part.filter(|_| !void) {
            let may = |act| words::may(part.state, act, standing);
            let mut add = |act: &'static str, of: Act, button, main, ask: Option<&'static str>, required| {
                if may(of) {
                    let here = typed.act == act && typed.org == Some(owner.org);
                    acts.push(ActForm {
                        act,
                        button,
                        main,
                        ask: ask.filter(|_| !wordless),
                        required,
                        typed: if here { typed.text.clone() } else { String::new() },
                        open: here,
                    });
                }
            };
            if mine {
                add("tiep-nhan", Act::Acknowledge, t.a_acknowledge, true, None, false);
                add("hoan-thanh", Act::Declare, t.a_declare, false, Some(t.a_declare_what), false);
                add("khong-thuoc-tham-quyen", Act::Refuse, t.a_refuse, false, Some(t.a_refuse_why), true);
            }
            if judge {
                add("xac-nhan", Act::Confirm, t.a_confirm, true, None, false);
                // A body outside the state system is asked; nothing is sent back to it.
                if !asked {
                    add("de-nghi-bo-sung", Act::AskToComplete, t.a_ask, false, Some(t.a_ask_why), true);
                    add("giu-nguyen", Act::Uphold, t.a_uphold, false, Some(t.a_uphold_why), true);
                }
            }
        }
        Some(PartCard {
            org: org.name.clone(),
            slug: org.slug.clone(),
            role: if asked { t.role_requested } else { words::role(t, owner.role) },
            state: owner.part.map(|p| words::state_badge(t, p.state)),
            acts,
            mine,
        })
    };
    let mut cards: Vec<PartCard> = seen.owners.iter().filter_map(card).collect();
    cards.sort_by_key(|c| (!c.mine, c.acts.is_empty()));
    cards
}

fn coordinator(ctx: &Ctx, seen: &Seen, typed: &Typed) -> Vec<ActForm> {
    let t = &ctx.t.duties;
    let Some(state) = seen.state().filter(|_| ctx.viewer.may::<ManageDuty>(&())) else { return Vec::new() };
    let of = |act, button| ActForm {
        act,
        button,
        main: false,
        ask: Some(t.a_reason).filter(|_| !seen.restricted),
        required: true,
        typed: if typed.act == act { typed.text.clone() } else { String::new() },
        open: typed.act == act,
    };
    match state {
        State::Done => Vec::new(),
        held if held.is_void() => vec![of("thuc-hien-lai", t.a_resume)],
        _ => vec![of("tam-dung", t.a_suspend), of("huy", t.a_cancel), of("thay-the", t.a_replace)],
    }
}

fn facts(ctx: &Ctx, directory: &Directory, detail: &Detail) -> Vec<Fact> {
    let t = &ctx.t.duties;
    let fact = |name, value: String| Fact { name, value, printed: false, pen: false, old: None, by: None };
    let mut facts = Vec::new();
    for party in detail.parties.iter().filter(|p| p.position == Position::Coordinator) {
        let printed = party.origin == super::super::model::PartyOrigin::Printed;
        facts.push(Fact { printed, ..fact(t.role_coordinate, party.name.clone()) });
    }
    if let Some(content) = &detail.content {
        facts.push(deadline(ctx, directory, content));
        if let (Some(first), Some(now)) = (detail.seen.first_deadline(), content.deadline) {
            facts.push(fact(t.d_first_deadline, fill(t.d_extended_to, &[&first.show(), &now.show()])));
        }
        if let Some(text) = &content.deadline_text {
            facts.push(Fact { printed: true, ..fact(t.d_printed_deadline, text.clone()) });
        }
        for (field, name, value) in
            [("product", t.d_product, &content.product), ("indicator", t.d_indicator, &content.indicator)]
        {
            if let Some(value) = value {
                facts.push(penned(ctx, directory, content, field, fact(name, value.clone())));
            }
        }
        facts.push(fact(t.d_confirmer, t.d_confirmer_who.to_owned()));
    }
    facts.push(fact(t.d_origin, words::origin(t, detail.seen.origin).to_owned()));
    facts
}

fn deadline(ctx: &Ctx, directory: &Directory, content: &Content) -> Fact {
    let t = &ctx.t.duties;
    let value = content.deadline.map_or_else(|| t.no_deadline_printed.to_owned(), Day::show);
    let fact = Fact { name: t.d_deadline, value, printed: false, pen: false, old: None, by: None };
    let fact = penned(ctx, directory, content, "deadline", fact);
    Fact { printed: fact.printed && content.deadline.is_some(), ..fact }
}

/// Marks a value that a person set: who, when, and what stood there before.
fn penned(ctx: &Ctx, directory: &Directory, content: &Content, field: &str, fact: Fact) -> Fact {
    let Some(edit) = content.edits.iter().rfind(|e| e.field == field) else {
        return Fact { printed: true, ..fact };
    };
    let by = edit.org_id.and_then(|o| directory.get(o)).map(|o| o.short().to_owned()).unwrap_or_default();
    Fact {
        pen: true,
        old: edit.old.as_deref().map(log::shown),
        by: Some(fill(ctx.t.duties.penned_by, &[&by, &edit.at.day().show()])),
        ..fact
    }
}

fn tasks(detail: &Detail) -> Vec<(String, String)> {
    let of = |task: &one::LinkedTask| {
        let path = task.section_path.clone().unwrap_or_default();
        (format!("/ke-hoach/{}#{}", detail.plan.id, section_anchor(&path)), path)
    };
    let mut out: Vec<(String, String)> = detail.tasks.iter().map(of).collect();
    out.dedup();
    out
}

/// Clause → duty → obligation → ordered task (the records that came of it follow on the page): heading, what there is, whether it has happened.
fn thread(ctx: &Ctx, detail: &Detail, said: &[Said]) -> Vec<(String, String, bool)> {
    let t = &ctx.t.duties;
    let (state, due) = words::badges(t, &detail.seen.standing);
    let so_far: Vec<String> = state.into_iter().chain(due).map(|b| b.text).collect();
    let reported = said.first().map(|s| ctx.t.reporting.period_name(&s.code));
    vec![
        (
            fill(t.th_clause, &[&detail.seen.section_path]),
            detail.section_heading.clone().unwrap_or_default(),
            true,
        ),
        (t.th_duty.to_owned(), so_far.join(", "), true),
        (
            t.th_obligation.to_owned(),
            reported.clone().unwrap_or_else(|| t.th_none.to_owned()),
            reported.is_some(),
        ),
        (t.th_order.to_owned(), t.th_none.to_owned(), false),
    ]
}
