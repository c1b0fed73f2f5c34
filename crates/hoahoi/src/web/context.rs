//! What a handler knows about its request: the system, the viewer, the language.

use std::sync::Arc;

use askama::Template;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::error::Error;
use super::frame::Frame;
use super::lang::{Lang, Texts};
use super::{App, Result, assets, cookies, paging, security};
use crate::accounts::access::{Denied, Permit, Right, Viewer};
use crate::accounts::sessions::{self, Origin};
use crate::calendar;
use crate::db::{Day, Millis};
use crate::reminders::store::inbox::{self, Inbox};

const FLASH: &str = "loi-nhan";
const LANG: &str = "ngon-ngu";

/// The context of one request; handlers take it as their first argument.
#[derive(Clone)]
pub struct Ctx {
    /// The system.
    pub app: App,
    /// Who looks.
    pub viewer: Viewer,
    /// In which language.
    pub lang: Lang,
    /// Texts in that language.
    pub t: &'static Texts,
    /// Notices that the viewer has not read.
    pub notices: i64,
    /// Where the request comes from.
    pub origin: Arc<Origin>,
    /// The address under which this site was reached, without a slash at its end: see [`super::site::of`].
    pub site: Arc<str>,
    here: Arc<str>,
    flash: Option<Arc<str>>,
}

impl Ctx {
    /// Checks a right; see [`Viewer::permit`].
    ///
    /// # Errors
    /// [`Error::Denied`].
    pub fn permit<R: Right>(&self, on: &R::On) -> Result<Permit<R>> {
        Ok(self.viewer.permit::<R>(on)?)
    }

    /// The instant now.
    #[must_use]
    pub fn now(&self) -> Millis {
        self.app.clock.now()
    }

    /// The day now in Việt Nam.
    #[must_use]
    pub fn today(&self) -> Day {
        self.app.clock.today()
    }

    /// The page frame.
    #[must_use]
    pub fn frame(&self) -> Frame {
        Frame {
            t: self.t,
            lang: self.lang,
            viewer: self.viewer.clone(),
            demo: self.app.config.demo,
            here: self.here.to_string(),
            today: self.today(),
            now: self.now(),
            notices: self.notices,
            flash: self.flash.as_deref().map(str::to_owned),
            assets: assets::PREFIX.as_str(),
        }
    }

    /// Renders a page.
    ///
    /// # Errors
    /// When the template fails.
    pub fn page(&self, template: &impl Template) -> Result {
        self.page_with(StatusCode::OK, template)
    }

    /// Renders a page with another status, such as a form with problems (422).
    ///
    /// # Errors
    /// When the template fails.
    pub fn page_with(&self, status: StatusCode, template: &impl Template) -> Result {
        let mut response = (status, Html(template.render()?)).into_response();
        if self.flash.is_some() {
            response
                .headers_mut()
                .append(header::SET_COOKIE, cookies::set(FLASH, "", 0, self.app.config.secure_cookies));
        }
        Ok(response)
    }

    /// Goes to another page after a change, and says there what was done (a text of the catalogue).
    #[must_use]
    pub fn done(&self, to: &str, message: &str) -> Response {
        let mut response = Redirect::to(to).into_response();
        let value = paging::encode(message);
        response
            .headers_mut()
            .append(header::SET_COOKIE, cookies::set(FLASH, &value, 20, self.app.config.secure_cookies));
        response
    }

    /// The cookie that keeps a language for a year.
    #[must_use]
    pub fn language_cookie(&self, lang: Lang) -> axum::http::HeaderValue {
        cookies::set(LANG, lang.as_str(), 31_536_000, self.app.config.secure_cookies)
    }

    fn from_request(app: App, viewer: Viewer, notices: i64, request: &Request) -> Self {
        let headers = request.headers();
        let lang = cookies::get(headers, LANG).and_then(|v| v.parse().ok()).unwrap_or(Lang::Vi);
        let agent: String = header_text(headers, header::USER_AGENT).chars().take(200).collect();
        let origin = Origin { ip: security::client_ip(&app, request), agent };
        Self {
            viewer,
            notices,
            lang,
            t: lang.texts(),
            origin: Arc::new(origin),
            site: super::site::of(&app.config, headers).into(),
            here: request.uri().path_and_query().map_or("/", |p| p.as_str()).into(),
            flash: cookies::get(headers, FLASH).filter(|v| !v.is_empty()).map(|v| decode(v).into()),
            app,
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Ctx {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> std::result::Result<Self, StatusCode> {
        parts.extensions.get::<Self>().cloned().ok_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

/// Finds out who asks and in which language, and turns errors into pages.
pub async fn provide(State(app): State<App>, mut request: Request, next: Next) -> Response {
    if let Err(error) = calendar::follow_others(&app).await {
        tracing::error!(%error, "working days");
    }
    let (viewer, notices) = match viewer(&app, request.headers()).await {
        Ok(found) => found,
        Err(error) => {
            tracing::error!(%error, "session lookup");
            (Viewer::public(), 0)
        }
    };
    let ctx = Ctx::from_request(app, viewer, notices, &request);
    request.extensions_mut().insert(ctx.clone());
    let response = next.run(request).await;
    frame_errors(&ctx, response)
}

/// Who asks, and how many notices they have not read.
async fn viewer(app: &App, headers: &HeaderMap) -> sqlx::Result<(Viewer, i64)> {
    let nobody = (Viewer::public(), 0);
    let Some(token) = cookies::get(headers, sessions::COOKIE) else { return Ok(nobody) };
    let now = app.clock.now();
    let mut c = app.db.read().await?;
    let Some((person, stale)) = sessions::find(&mut c, token, now).await? else { return Ok(nobody) };
    let notices = inbox::unread(&mut c, &Inbox::of(&person), now).await?;
    drop(c);
    if stale {
        let mut tx = app.db.write().await?;
        sessions::touch(&mut tx, person.session_id, now).await?;
        tx.commit().await?;
    }
    Ok((Viewer::person(person, app.config.require_totp), notices))
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    frame: Frame,
    title: String,
    help: String,
}

/// Shows an [`Error`] left by a handler, or a bare failure status, as a page in the reader's language.
pub fn frame_errors(ctx: &Ctx, response: Response) -> Response {
    let t = &ctx.t.common;
    let error = match response.extensions().get::<Error>() {
        Some(error) => error.clone(),
        None if response.headers().contains_key(header::CONTENT_TYPE) => match response.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
            StatusCode::UNPROCESSABLE_ENTITY if !is_html(&response) => Error::Bad(String::new()),
            StatusCode::BAD_REQUEST if !is_html(&response) => Error::Bad(String::new()),
            _ => return response,
        },
        None => match response.status() {
            StatusCode::NOT_FOUND => Error::NotFound,
            StatusCode::METHOD_NOT_ALLOWED | StatusCode::BAD_REQUEST => Error::Bad(String::new()),
            StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
            StatusCode::INTERNAL_SERVER_ERROR | StatusCode::REQUEST_TIMEOUT => {
                Error::Internal(format!("status {}", response.status()))
            }
            _ => return response,
        },
    };
    let (title, help) = match &error {
        Error::Denied(Denied::SignInFirst) => return go(ctx, "/dang-nhap"),
        Error::Denied(Denied::CodeFirst) => return go(ctx, "/ma-mot-lan"),
        Error::Denied(Denied::PasswordFirst) => return go(ctx, "/doi-mat-khau"),
        Error::Denied(Denied::NotAllowed) => (t.error_denied, t.error_denied_help.to_owned()),
        Error::NotFound => (t.error_not_found, t.error_not_found_help.to_owned()),
        Error::Bad(why) => (t.error_bad, why.clone()),
        Error::Conflict(why) => (t.error_conflict, why.clone()),
        Error::TooLarge => (t.error_too_large, String::new()),
        Error::TooMany(seconds) => (t.error_too_many, super::lang::fill(t.error_too_many_help, &[seconds])),
        Error::Internal(why) => {
            let code = uuid::Uuid::now_v7().simple().to_string();
            let code = code.chars().skip(20).collect::<String>();
            tracing::error!(code, why, path = %ctx.here, "request failed");
            (t.error_internal, super::lang::fill(t.error_internal_help, &[&code]))
        }
    };
    let page = ErrorPage { frame: ctx.frame(), title: title.to_owned(), help };
    ctx.page_with(error.status(), &page).unwrap_or_else(|_| error.status().into_response())
}

fn is_html(response: &Response) -> bool {
    response.headers().get(header::CONTENT_TYPE).is_some_and(|v| v.as_bytes().starts_with(b"text/html"))
}

fn go(ctx: &Ctx, to: &str) -> Response {
    Redirect::to(&format!("{to}?ve={}", paging::encode(&ctx.here))).into_response()
}

fn header_text(headers: &HeaderMap, name: header::HeaderName) -> &str {
    headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default()
}

/// Undoes percent-encoding; anything malformed stays as it is.
fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        let hex = (bytes[i] == b'%').then(|| text.get(i + 1..i + 3)).flatten();
        match hex.and_then(|h| u8::from_str_radix(h, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                i += 3;
            }
            None => {
                out.push(bytes[i]);
                i += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Switches the language and goes back to where the reader was.
pub async fn switch_language(
    ctx: Ctx,
    axum::extract::Path(lang): axum::extract::Path<String>,
    axum::extract::Query(query): axum::extract::Query<std::collections::HashMap<String, String>>,
) -> Response {
    let lang: Lang = lang.parse().unwrap_or(Lang::Vi);
    let mut response = Redirect::to(local(query.get("ve").map_or("/", String::as_str))).into_response();
    response.headers_mut().append(header::SET_COOKIE, ctx.language_cookie(lang));
    response
}

/// A path on this server, or the home page: a redirect never leads elsewhere.
#[must_use]
pub fn local(path: &str) -> &str {
    let safe = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && !path.contains(char::is_control);
    if safe { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirect_stays_on_this_server() {
        assert_eq!(local("/nhiem-vu?trang=2"), "/nhiem-vu?trang=2");
        for path in ["//evil.example", "https://evil.example", "/\\evil.example", "evil"] {
            assert_eq!(local(path), "/");
        }
    }

    #[test]
    fn percent_encoding_is_undone() {
        assert_eq!(decode(&paging::encode("Đã gửi báo cáo")), "Đã gửi báo cáo");
        assert_eq!(decode("50%"), "50%");
    }
}
