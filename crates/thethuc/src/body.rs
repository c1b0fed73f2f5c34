//! The body of a document (place 6; annex I, part I, II.6).

use crate::{
    grid::Grid,
    numbering::{Level, Numbering},
    ooxml::{Element, Paragraph, Xml},
    text::{Text, capitals, item, one_line},
};

/// A piece of the body. A line feed in a text begins a new paragraph of the same kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// The grounds of the document (căn cứ), in italics, each closed with ";", the last with "." (II.6.a).
    Grounds(Vec<String>),
    /// A heading. Its number is counted here, so that none is skipped or written twice.
    Heading(Level, String),
    /// An article (điều): its heading in bold, which may be empty, and its text; without a heading the text stands on the
    /// line of the number (annex I, part I, II.6.đ).
    Article(String, Text),
    /// A numbered paragraph without a heading of its own, counted together with the headings.
    Numbered(Level, Text),
    /// A paragraph.
    Paragraph(Text),
    /// A paragraph with "-" in front.
    Item(Text),
    /// A paragraph with "+" in front, under an item.
    Subitem(Text),
    /// A table.
    Grid(Grid),
}

/// Writes the blocks. `closed` sets `./.` behind the last paragraph; `width` (twips) and `cell` are for tables.
pub fn write(blocks: &[Block], closed: bool, width: u32, cell: Element, xml: &mut Xml) {
    let mut numbering = Numbering::default();
    for (at, block) in blocks.iter().enumerate() {
        let last = closed && at + 1 == blocks.len();
        let end = |text: &Text| if last { text.closed() } else { text.clone() };
        match block {
            Block::Grounds(grounds) => write_grounds(grounds, xml),
            Block::Heading(level, words) => write_heading(*level, &numbering.next(*level), words, xml),
            Block::Article(heading, text) => {
                write_article(&numbering.article(), heading, &end(text), last, xml);
            }
            Block::Numbered(level, text) => {
                let number = numbering.next(*level);
                write_text(&end(text), &format!("{number} "), last, xml);
            }
            Block::Paragraph(text) => write_text(&end(text), "", last, xml),
            Block::Item(text) => write_text(&end(text), "- ", last, xml),
            Block::Subitem(text) => write_text(&end(text), "+ ", last, xml),
            Block::Grid(grid) => grid.write(width, cell, xml),
        }
    }
}

fn write_grounds(grounds: &[String], xml: &mut Xml) {
    for (at, ground) in grounds.iter().enumerate() {
        let stop = if at + 1 == grounds.len() { "." } else { ";" };
        xml.paragraph(&Paragraph::of(Element::Grounds, format!("{}{stop}", item(ground))));
    }
}

fn write_heading(level: Level, number: &str, words: &str, xml: &mut Xml) {
    match level {
        Level::Part | Level::Chapter => {
            xml.paragraph(&Paragraph::of(Element::Part, number));
            xml.paragraph(&Paragraph::of(Element::PartTitle, capitals(words)));
        }
        Level::Section => {
            xml.paragraph(&Paragraph::of(Element::Section, format!("{number} {}", capitals(words))));
        }
        Level::Clause => xml.paragraph(&Paragraph::of(Element::Clause, format!("{number} {words}"))),
        Level::Subclause => xml.paragraph(&Paragraph::of(Element::Subclause, format!("{number} {words}"))),
        Level::Point => xml.paragraph(&Paragraph::of(Element::Point, format!("{number} {words}"))),
    }
}

fn write_article(number: &str, heading: &str, text: &Text, last: bool, xml: &mut Xml) {
    let heading = one_line(heading);
    if heading.is_empty() {
        let text = Text::new().bold(number).plain(" ").and(text);
        write_text(&text, "", last, xml);
    } else {
        xml.paragraph(&Paragraph::of(Element::Article, format!("{number} {heading}")));
        if !text.runs().is_empty() {
            write_text(text, "", last, xml);
        }
    }
}

/// The last paragraph stays on the page of the signature.
fn write_text(text: &Text, mark: &str, last: bool, xml: &mut Xml) {
    let lines = text.lines();
    for (at, line) in lines.iter().enumerate() {
        let text = if at == 0 && !mark.is_empty() { line.after(mark) } else { line.clone() };
        let mut paragraph = Paragraph::of(Element::Body, text);
        paragraph.keep_next = last && at + 1 == lines.len();
        xml.paragraph(&paragraph);
    }
}
