//! Background work: claimed once, tried again, finished by another when its worker dies.

use hoahoi::db::query;
use std::collections::BTreeSet;

use hoahoi::jobs::{KINDS, Schedule, run_due, store};
use serde_json::Value;

use crate::story;
use crate::support::Site;

async fn put(site: &Site, kind: &str, n: usize) {
    let mut tx = site.app.db.write().await.unwrap();
    for _ in 0..n {
        store::enqueue(&mut tx, kind, &Value::Null, site.app.clock.now()).await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn claim(site: &Site) -> Option<store::Job> {
    let mut tx = site.app.db.write().await.unwrap();
    let job = store::claim(&mut tx, site.app.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    job
}

async fn count(site: &Site, sql: &'static str) -> i64 {
    let mut c = site.app.db.read().await.unwrap();
    let (count,): (i64,) = query(sql).one(&mut c).await.unwrap();
    count
}

story!(workers_at_once_never_claim_the_same_job, |site: Site| async move {
    put(&site, "thu", 60).await;
    let workers = (0..8).map(|_| async {
        let mut mine = Vec::new();
        while store::is_due(&mut site.app.db.read().await.unwrap(), site.app.clock.now()).await.unwrap() {
            mine.extend(claim(&site).await.map(|job| job.id));
        }
        mine
    });
    let claimed: Vec<_> = futures_util::future::join_all(workers).await.into_iter().flatten().collect();
    assert_eq!(claimed.len(), 60);
    assert_eq!(claimed.iter().collect::<BTreeSet<_>>().len(), 60);
});

story!(a_dead_workers_job_is_taken_over_and_its_late_answer_counts_for_nothing, |site: Site| async move {
    put(&site, "thu", 1).await;
    let first = claim(&site).await.unwrap();
    assert!(claim(&site).await.is_none());
    site.app.clock.advance(store::LEASE_MS + 1);
    let second = claim(&site).await.unwrap();
    assert_eq!((second.id, second.attempts), (first.id, 2));
    let mut tx = site.app.db.write().await.unwrap();
    store::finish(&mut tx, &first).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(count(&site, "SELECT COUNT(*) FROM job WHERE kind = 'thu'").await, 1);
});

story!(a_job_nobody_knows_is_tried_five_times_and_kept_for_a_person, |site: Site| async move {
    put(&site, "thu", 1).await;
    for _ in 0..8 {
        run_due(&site.app).await.unwrap();
        site.app.clock.advance(2 * 3_600_000);
    }
    assert_eq!(count(&site, "SELECT attempts FROM job WHERE kind = 'thu' AND state = 'failed'").await, 5);
});

story!(a_day_throws_away_what_has_expired_and_the_log_gets_sealed, |site: Site| async move {
    site.person("can.bo", &[]).await;
    site.anyone().post("/dang-nhap", &[("login", "khac"), ("password", "sai rồi sai rồi")]).await;
    run_due(&site.app).await.unwrap();
    assert_eq!(count(&site, "SELECT COUNT(*) FROM session").await, 1);
    assert_eq!(count(&site, "SELECT COUNT(*) FROM audit_entry WHERE seal IS NULL").await, 0);
    site.day("2026-11-22");
    run_due(&site.app).await.unwrap();
    assert_eq!(count(&site, "SELECT COUNT(*) FROM session").await, 0);
    assert_eq!(count(&site, "SELECT COUNT(*) FROM throttle").await, 0);
    let recurring = KINDS.iter().filter(|kind| kind.schedule != Schedule::Once).count();
    let left = count(&site, "SELECT COUNT(*) FROM job").await;
    assert_eq!(left, i64::try_from(recurring).unwrap(), "recurring jobs stay, one of each");
});
