//! The index folder of one replica: opened, fed from the database's log, built anew when it must be.
//!
//! The database is the truth. The folder holds nothing that it could not lose: with each of its commits it keeps how
//! far in the log it has come, so that after a crash at any moment it goes on from there, and whatever is missing,
//! damaged, of another version or of another history is built anew from the database.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Duration;

use indicatif::ProgressBar;
use tantivy::directory::error::LockError;
use tantivy::directory::{Directory as _, INDEX_WRITER_LOCK, MmapDirectory};
use tantivy::indexer::IndexWriterOptions;
use tantivy::{Index, IndexReader, IndexWriter, ReloadPolicy, Searcher, TantivyError, Term};
use tokio::sync::mpsc;
use uuid::Uuid;

use super::schema::{self, Fields, VERSION};
use super::store::{self, Kept, Position};
use super::terms::Analyser;
use crate::db::Conn;
use crate::web::App;

/// Memory that new entries may take before they go to the disk, in bytes.
pub(super) const HEAP: usize = 50_000_000;
/// Entries read from the database at a time when the index is built.
const BATCH: i64 = 1_000;
/// Subjects that are taken in at a time.
const CHANGES: usize = 200;

/// Pause between looks at the log.
const PAUSE: Duration = Duration::from_secs(2);

/// Follows the log as long as the server runs, so that what others have changed is there before anybody asks.
pub async fn keep_up(app: App) {
    loop {
        let outcome = match app.db.read().await {
            Ok(mut c) => app.search.follow(&mut c, Effort::Full).await,
            Err(error) => Err(error.into()),
        };
        if let Err(error) = outcome {
            tracing::error!(%error, "search: following the log");
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// Why an index could not be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database did not answer.
    #[error("cơ sở dữ liệu: {0}")]
    Database(#[from] sqlx::Error),
    /// The folder cannot be read or written.
    #[error("chỉ mục tìm kiếm: {0}")]
    Index(#[from] TantivyError),
    /// The folder cannot be made or removed.
    #[error("thư mục chỉ mục: {0}")]
    Folder(#[from] std::io::Error),
    /// Work on it broke off.
    #[error("chỉ mục tìm kiếm: {0}")]
    Broken(#[from] tokio::task::JoinError),
    /// Another process writes to this folder.
    #[error("một tiến trình khác đang ghi chỉ mục ở thư mục này")]
    Busy,
}

/// How much may be done before a search is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// As much as a reader does not notice; the rest is left to the background.
    Little,
    /// All of it.
    Full,
}

/// The index of this replica. Cheap to clone; nothing is opened before it is needed.
#[derive(Clone)]
pub struct SearchIndex(Arc<Inner>);

struct Inner {
    folder: PathBuf,
    open: RwLock<Option<Open>>,
    /// Whoever holds it feeds the index.
    feeding: tokio::sync::Mutex<Option<Arc<Mutex<IndexWriter>>>>,
}

/// An open folder.
#[derive(Clone)]
struct Open {
    index: Index,
    reader: IndexReader,
    fields: Fields,
    position: Option<Position>,
}

/// What a commit says of itself.
#[derive(serde::Serialize, serde::Deserialize)]
struct Payload {
    version: u32,
    position: Position,
}

impl SearchIndex {
    /// The index in this folder.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        let inner = Inner {
            folder: folder.to_owned(),
            open: RwLock::new(None),
            feeding: tokio::sync::Mutex::new(None),
        };
        Self(Arc::new(inner))
    }

    /// What can be searched now; nothing before the first commit.
    #[must_use]
    pub fn searcher(&self) -> Option<(Searcher, Fields)> {
        let open = self.opened()?;
        open.position.map(|_| (open.reader.searcher(), open.fields))
    }

    /// What can be searched once the last changes have been taken in, as far as that takes a moment; trouble with it is
    /// logged. Nothing before the first commit.
    pub async fn current(&self, c: &mut Conn) -> Option<(Searcher, Fields)> {
        if let Err(error) = self.follow(c, Effort::Little).await {
            tracing::error!(%error, "search: following the log");
        }
        self.searcher()
    }

    /// Follows the database's log. With [`Effort::Little`] it does what takes a moment, and only when nobody else is
    /// at it; the index then may stay behind, which no reader sees: whatever is shown is read from the database.
    ///
    /// # Errors
    /// [`Error`]; the folder is then built anew the next time.
    pub async fn follow(&self, c: &mut Conn, effort: Effort) -> Result<(), Error> {
        let head = store::head(c).await?;
        if self.opened().is_some_and(|open| open.position == Some(head)) {
            return Ok(());
        }
        let outcome = match effort {
            Effort::Full => {
                let mut writer = self.0.feeding.lock().await;
                self.feed(c, head, effort, &mut writer).await
            }
            Effort::Little => match self.0.feeding.try_lock() {
                Ok(mut writer) => self.feed(c, head, effort, &mut writer).await,
                Err(_) => return Ok(()),
            },
        };
        match outcome {
            Err(Error::Busy) => self.look_again(),
            Err(error @ (Error::Index(_) | Error::Folder(_))) => {
                self.discard().await;
                Err(error)
            }
            outcome => outcome,
        }
    }

    /// Builds the index anew from the database, whatever it holds.
    ///
    /// # Errors
    /// [`Error::Busy`] when another process has the folder.
    pub async fn rebuild(&self, c: &mut Conn, progress: &ProgressBar) -> Result<(), Error> {
        let mut feeding = self.0.feeding.lock().await;
        let writer = self.writer(&mut feeding).await?;
        self.build(c, writer, progress).await
    }

    async fn feed(
        &self,
        c: &mut Conn,
        head: Position,
        effort: Effort,
        feeding: &mut Option<Arc<Mutex<IndexWriter>>>,
    ) -> Result<(), Error> {
        let writer = self.writer(feeding).await?;
        let position = self.opened().and_then(|open| open.position);
        let Some(mut at) = position.filter(|at| at.history == head.history && at.n <= head.n) else {
            let many = effort == Effort::Little && store::count(c).await? > BATCH;
            return if many { Ok(()) } else { self.build(c, writer, &ProgressBar::hidden()).await };
        };
        loop {
            let changes = store::changes(c, at.n, CHANGES).await?;
            let Some(last) = changes.last() else { return Ok(()) };
            at.n = last.n;
            let full = changes.len() == CHANGES;
            // read after the changes: a subject may be newer than its change, which then comes again
            let entries = store::of_subjects(c, &changes).await?;
            let (open, writer) = (self.opened(), writer.clone());
            let committed = tokio::task::spawn_blocking(move || -> Result<(), TantivyError> {
                let Some(open) = open else { return Ok(()) };
                let mut writer = locked(&writer);
                for change in &changes {
                    let subject = schema::subject(&change.subject_kind, change.subject_id);
                    writer.delete_term(Term::from_field_text(open.fields.subject, &subject));
                }
                add(&writer, &open.fields, &mut Analyser::default(), &entries)?;
                commit(&mut writer, at)
            });
            committed.await??;
            self.look_again()?;
            if !full || effort == Effort::Little {
                return Ok(());
            }
        }
    }

    /// Replaces everything in one commit: until it is done, searches see what was there before.
    async fn build(
        &self,
        c: &mut Conn,
        writer: Arc<Mutex<IndexWriter>>,
        progress: &ProgressBar,
    ) -> Result<(), Error> {
        // first where the log stands, then what there is: what changes meanwhile comes again
        let head = store::head(c).await?;
        progress.set_length(u64::try_from(store::count(c).await?).unwrap_or_default());
        let Some(fields) = self.opened().map(|open| open.fields) else { return Ok(()) };
        let (sender, mut batches) = mpsc::channel::<Vec<Kept>>(2);
        let counted = progress.clone();
        let adding = tokio::task::spawn_blocking(move || -> Result<(), TantivyError> {
            let mut writer = locked(&writer);
            writer.delete_all_documents()?;
            let mut analyser = Analyser::default();
            let mut complete = false;
            while let Some(entries) = batches.blocking_recv() {
                complete = entries.is_empty();
                add(&writer, &fields, &mut analyser, &entries)?;
                counted.inc(entries.len() as u64);
            }
            // whoever reads the database has given up: what was there before stays
            if !complete {
                writer.rollback()?;
                return Ok(());
            }
            commit(&mut writer, head)
        });
        let mut after = Uuid::nil();
        loop {
            let entries = store::batch(c, after, BATCH).await?;
            let end = entries.is_empty();
            after = entries.last().map_or(after, |last| last.id);
            if sender.send(entries).await.is_err() || end {
                break;
            }
        }
        drop(sender);
        adding.await??;
        self.look_again()
    }

    /// Opens the folder; one that cannot be used is emptied.
    async fn open(&self) -> Result<Open, Error> {
        let folder = self.0.folder.clone();
        let opening = tokio::task::spawn_blocking(move || {
            Open::folder(&folder).or_else(|error| {
                tracing::warn!(%error, "search: the index folder cannot be used and is built anew");
                empty(&folder)?;
                Open::folder(&folder)
            })
        });
        opening.await?
    }

    /// The one who writes to the folder, which is opened first where it is not.
    async fn writer(
        &self,
        feeding: &mut Option<Arc<Mutex<IndexWriter>>>,
    ) -> Result<Arc<Mutex<IndexWriter>>, Error> {
        let open = match self.opened() {
            Some(open) => open,
            None => {
                *feeding = None;
                let open = self.open().await?;
                self.set(Some(open.clone()));
                open
            }
        };
        if let Some(writer) = feeding {
            return Ok(writer.clone());
        }
        let index = open.index;
        let opening = tokio::task::spawn_blocking(move || {
            let options = IndexWriterOptions::builder()
                .memory_budget_per_thread(HEAP)
                .num_worker_threads(1)
                .num_merge_threads(1)
                .build();
            index.writer_with_options(options)
        });
        match opening.await? {
            Ok(writer) => Ok(feeding.insert(Arc::new(Mutex::new(writer))).clone()),
            Err(TantivyError::LockFailure(LockError::LockBusy, _)) => Err(Error::Busy),
            Err(error) => Err(error.into()),
        }
    }

    /// Lets searches see the last commit, of this process or another.
    fn look_again(&self) -> Result<(), Error> {
        let Some(mut open) = self.opened() else { return Ok(()) };
        open.reader.reload()?;
        open.position = position(&open.index)?;
        self.set(Some(open));
        Ok(())
    }

    /// Closes the folder and empties it.
    pub(super) async fn discard(&self) {
        let mut feeding = self.0.feeding.lock().await;
        *feeding = None;
        self.set(None);
        if let Err(error) = empty(&self.0.folder) {
            tracing::error!(%error, "search: emptying the index folder");
        }
    }

    fn opened(&self) -> Option<Open> {
        self.0.open.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, open: Option<Open>) {
        *self.0.open.write().unwrap_or_else(PoisonError::into_inner) = open;
    }
}

impl Open {
    fn folder(folder: &Path) -> Result<Self, Error> {
        std::fs::create_dir_all(folder)?;
        let (schema, fields) = schema::schema();
        let directory = MmapDirectory::open(folder).map_err(TantivyError::from)?;
        let index = Index::open_or_create(directory, schema)?;
        schema::register(&index);
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let position = position(&index)?;
        Ok(Self { index, reader, fields, position })
    }
}

/// How far the last commit had come; nothing when there is none, or one of another version.
fn position(index: &Index) -> Result<Option<Position>, Error> {
    let payload = index.load_metas()?.payload;
    let payload: Option<Payload> = payload.and_then(|text| serde_json::from_str(&text).ok());
    Ok(payload.filter(|payload| payload.version == VERSION).map(|payload| payload.position))
}

fn commit(writer: &mut IndexWriter, position: Position) -> Result<(), TantivyError> {
    let payload = serde_json::to_string(&Payload { version: VERSION, position });
    let mut prepared = writer.prepare_commit()?;
    prepared.set_payload(&payload.map_err(|error| TantivyError::InternalError(error.to_string()))?);
    prepared.commit()?;
    Ok(())
}

fn add(
    writer: &IndexWriter,
    fields: &Fields,
    analyser: &mut Analyser,
    entries: &[Kept],
) -> Result<(), TantivyError> {
    for entry in entries {
        writer.add_document(fields.document(analyser, entry))?;
    }
    Ok(())
}

/// A panic of whoever held it before has left no half-made change: only commits count.
fn locked(writer: &Mutex<IndexWriter>) -> MutexGuard<'_, IndexWriter> {
    writer.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Empties a folder, unless another process writes to it.
fn empty(folder: &Path) -> Result<(), Error> {
    std::fs::create_dir_all(folder)?;
    let directory = MmapDirectory::open(folder).map_err(TantivyError::from)?;
    match directory.acquire_lock(&INDEX_WRITER_LOCK) {
        Err(LockError::LockBusy) => return Err(Error::Busy),
        Err(error) => return Err(TantivyError::from(error).into()),
        Ok(_lock) => std::fs::remove_dir_all(folder)?,
    }
    Ok(std::fs::create_dir_all(folder)?)
}
