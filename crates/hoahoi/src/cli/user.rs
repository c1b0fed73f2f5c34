//! `hoahoi user`: accounts from the console, for the operator.

use std::process::ExitCode;

use anyhow::Context as _;
use serde_json::json;

use super::storage::Storage;
use crate::accounts::administration::{self, Filter, Grant};
use crate::accounts::model::{Role, is_login};
use crate::accounts::store::{self, Account};
use crate::audit;
use crate::db::Tx;
use crate::ids::AccountId;
use crate::web::App;
use crate::web::paging::Cursor;

/// Make, list, disable and reset accounts.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    /// Make an account; prints the link by which its person chooses a password.
    Add {
        /// Log-in name: a–z, digits, dots, hyphens.
        login: String,
        /// Name to show.
        #[arg(long)]
        name: String,
        /// Role to grant: officer, head, clerk, coordinator, office, leadership, reviewer, administrator, auditor.
        #[arg(long, requires = "org")]
        role: Option<Role>,
        /// Organisation the role is for, by its short address (as in /co-quan/…).
        #[arg(long, requires = "role")]
        org: Option<String>,
        #[command(flatten)]
        storage: Storage,
    },
    /// List the accounts with their roles today.
    List {
        #[command(flatten)]
        storage: Storage,
    },
    /// Close an account to signing in.
    Disable {
        /// Log-in name.
        login: String,
        #[command(flatten)]
        storage: Storage,
    },
    /// Forget an account's password; prints the link by which a new one is chosen. Opens a disabled account again.
    Reset {
        /// Log-in name.
        login: String,
        /// Forget the one-time code too (device lost).
        #[arg(long)]
        code: bool,
        #[command(flatten)]
        storage: Storage,
    },
}

/// Runs one of them.
///
/// # Errors
/// In one line.
pub async fn run(args: Args) -> anyhow::Result<ExitCode> {
    match args.action {
        Action::Add { login, name, role, org, storage } => {
            let app = storage.open().await?;
            add(&app, &login, &name, role.zip(org)).await?;
            app.db.close().await;
        }
        Action::List { storage } => {
            let app = storage.open().await?;
            list(&app).await?;
            app.db.close().await;
        }
        Action::Disable { login, storage } => {
            let app = storage.open().await?;
            let account = find(&app, &login).await?;
            let mut tx = app.db.write().await?;
            administration::one_at_a_time(&mut tx).await?;
            administration::set_disabled(&mut tx, account.id, Some(app.clock.now())).await?;
            record(&app, &mut tx, "account.disable", account.id, json!({})).await?;
            tx.commit().await?;
            println!("Đã khóa tài khoản {login}.");
            app.db.close().await;
        }
        Action::Reset { login, code, storage } => {
            let app = storage.open().await?;
            let account = find(&app, &login).await?;
            let mut tx = app.db.write().await?;
            administration::set_disabled(&mut tx, account.id, None).await?;
            let token = administration::reset(&mut tx, account.id, code, app.clock.now()).await?;
            let changed = if code { vec!["password", "totp"] } else { vec!["password"] };
            record(&app, &mut tx, "account.reset", account.id, json!({ "changed": changed })).await?;
            tx.commit().await?;
            show_link(&token);
            app.db.close().await;
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn add(app: &App, login: &str, name: &str, role: Option<(Role, String)>) -> anyhow::Result<()> {
    anyhow::ensure!(
        is_login(login),
        "tên đăng nhập chỉ dùng a–z, chữ số, dấu chấm và gạch nối; 3 đến 40 ký tự"
    );
    let taken = store::by_login(&mut app.db.read().await?, login).await?;
    anyhow::ensure!(taken.is_none(), "tên đăng nhập {login} đã có");
    let grant = match role {
        None => None,
        Some((role, slug)) => {
            let org = app.directory().by_slug(&slug).map(|org| org.id);
            Some(Grant {
                role,
                org: org.with_context(|| format!("không có cơ quan {slug}"))?,
                from: None,
                until: None,
            })
        }
    };
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    let (id, token) = administration::create(&mut tx, login, name.trim(), now).await?;
    record(app, &mut tx, "account.create", id, json!({})).await?;
    if let Some(grant) = grant {
        administration::grant(&mut tx, id, &grant, now).await?;
        record(app, &mut tx, "role.grant", id, json!({ "role": grant.role, "org": grant.org })).await?;
    }
    tx.commit().await?;
    println!("Đã tạo tài khoản {login}.");
    show_link(&token);
    Ok(())
}

async fn list(app: &App) -> anyhow::Result<()> {
    let today = app.clock.today();
    let mut after: Option<Cursor> = None;
    loop {
        let mut c = app.db.read().await?;
        let page = administration::list(&mut c, &Filter::default(), after.as_ref(), today).await?;
        let ids: Vec<AccountId> = page.rows.iter().map(|row| row.id).collect();
        let held = administration::roles_today(&mut c, &ids, today).await?;
        for row in &page.rows {
            let roles: Vec<String> = held
                .iter()
                .filter(|(id, ..)| *id == row.id)
                .map(|(_, role, org)| format!("{role} ({org})"))
                .collect();
            let state = match (row.disabled_at, row.ready) {
                (Some(_), _) => "đã khóa",
                (None, true) => "đang dùng",
                (None, false) => "chờ đặt mật khẩu",
            };
            println!("{}\t{}\t{state}\t{}", row.login, row.name, roles.join(", "));
        }
        if page.next.is_none() {
            return Ok(());
        }
        after = page.next;
    }
}

async fn find(app: &App, login: &str) -> anyhow::Result<Account> {
    store::by_login(&mut app.db.read().await?, login)
        .await?
        .with_context(|| format!("không có tài khoản {login}"))
}

async fn record(
    app: &App,
    tx: &mut Tx,
    action: &'static str,
    id: AccountId,
    fields: serde_json::Value,
) -> sqlx::Result<()> {
    let entry = audit::Entry {
        at: app.clock.now(),
        account: None,
        org: None,
        action,
        subject_kind: "account",
        subject_id: Some(id.0),
        fields,
    };
    audit::record(tx, entry).await
}

fn show_link(token: &str) {
    println!("Đường dẫn đặt mật khẩu, dùng một lần trong 24 giờ, sau địa chỉ của hệ thống:");
    println!("  /khoi-tao?ma={token}");
}
