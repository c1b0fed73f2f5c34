//! Pictures and files of a record, for programs: where the published version's bytes lie, and what is said of them.
//!
//! The addresses are those of the public page; they answer 404 as soon as the version that names them is gone.

use serde_json::{Value, json};

use crate::catalogue::media::{Paper, Picture};
use crate::files::kinds::FileKind;

/// The address of a picture.
pub fn picture_address(page: &str, picture: &Picture) -> String {
    format!("{page}/anh/{}", picture.id)
}

/// The address of a file.
pub fn file_address(page: &str, file: &Paper) -> String {
    format!("{page}/tep/{}", file.id)
}

/// The media type of every picture: they are written anew when they come in.
pub const PICTURE: FileKind = FileKind::Jpeg;

/// A picture as JSON.
pub fn picture(page: &str, picture: &Picture) -> Value {
    let url = picture_address(page, picture);
    json!({
        "small_url": format!("{url}?co=nho"),
        "url": url,
        "media_type": PICTURE,
        "width": picture.width,
        "height": picture.height,
        "caption": picture.caption,
        "credit": said(&picture.credit),
        "licence": said(&picture.licence),
    })
}

/// A file as JSON.
pub fn file(page: &str, file: &Paper) -> Value {
    json!({
        "url": file_address(page, file),
        "name": file.name,
        "media_type": file.media_type,
        "size": file.size,
    })
}

/// A picture as schema.org has it.
pub fn image_object(page: &str, picture: &Picture) -> Value {
    let url = picture_address(page, picture);
    let mut image = json!({
        "@type": "ImageObject",
        "thumbnailUrl": format!("{url}?co=nho"),
        "contentUrl": url,
        "encodingFormat": PICTURE,
        "width": picture.width,
        "height": picture.height,
        "caption": picture.caption,
    });
    if let Some(credit) = said(&picture.credit) {
        image["creditText"] = json!(credit);
    }
    if let Some(licence) = said(&picture.licence) {
        let is_address = licence.starts_with("https://");
        image["license"] =
            if is_address { json!(licence) } else { json!({ "@type": "CreativeWork", "text": licence }) };
    }
    image
}

/// A file as schema.org has it.
pub fn media_object(page: &str, file: &Paper) -> Value {
    json!({
        "@type": "MediaObject",
        "contentUrl": file_address(page, file),
        "name": file.name,
        "encodingFormat": file.media_type,
        "contentSize": format!("{} B", file.size),
    })
}

fn said(words: &str) -> Option<&str> {
    Some(words).filter(|words| !words.is_empty())
}
