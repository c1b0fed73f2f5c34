//! A whole document.

use jiff::Timestamp;

use crate::{
    annex::{Annex, Orientation},
    body::{self, Block},
    closing::{self, Recipients, Signing},
    head::Head,
    metrics,
    ooxml::{self, Element, PAGE_TEXT, Package, Paragraph, Xml},
    text::{item, one_line},
    title::Title,
    urgency::Urgency,
};

/// Why a document could not be written.
#[derive(Debug, thiserror::Error)]
#[error("Không ghi được tệp DOCX: {0}")]
pub struct DocumentError(#[from] zip::result::ZipError);

/// An official document. See the crate's first page for an example.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Issuer, number, place and date.
    pub head: Head,
    /// Kind and matter.
    pub title: Title,
    /// Kính gửi (place 9a): only for a công văn, a tờ trình and a report to a higher agency (II.9.b); else empty.
    pub addressees: Vec<String>,
    /// The body.
    pub body: Vec<Block>,
    /// Who signs.
    pub signing: Signing,
    /// Who receives it.
    pub recipients: Recipients,
    /// How fast it must travel, when faster than usual (place 10b).
    pub urgency: Option<Urgency>,
    /// The annexes; numbered when there are two or more (III.1.a).
    pub annexes: Vec<Annex>,
    /// A remark at the top of each page: "DỰ THẢO", "DỮ LIỆU MINH HỌA".
    pub mark: Option<String>,
    /// When the file was made, for its properties.
    pub written: Option<Timestamp>,
}

impl Document {
    /// A document without body, addressees, recipients and annexes yet.
    #[must_use]
    pub fn new(head: Head, title: Title, signing: Signing) -> Self {
        Self {
            head,
            title,
            addressees: Vec::new(),
            body: Vec::new(),
            signing,
            recipients: Recipients::default(),
            urgency: None,
            annexes: Vec::new(),
            mark: None,
            written: None,
        }
    }

    /// Writes the document. The same values give the same bytes.
    ///
    /// # Errors
    /// [`DocumentError`] when the document is larger than the format allows.
    pub fn docx(&self) -> Result<Vec<u8>, DocumentError> {
        let package = Package {
            title: format!("{} {}", self.title.name(), one_line(self.title.about())),
            author: one_line(&self.head.issuer),
            written: self.written,
            mark: self.mark.as_deref().map(one_line),
            body: self.body_xml(),
        };
        Ok(package.bytes()?)
    }

    fn body_xml(&self) -> Xml {
        let mut xml = Xml::default();
        self.head.write(&self.title, self.urgency, &mut xml);
        self.title.write(&mut xml);
        self.write_addressees(&mut xml);
        let body = match (&self.title, self.body.split_first()) {
            (Title::Ruling { .. }, Some((grounds @ Block::Grounds(_), articles))) => {
                body::write(std::slice::from_ref(grounds), false, PAGE_TEXT, Element::Cell, &mut xml);
                articles
            }
            _ => &self.body,
        };
        self.title.write_enacting(&mut xml);
        body::write(body, true, PAGE_TEXT, Element::Cell, &mut xml);
        closing::write(&self.signing, &self.recipients, !self.addressees.is_empty(), &mut xml);
        let mut orientation = Orientation::Portrait;
        for (number, annex) in (1..).zip(&self.annexes) {
            xml.end_section(orientation);
            orientation = annex.orientation;
            let number = (self.annexes.len() > 1).then_some(number);
            annex.write(number, &self.head, &self.title, &mut xml);
        }
        xml.end_document(orientation);
        xml
    }

    /// One addressee on the line of "Kính gửi:" (without a stop, as the sample in V, row 8 has it), several below it, each with a dash under the colon (II.9.d).
    fn write_addressees(&self, xml: &mut Xml) {
        const WORDS: &str = "Kính gửi:";
        let names: Vec<String> = self.addressees.iter().map(|name| item(name)).collect();
        let points = Element::Addressee.look().points;
        match names.as_slice() {
            [] => {}
            [name] => {
                let mut paragraph = Paragraph::of(Element::Addressee, format!("{WORDS} {name}"));
                paragraph.align = Some(crate::grid::Align::Centre);
                xml.paragraph(&paragraph);
                xml.gap(ooxml::LINE_GAP);
            }
            names => {
                let colon = metrics::width("Kính gửi", points, false);
                let longest = names.iter().map(|name| metrics::width(name, points, false)).max().unwrap_or(0);
                let left = PAGE_TEXT.saturating_sub(colon + longest + 200).min(PAGE_TEXT / 2) / 2;
                let mut first = Paragraph::of(Element::Addressee, WORDS);
                first.left = left;
                xml.paragraph(&first);
                for (at, name) in names.iter().enumerate() {
                    let stop = if at + 1 == names.len() { "." } else { ";" };
                    let mut line = Paragraph::of(Element::Addressee, format!("- {name}{stop}"));
                    let dash = metrics::width("- ", points, false);
                    (line.left, line.hanging) = (left + colon + dash, dash);
                    xml.paragraph(&line);
                }
                xml.gap(ooxml::LINE_GAP);
            }
        }
    }
}
