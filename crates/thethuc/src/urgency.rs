//! How fast a document must travel (place 10b; annex I, part I, III.2.b).

use crate::ooxml::{Element, Frame, Paragraph, Xml};

/// The degrees of urgency. The drafter proposes one, whoever signs decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// Khẩn.
    Urgent,
    /// Thượng khẩn.
    VeryUrgent,
    /// Hỏa tốc.
    Express,
}

/// Twips of a millimetre, in hundredths.
const MILLIMETRE: u32 = 5669;

impl Urgency {
    /// The words of the stamp: "HỎA TỐC".
    #[must_use]
    pub const fn words(self) -> &'static str {
        self.stamp().0
    }

    /// Words and width in millimetres; each stamp is 8 mm high.
    const fn stamp(self) -> (&'static str, u32) {
        match self {
            Self::Express => ("HỎA TỐC", 30),
            Self::VeryUrgent => ("THƯỢNG KHẨN", 40),
            Self::Urgent => ("KHẨN", 20),
        }
    }

    /// The stamp in the middle of a column: a rectangle with a single line around, bright red.
    pub(crate) fn write(self, within: u32, xml: &mut Xml) {
        let (words, width) = self.stamp();
        let frame =
            Frame { width: width * MILLIMETRE / 100, height: 8 * MILLIMETRE / 100, within, color: "FF0000" };
        xml.framed(&Paragraph::of(Element::Urgency, words), &frame);
    }
}
