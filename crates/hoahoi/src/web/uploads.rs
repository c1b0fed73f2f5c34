//! Multipart forms: text fields and files, within limits.

use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use super::error::{Error, Result};
use super::form::Fields;

/// The most one file may weigh (an NĐ 30 digitised copy rarely passes 20 MB).
pub const MAX_FILE: usize = 32 * 1024 * 1024;

/// A file as it came in.
#[derive(Debug, Clone)]
pub struct Upload {
    /// Name of the form field.
    pub field: String,
    /// File name as given, without any path.
    pub name: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// Reads a multipart form; empty file fields are left out.
///
/// # Errors
/// When the form is malformed or a file is larger than [`MAX_FILE`].
pub async fn read(mut multipart: Multipart) -> Result<(Fields, Vec<Upload>)> {
    let mut fields = Fields::default();
    let mut files = Vec::new();
    while let Some(part) = multipart.next_field().await.map_err(|e| failed(&e))? {
        let field = part.name().unwrap_or_default().to_owned();
        let file_name = part.file_name().map(|n| n.rsplit(['/', '\\']).next().unwrap_or_default().to_owned());
        let bytes = part.bytes().await.map_err(|e| failed(&e))?;
        match file_name {
            Some(_) if bytes.is_empty() => {}
            Some(name) => {
                if bytes.len() > MAX_FILE {
                    return Err(Error::TooLarge);
                }
                files.push(Upload { field, name, bytes: bytes.to_vec() });
            }
            None => fields.push(field, String::from_utf8_lossy(&bytes).into_owned()),
        }
    }
    Ok((fields, files))
}

/// A form whose files were read one by one.
#[derive(Debug, Default)]
pub struct Sent {
    /// Text fields.
    pub fields: Fields,
    /// Files within the limit.
    pub files: Vec<Upload>,
    /// Field and name of each file beyond it; their bytes are gone, everything else is there.
    pub too_large: Vec<(String, String)>,
}

/// Reads a multipart form in which a file that is too large must not cost the person what else was typed.
///
/// # Errors
/// When the form is malformed, or too large as a whole for its route.
pub async fn read_within(mut multipart: Multipart, limit: usize) -> Result<Sent> {
    let mut sent = Sent::default();
    while let Some(mut part) = multipart.next_field().await.map_err(|e| failed(&e))? {
        let field = part.name().unwrap_or_default().to_owned();
        let file_name = part.file_name().map(|n| n.rsplit(['/', '\\']).next().unwrap_or_default().to_owned());
        let mut bytes = Vec::new();
        let mut beyond = false;
        while let Some(chunk) = part.chunk().await.map_err(|e| failed(&e))? {
            beyond = beyond || bytes.len() + chunk.len() > limit;
            if beyond {
                bytes = Vec::new();
            } else {
                bytes.extend_from_slice(&chunk);
            }
        }
        match file_name {
            Some(name) if beyond => sent.too_large.push((field, name)),
            Some(_) if bytes.is_empty() => {}
            Some(name) => sent.files.push(Upload { field, name, bytes }),
            None if beyond => return Err(Error::TooLarge),
            None => sent.fields.push(field, String::from_utf8_lossy(&bytes).into_owned()),
        }
    }
    Ok(sent)
}

/// A form sent either way, not yet read: whoever takes it checks first who sends it.
#[derive(Debug)]
pub enum Form {
    /// With files.
    Multipart(Multipart),
    /// Text fields alone.
    Plain(Fields),
}

impl Form {
    /// Reads it; a file larger than `limit` costs only itself.
    ///
    /// # Errors
    /// When the form is malformed, or too large as a whole for its route.
    pub async fn read(self, limit: usize) -> Result<Sent> {
        match self {
            Self::Multipart(multipart) => read_within(multipart, limit).await,
            Self::Plain(fields) => Ok(Sent { fields, ..Sent::default() }),
        }
    }
}

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> std::result::Result<Self, Response> {
        let sent_as =
            request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if sent_as.starts_with("multipart/form-data") {
            let multipart = Multipart::from_request(request, state).await;
            return multipart.map(Self::Multipart).map_err(|e| Error::Bad(e.body_text()).into_response());
        }
        Fields::from_request(request, state).await.map(Self::Plain)
    }
}

fn failed(error: &axum::extract::multipart::MultipartError) -> Error {
    if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        Error::TooLarge
    } else {
        Error::Bad(error.body_text())
    }
}
