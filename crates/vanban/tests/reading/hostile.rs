//! Files made to do harm, and files that are merely broken: each ends in a clear refusal or in a sound document.

use crate::codes;
use crate::soundness::assert_sound;
use crate::word::{NUMBERING, RELATIONSHIPS, archive, document, numbered, p, row, tbl, tc, tr, word};
use proptest::prelude::*;
use std::io::{Cursor, Write};
use vanban::docx::DocxError;
use vanban::model::Document;
use vanban::{MAX_BYTES, ReadError};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Large enough that anything quadratic never ends; unoptimised code gets less.
const LARGE: usize = if cfg!(debug_assertions) { 300_000 } else { 10_000_000 };

fn sound(bytes: &[u8]) -> Document {
    let document = vanban::read(bytes).unwrap();
    assert_sound(&document);
    document
}

fn refused(bytes: &[u8]) -> ReadError {
    vanban::read(bytes).unwrap_err()
}

#[test]
fn hostile_text_without_an_end_of_line_is_read() {
    let line = format!("KẾ HOẠCH\n\nA\n\nI. {}", "phối hợp với Sở Y tế, ".repeat(LARGE / 30));
    assert_eq!(sound(line.as_bytes()).all_sections().len(), 1);
    // one number, one word, one letter with marks: what looks back or ahead must stop
    for unit in ["1", "A", "К", "(", "|", "<a ", "-", "\u{301}", "**", "&", "1/", "hồi "] {
        sound(format!("KẾ HOẠCH\n\nA\n\nI. a{}", unit.repeat(LARGE / 10 / unit.len())).as_bytes());
    }
}

#[test]
fn hostile_numbers_of_lines_are_read() {
    let empty = format!("KẾ HOẠCH\n{}I. A\n", "\n".repeat(LARGE));
    assert_eq!(sound(empty.as_bytes()).all_sections().len(), 1);
    for line in ["a\n", "1.\n", "|\n", "|\na\n", "KẾ HOẠCH\n", "CHỦ TỊCH\n\n", "1\n\n", "(Kèm theo\n"]
    {
        sound(line.repeat(LARGE / 50 / line.len()).as_bytes());
    }
}

#[test]
fn hostile_tables_are_read() {
    let cells = |cell: &str| format!("|{}\n", format!("{cell}|").repeat(10_000));
    let wide = format!("KẾ HOẠCH\n\nI. A\n\n{}{}{}", cells("Nhiệm vụ"), cells("---"), cells("a"));
    assert_eq!(sound(wide.as_bytes()).all_sections()[0].tables[0].rows[1].cells.len(), 10_000);
    let rows = "| I | Nhóm | |\n| 1 | Trồng hồi | Sở Y tế |\n".repeat(LARGE / 1_000);
    let deep = format!("KẾ HOẠCH\n\nI. A\n\n| TT | Nhiệm vụ | Cơ quan chủ trì |\n|---|---|---|\n{rows}");
    assert_eq!(sound(deep.as_bytes()).duties.len(), LARGE / 1_000);
    let page = "<!DOCTYPE html><table>".to_owned() + &"<tr><td rowspan=63 colspan=63>a".repeat(80);
    sound(page.as_bytes());
}

#[test]
fn hostile_names_are_not_multiplied_beyond_measure() {
    let owners = "Sở Y tế, Công an tỉnh, ".repeat(LARGE / 200);
    let plan = format!(
        "KẾ HOẠCH\n\nA\n\nI. A\n\n1. {owners}Sở Tài chính\n\n{}",
        "Trồng hồi.\n\n".repeat(LARGE / 100)
    );
    let bytes: usize =
        sound(plan.as_bytes()).duties.iter().flat_map(|duty| &duty.owners).map(String::len).sum();
    assert!(bytes < 64 * 1024 * 1024, "{bytes}");
    let tasks = "- Trồng hồi.\n\n".repeat(LARGE / 100);
    let fields = "- Cơ quan chủ trì: Sở Y tế.\n\n".repeat(LARGE / 100);
    sound(format!("KẾ HOẠCH\n\nA\n\nI. NHIỆM VỤ\n\n{tasks}{fields}").as_bytes());
}

#[test]
fn hostile_numbers_of_labels_and_of_orders_are_read() {
    let names = "Sở Y tế, Công an tỉnh, ".repeat(LARGE / 1_000);
    let items = "+ Sở Y tế: trồng hồi.\n\n".repeat(LARGE / 500);
    let labels = format!("Cơ quan phối hợp: {names}Sở Tài chính.\n\n").repeat(6);
    let below = format!("KẾ HOẠCH\n\nA\n\nI. A\n\n1. Các sở\n\n- Trong đó:\n\n{items}{labels}");
    let bytes: usize =
        sound(below.as_bytes()).duties.iter().flat_map(|duty| &duty.coordinators).map(String::len).sum();
    assert!(bytes < 64 * 1024 * 1024, "{bytes}");
    for text in [
        format!(
            "Giao Sở Y tế chủ trì, phối hợp với {}trồng hồi.",
            "Công an tỉnh; Các sở; ".repeat(LARGE / 200)
        ),
        "Giao Sở Y tế trồng hồi. ".repeat(LARGE / 200),
        "Thời gian: Quý I/2026; cơ quan chủ trì: Sở Y tế; ".repeat(LARGE / 300),
        format!("Trồng hồi tại các xã vùng cao ({}).", "chủ trì: Sở Y tế; ".repeat(LARGE / 200)),
    ] {
        sound(
            format!("KẾ HOẠCH\n\nA\n\nI. A\n\n1. Công an tỉnh\n\n- {text}\n\n2. B\n\n- {text}\n").as_bytes(),
        );
    }
    let called = format!("CHỈ THỊ\n\nA\n\nUBND tỉnh yêu cầu {names}Sở Tài chính:\n\n");
    sound(format!("{called}I. A\n\n{}", "- Trồng hồi.\n\n".repeat(LARGE / 100)).as_bytes());
}

#[test]
fn hostile_names_within_names_are_read() {
    for name in ["lãnh đạo ", "Giám đốc ", "các Giám đốc ", "Trung tâm A và ", "Trung tâm a Trung tâm B "]
    {
        let plan = format!("KẾ HOẠCH\n\nA\n\nI. A\n\n1. Giao {}.\n", name.repeat(LARGE / 20));
        sound(plan.as_bytes());
    }
}

#[test]
fn hostile_numbers_of_citations_are_read() {
    let head = "QUYẾT ĐỊNH\n\nA\n\nĐiều 1. MỤC TIÊU\n\n";
    let in_a_row = |words: &str| format!("{head}Theo {}", words.repeat(LARGE / 10 / words.len()));
    // none of these parts is there
    let document = sound(in_a_row("Điều 9 Quyết định này, ").as_bytes());
    let found = codes(&document);
    assert!(found.iter().filter(|code| **code == "reference-broken").count() > LARGE / 1_000);
    for words in
        ["(mục I) ", "khoản 3 Luật, ", "đạt 95, ", "Đề án 6 và ", "Luật Rừng, ", "Luật Rừng số 3/2025/QH15, "]
    {
        sound(in_a_row(words).as_bytes());
    }
    let clauses = "1. Theo khoản 9 Điều này.\n\n".repeat(LARGE / 1_000);
    sound(format!("{head}{clauses}").as_bytes());
    let centres = (0..LARGE / 500).map(|at| format!("Trung tâm Giống số {at}, ")).collect::<String>();
    sound(format!("KẾ HOẠCH\n\nA\n\nI. A\n\nGiao {centres}Sở Y tế chủ trì lập hồ sơ.").as_bytes());
    let basis = |at| format!("Căn cứ Nghị định số {at}/2025/NĐ-CP;\n\n");
    let causes = (0..LARGE / 500).map(basis).collect::<String>();
    let document = sound(format!("KẾ HOẠCH\n\nA\n\n{causes}I. A\n\nTrồng rừng.").as_bytes());
    assert_eq!(document.basis_chain().len(), LARGE / 500);
}

#[test]
fn hostile_pages_are_read() {
    for open in ["<b>", "<div>", "<ul><li>", "<table>", "<table><td>", "<table><tr><td><nav>", "<svg><nav>"] {
        let page = format!("<!DOCTYPE html><p>KẾ HOẠCH</p>{}x", open.repeat(LARGE / open.len()));
        sound(page.as_bytes());
    }
    let closed = format!("<!DOCTYPE html><p>a</p>{}{}", "<nav>".repeat(100_000), "</svg>".repeat(100_000));
    sound(closed.as_bytes());
    let entities = r#"<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><html><p>&b; hồi</html>"#;
    assert!(sound(entities.as_bytes()).source_text.len() < 200);
}

#[test]
fn hostile_nesting_and_archives_are_refused() {
    let nested =
        |open: &str, close: &str| word(&format!("{}{}", open.repeat(100_000), close.repeat(100_000)), &[]);
    for (open, close) in [
        ("<w:p>", "</w:p>"),
        ("<w:r>", "</w:r>"),
        ("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>"),
        ("<w:del>", "</w:del>"),
    ] {
        assert_eq!(refused(&nested(open, close)), ReadError::Docx(DocxError::TooDeep), "{open}");
    }
    // an archive as the main part of an archive, and one that names itself
    let inner = word(&p("x"), &[]);
    let inner = String::from_utf8_lossy(&inner);
    let outer = archive(&[("_rels/.rels", RELATIONSHIPS), ("word/document.xml", &inner)]);
    let refusal = refused(&outer);
    assert!(matches!(refusal, ReadError::Empty | ReadError::Docx(DocxError::Malformed)), "{refusal:?}");
    let itself = RELATIONSHIPS.replace("word/document.xml", "_rels/.rels");
    assert_eq!(refused(&archive(&[("_rels/.rels", &itself), ("word/a", "")])), ReadError::Empty);
}

#[test]
fn hostile_sizes_meet_the_limit_to_the_byte() {
    // a picture that is passed over makes up the size
    let file = |picture: &[u8]| {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let main = document(&p("KẾ HOẠCH"));
        let parts = [
            ("_rels/.rels", RELATIONSHIPS.as_bytes()),
            ("word/document.xml", main.as_bytes()),
            ("word/a", picture),
        ];
        for (name, content) in parts {
            let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
            zip.start_file(name, stored).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    };
    let room = MAX_BYTES - file(b"").len();
    let (fits, over) = (file(&vec![0; room]), file(&vec![0; room + 1]));
    assert_eq!((fits.len(), over.len()), (MAX_BYTES, MAX_BYTES + 1));
    assert!(vanban::read(&fits).is_ok());
    assert_eq!(refused(&over), ReadError::TooLarge);
}

#[test]
fn hostile_bytes_of_no_encoding_are_refused() {
    assert_eq!(refused(b"K\0E HOACH"), ReadError::Binary);
    assert_eq!(refused(&[0xFF, 0xFE, 0x00, 0xD8, 0x41, 0x00]), ReadError::Encoding, "half a surrogate pair");
    assert_eq!(refused(&[0xFF, 0xFE]), ReadError::Empty);
    assert_eq!(refused(&[0xFE, 0xFF, 0x00]), ReadError::Empty);
    assert_eq!(refused(&[0xED, 0xA0, 0x80]), ReadError::Encoding);
}

/// Real pieces of every format, to be broken.
fn seeds() -> Vec<Vec<u8>> {
    let note = r#"<w:p><w:r><w:footnoteReference w:id="2"/><w:sym w:font="Symbol" w:char="F0B7"/><w:fldChar w:fldCharType="begin"/></w:r></w:p>"#;
    let table = tbl(&[
        tr(&["TT", "Nhiệm vụ", "Cơ quan chủ trì"]),
        row(&[tc(r#"<w:gridSpan w:val="2"/>"#, &p("I. Nhóm")), tc("<w:vMerge/>", &p("b"))]),
    ]);
    let body = [
        p("KẾ HOẠCH"),
        p("TRỒNG HỒI"),
        numbered(0, "NHIỆM VỤ"),
        numbered(1, "Sở Y tế"),
        note.to_owned(),
        table,
    ]
    .concat();
    vec![
        include_bytes!("fixtures/ke-hoach.md").to_vec(),
        include_bytes!("fixtures/ke-hoach.html").to_vec(),
        include_bytes!("../../../../samples/van-ban-mau.txt").to_vec(),
        document(&body).into_bytes(),
        NUMBERING.as_bytes().to_vec(),
        b"Ch\xf1 tr\xd7, ph\xe8i h\xeep v\xedi C\xabng an t\xd8nh tr\xadng b\xb5y gi\xb8 c\xb6 c\xf1a h\xe5i.".to_vec(),
        "TT;Nhiệm vụ;Cơ quan chủ trì\n1;\"Trồng\nhồi\";Sở Y tế\n".into(),
    ]
}

/// One way of breaking a file.
#[derive(Debug, Clone)]
enum Break {
    Flip(prop::sample::Index, u8),
    Cut(prop::sample::Index, usize),
    Repeat(prop::sample::Index, usize, usize),
    Insert(prop::sample::Index, &'static [u8]),
}

const TOKENS: &[&[u8]] = &[
    b"|",
    b"\n",
    b"\n\n",
    b"<",
    b"</table>",
    b"<td rowspan=9>",
    b"<w:tc>",
    b"</w:p>",
    b"**",
    b"\\",
    b"&#x",
    b"&amp;",
    b"\0",
    "I. ".as_bytes(),
    "a) ".as_bytes(),
    "Nơi nhận:".as_bytes(),
    "KT. CHỦ TỊCH".as_bytes(),
    "К".as_bytes(),
    "\u{301}".as_bytes(),
    "\u{200B}".as_bytes(),
    "36-NQ/TW".as_bytes(),
    "PHỤ LỤC\n".as_bytes(),
    "12\n\n".as_bytes(),
    "(sau đây gọi tắt là ".as_bytes(),
    "ngày 31/02/2026".as_bytes(),
    "Giao Sở Y tế chủ trì, ".as_bytes(),
    b"99999999999999999999",
    "\u{C}".as_bytes(),
];

fn breaks() -> impl Strategy<Value = Vec<Break>> {
    let at = any::<prop::sample::Index>;
    let one = prop_oneof![
        (at(), any::<u8>()).prop_map(|(at, bit)| Break::Flip(at, bit)),
        (at(), 1usize..200).prop_map(|(at, len)| Break::Cut(at, len)),
        (at(), 1usize..200, 1usize..4).prop_map(|(at, len, times)| Break::Repeat(at, len, times)),
        (at(), prop::sample::select(TOKENS)).prop_map(|(at, token)| Break::Insert(at, token)),
    ];
    prop::collection::vec(one, 1..12)
}

fn apply(mut bytes: Vec<u8>, breaks: &[Break]) -> Vec<u8> {
    for step in breaks {
        if bytes.is_empty() {
            break;
        }
        let piece = |at: usize, len: usize| at..(at + len).min(bytes.len());
        match step {
            Break::Flip(at, bit) => {
                let at = at.index(bytes.len());
                bytes[at] ^= 1 << (bit % 8);
            }
            Break::Cut(at, len) => _ = bytes.drain(piece(at.index(bytes.len()), *len)),
            Break::Repeat(at, len, times) => {
                let range = piece(at.index(bytes.len()), *len);
                let copy = bytes[range.clone()].repeat(*times);
                bytes.splice(range.end..range.end, copy);
            }
            Break::Insert(at, token) => {
                let at = at.index(bytes.len());
                bytes.splice(at..at, token.iter().copied());
            }
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn hostile_changes_to_real_files_are_read_soundly_or_refused(seed in prop::sample::select(seeds()), breaks in breaks()) {
        let bytes = apply(seed, &breaks);
        let text = String::from_utf8_lossy(&bytes);
        let files = [
            archive(&[("_rels/.rels", RELATIONSHIPS), ("word/document.xml", &text), ("word/numbering.xml", NUMBERING)]),
            word(&numbered(1, "x"), &[("word/numbering.xml", &text), ("word/styles.xml", &text)]),
            format!("<!DOCTYPE html>{text}").into_bytes(),
            text.as_bytes().to_vec(),
            bytes.clone(),
        ];
        for file in files {
            if let Ok(document) = vanban::read(&file) {
                assert_sound(&document);
                let _ = vanban::emit::report(&document, "x", vanban::emit::Language::English);
                let _ = vanban::emit::markdown(&document);
            }
            let _ = vanban::annex::read(&file);
            let _ = vanban::workbook::read(&file);
        }
    }
}
