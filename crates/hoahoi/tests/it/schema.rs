//! One schema on two engines, going forward on a filled database.

use std::collections::BTreeSet;

use hoahoi::accounts::model::Role;
use hoahoi::accounts::store::{self, NewAccount};
use hoahoi::db::migrate::{Error, migrate, migrator};
use hoahoi::db::{Db, Millis, query};
use sqlx::migrate::Migrator;

use crate::story;
use crate::support::{Database, Site};

/// A table, a column, its type in words that both engines share, and whether it may be empty.
type Column = (String, String, &'static str, bool);

fn shared_type(engine: &str) -> &'static str {
    match engine.to_ascii_uppercase().as_str() {
        "BLOB" | "UUID" | "BYTEA" => "bytes",
        "INTEGER" | "BIGINT" | "BOOLEAN" => "whole number",
        "REAL" | "DOUBLE PRECISION" => "number",
        "TEXT" => "text",
        other => panic!("{other} is a type that only one engine has"),
    }
}

async fn columns(db: &Db) -> BTreeSet<Column> {
    const SQLITE: &str = "SELECT m.name, p.name, p.type, p.\"notnull\" = 0 FROM sqlite_master m JOIN pragma_table_info(m.name) p \
                          WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'sqlite_%' AND m.name <> '_sqlx_migrations'";
    const POSTGRES: &str = "SELECT table_name::text, column_name::text, data_type::text, is_nullable = 'YES' FROM information_schema.columns \
                            WHERE table_schema = 'public' AND table_name <> '_sqlx_migrations'";
    let rows: Vec<(String, String, String, bool)> = match db {
        Db::Sqlite { read, .. } => sqlx::query_as(SQLITE).fetch_all(read).await.unwrap(),
        Db::Postgres(pool) => sqlx::query_as(POSTGRES).fetch_all(pool).await.unwrap(),
    };
    rows.into_iter().map(|(table, column, kind, empty)| (table, column, shared_type(&kind), empty)).collect()
}

/// Named indexes with their tables, and foreign keys as table, column, table.
async fn indexes_and_keys(db: &Db) -> (BTreeSet<(String, String)>, BTreeSet<(String, String, String)>) {
    match db {
        Db::Sqlite { read, .. } => {
            let indexes: Vec<(String, String)> = sqlx::query_as(
                "SELECT name, tbl_name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
            )
            .fetch_all(read)
            .await
            .unwrap();
            let keys: Vec<(String, String, String)> = sqlx::query_as(
                "SELECT m.name, k.\"from\", k.\"table\" FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) k WHERE m.type = 'table'",
            )
            .fetch_all(read)
            .await
            .unwrap();
            (indexes.into_iter().collect(), keys.into_iter().collect())
        }
        Db::Postgres(pool) => {
            let indexes: Vec<(String, String)> = sqlx::query_as(
                "SELECT i.indexname::text, i.tablename::text FROM pg_indexes i WHERE i.schemaname = 'public' AND i.tablename <> '_sqlx_migrations' \
                 AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname AND c.contype IN ('p', 'u'))",
            )
            .fetch_all(pool)
            .await
            .unwrap();
            let keys: Vec<(String, String, String)> = sqlx::query_as(
                "SELECT c.conrelid::regclass::text, a.attname::text, c.confrelid::regclass::text FROM pg_constraint c \
                 JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey) WHERE c.contype = 'f'",
            )
            .fetch_all(pool)
            .await
            .unwrap();
            (indexes.into_iter().collect(), keys.into_iter().collect())
        }
    }
}

#[tokio::test]
async fn both_engines_have_the_same_tables_columns_indexes_and_foreign_keys() {
    let (sqlite, postgres) = (Site::sqlite().await, Site::postgres().await);
    let (ours, theirs) = (columns(&sqlite.app.db).await, columns(&postgres.app.db).await);
    assert!(ours.len() > 100, "the comparison sees the schema");
    let differ: Vec<_> = ours.symmetric_difference(&theirs).collect();
    assert!(differ.is_empty(), "columns that differ: {differ:#?}");

    let (ours, theirs) = (indexes_and_keys(&sqlite.app.db).await, indexes_and_keys(&postgres.app.db).await);
    assert!(ours.0.len() > 5 && ours.1.len() > 20, "the comparison sees indexes and keys");
    let differ: Vec<_> = ours.0.symmetric_difference(&theirs.0).collect();
    assert!(differ.is_empty(), "indexes that differ: {differ:#?}");
    let differ: Vec<_> = ours.1.symmetric_difference(&theirs.1).collect();
    assert!(differ.is_empty(), "foreign keys that differ: {differ:#?}");
}

async fn count(db: &Db, sql: &'static str) -> i64 {
    let mut c = db.read().await.unwrap();
    let (count,): (i64,) = query(sql).one(&mut c).await.unwrap();
    count
}

/// Goes forward one migration at a time, with a person's account in the tables from the first on.
async fn forward_on_a_filled_database(db: Db) {
    let all = migrator(&db).migrations.to_vec();
    for upto in 1..=all.len() {
        let steps = Migrator::with_migrations(all[..upto].to_vec());
        match &db {
            Db::Sqlite { write, .. } => steps.run(write).await.unwrap(),
            Db::Postgres(pool) => steps.run(pool).await.unwrap(),
        }
        if upto == 1 {
            let mut tx = db.write().await.unwrap();
            let new =
                NewAccount { login: "can.bo", name: "Cán bộ", password_hash: None, must_change: true };
            store::insert(&mut tx, &new, Millis(1)).await.unwrap();
            tx.commit().await.unwrap();
        }
        let kept = store::by_login(&mut db.read().await.unwrap(), "can.bo").await.unwrap().unwrap();
        assert_eq!((kept.name.as_str(), kept.must_change, kept.created_at), ("Cán bộ", true, Millis(1)));
    }
    migrate(&db).await.unwrap();
    assert_eq!(count(&db, "SELECT COUNT(*) FROM account").await, 1);
}

#[tokio::test]
async fn sqlite_goes_forward_on_a_filled_database() {
    let folder = tempfile::tempdir().unwrap();
    forward_on_a_filled_database(Db::sqlite(&folder.path().join("hoahoi.db")).await.unwrap()).await;
}

#[tokio::test]
async fn postgres_goes_forward_on_a_filled_database() {
    let server = std::env::var("HOAHOI_TEST_POSTGRES").expect("HOAHOI_TEST_POSTGRES is set by ./test");
    let database = Database::new(&server).await;
    forward_on_a_filled_database(Db::postgres(&database.url).await.unwrap()).await;
}

story!(migrating_again_changes_nothing, |site: Site| async move {
    site.person("can.bo", &[("so-khcn", Role::Officer)]).await;
    let before = count(&site.app.db, "SELECT COUNT(*) FROM org").await;
    migrate(&site.app.db).await.unwrap();
    assert_eq!(count(&site.app.db, "SELECT COUNT(*) FROM org").await, before);
    assert_eq!(count(&site.app.db, "SELECT COUNT(*) FROM account_role").await, 1);
});

story!(a_database_of_a_newer_program_is_refused_in_one_line_and_left_alone, |site: Site| async move {
    const NEWER: &str = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
                         SELECT 9999, 'newer', success, checksum, execution_time FROM _sqlx_migrations WHERE version = 1";
    let mut tx = site.app.db.write().await.unwrap();
    query(NEWER).run(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    let refused = migrate(&site.app.db).await.unwrap_err();
    assert!(matches!(refused, Error::Newer(9999)));
    let line = refused.to_string();
    assert!(line.contains("phiên bản mới hơn") && !line.contains('\n'), "{line}");
    assert!(count(&site.app.db, "SELECT COUNT(*) FROM org").await > 0);
});
