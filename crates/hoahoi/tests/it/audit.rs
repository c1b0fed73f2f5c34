//! The audit log: sealed in order, and what was tampered with is found.

use hoahoi::audit::seal::{self, Verdict};
use hoahoi::audit::{Entry, record};
use hoahoi::db::{Millis, query};
use serde_json::json;
use uuid::Uuid;

use crate::story;
use crate::support::Site;

async fn write(site: &Site, n: usize) {
    let mut tx = site.app.db.write().await.unwrap();
    for i in 0..n {
        let entry = Entry {
            at: Millis(site.app.clock.now().0 + i as i64),
            account: None,
            org: None,
            action: "duty.change",
            subject_kind: "duty",
            subject_id: Some(Uuid::now_v7()),
            fields: json!({ "deadline": format!("2026-12-{:02}", i % 28 + 1) }),
        };
        record(&mut tx, entry).await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn sealed(site: &Site) -> i64 {
    seal::seal(&site.app.db, site.app.clock.now()).await.unwrap()
}

async fn verdict(site: &Site) -> Verdict {
    seal::verify(&mut site.app.db.read().await.unwrap()).await.unwrap()
}

/// The identifiers of the entries in order.
async fn ids(site: &Site) -> Vec<Uuid> {
    let mut c = site.app.db.read().await.unwrap();
    let rows: Vec<(Uuid,)> = query("SELECT id FROM audit_entry ORDER BY at, id").all(&mut c).await.unwrap();
    rows.into_iter().map(|(id,)| id).collect()
}

async fn tamper(site: &Site, sql: &'static str, id: Uuid) {
    let mut tx = site.app.db.write().await.unwrap();
    let rows = query(sql).bind(id).execute(&mut tx).await.unwrap();
    assert_eq!(rows, 1);
    tx.commit().await.unwrap();
}

story!(what_is_written_gets_sealed_once_in_batches, |site: Site| async move {
    let already = sealed(&site).await;
    write(&site, 2500).await;
    assert_eq!(sealed(&site).await, 2500);
    assert_eq!(sealed(&site).await, 0);
    write(&site, 3).await;
    let Verdict::Whole { seals, entries, unsealed, head } = verdict(&site).await else { panic!("broken") };
    assert_eq!((seals, entries, unsealed), (i64::from(already > 0) + 3, already + 2500, 3));
    assert_eq!(head.len(), 64);
});

story!(replicas_that_seal_at_once_do_no_harm, |site: Site| async move {
    write(&site, 40).await;
    let before = ids(&site).await.len() as i64;
    let workers = (0..4).map(|_| seal::seal(&site.app.db, site.app.clock.now()));
    let counts = futures_util::future::join_all(workers).await;
    let total: i64 = counts.into_iter().map(Result::unwrap).sum();
    sealed(&site).await;
    assert!(total <= before);
    assert!(matches!(verdict(&site).await, Verdict::Whole { entries, unsealed: 0, .. } if entries == before));
});

story!(a_changed_entry_is_named, |site: Site| async move {
    write(&site, 20).await;
    sealed(&site).await;
    let ids = ids(&site).await;
    let victim = ids[ids.len() - 10];
    tamper(&site, "UPDATE audit_entry SET fields = '{\"deadline\":\"2030-01-01\"}' WHERE id = $1", victim)
        .await;
    let Verdict::Broken { entry: Some(entry), .. } = verdict(&site).await else { panic!("not found") };
    assert_eq!(entry.id, victim);
});

story!(a_removed_entry_is_found_at_the_one_after_it, |site: Site| async move {
    write(&site, 20).await;
    sealed(&site).await;
    let ids = ids(&site).await;
    let (victim, next) = (ids[ids.len() - 10], ids[ids.len() - 9]);
    tamper(&site, "DELETE FROM audit_entry WHERE id = $1", victim).await;
    let Verdict::Broken { entry: Some(entry), .. } = verdict(&site).await else { panic!("not found") };
    assert_eq!(entry.id, next);
});

story!(entries_cut_off_at_the_end_are_missed, |site: Site| async move {
    write(&site, 20).await;
    sealed(&site).await;
    let last = *ids(&site).await.last().unwrap();
    tamper(&site, "DELETE FROM audit_entry WHERE id = $1", last).await;
    assert!(matches!(verdict(&site).await, Verdict::Broken { entry: None, .. }));
});

story!(the_log_is_read_by_the_auditor_and_filtered_in_the_address, |site: Site| async move {
    use hoahoi::accounts::model::Role;
    write(&site, 130).await;
    let mut officer = site.person("can.bo", &[("so-khcn", Role::Officer)]).await;
    assert_eq!(officer.get("/quan-tri/nhat-ky").await.status, 403);
    let mut auditor = site.person("kiem.toan", &[("so-khcn", Role::Auditor)]).await;
    assert_eq!(auditor.get("/quan-tri").await.header("location"), "/quan-tri/nhat-ky");
    let first = auditor.get("/quan-tri/nhat-ky?viec=duty.").await;
    first.shows("130 dòng").shows("chưa niêm phong").shows("deadline:");
    assert_eq!(first.text.matches("<code class=\"small quiet\">duty.change</code>").count(), 100);
    let second = auditor.get(&first.link("/quan-tri/nhat-ky?viec=duty.&#38;sau=")).await;
    assert_eq!(second.text.matches("<code class=\"small quiet\">duty.change</code>").count(), 30);
    auditor.get("/quan-tri/nhat-ky?viec=duty.&tu=22/11/2026").await.shows("Không có dòng nào khớp");
    let unread = auditor.get("/quan-tri/nhat-ky?tu=hom+nay").await;
    unread.shows("id=\"loi-tu\"").shows("value=\"hom nay\"");
    auditor.get("/quan-tri/nhat-ky?nguoi=can.bo").await.shows("Không có dòng nào khớp");
});

/// What the source calls actions: texts like `duty.confirm` whose first part is a kind of subject.
fn actions(folder: &std::path::Path, found: &mut std::collections::BTreeSet<String>) {
    const KINDS: [&str; 11] = [
        "account",
        "duty",
        "file",
        "obligation",
        "period",
        "plan",
        "record",
        "regime",
        "role",
        "session",
        "submission",
    ];
    for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            actions(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            let quoted = text
                .split('"')
                .filter(|q| q.bytes().all(|b| b.is_ascii_lowercase() || b == b'.' || b == b'-'));
            found.extend(
                quoted
                    .filter(|q| q.split_once('.').is_some_and(|(kind, _)| KINDS.contains(&kind)))
                    .map(str::to_owned),
            );
        }
    }
}

#[test]
fn every_action_has_words_in_both_languages() {
    use hoahoi::audit::texts::{ActionTexts, words};
    use hoahoi::web::lang::Lang;
    let mut found = std::collections::BTreeSet::new();
    actions(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    for column in ["record.id", "plan.id", "duty.id"] {
        found.remove(column);
    }
    assert!(found.contains("duty.confirm") && found.len() > 20, "the source is searched");
    let mute: Vec<_> = found.iter().filter(|a| words(ActionTexts::ALL, a, Lang::Vi) == a.as_str()).collect();
    assert!(mute.is_empty(), "actions without words: {mute:?}");
}
