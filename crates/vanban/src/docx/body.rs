//! From the XML of the main part to blocks.

use super::error::DocxError;
use super::numbering::Numbering;
use super::styles::{ListPlace, Styles};
use super::table::{Cell, Row, Table};
use super::xml::{Event, Tag, Xml};
use super::{Block, Paragraph};

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
    styles: Styles,
    places: usize,
    /// How many cells around us are hidden behind the cell above them.
    hidden: usize,
}

/// A paragraph in the making.
#[derive(Default)]
struct Draft {
    text: String,
    style: Option<String>,
    place: ListPlace,
    /// Text boxes anchored in it; they stand after it.
    aside: Vec<Block>,
}

impl<'a> Body<'a> {
    pub(super) fn new(part: &'a str, numbering: Numbering, styles: Styles) -> Self {
        Self { xml: Xml::new(part), numbering, styles, places: 0, hidden: 0 }
    }

    /// Reads the whole part.
    pub(super) fn read(mut self) -> Result<Vec<Block>, DocxError> {
        let mut blocks = Vec::new();
        loop {
            match self.xml.next()? {
                Event::Open(tag) => _ = self.block(&tag, &mut blocks)?,
                Event::Close | Event::Text(_) => {}
                Event::End => return Ok(blocks),
            }
        }
    }

    /// Takes the block that opens with `tag`; `false` for a wrapper, whose content follows.
    fn block(&mut self, tag: &Tag<'_>, blocks: &mut Vec<Block>) -> Result<bool, DocxError> {
        match tag.name() {
            "p" => self.paragraph(blocks)?,
            "tbl" => {
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
        self.within(|body, tag| body.block(tag, blocks))
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
        let mut draft = Draft::default();
        self.inline(&mut draft)?;
        let number = match self.hidden {
            0 => self.numbering.count(&draft.place, draft.style.as_deref(), &self.styles),
            _ => None,
        };
        blocks.push(Block::Paragraph(Paragraph { number, text: viet::nfc(draft.text.trim()) }));
        blocks.append(&mut draft.aside);
        Ok(())
    }

    /// The content of a paragraph or a run.
    fn inline(&mut self, draft: &mut Draft) -> Result<(), DocxError> {
        let mut vanished = false;
        self.within(|body, tag| {
            let sign = match tag.name() {
                "r" => {
                    body.inline(draft)?;
                    return Ok(true);
                }
                "t" => {
                    let text = body.xml.text()?;
                    if !vanished {
                        draft.text.push_str(&text);
                    }
                    return Ok(true);
                }
                "pPr" => {
                    body.paragraph_properties(draft)?;
                    return Ok(true);
                }
                "rPr" => {
                    body.xml.each(|tag| vanished |= tag.name() == "vanish" && tag.is_on())?;
                    return Ok(true);
                }
                "txbxContent" => {
                    body.blocks(&mut draft.aside)?;
                    return Ok(true);
                }
                "tab" | "ptab" => ' ',
                "br" | "cr" => '\n',
                "noBreakHyphen" => '-',
                name if UNSEEN.contains(&name) => {
                    body.xml.skip()?;
                    return Ok(true);
                }
                _ => return Ok(false),
            };
            if !vanished {
                draft.text.push(sign);
            }
            Ok(false)
        })
    }

    fn paragraph_properties(&mut self, draft: &mut Draft) -> Result<(), DocxError> {
        self.xml.each(|tag| match tag.name() {
            "pStyle" => draft.style = tag.value("val"),
            "numId" => draft.place.list = tag.value("val"),
            "ilvl" => draft.place.level = tag.number(),
            _ => {}
        })
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
