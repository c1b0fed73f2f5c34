//! Stored bytes: a folder beside the database, addressed by content.

pub mod attachments;
pub mod incoming;
pub mod kinds;
mod routes;
pub mod texts;

use std::path::Path;
use std::sync::Arc;

use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::{ObjectStore, ObjectStoreExt};

pub use routes::{as_attachment, routes};

use crate::digest::sha256;

/// The file store. Cheap to clone.
#[derive(Clone)]
pub struct Files(Arc<dyn ObjectStore>);

impl Files {
    /// A store in a folder, which is made when missing.
    ///
    /// # Errors
    /// When the folder cannot be made or written.
    pub fn folder(path: &Path) -> anyhow::Result<Self> {
        std::fs::create_dir_all(path)?;
        Ok(Self(Arc::new(LocalFileSystem::new_with_prefix(path)?)))
    }

    /// Keeps bytes and returns their SHA-256, which is also their address. Keeping the same bytes twice is harmless.
    ///
    /// # Errors
    /// When the store refuses; nothing has been kept then.
    pub async fn put(&self, bytes: Vec<u8>) -> anyhow::Result<String> {
        let digest = sha256(&bytes);
        self.0.put(&key(&digest), bytes.into()).await?;
        Ok(digest)
    }

    /// Fetches the bytes at an address.
    ///
    /// # Errors
    /// When they are missing or cannot be read.
    pub async fn get(&self, digest: &str) -> anyhow::Result<Vec<u8>> {
        Ok(self.0.get(&key(digest)).await?.bytes().await?.to_vec())
    }

    /// Removes the bytes at an address. Removing them twice is harmless.
    ///
    /// # Errors
    /// When the store refuses.
    pub async fn remove(&self, digest: &str) -> anyhow::Result<()> {
        match self.0.delete(&key(digest)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

fn key(digest: &str) -> Key {
    let shelf = digest.get(..2).unwrap_or("00");
    Key::from(format!("{shelf}/{digest}"))
}
