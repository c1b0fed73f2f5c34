//! The form for everybody, and the receipt.

use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};

use super::super::about::{self, About};
use super::super::clean;
use super::super::consultation::parts::Paragraph;
use super::super::consultation::store as drafts;
use super::super::consultation::texts::ConsultationTexts;
use super::super::model::{Consent, Kind, LINE_LIMIT, LINKS_LIMIT, PERSONAL_DAYS, TEXT_LIMIT};
use super::super::slip::Slip;
use super::super::store::{self, New, Speaker};
use super::super::texts::FeedbackTexts;
use crate::accounts::rights::SpeakForBody;
use crate::accounts::throttle::{self, Counter};
use crate::feedback;
use crate::ids::{ConsultationId, OrgId};
use crate::web::form::{Fields, Problems};
use crate::web::lang::fill;
use crate::web::{Ctx, Error, Frame, Result};

#[derive(Template)]
#[template(path = "feedback/send.html")]
struct SendPage {
    frame: Frame,
    t: &'static FeedbackTexts,
    k: &'static ConsultationTexts,
    about: About,
    /// The paragraph that is commented on; nothing for the whole.
    paragraph: Option<Paragraph>,
    /// The bodies for which the viewer may speak: value, name.
    bodies: Vec<(String, String)>,
    interest: bool,
    slip: Slip,
    typed: Fields,
    problems: Problems,
    /// What keeps the form as a whole from being taken.
    notice: Option<String>,
    limits: (usize, usize),
}

impl SendPage {
    fn heading(&self) -> &'static str {
        match (self.interest, &self.about.consultation) {
            (true, _) => self.t.interest_title,
            (false, Some(_)) => self.t.comment_title,
            (false, None) => self.t.send_title,
        }
    }

    fn lead(&self) -> &'static str {
        match (self.interest, &self.about.consultation) {
            (true, _) => self.t.interest_lead,
            (false, Some(_)) => self.t.comment_lead,
            (false, None) => self.t.send_lead,
        }
    }

    /// What the paragraph is called.
    fn place(&self, of: &Paragraph) -> String {
        self.k.place(of.place.as_deref(), Some(of.number))
    }

    /// Where the draft as a whole is commented on.
    fn whole(&self) -> String {
        feedback::address(&self.about.href)
    }

    fn text_hint(&self) -> String {
        fill(self.t.text_hint, &[&viet::number::show(TEXT_LIMIT), &LINKS_LIMIT])
    }

    fn contact_hint(&self) -> String {
        fill(self.t.contact_hint, &[&PERSONAL_DAYS])
    }

    /// The choice that stands: what was chosen, else the first for the kind, the narrowest for the consent.
    fn is(&self, field: &str, value: &str, offered: &str) -> bool {
        self.typed.filled(field).unwrap_or(offered) == value
    }
}

#[derive(Template)]
#[template(path = "feedback/receipt.html")]
struct ReceiptPage {
    frame: Frame,
    t: &'static FeedbackTexts,
    code: String,
    agency: String,
}

/// `GET /gop-y/gui?ve=…&loai=…`.
pub async fn form(ctx: Ctx, fields: Fields) -> Result {
    let mut c = ctx.app.db.read().await?;
    let Some(about) = about::find(&ctx, &mut c, fields.get("ve")).await? else {
        // a link to the form of a draft outlives the time for comments: the page says what became of them
        let id = draft(fields.get("ve")).ok_or(Error::NotFound)?;
        let known = drafts::get(&mut c, id).await?.is_some_and(|of| of.is_public());
        return if known { Ok(Redirect::to(fields.get("ve")).into_response()) } else { Err(Error::NotFound) };
    };
    drop(c);
    let interest = fields.parse("loai") == Some(Kind::Interest);
    if interest && !about.interest {
        return Err(Error::NotFound);
    }
    let page = page(&ctx, about, interest, Slip::new(ctx.now()), fields);
    ctx.page(&page)
}

/// The draft at an address.
fn draft(href: &str) -> Option<ConsultationId> {
    href.strip_prefix("/lay-y-kien/")?.parse().ok()
}

/// `POST /gop-y/gui`: takes the message in and shows its code. Sent twice, it is one message with the same code.
pub async fn send(ctx: Ctx, fields: Fields) -> Result {
    let t = &ctx.t.feedback;
    let mut c = ctx.app.db.read().await?;
    let found = about::find(&ctx, &mut c, fields.get("ve")).await?;
    let lost = found.is_none();
    let about = match found {
        Some(about) => about,
        None => about::everything(&ctx, &mut c).await?,
    };
    drop(c);
    let interest = fields.parse("loai") == Some(Kind::Interest) && about.interest;
    let Ok(slip) = fields.get("phieu").parse::<Slip>() else {
        let page = page(&ctx, about, interest, Slip::new(ctx.now()), fields);
        return ctx.page_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &SendPage { notice: Some(t.no_slip.to_owned()), ..page },
        );
    };
    let mut problems = Problems::default();
    let over = lost && draft(fields.get("ve")).is_some();
    let new = read(&ctx, &fields, &about, interest, &mut problems);
    let mut page = page(&ctx, about, interest, slip, fields);
    let refused = if lost {
        Some(if over { t.comment_over } else { t.lost }.to_owned())
    } else if slip.is_too_fast(ctx.now()) {
        Some(t.too_fast.to_owned())
    } else {
        None
    };
    if refused.is_some() || !problems.is_empty() {
        page.notice = refused;
        page.problems = problems;
        return ctx.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let code = slip.code();
    let known = store::by_code(&mut ctx.app.db.read().await?, &code).await?;
    if known.is_none() {
        let counters = [Counter::messages_from(&ctx.origin.ip, ctx.today()), Counter::messages()];
        if let Some(seconds) = throttle::attempt(&ctx.app, &counters).await? {
            return too_many(&ctx, page, seconds);
        }
        let mut tx = ctx.app.db.write().await?;
        if let Some(of) = &page.about.consultation
            && !drafts::hold_open(&mut tx, of.id, ctx.today()).await?
        {
            // withdrawn since the form was read
            page.about = about::everything(&ctx, &mut tx).await?;
            page.paragraph = None;
            page.notice = Some(t.comment_over.to_owned());
            return ctx.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
        let put = store::receive(&mut tx, &new, &code, ctx.now()).await?;
        tx.commit().await?;
        if put.is_some() {
            return receipt(&ctx, &new, &code.to_string());
        }
    }
    // the same form again: a double click, or other words on a page gone back to
    let known = match known {
        Some(known) => Some(known),
        None => store::by_code(&mut ctx.app.db.read().await?, &code).await?,
    };
    if known.is_some_and(|known| known.text == new.text) {
        return receipt(&ctx, &new, &code.to_string());
    }
    page.slip = Slip::new(ctx.now());
    page.notice = Some(t.used_slip.to_owned());
    ctx.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn page(ctx: &Ctx, about: About, interest: bool, slip: Slip, typed: Fields) -> SendPage {
    SendPage {
        frame: ctx.frame(),
        t: &ctx.t.feedback,
        k: &ctx.t.consultations,
        paragraph: about.paragraph(typed.get("doan")),
        bodies: bodies(ctx, &about),
        about,
        interest,
        slip,
        typed,
        problems: Problems::default(),
        notice: None,
        limits: (TEXT_LIMIT, LINE_LIMIT),
    }
}

/// The bodies for which the viewer may comment on a draft: not the one that asks.
fn bodies(ctx: &Ctx, about: &About) -> Vec<(String, String)> {
    let (Some(of), Some(who)) = (&about.consultation, ctx.viewer.who()) else { return Vec::new() };
    let directory = ctx.app.directory();
    let own = who.orgs().into_iter().filter(|org| *org != of.org_id && ctx.viewer.may::<SpeakForBody>(org));
    own.filter_map(|org| Some((org.to_string(), directory.get(org)?.name.clone()))).collect()
}

/// Reads the form; what is wrong stands at the field concerned. A field that nobody sees and that is filled in all the
/// same tells of a robot.
fn read(ctx: &Ctx, fields: &Fields, about: &About, interest: bool, problems: &mut Problems) -> New {
    let t = &ctx.t.feedback;
    let text = clean::text(fields.get("y-kien"));
    if text.is_empty() {
        problems.add("y-kien", ctx.t.common.required);
    } else if text.chars().count() > TEXT_LIMIT {
        problems.add("y-kien", fill(t.too_long, &[&viet::number::show(TEXT_LIMIT)]));
    } else if clean::links(&text) > LINKS_LIMIT {
        problems.add("y-kien", fill(t.too_many_links, &[&LINKS_LIMIT]));
    }
    let mut line = |name: &str, needed: bool| {
        let line = clean::line(fields.get(name));
        if line.is_empty() && needed {
            problems.add(name, ctx.t.common.required);
        } else if line.chars().count() > LINE_LIMIT {
            problems.add(name, fill(t.too_long, &[&LINE_LIMIT]));
        } else if clean::links(&line) > 0 {
            problems.add(name, t.no_link);
        }
        Some(line).filter(|line| !line.is_empty())
    };
    let (name, body, contact) = (line("ten", interest), line("thay-mat", false), line("lien-he", interest));
    let chosen = fields.parse("loai").unwrap_or(Kind::Opinion);
    let paragraph = about.paragraph(fields.get("doan"));
    let named = line("phan", false).filter(|_| about.consultation.is_some() && paragraph.is_none());
    let spoken = about.consultation.as_ref().and_then(|_| fields.filled("tu-cach"));
    let speaks = spoken.and_then(|typed| {
        let (org, name) = bodies(ctx, about).into_iter().find(|(value, _)| value == typed)?;
        let org: OrgId = org.parse().ok()?;
        Some((Speaker::of(&ctx.permit::<SpeakForBody>(&org).ok()?, org), name))
    });
    if spoken.is_some() && speaks.is_none() {
        problems.add("tu-cach", t.no_speaker);
    }
    let (speaker, body) = match speaks {
        Some((speaker, name)) => (Some(speaker), Some(name)),
        None => (None, body),
    };
    New {
        kind: match chosen {
            _ if interest => Kind::Interest,
            _ if about.consultation.is_some() => Kind::Comment,
            Kind::Interest | Kind::Comment => Kind::Opinion,
            chosen => chosen,
        },
        text,
        name,
        body,
        contact,
        consent: match fields.parse("dong-y") {
            _ if interest => Consent::None,
            // the body's name is published, not that of whoever sends
            _ if speaker.is_some() => Consent::Unnamed,
            chosen => chosen.unwrap_or(Consent::None),
        },
        record: about.record,
        plan: about.plan,
        consultation: about.consultation.as_ref().map(|of| of.id),
        part: paragraph.as_ref().map_or(named, |one| one.place.clone()),
        paragraph: paragraph.map(|one| one.number),
        speaker,
        org: about.org,
        suspected: fields.filled("website").is_some(),
    }
}

fn receipt(ctx: &Ctx, new: &New, code: &str) -> Result {
    let agency = ctx.app.directory().get(new.org).map(|org| org.name.clone()).unwrap_or_default();
    let page = ReceiptPage { frame: ctx.frame(), t: &ctx.t.feedback, code: code.to_owned(), agency };
    ctx.page(&page)
}

fn too_many(ctx: &Ctx, mut page: SendPage, seconds: i64) -> Result<Response> {
    page.notice = Some(fill(ctx.t.feedback.wait, &[&seconds]));
    let mut response = ctx.page_with(StatusCode::TOO_MANY_REQUESTS, &page)?;
    response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    Ok(response)
}
