//! The readings asked for lately. A document never changes once it is kept, so its reading is parsed once and not at
//! each request.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use vanban::Document;

use super::store;
use crate::db::Conn;
use crate::ids::DocumentId;
use crate::web::Error;

/// So many readings are kept.
const KEPT: usize = 8;
/// Readings of longer texts are not kept, in bytes.
const LONGEST: usize = 1024 * 1024;

/// Readings by document, the latest asked for first. Cheap to clone; each replica keeps its own.
#[derive(Clone, Default)]
pub struct Readings(Arc<Mutex<VecDeque<Kept>>>);

/// A document with its reading.
type Kept = (DocumentId, Arc<Document>);

impl Readings {
    /// The reading of a document, with its source text; `None` when there is no such document.
    ///
    /// # Errors
    /// When the database fails or the kept JSON cannot be read.
    pub async fn of(&self, c: &mut Conn, id: DocumentId) -> Result<Option<Arc<Document>>, Error> {
        if let Some(known) = self.take(id) {
            self.keep(id, &known);
            return Ok(Some(known));
        }
        let Some(document) = store::document(c, id).await? else { return Ok(None) };
        let reading = Arc::new(document.reading()?);
        if reading.source_text.len() <= LONGEST {
            self.keep(id, &reading);
        }
        Ok(Some(reading))
    }

    fn take(&self, id: DocumentId) -> Option<Arc<Document>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept.iter().position(|(known, _)| *known == id)?;
        kept.remove(at).map(|(_, reading)| reading)
    }

    fn keep(&self, id: DocumentId, reading: &Arc<Document>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(known, _)| *known != id);
        kept.push_front((id, Arc::clone(reading)));
        kept.truncate(KEPT);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_the_latest_asked_for_are_kept() {
        let readings = Readings::default();
        let reading = Arc::new(vanban::read("KẾ HOẠCH".as_bytes()).unwrap());
        let ids: Vec<DocumentId> = (0..=KEPT).map(|_| DocumentId::new()).collect();
        for id in &ids {
            readings.keep(*id, &reading);
            readings.keep(ids[0], &reading);
        }
        assert!(readings.take(ids[0]).is_some(), "asked for again and again");
        assert!(readings.take(ids[1]).is_none(), "not asked for since");
        assert_eq!(readings.0.lock().unwrap().len(), KEPT - 1);
    }
}
