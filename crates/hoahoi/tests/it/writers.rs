//! Many who write at once: nothing is lost, and nobody is told that a database is locked.

use hoahoi::accounts::model::Role;
use hoahoi::audit::{Entry, record};
use hoahoi::db::{Db, Millis, query};
use serde_json::json;

use crate::story;
use crate::support::Site;

const WRITERS: usize = 16;
const EACH: usize = 20;

/// Reads a number, adds one and writes it back with an audit entry, as a change on a page does.
async fn add_one(db: &Db) {
    let mut tx = db.write().await.unwrap();
    let (value,): (String,) =
        query("SELECT value FROM setting WHERE name = 'thu'").one(&mut tx).await.unwrap();
    tokio::task::yield_now().await;
    let next = (value.parse::<i64>().unwrap() + 1).to_string();
    query("UPDATE setting SET value = $1 WHERE name = 'thu'").bind(next.as_str()).run(&mut tx).await.unwrap();
    let entry = Entry {
        at: Millis(1),
        account: None,
        org: None,
        action: "thu.cong",
        subject_kind: "setting",
        subject_id: None,
        fields: json!({ "value": next }),
    };
    record(&mut tx, entry).await.unwrap();
    tx.commit().await.unwrap();
}

async fn text(db: &Db, sql: &'static str) -> String {
    let mut c = db.read().await.unwrap();
    let (value,): (String,) = query(sql).one(&mut c).await.unwrap();
    value
}

// Not on PostgreSQL: there a change that builds on what was read goes through a revision (see the stories of duties
// and submissions); on SQLite one writer at a time is the promise of the engine itself.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixteen_writers_at_once_on_sqlite_lose_no_update() {
    let site = Site::sqlite().await;
    let mut tx = site.app.db.write().await.unwrap();
    query("INSERT INTO setting (name, value) VALUES ('thu', '0')").run(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    // half of them in a second process's stead: a command beside the running server
    let beside = Db::sqlite(&site.app.config.data.join("hoahoi.db")).await.unwrap();
    let writers: Vec<_> = (0..WRITERS)
        .map(|i| {
            let db = if i % 2 == 0 { site.app.db.clone() } else { beside.clone() };
            tokio::spawn(async move {
                for _ in 0..EACH {
                    add_one(&db).await;
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    let total = (WRITERS * EACH).to_string();
    assert_eq!(text(&site.app.db, "SELECT value FROM setting WHERE name = 'thu'").await, total);
    let entries =
        text(&site.app.db, "SELECT CAST(COUNT(*) AS TEXT) FROM audit_entry WHERE action = 'thu.cong'").await;
    assert_eq!(entries, total);
}

story!(sixteen_people_who_save_at_once_are_all_served, |site: Site| async move {
    let mut people = Vec::new();
    for i in 0..WRITERS {
        people.push(site.person(&format!("can.bo.{i}"), &[("so-khcn", Role::Officer)]).await);
    }
    let saving = people.into_iter().enumerate().map(|(i, mut person)| async move {
        for round in 0..5 {
            let name = format!("Cán bộ {i} lần {round}");
            let saved = person.post("/tai-khoan", &[("name", &name), ("lang", "vi")]).await;
            assert_eq!(saved.status, 303, "{}", saved.text);
            person.get("/tai-khoan").await.shows(&name);
        }
    });
    futures_util::future::join_all(saving).await;
    let entries =
        text(&site.app.db, "SELECT CAST(COUNT(*) AS TEXT) FROM audit_entry WHERE action = 'account.profile'")
            .await;
    assert_eq!(entries, (WRITERS * 5).to_string());
});
