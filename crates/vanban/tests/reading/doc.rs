//! Word documents of 97–2003 are read by way of LibreOffice.

use crate::page::installed;
use crate::word::{p, word};
use std::process::Command;
use vanban::ReadError;
use vanban::model::{Format, SpansIn};

/// First bytes of an OLE file, with an entry of its directory that names a stream.
fn ole(stream: &str) -> Vec<u8> {
    let mut file = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    file.resize(1024, 0);
    file.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
    file.resize(2048, 0);
    file
}

/// What LibreOffice looks at to know a DOCX.
const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;

/// A DOCX as Word 97–2003 would have saved it.
fn saved_as_doc(docx: &[u8]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.docx"), docx).unwrap();
    let status = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}/profile", folder.path().display()))
        .args(["--headless", "--convert-to", "doc", "a.docx"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(status.status.success(), "{status:?}");
    std::fs::read(folder.path().join("a.doc")).unwrap()
}

/// Folders that conversions of this process have left behind.
fn left_behind() -> usize {
    let folders = std::fs::read_dir(std::env::temp_dir()).unwrap().flatten();
    let own = format!("vanban-doc-{}-", std::process::id());
    folders.filter(|entry| entry.file_name().to_string_lossy().starts_with(&own)).count()
}

#[test]
fn an_old_word_document_gives_the_tree_of_the_new_one() {
    if !installed("soffice", "libreoffice-writer") {
        return;
    }
    let body = [
        "KẾ HOẠCH",
        "TRỒNG HỒI",
        "I. TỔ CHỨC THỰC HIỆN",
        "1. Sở Y tế",
        "Chủ trì, phối hợp với Công an tỉnh trồng hồi.",
    ];
    let docx = word(&body.map(p).concat(), &[("[Content_Types].xml", TYPES)]);
    let doc = saved_as_doc(&docx);
    assert!(vanban::doc::is_one(&doc) && !vanban::doc::is_one(&docx));
    let (old, new) = (vanban::read(&doc).unwrap(), vanban::read(&docx).unwrap());
    assert_eq!((old.source.format, old.source.spans_in), (Format::Doc, SpansIn::Text));
    assert_eq!(old.source.length, doc.len());
    assert_eq!(old.header.title, new.header.title);
    assert_eq!(old.duties[0].owners, ["Sở Y tế"]);
    assert_eq!(old.duties.len(), new.duties.len());
    // what says that it is one and is none
    assert_eq!(vanban::read(&ole("WordDocument")).unwrap_err(), ReadError::Damaged("DOC"));
    assert_eq!(left_behind(), 0);
}

#[test]
fn other_old_office_files_are_refused_with_advice() {
    for stream in ["Workbook", "PowerPoint Document"] {
        let error = vanban::read(&ole(stream)).unwrap_err();
        assert!(error.to_string().contains("XLS/PPT") && error.to_string().contains("Hãy"), "{error}");
    }
}
