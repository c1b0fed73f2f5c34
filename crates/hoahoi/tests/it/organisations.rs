//! Organisations in the database and on their pages.

use hoahoi::on;
use hoahoi::organisations::data::Data;
use hoahoi::organisations::{Directory, Matter, id_of, store};

use crate::story;
use crate::support::Site;

async fn counts(site: &Site) -> (i64, i64, i64) {
    let mut c = site.app.db.read().await.unwrap();
    on!(c, c => sqlx::query_as(
        "SELECT (SELECT count(*) FROM org), (SELECT count(*) FROM org_alias), (SELECT count(*) FROM org_succession)"
    ).fetch_one(c).await)
    .unwrap()
}

story!(what_the_data_say_is_what_the_system_answers_from, |site: Site| async move {
    let from_file = Data::lang_son().unwrap().directory();
    let plain = |directory: &Directory| {
        let mut organisations = directory.organisations().to_vec();
        organisations.iter_mut().for_each(|org| org.aliases.sort());
        organisations
    };
    assert_eq!(plain(&site.app.directory()), plain(&from_file));
    assert_eq!(site.app.directory().successions(), from_file.successions());
    let today = site.app.clock.today().0;
    let answer = site.app.directory().answers(id_of("so-tnmt"), Matter::Unknown, today);
    assert_eq!(answer.holders, [id_of("so-nnmt")]);
});

story!(loading_again_changes_nothing, |site: Site| async move {
    let before = counts(&site).await;
    let mut tx = site.app.db.write().await.unwrap();
    store::load(&mut tx, &Data::lang_son().unwrap()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(counts(&site).await, before);
    let again = store::open(&site.app.db, Data::lang_son().unwrap(), site.app.clock.now()).await.unwrap();
    assert_eq!(again.organisations(), site.app.directory().organisations());
});
