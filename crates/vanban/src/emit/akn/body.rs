//! The parts that a reader of the document sees: preface, preamble, body, attachments.

use super::Akn;
use super::agents::Class;
use super::meta;
use super::xml::{Xml, place};
use crate::emit::head::{self, Field, Piece};
use crate::labels::{self, Style};
use crate::model::{Paragraph, Row, Section, Span, Table};

/// Words that begin a paragraph of legal grounds, besides those of what is carried out.
const OTHER_GROUNDS: &[&str] = &["Để thực hiện", "Xét", "Theo"];

/// A paragraph or a table, as they follow each other.
#[derive(Debug, Clone, Copy)]
enum Block<'a> {
    Paragraph(&'a Paragraph),
    Table(&'a Table),
}

impl Block<'_> {
    fn start(&self) -> usize {
        match self {
            Self::Paragraph(paragraph) => paragraph.span.start,
            Self::Table(table) => table.span.start,
        }
    }
}

impl Akn<'_> {
    /// The head: issuer, number, motto, place and day, type, title.
    pub(super) fn preface(&mut self, xml: &mut Xml) {
        let pieces = head::pieces(self.document);
        if pieces.is_empty() {
            return;
        }
        xml.block("preface", &[], |xml| {
            let mut rest = pieces.as_slice();
            while let Some((piece, more)) = rest.split_first() {
                rest = more;
                match (piece.field, more.first()) {
                    (Field::Place, Some(date)) if date.field == Field::Date => {
                        rest = more.get(1..).unwrap_or_default();
                        xml.line("p", &[], |xml| {
                            self.piece(xml, piece);
                            xml.text(", ");
                            self.piece(xml, date);
                        });
                    }
                    (Field::Motto, _) => xml.block("formula", &[("name", "motto")], |xml| {
                        xml.line("p", &at(piece.span).pairs(), |xml| xml.text(&piece.text));
                    }),
                    (Field::Title, _) => xml.block("longTitle", &[], |xml| {
                        xml.line("p", &[], |xml| self.piece(xml, piece));
                    }),
                    _ => xml.line("p", &[], |xml| self.piece(xml, piece)),
                }
            }
        });
    }

    fn piece(&mut self, xml: &mut Xml, piece: &Piece) {
        let place = at(piece.span);
        let header = &self.document.header;
        let (name, own) = match (piece.field, &header.issuer, header.date) {
            (Field::Issuer, Some(issuer), _) => {
                ("docAuthority", Some(("refersTo", self.agents.refer(Class::Organization, issuer))))
            }
            (Field::Place, _, _) => {
                ("location", Some(("refersTo", self.agents.refer(Class::Location, &piece.text))))
            }
            (Field::Date, _, Some(date)) => ("docDate", Some(("date", date.to_string()))),
            (Field::Number, _, _) => ("docNumber", None),
            (Field::Type, _, _) => ("docType", None),
            (Field::Title, _, _) => ("docTitle", None),
            _ => ("span", None),
        };
        let own = own.iter().map(|(name, value)| (*name, value.as_str()));
        let attributes: Vec<(&str, &str)> = own.chain(place.pairs()).collect();
        xml.inline(name, &attributes, |xml| match piece.span.filter(|_| piece.field == Field::Title) {
            Some(span) => self.marks.write(xml, &mut self.agents, self.document, span, &piece.text),
            None => xml.text(&piece.text),
        });
    }

    /// What stands before the first section; paragraphs of legal grounds are citations.
    pub(super) fn preamble(&mut self, xml: &mut Xml) {
        let document = self.document;
        if document.preamble.is_empty() {
            return;
        }
        let grounds = |paragraph: &Paragraph| {
            let text = &paragraph.text;
            labels::opens_grounds(text) || OTHER_GROUNDS.iter().any(|word| text.starts_with(word))
        };
        xml.block("preamble", &[], |xml| {
            for run in document.preamble.chunk_by(|one, next| grounds(one) == grounds(next)) {
                if !run.first().is_some_and(grounds) {
                    self.paragraphs(xml, run);
                    continue;
                }
                let id = self.ids.take("cits");
                xml.block("citations", &[("eId", &id)], |xml| {
                    for (i, paragraph) in run.iter().enumerate() {
                        let id = self.ids.take(&format!("{id}__cit_{}", i + 1));
                        xml.block("citation", &[("eId", &id)], |xml| self.paragraph(xml, paragraph));
                    }
                });
            }
        });
    }

    /// The sections of the document itself.
    pub(super) fn sections(&mut self, xml: &mut Xml, sections: &[Section]) {
        let name = if self.names.element == "act" { "body" } else { "mainBody" };
        xml.block(name, &[], |xml| {
            if sections.is_empty() {
                // A body may not be empty.
                xml.block("hcontainer", &[("name", "body")], |_| {});
            }
            sections.iter().for_each(|section| self.section(xml, section, "", false));
        });
    }

    fn section(&mut self, xml: &mut Xml, section: &Section, parent: &str, in_article: bool) {
        let level = Level::of(section, in_article);
        let within = if parent.is_empty() { String::new() } else { format!("{parent}__") };
        let id = self.ids.take(&format!("{within}{}_{}", level.prefix, number(section)));
        self.places.insert(section.id.clone(), id.clone());
        let place = place(section.span);
        let mut attributes = vec![("eId", id.as_str())];
        attributes.extend(level.name.map(|name| ("name", name)));
        attributes.push(("vb:span", &place));
        xml.block(level.element, &attributes, |xml| {
            self.title(xml, section);
            self.below(xml, section, &id, in_article || level.element == "article");
        });
    }

    /// Label and heading.
    fn title(&mut self, xml: &mut Xml, section: &Section) {
        if !section.label.is_empty() {
            xml.line("num", &[], |xml| xml.text(&section.label));
        }
        if let Some(heading) = &section.heading {
            let place = place(section.heading_span);
            xml.line("heading", &[("vb:span", &place)], |xml| {
                self.marks.write(xml, &mut self.agents, self.document, section.heading_span, heading);
            });
        }
    }

    /// Blocks of a section alone are its content; before sections they are its introduction, after them they wrap up.
    fn below(&mut self, xml: &mut Xml, section: &Section, id: &str, in_article: bool) {
        let blocks = blocks(section);
        let first = section.sections.first().map_or(usize::MAX, |child| child.span.start);
        let (intro, wrap_up) = blocks.split_at(blocks.partition_point(|block| block.start() < first));
        let name = if section.sections.is_empty() { "content" } else { "intro" };
        if !intro.is_empty() {
            xml.block(name, &[], |xml| self.blocks(xml, intro));
        }
        section.sections.iter().for_each(|child| self.section(xml, child, id, in_article));
        if !wrap_up.is_empty() {
            xml.block("wrapUp", &[], |xml| self.blocks(xml, wrap_up));
        }
    }

    fn blocks(&mut self, xml: &mut Xml, blocks: &[Block<'_>]) {
        let listed = |block: &Block<'_>| matches!(block, Block::Paragraph(p) if p.mark.is_some());
        for run in blocks.chunk_by(|one, next| listed(one) && listed(next)) {
            let items: Vec<&Paragraph> = run.iter().filter_map(as_paragraph).collect();
            match run {
                [Block::Table(table)] => self.table(xml, table),
                [block, ..] if listed(block) => self.list(xml, &items),
                _ => items.into_iter().for_each(|paragraph| self.paragraph(xml, paragraph)),
            }
        }
    }

    fn list(&mut self, xml: &mut Xml, items: &[&Paragraph]) {
        let id = self.ids.take("list_1");
        xml.block("blockList", &[("eId", &id)], |xml| {
            for (i, item) in items.iter().enumerate() {
                let id = self.ids.take(&format!("{id}__item_{}", i + 1));
                xml.block("item", &[("eId", &id)], |xml| {
                    xml.line("num", &[], |xml| xml.text(item.mark.as_deref().unwrap_or_default()));
                    self.paragraph(xml, item);
                });
            }
        });
    }

    pub(super) fn paragraphs(&mut self, xml: &mut Xml, paragraphs: &[Paragraph]) {
        let blocks: Vec<Block<'_>> = paragraphs.iter().map(Block::Paragraph).collect();
        self.blocks(xml, &blocks);
    }

    fn paragraph(&mut self, xml: &mut Xml, paragraph: &Paragraph) {
        self.words(xml, paragraph.span, &paragraph.text);
    }

    pub(super) fn words(&mut self, xml: &mut Xml, span: Span, text: &str) {
        let place = place(span);
        xml.line("p", &[("vb:span", &place)], |xml| {
            self.marks.write(xml, &mut self.agents, self.document, span, text);
        });
    }

    /// A table; its first row is the heading when more rows follow.
    fn table(&mut self, xml: &mut Xml, table: &Table) {
        let (id, span) = (self.ids.take("table_1"), place(table.span));
        xml.block("table", &[("eId", &id), ("vb:span", &span)], |xml| {
            for (i, row) in table.rows.iter().enumerate() {
                self.row(xml, row, if i == 0 && table.rows.len() > 1 { "th" } else { "td" });
            }
            if table.rows.is_empty() {
                xml.block("tr", &[], |xml| xml.leaf("td", &[]));
            }
        });
    }

    fn row(&mut self, xml: &mut Xml, row: &Row, name: &str) {
        let span = place(row.span);
        xml.block("tr", &[("vb:span", &span)], |xml| {
            for cell in &row.cells {
                if cell.text.is_empty() {
                    xml.leaf(name, &[]);
                } else {
                    xml.block(name, &[], |xml| self.words(xml, cell.span, &cell.text));
                }
            }
            if row.cells.is_empty() {
                xml.leaf(name, &[]);
            }
        });
    }

    /// Annexes and what the document promulgates: each a document of its own within this one.
    pub(super) fn attachments(&mut self, xml: &mut Xml, annexes: &[Section]) {
        if annexes.is_empty() {
            return;
        }
        xml.block("attachments", &[], |xml| {
            for (i, annex) in annexes.iter().enumerate() {
                let id = self.ids.take(&format!("att_{}", i + 1));
                self.places.insert(annex.id.clone(), id.clone());
                let span = place(annex.span);
                xml.block("attachment", &[("eId", &id), ("vb:span", &span)], |xml| {
                    self.title(xml, annex);
                    xml.block("doc", &[("name", "annex")], |xml| {
                        xml.block("meta", &[], |xml| {
                            meta::identification(xml, self, &format!("annex_{}", i + 1))
                        });
                        xml.block("mainBody", &[], |xml| {
                            let blocks = blocks(annex);
                            self.blocks(xml, &blocks);
                            annex.sections.iter().for_each(|section| self.section(xml, section, &id, false));
                            if blocks.is_empty() && annex.sections.is_empty() {
                                xml.leaf("p", &[]);
                            }
                        });
                    });
                });
            }
        });
    }
}

fn as_paragraph<'a>(block: &Block<'a>) -> Option<&'a Paragraph> {
    match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Table(_) => None,
    }
}

/// Paragraphs and tables of a section in the order of their places.
fn blocks(section: &Section) -> Vec<Block<'_>> {
    let paragraphs = section.paragraphs.iter().map(Block::Paragraph);
    let mut blocks: Vec<Block<'_>> = paragraphs.chain(section.tables.iter().map(Block::Table)).collect();
    blocks.sort_by_key(Block::start);
    blocks
}

/// A span as an attribute, or none.
pub(super) struct At(Option<String>);

pub(super) fn at(span: Option<Span>) -> At {
    At(span.map(place))
}

impl At {
    pub(super) fn pairs(&self) -> Vec<(&str, &str)> {
        self.0.iter().map(|place| ("vb:span", place.as_str())).collect()
    }
}

/// The element of a section, and how its identifiers begin.
struct Level {
    element: &'static str,
    prefix: &'static str,
    /// Says what a general container is.
    name: Option<&'static str>,
}

impl Level {
    /// Under an article, numbers are khoản (clauses); in a plan they are paragraphs.
    fn of(section: &Section, in_article: bool) -> Self {
        let style = labels::parse(&format!("{} A", section.label)).map(|label| label.style);
        let (element, prefix, name) = match style {
            _ if section.label.is_empty() => ("hcontainer", "hcontainer", Some("part")),
            Some(Style::Annex) => ("hcontainer", "hcontainer", Some("annex")),
            Some(Style::Part) => ("part", "part", None),
            Some(Style::Chapter) => ("chapter", "chp", None),
            Some(Style::Division | Style::Roman) => ("section", "sec", None),
            Some(Style::Letter) => ("division", "dvs", None),
            Some(Style::Article) => ("article", "art", None),
            Some(Style::Number) if in_article => ("clause", "clause", None),
            Some(Style::Number) => ("paragraph", "para", None),
            Some(Style::Number2 | Style::Number3 | Style::Number4) => ("subparagraph", "subpara", None),
            Some(Style::Point | Style::SmallLetter | Style::PointNumber | Style::NumberBracket) => {
                ("point", "point", None)
            }
            Some(Style::Bracketed) => ("indent", "indent", None),
            None => ("hcontainer", "hcontainer", Some("part")),
        };
        Self { element, prefix, name }
    }
}

/// The number of a section as part of an identifier; "đ" follows "d" and must differ from it.
fn number(section: &Section) -> String {
    let last = section.path.rsplit('.').next().unwrap_or_default();
    let bare = labels::bare(&section.label);
    let bare = bare.rsplit(' ').next().filter(|word| !word.is_empty()).unwrap_or(last);
    if !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return bare.to_owned();
    }
    match viet::slug(&bare.replace('đ', "dd")) {
        word if word.is_empty() => "1".to_owned(),
        word => word,
    }
}
