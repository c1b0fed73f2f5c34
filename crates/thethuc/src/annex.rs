//! Annexes (annex I, part I, III.1; annex III, sample 2.1): each begins a page and counts its own pages.

use crate::{
    body::{self, Block},
    head::Head,
    metrics,
    numbering::roman,
    ooxml::{Element, Paragraph, Xml},
    text::{capitals, one_line},
    title::Title,
};

/// How the sheets of an annex lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Orientation {
    /// Upright.
    #[default]
    Portrait,
    /// Across, for wide tables.
    Landscape,
}

/// An annex. The body has to mention it (III.1.a).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Annex {
    /// The title, printed in capitals.
    pub title: String,
    /// How its sheets lie.
    pub orientation: Orientation,
    /// What stands in it.
    pub body: Vec<Block>,
}

impl Annex {
    /// Writes the annex; `number` when there are several.
    pub(crate) fn write(&self, number: Option<usize>, head: &Head, title: &Title, xml: &mut Xml) {
        let width = self.orientation.text_width();
        let name = number.map_or_else(|| "Phụ lục".to_owned(), |number| format!("Phụ lục {}", roman(number)));
        xml.paragraph(&Paragraph::of(Element::AnnexName, name));
        let points = Element::AnnexTitle.look().points;
        for line in metrics::balanced(&capitals(&self.title), points, true, width * 9 / 10) {
            xml.paragraph(&Paragraph::of(Element::AnnexTitle, line));
        }
        let source = format!(
            "(Kèm theo {} số {} {} của {})",
            title.name(),
            head.number_and_symbol(),
            head.date(),
            one_line(&head.issuer)
        );
        xml.paragraph(&Paragraph::of(Element::AnnexSource, source));
        xml.rule(width / 8, width);
        xml.gap(120);
        body::write(&self.body, true, width, Element::AnnexCell, xml);
    }
}
