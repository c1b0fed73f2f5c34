//! Putting the system together, and running it until it is told to stop.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Context as _;
use tokio::net::TcpListener;
use viet::calendar::Calendar;

use crate::calendar;
use crate::catalogue::kinds::Kinds;
use crate::catalogue::refresh;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::{self, Db};
use crate::files::Files;
use crate::jobs::Worker;
use crate::organisations::{self, data::Data};
use crate::reminders::mail::Mailer;
use crate::reminders::model::Ladder;
use crate::search;
use crate::web::{App, router};

/// Takes the address to listen on.
///
/// # Errors
/// In one line, when another program has it.
pub async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| {
        format!(
            "không mở được địa chỉ {address}: có thể một chương trình khác đang dùng cổng {}",
            address.port()
        )
    })
}

/// A file of this name in the data folder replaces the organisations that come with the program.
const ORGANISATIONS: &str = "organisations.toml";

/// A file of this name in the data folder replaces the holidays of the years it lists.
const HOLIDAYS: &str = "holidays.toml";

/// A file of this name in the data folder replaces the ladder of urging.
const REMINDERS: &str = "reminders.toml";

/// The text of a table that the installation brings itself, if it does.
fn own_table(config: &Config, name: &str) -> anyhow::Result<Option<String>> {
    match std::fs::read_to_string(config.data.join(name)) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("không đọc được tệp {name}")),
    }
}

/// Opens the database (embedded unless a URL is given), brings its schema up to date, and puts the system together.
///
/// # Errors
/// In one line: an unwritable folder, a damaged database, an unreachable server. Nothing is destroyed.
pub async fn open(config: Config, database: Option<&str>, clock: Clock) -> anyhow::Result<App> {
    std::fs::create_dir_all(&config.data)
        .with_context(|| format!("không ghi được vào thư mục {}", config.data.display()))?;
    let db = match database {
        Some(url) => Db::postgres(url).await.context("không kết nối được cơ sở dữ liệu PostgreSQL")?,
        None => {
            let file = config.data.join("hoahoi.db");
            Db::sqlite(&file)
                .await
                .with_context(|| format!("không mở được cơ sở dữ liệu {}", file.display()))?
        }
    };
    db::migrate(&db).await?;
    let files = Files::folder(&config.data.join("files"))
        .with_context(|| format!("không ghi được vào thư mục {}", config.data.display()))?;
    let data = match own_table(&config, ORGANISATIONS)? {
        Some(text) => Data::from_toml(&text).with_context(|| format!("tệp {ORGANISATIONS}"))?,
        None => Data::lang_son()?,
    };
    let directory = organisations::store::open(&db, data, clock.now())
        .await
        .context("không nạp được danh mục cơ quan")?;
    let mut calendar = Calendar::vietnam();
    if let Some(text) = own_table(&config, HOLIDAYS)? {
        calendar =
            calendar.replaced_by(Calendar::from_toml(&text).with_context(|| format!("tệp {HOLIDAYS}"))?);
    }
    let kinds = Kinds::load(&config.data.join("kinds"))?;
    let ladder = match own_table(&config, REMINDERS)? {
        Some(text) => Ladder::from_toml(&text).with_context(|| format!("tệp {REMINDERS}"))?,
        None => Ladder::standard(),
    };
    let mailer = config.mail.as_ref().map(Mailer::new).transpose()?;
    let mut app = App::new(db, clock, config, files, directory, kinds, calendar);
    app.ladder = Arc::new(ladder);
    app.mailer = mailer;
    calendar::follow(&app).await.context("không nạp được lịch làm việc")?;
    Ok(app)
}

/// Serves and works through the jobs until Ctrl-C or SIGTERM; requests under way are finished first.
///
/// # Errors
/// When the listener fails.
pub async fn run(app: App, listener: TcpListener) -> anyhow::Result<()> {
    refresh::ensure(&app).await.context("không so được khai báo các loại mục thông tin")?;
    let db = app.db.clone();
    let worker = Worker::start(app.clone());
    let following = tokio::spawn(search::keep_up(app.clone()));
    let service = router::router(app).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stop_signal()).await?;
    worker.stop().await;
    // a commit under way ends; whatever is left out is taken in after the next start
    following.abort();
    db.close().await;
    Ok(())
}

async fn stop_signal() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    let terminate = async {
        if let Ok(mut signal) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            signal.recv().await;
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! { _ = interrupt => {}, () = terminate => {} }
}
