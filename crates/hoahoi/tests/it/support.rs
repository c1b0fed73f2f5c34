//! A whole system for one test, and people who use it through HTTP.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, Response, header};
use http_body_util::BodyExt;
use tower::ServiceExt;

use hoahoi::accounts::model::{Grant, Role, SignedIn};
use hoahoi::accounts::{sessions, store};
use hoahoi::clock::Clock;
use hoahoi::config::Config;
use hoahoi::db::{Day, query};
use hoahoi::ids::{AccountId, OrgId, SessionId};
use hoahoi::web::{App, router};

/// Declares one story, run on both databases: `story!(name, |site: Site| async move { … });`
#[macro_export]
macro_rules! story {
    ($name:ident, $body:expr) => {
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            #[tokio::test]
            async fn sqlite() {
                let site = $crate::support::Site::sqlite().await;
                ($body)(site).await;
            }

            #[tokio::test]
            async fn postgres() {
                let site = $crate::support::Site::postgres().await;
                ($body)(site).await;
            }
        }
    };
}

/// Address of the one proxy that a test's installation trusts.
pub const PROXY: &str = "10.9.9.9";

/// One installation: its own database, its own folder, a clock that stands still on 21/11/2026.
pub struct Site {
    pub app: App,
    _folder: tempfile::TempDir,
    database: Option<Database>,
}

/// Because of this, a story that uses only a part of a site still keeps the whole of it until it ends.
impl Drop for Site {
    fn drop(&mut self) {
        drop(self.database.take());
    }
}

impl Site {
    pub async fn sqlite() -> Self {
        Self::open(None).await
    }

    pub async fn postgres() -> Self {
        let server = std::env::var("HOAHOI_TEST_POSTGRES")
            .expect("HOAHOI_TEST_POSTGRES is not set: run ./test, which starts a private PostgreSQL");
        Self::open(Some(Database::new(&server).await)).await
    }

    async fn open(database: Option<Database>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = Config {
            require_totp: false,
            trusted_proxies: vec![PROXY.parse().unwrap()],
            ..Config::local(folder.path().to_owned(), 0)
        };
        let clock = Clock::standing("2026-11-21".parse::<Day>().unwrap());
        let app =
            hoahoi::server::open(config, database.as_ref().map(|d| d.url.as_str()), clock).await.unwrap();
        Self { app, _folder: folder, database }
    }

    /// Moves the clock.
    pub fn day(&self, iso: &str) {
        self.app.clock.set_day(iso.parse().unwrap());
    }

    /// A browser without a session.
    pub fn anyone(&self) -> Browser {
        Browser {
            router: router::router(self.app.clone()),
            cookies: BTreeMap::new(),
            headers: Vec::new(),
            peer: None,
        }
    }

    /// An organisation by its slug.
    pub async fn org(&self, slug: &str) -> OrgId {
        let mut c = self.app.db.read().await.unwrap();
        let found: Option<(OrgId,)> =
            query("SELECT id FROM org WHERE slug = $1").bind(slug).optional(&mut c).await.unwrap();
        found.unwrap_or_else(|| panic!("no organisation {slug}")).0
    }

    /// What the system knows of somebody with one role, without an account: for asking the public functions.
    pub async fn signed_in(&self, slug: &str, role: Role) -> SignedIn {
        let grant = Grant { org_id: self.org(slug).await, org_name: slug.to_owned(), role };
        SignedIn {
            account_id: AccountId::new(),
            session_id: SessionId::new(),
            login: slug.to_owned(),
            name: slug.to_owned(),
            grants: vec![grant],
            totp_on: false,
            totp_passed: false,
            must_change: false,
        }
    }

    /// A signed-in person with these roles; the session is opened without the log-in page.
    pub async fn person(&self, login: &str, grants: &[(&str, Role)]) -> Browser {
        let now = self.app.clock.now();
        let mut orgs = Vec::new();
        for (slug, role) in grants {
            orgs.push((self.org(slug).await, *role));
        }
        let mut tx = self.app.db.write().await.unwrap();
        let new = store::NewAccount { login, name: login, password_hash: None, must_change: false };
        let account = store::insert(&mut tx, &new, now).await.unwrap();
        for (org, role) in orgs {
            store::grant(&mut tx, account, org, role, now).await.unwrap();
        }
        let token = sessions::open(&mut tx, account, &sessions::Origin::default(), now).await.unwrap();
        tx.commit().await.unwrap();
        let mut browser = self.anyone();
        browser.cookies.insert(sessions::COOKIE.to_owned(), token);
        browser
    }
}

/// Someone with a browser: keeps cookies, sends what browsers send.
#[derive(Clone)]
pub struct Browser {
    router: axum::Router,
    pub cookies: BTreeMap<String, String>,
    headers: Vec<(String, String)>,
    peer: Option<SocketAddr>,
}

impl Browser {
    /// The address that the connection comes from.
    pub fn set_peer(&mut self, address: &str) {
        self.peer = Some(address.parse().unwrap());
    }

    pub fn set_header(&mut self, name: &str, value: &str) {
        self.headers.push((name.to_owned(), value.to_owned()));
    }

    pub async fn get(&mut self, path: &str) -> Page {
        self.send("GET", path, None, Vec::new()).await
    }

    /// Asks with another method than a browser's.
    pub async fn ask(&mut self, method: &str, path: &str) -> Page {
        self.send(method, path, None, Vec::new()).await
    }

    /// Sends a form.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = hoahoi::web::paging::query(&[]);
        let encoded: Vec<String> = fields
            .iter()
            .map(|(k, v)| format!("{}={}", hoahoi::web::paging::encode(k), hoahoi::web::paging::encode(v)))
            .collect();
        let body = body + &encoded.join("&");
        self.send("POST", path, Some("application/x-www-form-urlencoded"), body.into_bytes()).await
    }

    /// Sends a form with files: `(field, file name, bytes)`.
    pub async fn upload(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Page {
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(
                format!("--GIOI-HAN\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                    .bytes(),
            );
        }
        for (name, file, bytes) in files {
            body.extend(format!("--GIOI-HAN\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\nContent-Type: application/octet-stream\r\n\r\n").bytes());
            body.extend(*bytes);
            body.extend(b"\r\n");
        }
        body.extend(b"--GIOI-HAN--\r\n");
        self.send("POST", path, Some("multipart/form-data; boundary=GIOI-HAN"), body).await
    }

    /// Sends a form and follows the redirect that must answer it.
    pub async fn post_ok(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let answer = self.post(path, fields).await;
        assert_eq!(answer.status, 303, "POST {path} was not accepted: {}", answer.text);
        let to = answer.header("location").to_owned();
        self.get(&to).await
    }

    async fn send(&mut self, method: &str, path: &str, kind: Option<&str>, body: Vec<u8>) -> Page {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "hoahoi.test");
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        if !self.headers.iter().any(|(name, _)| name == "sec-fetch-site") {
            request = request.header("sec-fetch-site", "same-origin");
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let cookies: Vec<String> = self.cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
        request = request.header(header::COOKIE, cookies.join("; "));
        let mut request = request.body(Body::from(body)).unwrap();
        if let Some(peer) = self.peer {
            request.extensions_mut().insert(ConnectInfo(peer));
        }
        let response: Response<Body> = self.router.clone().oneshot(request).await.unwrap();
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let text = cookie.to_str().unwrap();
            let (name, value) = text.split(';').next().unwrap().split_once('=').unwrap();
            if text.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let status = response.status().as_u16();
        let headers = response
            .headers()
            .iter()
            .map(|(k, v)| (k.to_string(), String::from_utf8_lossy(v.as_bytes()).into_owned()))
            .collect();
        let bytes = response.into_body().collect().await.unwrap().to_bytes().to_vec();
        Page { status, headers, text: String::from_utf8_lossy(&bytes).into_owned(), bytes }
    }
}

/// A text and what the reader makes of it, as they are kept with a document.
pub fn reading(text: &str) -> (String, String) {
    let read = vanban::read(text.as_bytes()).unwrap();
    (read.source_text.clone(), serde_json::to_string(&read).unwrap())
}

/// A text without the identifiers and digests in it, which hold any short number by chance.
pub fn without_ids(text: &str) -> String {
    let part_of_id = |c: char| matches!(c, '0'..='9' | 'a'..='f' | '-');
    let mut rest = text;
    let mut kept = String::with_capacity(text.len());
    while let Some(from) = rest.find(part_of_id) {
        let run = rest[from..].find(|c| !part_of_id(c)).unwrap_or(rest.len() - from);
        kept.push_str(&rest[..if run >= 32 { from } else { from + run }]);
        rest = &rest[from + run..];
    }
    kept + rest
}

/// What came back.
#[derive(Debug)]
pub struct Page {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub text: String,
    pub bytes: Vec<u8>,
}

impl Page {
    /// Asserts that the page holds a text.
    #[track_caller]
    pub fn shows(&self, what: &str) -> &Self {
        assert!(
            self.text.contains(what),
            "{what:?} is not on the page (status {}):\n{}",
            self.status,
            self.text
        );
        self
    }

    /// Asserts that the page does not hold a text. Identifiers and digests do not count: by chance they hold
    /// any short number.
    #[track_caller]
    pub fn hides(&self, what: &str) -> &Self {
        assert!(!without_ids(&self.text).contains(what), "{what:?} is on the page:\n{}", self.text);
        self
    }

    /// A header's value, empty when absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(k, _)| k == name).map_or("", |(_, v)| v.as_str())
    }

    /// The first address on the page that begins so: for following links whose ids are new each time.
    #[track_caller]
    pub fn link(&self, begins: &str) -> String {
        let from = self
            .text
            .find(&format!("\"{begins}"))
            .unwrap_or_else(|| panic!("no link {begins} on\n{}", self.text));
        let rest = &self.text[from + 1..];
        rest[..rest.find('"').unwrap()].replace("&amp;", "&").replace("&#38;", "&")
    }
}

/// An empty database on the test server, dropped when the test ends.
pub struct Database {
    pub url: String,
    server: String,
    name: String,
}

impl Database {
    pub async fn new(server: &str) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("t_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::SeqCst));
        let (base, _) = server.rsplit_once('/').expect("a URL with a database name");
        let pool = sqlx::PgPool::connect(server).await.expect("the test PostgreSQL answers");
        for sql in [format!("DROP DATABASE IF EXISTS {name}"), format!("CREATE DATABASE {name}")] {
            sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&pool).await.unwrap();
        }
        pool.close().await;
        Self { url: format!("{base}/{name}"), server: server.to_owned(), name }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let (server, sql) =
            (self.server.clone(), format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name));
        // a test's own runtime cannot wait here; what is not dropped goes with the server
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(async {
                let mut c = <sqlx::PgConnection as sqlx::Connection>::connect(&server)
                    .await
                    .map_err(std::io::Error::other)?;
                sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&mut c).await.map_err(std::io::Error::other)
            })
        });
        let _ = dropped.join();
    }
}
