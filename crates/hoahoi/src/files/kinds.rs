//! What a file is, decided by its bytes, and what it may be called.

use crate::text_enum;

/// The most one attached file may weigh.
pub const MAX_BYTES: usize = 20 * 1024 * 1024;
/// The most files attached to one thing.
pub const MAX_FILES: i64 = 20;

text_enum! {
    /// The kinds of file that can be attached.
    pub enum FileKind {
        /// Portable document.
        Pdf = "application/pdf",
        /// Word document without macros.
        Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        /// Spreadsheet without macros.
        Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        /// Picture.
        Png = "image/png",
        /// Picture.
        Jpeg = "image/jpeg",
        /// Picture.
        Webp = "image/webp",
        /// Table as text.
        Csv = "text/csv; charset=utf-8",
    }
}

impl FileKind {
    /// The extensions such a file may carry; the first is given when it carries another.
    #[must_use]
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Docx => &["docx"],
            Self::Xlsx => &["xlsx"],
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Webp => &["webp"],
            Self::Csv => &["csv", "txt"],
        }
    }

    /// Tells the kind by content; `None` for everything that cannot be attached: programs, archives, web pages,
    /// pictures that can hold scripts, documents with macros.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"PK") {
            return office(bytes);
        }
        match infer::get(bytes) {
            Some(found) => match found.mime_type() {
                "application/pdf" => Some(Self::Pdf),
                "image/png" => Some(Self::Png),
                "image/jpeg" => Some(Self::Jpeg),
                "image/webp" => Some(Self::Webp),
                _ => None,
            },
            None => is_plain_table(bytes).then_some(Self::Csv),
        }
    }
}

/// Tells a Word document or a spreadsheet from any other ZIP archive by the names in its central directory.
fn office(bytes: &[u8]) -> Option<FileKind> {
    let names = entry_names(bytes);
    let has = |name: &str| names.iter().any(|n| n.eq_ignore_ascii_case(name.as_bytes()));
    let macros = names.iter().any(|n| n.to_ascii_lowercase().ends_with(b"vbaproject.bin"));
    if macros || !has("[Content_Types].xml") {
        return None;
    }
    match (has("word/document.xml"), has("xl/workbook.xml")) {
        (true, false) => Some(FileKind::Docx),
        (false, true) => Some(FileKind::Xlsx),
        _ => None,
    }
}

/// The names in a ZIP archive's central directory (APPNOTE 4.3.12).
fn entry_names(bytes: &[u8]) -> Vec<&[u8]> {
    const ENTRY: &[u8] = b"PK\x01\x02";
    const FIXED: usize = 46;
    let mut names = Vec::new();
    let mut rest = bytes;
    while let Some(at) = rest.windows(ENTRY.len()).position(|w| w == ENTRY) {
        rest = &rest[at..];
        let length = match (rest.get(28), rest.get(29)) {
            (Some(low), Some(high)) => usize::from(u16::from_le_bytes([*low, *high])),
            _ => break,
        };
        match rest.get(FIXED..FIXED + length) {
            Some(name) => names.push(name),
            None => break,
        }
        rest = &rest[FIXED + length..];
    }
    names
}

/// Whether bytes are readable text that no browser would take for a page.
fn is_plain_table(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let program = text.starts_with('<') || text.starts_with("#!") || text.starts_with("%!");
    !text.is_empty() && !program && !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

/// A name that is safe to show, to store and to offer: no path, no control or direction characters, an extension
/// that says what the file is.
#[must_use]
pub fn safe_name(given: &str, kind: FileKind) -> String {
    const LONGEST: usize = 120;
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = viet::nfc(last)
        .chars()
        .filter(|c| !c.is_control() && !is_direction(*c))
        .map(|c| if matches!(c, '"' | '<' | '>' | ':' | '|' | '?' | '*' | ';' | '%') { '_' } else { c })
        .collect();
    let clean = clean.trim().trim_start_matches('.').trim();
    let (stem, extension) = clean.rsplit_once('.').unwrap_or((clean, ""));
    let lower = extension.to_lowercase();
    let known = kind.extensions().iter().find(|e| **e == lower);
    let stem = if known.is_some() { stem } else { clean };
    let stem: String = stem.chars().take(LONGEST).collect();
    let stem = if stem.trim().is_empty() { "tep" } else { stem.trim() };
    format!("{stem}.{}", known.copied().unwrap_or(kind.extensions()[0]))
}

/// Characters that turn the direction of reading, or hide: `exe.pdf` can be made to look like `fdp.exe`.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{061c}')
}

/// A size in bytes for a reader: `12 KB`, `1,5 MB`.
#[must_use]
pub fn size_text(bytes: i64) -> String {
    #[allow(clippy::cast_precision_loss)]
    let size = bytes as f64;
    if bytes < 1024 * 1024 {
        format!("{} KB", viet::number::show_rounded((size / 1024.0).max(1.0), 0))
    } else {
        format!("{} MB", viet::number::show_rounded(size / 1_048_576.0, 1))
    }
}

/// The `Content-Disposition` under which a file is offered (RFC 6266): a plain name for old programs and the true
/// one in UTF-8.
#[must_use]
pub fn disposition(name: &str) -> String {
    let plain: String = viet::fold(name)
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ' | '(' | ')') { c } else { '_' }
        })
        .collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", crate::web::paging::encode(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The central directory of an archive with these names.
    fn archive(names: &[&str]) -> Vec<u8> {
        let mut bytes = b"PK\x03\x04".to_vec();
        bytes.resize(64, 0);
        for name in names {
            let mut entry = [0_u8; 46];
            entry[..4].copy_from_slice(b"PK\x01\x02");
            entry[28..30].copy_from_slice(&u16::try_from(name.len()).unwrap_or(0).to_le_bytes());
            bytes.extend(entry);
            bytes.extend(name.bytes());
        }
        bytes
    }

    #[test]
    fn the_kind_is_told_by_content() {
        let docx = archive(&["[Content_Types].xml", "_rels/.rels", "word/document.xml"]);
        let xlsx = archive(&["[Content_Types].xml", "xl/workbook.xml"]);
        assert_eq!(FileKind::of(&docx), Some(FileKind::Docx));
        assert_eq!(FileKind::of(&xlsx), Some(FileKind::Xlsx));
        assert_eq!(FileKind::of(b"%PDF-1.7 \n1 0 obj"), Some(FileKind::Pdf));
        assert_eq!(FileKind::of(b"\x89PNG\r\n\x1a\n0000"), Some(FileKind::Png));
        assert_eq!(FileKind::of("Xã;Số hộ\nĐồng Đăng;12\n".as_bytes()), Some(FileKind::Csv));
    }

    #[test]
    fn what_can_do_harm_is_refused_whatever_it_is_called() {
        let plain = archive(&["virus.exe", "word.txt"]);
        let macros = archive(&["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"]);
        for bytes in [
            plain.as_slice(),
            macros.as_slice(),
            b"MZ\x90\x00\x03\x00\x00\x00",
            b"<!doctype html><script>alert(1)</script>",
            b"\xef\xbb\xbf<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>",
            b"#!/bin/sh\nrm -rf /",
            b"a\x00b",
            b"",
        ] {
            assert_eq!(FileKind::of(bytes), None);
        }
    }

    #[test]
    fn names_lose_what_could_mislead() {
        for (given, kind, safe) in [
            ("../../etc/passwd", FileKind::Csv, "passwd.csv"),
            ("C:\\Windows\\báo cáo.PDF", FileKind::Pdf, "báo cáo.pdf"),
            ("bao\u{202e}fdp.exe", FileKind::Pdf, "baofdp.exe.pdf"),
            ("a\r\nSet-Cookie: x=1.pdf", FileKind::Pdf, "aSet-Cookie_ x=1.pdf"),
            (".htaccess", FileKind::Csv, "htaccess.csv"),
            ("", FileKind::Png, "tep.png"),
            ("số liệu.txt", FileKind::Csv, "số liệu.txt"),
        ] {
            assert_eq!(safe_name(given, kind), safe);
        }
        assert!(safe_name(&"a".repeat(500), FileKind::Pdf).len() < 140);
    }

    #[test]
    fn a_file_is_offered_under_both_names() {
        assert_eq!(
            disposition("Báo cáo \"quý\".pdf"),
            "attachment; filename=\"bao cao _quy_.pdf\"; filename*=UTF-8''B%C3%A1o%20c%C3%A1o%20%22qu%C3%BD%22.pdf"
        );
    }
}
