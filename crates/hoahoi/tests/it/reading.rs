//! Untrusted files are read in a child process, which its limits end before it does harm.

use std::time::{Duration, Instant};

use hoahoi::plans::reading::{Limits, Reader};

use crate::annex::word;
use crate::plans::SMALL;

const MIB: u64 = 1024 * 1024;

fn reader(limits: Limits) -> Reader {
    Reader::new(env!("CARGO_BIN_EXE_hoahoi").into(), limits)
}

/// A document that takes far longer than a second.
fn long() -> Vec<u8> {
    SMALL.repeat(16 * 1024 * 1024 / SMALL.len()).into_bytes()
}

/// A document of letters alone, each a line that the reader keeps with its place and looks.
fn long_list() -> Vec<u8> {
    "a\n".repeat(15 * 1024 * 1024).into_bytes()
}

#[tokio::test]
async fn the_child_reads_what_the_reader_reads() {
    let child = reader(Limits::default());
    let read = child.document(SMALL.as_bytes().to_vec()).await.unwrap();
    let here = vanban::read(SMALL.as_bytes()).unwrap();
    assert_eq!(read.source_text, here.source_text);
    assert_eq!(serde_json::to_value(&read).unwrap(), serde_json::to_value(&here).unwrap());
    let file = word(&[&["Nhiệm vụ", "Cơ quan chủ trì"], &["Trồng hồi", "Sở Y tế"]]);
    assert_eq!(child.annex(file.clone()).await.unwrap(), vanban::annex::read(&file).unwrap());
}

#[tokio::test]
async fn a_refusal_comes_through_in_both_languages() {
    let refused = reader(Limits::default()).document(vec![0, 1, 2]).await.unwrap_err();
    assert!(refused.vi.contains("không phải là văn bản") && refused.en.contains("not text"), "{refused:?}");
    let refused = reader(Limits::default()).annex(b"PK\x03\x04".to_vec()).await.unwrap_err();
    assert!(refused.vi.contains("hỏng") && refused.en.contains("damaged"), "{refused:?}");
}

#[tokio::test]
async fn a_file_that_takes_too_long_is_given_up() {
    let began = Instant::now();
    let limits = Limits { seconds: 1, ..Limits::default() };
    let refused = reader(limits).document(long()).await.unwrap_err();
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
    assert!(refused.vi.contains("quá 1 giây nên đã dừng"), "{}", refused.vi);
    assert!(refused.en.contains("over 1 s"), "{}", refused.en);
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_file_that_takes_too_much_memory_is_given_up() {
    let limits = Limits { memory: 192 * MIB, ..Limits::default() };
    assert!(reader(limits).document(SMALL.as_bytes().to_vec()).await.is_ok());
    let refused = reader(limits).document(long_list()).await.unwrap_err();
    assert!(refused.vi.contains("quá nhiều bộ nhớ"), "{}", refused.vi);
    assert!(refused.en.contains("too much memory"), "{}", refused.en);
}

#[tokio::test]
async fn a_program_that_is_no_reader_is_reported_and_not_waited_for() {
    for program in ["/bin/false", "/khong/co/chuong-trinh"] {
        let refused = Reader::new(program.into(), Limits::default()).document(vec![b'x']).await.unwrap_err();
        assert!(refused.vi.contains("Không đọc được tệp này"), "{}", refused.vi);
    }
}

/// A text as Word 97–2003 saves it; `None` where LibreOffice is not installed.
fn old_word(text: &str) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), text).unwrap();
    let office = std::process::Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}/profile", folder.path().display()))
        .args(["--headless", "--infilter=Text (encoded):UTF8", "--convert-to", "doc:MS Word 97", "a.txt"])
        .current_dir(folder.path())
        .output();
    if office.is_err() {
        eprintln!("skipped: soffice (package libreoffice-writer) is not installed");
        return None;
    }
    Some(std::fs::read(folder.path().join("a.doc")).unwrap())
}

#[tokio::test]
async fn an_old_word_document_is_converted_in_a_child_of_its_own_before_it_is_read() {
    let Some(doc) = old_word(SMALL) else { return };
    let read = reader(Limits::default()).document(doc.clone()).await.unwrap();
    assert_eq!(read.source, vanban::model::SourceInfo::of(&doc, vanban::model::Format::Doc));
    let text = vanban::read(SMALL.as_bytes()).unwrap();
    let owners = |document: &vanban::Document| -> Vec<Vec<String>> {
        document.duties.iter().map(|duty| duty.owners.clone()).collect()
    };
    assert_eq!(owners(&read), owners(&text));
    assert!(!text.duties.is_empty());
}
