//! From the XML of the main part to blocks.

use super::aside::{AsideKind, NoteMark};
use super::error::DocxError;
use super::numbering::Numbering;
use super::run::{Fields, Look};
use super::styles::{ListPlace, Styles};
use super::symbol;
use super::table::{self, Cell, Row, Table};
use super::xml::{Event, Tag, Xml};
use super::{Block, Paragraph};
use std::collections::HashMap;

/// Most places that the tables of a document may have together, merged cells counted in full.
const MAX_PLACES: usize = 1_000_000;
/// Most columns that Word gives a table.
const MAX_COLUMNS: usize = 63;

/// Elements whose content is not on paper: taken away (§17.13.5), a second form of the same drawing, properties.
const UNSEEN: &[&str] = &[
    "del",
    "moveFrom",
    "Fallback",
    "sectPr",
    "sdtPr",
    "sdtEndPr",
    "tblPr",
    "tblGrid",
    "tblPrEx",
    "instrText",
    "delText",
    "delInstrText",
    "pPr",
    "rPr",
    "rt",
    "smartTagPr",
    "customXmlPr",
    "docPr",
    "cNvGraphicFramePr",
];

pub(super) struct Body<'a> {
    xml: Xml<'a>,
    numbering: Numbering,
    styles: &'a Styles,
    places: usize,
    /// How many cells around us are hidden behind the cell above them.
    hidden: usize,
    fields: Fields,
    /// Text whose paragraph mark is deleted or hidden: on paper the next paragraph goes on with it.
    carried: String,
    notes: Vec<NoteMark>,
    decomposed: bool,
}

/// What has been read of a part.
pub(super) struct Read {
    pub(super) blocks: Vec<Block>,
    pub(super) notes: Vec<NoteMark>,
    /// Letters and their marks were stored apart.
    pub(super) decomposed: bool,
}

/// A paragraph in the making.
#[derive(Default)]
struct Draft {
    text: String,
    style: Option<String>,
    place: ListPlace,
    /// How its text looks, by its style.
    look: Look,
    /// Its mark is deleted or hidden.
    unmarked: bool,
    /// Text boxes anchored in it; they stand after it.
    aside: Vec<Block>,
}

impl<'a> Body<'a> {
    pub(super) fn new(part: &'a str, numbering: Numbering, styles: &'a Styles) -> Self {
        Self {
            xml: Xml::new(part),
            numbering,
            styles,
            places: 0,
            hidden: 0,
            fields: Fields::default(),
            carried: String::new(),
            notes: Vec::new(),
            decomposed: false,
        }
    }

    /// Reads the whole part.
    pub(super) fn read(mut self) -> Result<Read, DocxError> {
        let mut blocks = Vec::new();
        loop {
            match self.xml.next()? {
                Event::Open(tag) => _ = self.block(&tag, &mut blocks)?,
                Event::Close | Event::Text(_) => {}
                Event::End => break,
            }
        }
        self.flush(&mut blocks);
        Ok(Read { blocks, notes: self.notes, decomposed: self.decomposed })
    }

    /// Reads a part of notes: the text of each by its key, without the lines that only set notes apart.
    pub(super) fn notes(mut self) -> Result<HashMap<String, String>, DocxError> {
        let mut notes = HashMap::new();
        loop {
            match self.xml.next()? {
                Event::Open(tag) if matches!(tag.name(), "footnote" | "endnote") => {
                    let mut blocks = Vec::new();
                    self.blocks(&mut blocks)?;
                    if tag.value("type").is_none_or(|kind| kind == "normal") {
                        notes.insert(tag.value("id").unwrap_or_default(), table::text(&blocks));
                    }
                }
                Event::End => return Ok(notes),
                _ => {}
            }
        }
    }

    /// Reads the head or foot of pages.
    pub(super) fn running(self) -> Result<String, DocxError> {
        self.read().map(|read| table::text(&read.blocks))
    }

    /// Takes the block that opens with `tag`; `false` for a wrapper, whose content follows.
    fn block(&mut self, tag: &Tag<'_>, blocks: &mut Vec<Block>) -> Result<bool, DocxError> {
        match tag.name() {
            "p" => self.paragraph(blocks)?,
            "tbl" => {
                self.flush(blocks);
                let table = self.table()?;
                blocks.push(Block::Table(table));
            }
            name if UNSEEN.contains(&name) => self.xml.skip()?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// The blocks within the element that has just been opened.
    fn blocks(&mut self, blocks: &mut Vec<Block>) -> Result<(), DocxError> {
        self.within(|body, tag| body.block(tag, blocks))?;
        self.flush(blocks);
        Ok(())
    }

    /// Ends a paragraph that has lost its mark and that no other goes on with.
    fn flush(&mut self, blocks: &mut Vec<Block>) {
        let text = std::mem::take(&mut self.carried);
        if !text.is_empty() {
            let text = self.composed(&text);
            blocks.push(Block::Paragraph(Paragraph { number: None, text }));
        }
    }

    fn composed(&mut self, text: &str) -> String {
        let composed = viet::nfc(text.trim());
        self.decomposed |= composed != text.trim();
        composed
    }

    /// Goes through the element that has just been opened. `take` reads an element whole, or says `false`; then what is
    /// in it comes next.
    fn within(
        &mut self,
        mut take: impl FnMut(&mut Self, &Tag<'a>) -> Result<bool, DocxError>,
    ) -> Result<(), DocxError> {
        let mut open = 0_usize;
        loop {
            match self.xml.next()? {
                Event::Open(tag) => {
                    if !take(self, &tag)? {
                        open += 1;
                    }
                }
                Event::Close if open == 0 => return Ok(()),
                Event::Close => open -= 1,
                Event::Text(_) => {}
                Event::End => return Err(DocxError::Malformed),
            }
        }
    }

    fn paragraph(&mut self, blocks: &mut Vec<Block>) -> Result<(), DocxError> {
        let mut draft = Draft { text: std::mem::take(&mut self.carried), ..Draft::default() };
        self.inline(&mut draft, Look::default())?;
        self.fields.end_paragraph();
        if draft.unmarked {
            self.carried = draft.text;
        } else {
            let number = match self.hidden {
                0 => self.numbering.count(&draft.place, draft.style.as_deref(), self.styles),
                _ => None,
            };
            let text = self.composed(&draft.text);
            blocks.push(Block::Paragraph(Paragraph { number, text }));
        }
        blocks.append(&mut draft.aside);
        Ok(())
    }

    /// The content of a paragraph, or of a run whose paragraph looks so.
    fn inline(&mut self, draft: &mut Draft, mut look: Look) -> Result<(), DocxError> {
        // A mark that was typed for a note sticks to the word before it; the note repeats it.
        let mut marked = false;
        self.within(|body, tag| {
            let seen = !look.is_hidden() && !marked && !body.fields.instructs();
            let sign = match tag.name() {
                "r" => {
                    body.inline(draft, draft.look)?;
                    return Ok(true);
                }
                "t" => {
                    let text = body.xml.text()?;
                    if seen {
                        draft.text.push_str(&look.print(text));
                    }
                    return Ok(true);
                }
                "pPr" => {
                    body.paragraph_properties(draft)?;
                    return Ok(true);
                }
                "rPr" => {
                    look = body.run_properties()?.over(look);
                    return Ok(true);
                }
                "txbxContent" => {
                    body.blocks(&mut draft.aside)?;
                    return Ok(true);
                }
                "fldChar" => {
                    body.fields.mark(tag);
                    return Ok(false);
                }
                kind @ ("footnoteReference" | "endnoteReference") => {
                    marked = matches!(tag.value("customMarkFollows").as_deref(), Some("1" | "true" | "on"));
                    let kind = if kind.starts_with('f') { AsideKind::Footnote } else { AsideKind::Endnote };
                    if let Some(id) = tag.value("id").filter(|_| seen) {
                        body.notes.push(NoteMark { kind, id, counted: !marked });
                    }
                    return Ok(false);
                }
                "sym" => symbol::sign(tag),
                "tab" | "ptab" => Some(' '),
                "br" | "cr" => Some('\n'),
                "noBreakHyphen" => Some('-'),
                name if UNSEEN.contains(&name) => {
                    body.xml.skip()?;
                    return Ok(true);
                }
                _ => return Ok(false),
            };
            draft.text.extend(sign.filter(|_| seen));
            Ok(false)
        })
    }

    fn paragraph_properties(&mut self, draft: &mut Draft) -> Result<(), DocxError> {
        let mut mark = Look::default();
        self.xml.each(|tag| match tag.name() {
            "pStyle" => draft.style = tag.value("val"),
            "numId" => draft.place.list = tag.value("val"),
            "ilvl" => draft.place.level = tag.number(),
            "del" | "moveFrom" => draft.unmarked = true,
            _ => mark.see(tag),
        })?;
        draft.look = draft.style.as_deref().map(|style| self.styles.look(style)).unwrap_or_default();
        draft.unmarked |= mark.over(draft.look).is_hidden();
        Ok(())
    }

    /// The properties of a run over those of its style.
    fn run_properties(&mut self) -> Result<Look, DocxError> {
        let (mut own, mut style) = (Look::default(), None);
        self.xml.each(|tag| match tag.name() {
            "rStyle" => style = tag.value("val"),
            _ => own.see(tag),
        })?;
        Ok(own.over(style.map(|style| self.styles.look(&style)).unwrap_or_default()))
    }

    fn table(&mut self) -> Result<Table, DocxError> {
        let mut table = Table::default();
        self.within(|body, tag| {
            match tag.name() {
                "tr" => table.rows.extend(body.row()?),
                name if UNSEEN.contains(&name) => body.xml.skip()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(table)
    }

    /// A row; `None` for one that has been deleted.
    fn row(&mut self) -> Result<Option<Row>, DocxError> {
        let mut row = Row::default();
        let mut deleted = false;
        self.within(|body, tag| {
            match tag.name() {
                "tc" => body.cell(&mut row)?,
                "trPr" => body.xml.each(|tag| match tag.name() {
                    "gridBefore" => row.before = tag.number().unwrap_or(0).min(MAX_COLUMNS),
                    "del" => deleted = true,
                    _ => {}
                })?,
                name if UNSEEN.contains(&name) => body.xml.skip()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        self.take_places(row.before + 1)?;
        Ok(Some(row).filter(|_| !deleted))
    }

    fn cell(&mut self, row: &mut Row) -> Result<(), DocxError> {
        let mut cell = Cell { columns: 1, continues: false, blocks: Vec::new() };
        let mut reached = false;
        self.within(|body, tag| {
            if tag.name() != "tcPr" {
                return body.block(tag, &mut cell.blocks);
            }
            // "continue" is what is meant when nothing is said (§17.4.84).
            let continued = |tag: &Tag<'_>| tag.value("val").is_none_or(|val| val == "continue");
            body.xml.each(|tag| match tag.name() {
                "gridSpan" => cell.columns = tag.number().unwrap_or(1).clamp(1, MAX_COLUMNS),
                "vMerge" => cell.continues = continued(tag),
                "hMerge" => reached = continued(tag),
                _ => {}
            })?;
            body.hidden += usize::from(cell.continues);
            Ok(true)
        })?;
        self.flush(&mut cell.blocks);
        self.hidden -= usize::from(cell.continues);
        self.take_places(cell.columns)?;
        match row.cells.last_mut().filter(|_| reached) {
            Some(left) => left.columns += cell.columns,
            None => row.cells.push(cell),
        }
        Ok(())
    }

    fn take_places(&mut self, places: usize) -> Result<(), DocxError> {
        self.places += places;
        if self.places > MAX_PLACES { Err(DocxError::TooManyCells) } else { Ok(()) }
    }
}
