//! The files themselves: equal for equal values, well formed for any.

use std::io::{Cursor, Read};

use proptest::prelude::*;
use quick_xml::{Reader, events::Event};
use thethuc::{
    Annex, Authority, Block, Document, Grid, GridColumn, Head, Level, Orientation, Post, Recipients, Row,
    Signature, Signing, Text, Title, Urgency,
};

use crate::samples;

fn parts(file: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut content = String::new();
            part.read_to_string(&mut content).unwrap();
            (part.name().to_owned(), content)
        })
        .collect()
}

/// Each paragraph of the document on a line: its style and its words.
fn outline(file: &[u8]) -> String {
    let document = parts(file).into_iter().find(|(name, _)| name == "word/document.xml").unwrap().1;
    let mut reader = Reader::from_str(&document);
    let mut lines = String::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return lines,
            Event::Empty(tag) if tag.name().as_ref() == "w:pStyle" => {
                let style = tag.attributes().next().unwrap().unwrap();
                lines.push_str(&format!("\n{}: ", style.value));
            }
            Event::Start(tag) if tag.name().as_ref() == "w:tr" => lines.push_str("\n---"),
            Event::Text(text) => lines.push_str(&text),
            Event::GeneralRef(_) => lines.push('&'),
            _ => {}
        }
    }
}

#[test]
fn a_letter_has_these_paragraphs() {
    insta::assert_snapshot!(outline(&samples::letter().docx().unwrap()));
}

#[test]
fn equal_documents_are_equal_files() {
    assert_eq!(samples::report().docx().unwrap(), samples::report().docx().unwrap());
    let mut dated = samples::report();
    dated.written = Some(jiff::Timestamp::UNIX_EPOCH);
    let properties = parts(&dated.docx().unwrap());
    assert!(properties.iter().any(|(_, content)| content.contains("1970-01-01T00:00:00Z")));
}

#[test]
fn letters_are_composed_and_marks_of_xml_harmless() {
    let mut report = samples::report();
    report.body =
        vec![Block::Paragraph("Tie\u{302}\u{301}ng Vie\u{323}\u{302}t <w:p> & \u{0}\u{1F}xong".into())];
    let outline = outline(&report.docx().unwrap());
    assert!(outline.contains("Tiếng Việt &w:p& & xong./."), "{outline}");
}

/// A document with the same words wherever words can stand.
fn everywhere(words: &str, number: Option<u32>, share: u16) -> Document {
    let text = || Text::new().plain(words).bold(words).italic(words);
    let grid = Grid {
        caption: Some(words.into()),
        unit: Some(words.into()),
        columns: vec![GridColumn::figures(words, share), GridColumn::words(words, u16::MAX)],
        rows: vec![Row::Cells(vec![text(), text(), text()]), Row::Total(vec![]), Row::Group(words.into())],
    };
    let mut document = Document::new(
        Head {
            superior: Some(words.into()),
            issuer: words.into(),
            number,
            symbol: words.into(),
            place: Some(words.into()),
            day: None,
        },
        Title::Letter { about: words.into() },
        Signing::One(Signature {
            authority: Authority::ByOrder { of: words.into(), post: Post::Acting(words.into()) },
            name: words.into(),
        }),
    );
    document.addressees = vec![words.into(), words.into()];
    document.body = vec![
        Block::Grounds(vec![words.into()]),
        Block::Heading(Level::Chapter, words.into()),
        Block::Heading(Level::Point, words.into()),
        Block::Grid(grid.clone()),
        Block::Grid(Grid::default()),
        Block::Item(text()),
        Block::Article(words.into(), text()),
        Block::Article(String::new(), text()),
        Block::Paragraph(text()),
    ];
    document.urgency = Some(Urgency::Urgent);
    document.recipients = Recipients { to: vec![words.into()], kept: words.into() };
    document.annexes = vec![Annex {
        title: words.into(),
        orientation: Orientation::Landscape,
        body: vec![Block::Grid(grid)],
    }];
    document.mark = Some(words.into());
    document
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_words_make_a_well_formed_file(
        words in prop::collection::vec(any::<char>(), 0..60).prop_map(String::from_iter),
        number in any::<Option<u32>>(),
        share in any::<u16>(),
    ) {
        for (name, content) in parts(&everywhere(&words, number, share).docx().unwrap()) {
            let mut reader = Reader::from_str(&content);
            reader.config_mut().check_end_names = true;
            loop {
                match reader.read_event() {
                    Ok(Event::Eof) => break,
                    Ok(_) => {}
                    Err(error) => panic!("{name}: {error}"),
                }
            }
            let forbidden = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{FFFE}' | '\u{FFFF}');
            prop_assert!(!content.contains(forbidden), "{} holds what XML forbids", name);
        }
    }
}
