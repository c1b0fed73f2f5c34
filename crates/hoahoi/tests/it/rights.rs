//! Who may call what: every route for every role, as a table that a person reads.
//!
//! The routes are taken from the source, so that a new one appears here by itself; forms are sent empty, and a role
//! whose right depends on a particular record sees that the record is missing. `200 303 404 422` and the like mean
//! that the right was held.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use hoahoi::accounts::model::Role;
use hoahoi::accounts::{sessions, store};
use hoahoi::ids::AccountId;

use crate::support::Site;

/// Method and path of every route in the source, in order.
fn routes() -> Vec<(&'static str, String)> {
    fn read(folder: &Path, found: &mut BTreeMap<String, Vec<&'static str>>) {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                read(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                for declared in text.split(".route(").skip(1) {
                    let Some(quoted) = declared.trim_start().strip_prefix('"') else { continue };
                    let (route, rest) = quoted.split_once('"').unwrap();
                    let handlers = declaration(rest);
                    let methods = [("GET", "get("), ("POST", "post(")];
                    let methods = methods.iter().filter(|(_, call)| handlers.contains(call)).map(|(m, _)| *m);
                    found.entry(route.to_owned()).or_default().extend(methods);
                }
            }
        }
    }
    let mut found = BTreeMap::new();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    found
        .into_iter()
        .flat_map(|(path, methods)| methods.into_iter().map(move |m| (m, path.clone())))
        .collect()
}

/// The text up to the parenthesis that ends the declaration.
fn declaration(text: &str) -> &str {
    let mut depth = 1;
    let end = text.char_indices().find(|(_, c)| {
        depth += i32::from(*c == '(') - i32::from(*c == ')');
        depth == 0
    });
    &text[..end.unwrap().0]
}

/// A path with its gaps filled: identifiers of nothing.
fn filled(route: &str) -> String {
    let nothing = "00000000-0000-7000-8000-000000000000";
    route
        .split('/')
        .map(|part| match part {
            "{lang}" => "vi",
            "{digest}" | "{*name}" | "{slug}" | "{kind}" | "{loai}" => "khong-co",
            part if part.starts_with('{') => nothing,
            part => part,
        })
        .collect::<Vec<_>>()
        .join("/")
}

async fn account(site: &Site, login: &str, role: Option<Role>) -> AccountId {
    let org = site.org("so-khcn").await;
    let now = site.app.clock.now();
    let mut tx = site.app.db.write().await.unwrap();
    let new = store::NewAccount { login, name: login, password_hash: None, must_change: false };
    let id = store::insert(&mut tx, &new, now).await.unwrap();
    if let Some(role) = role {
        store::grant(&mut tx, id, org, role, now).await.unwrap();
    }
    tx.commit().await.unwrap();
    id
}

/// What one viewer gets: a new session each time, for some routes end it.
async fn answer(site: &Site, who: Option<AccountId>, method: &str, path: &str) -> String {
    if path == "/dang-nhap" {
        site.app.clock.advance(3_600_000); // nobody is held up for what the one before typed
    }
    let mut browser = site.anyone();
    if let Some(id) = who {
        let mut tx = site.app.db.write().await.unwrap();
        let token =
            sessions::open(&mut tx, id, &sessions::Origin::default(), site.app.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        browser.cookies.insert(sessions::COOKIE.to_owned(), token);
    }
    let mut page = if method == "GET" { browser.get(path).await } else { browser.post(path, &[]).await };
    if method == "POST" && (page.status == 400 || page.status == 415) {
        page = browser.upload(path, &[], &[]).await;
    }
    match page.header("location") {
        to if to.starts_with("/dang-nhap?") => "–".to_owned(),
        _ if page.status == 403 => "·".to_owned(),
        _ => page.status.to_string(),
    }
}

#[tokio::test]
async fn every_route_for_every_role() {
    let site = Site::sqlite().await;
    let mut viewers = vec![("public", None), ("no role", Some(account(&site, "khong.vai.tro", None).await))];
    for role in Role::ALL {
        let name = role.as_str();
        viewers.push((&name[..name.len().min(7)], Some(account(&site, name, Some(*role)).await)));
    }
    let mut table =
        String::from("– leads to the sign-in   · refused   a number: the answer, so the right is held\n\n");
    let names: Vec<String> = viewers.iter().map(|(name, _)| format!("{name:>8}")).collect();
    writeln!(table, "{:<58}{}", "", names.join("")).unwrap();
    let routes = routes();
    assert!(routes.len() > 20, "the routes are found in the source");
    for (method, route) in routes.into_iter().filter(|(_, route)| !route.starts_with("/assets/")) {
        let path = filled(&route);
        let mut cells = String::new();
        for (name, who) in &viewers {
            let cell = answer(&site, *who, method, &path).await;
            assert!(!cell.starts_with('5'), "{method} {route} fails for {name}: {cell}");
            write!(cells, "{cell:>8}").unwrap();
        }
        writeln!(table, "{:<58}{cells}", format!("{method:<5}{route}")).unwrap();
    }
    insta::assert_snapshot!(table);
}
