//! The head of a document: who issues it, its number, place and date, and the name and motto of the State.

use jiff::civil::Date;

use crate::{
    metrics,
    ooxml::{Element, PAGE_TEXT, Paragraph, Xml},
    text::{capitals, clean, one_line},
    title::Title,
    urgency::Urgency,
};

const STATE: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";

/// The column of the issuer; the rest of the page's width holds the name of the State on one line.
const LEFT: u32 = 4190;
const RIGHT: u32 = PAGE_TEXT - LEFT;

/// The head (places 1 to 4 of annex I, part I, IV). Names are given as in running text ("Sở Khoa học và Công
/// nghệ"): the head prints them in capitals, annexes quote them as given. A line feed in a name breaks the line
/// there; a name too long for its column is broken evenly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The agency directly above, if one is to be named (cơ quan chủ quản).
    pub superior: Option<String>,
    /// The agency that issues the document.
    pub issuer: String,
    /// The running number of the year; blank for the clerk to write when `None`.
    pub number: Option<u32>,
    /// The symbol after the slash: `BC-SKHCN`, for a công văn `SKHCN-QLKH`. Printed as given.
    pub symbol: String,
    /// The place; `None` prints neither place nor date, as minutes have it (annex III, sample 1.9).
    pub place: Option<String>,
    /// The day of issue; blank for the clerk to write when `None`.
    pub day: Option<Date>,
}

impl Head {
    /// `05/BC-SKHCN`: numbers below 10 with a zero in front (II.3.c); room to write when there is no number.
    #[must_use]
    pub fn number_and_symbol(&self) -> String {
        let number = self.number.map_or_else(|| blank(7), |number| format!("{number:02}"));
        format!("{number}/{}", one_line(&self.symbol))
    }

    /// `ngày 05 tháng 02 năm 2026`: days below 10 and the months 1 and 2 with a zero in front (II.4.b); room to
    /// write when there is no day.
    #[must_use]
    pub fn date(&self) -> String {
        self.day.map_or_else(
            || format!("ngày{0}tháng{0}năm{0}", blank(6)),
            |day| {
                let month = day.month();
                let month = if month < 3 { format!("0{month}") } else { month.to_string() };
                format!("ngày {:02} tháng {month} năm {}", day.day(), day.year())
            },
        )
    }

    /// Two columns: the issuer and the State; number and place with date on one line below (II.4.c).
    pub(crate) fn write(&self, title: &Title, urgency: Option<Urgency>, xml: &mut Xml) {
        xml.columns(
            [LEFT, RIGHT],
            |xml| self.issuer(xml),
            |xml| {
                xml.paragraph(&Paragraph::of(Element::State, STATE));
                xml.paragraph(&Paragraph::of(Element::Motto, MOTTO));
                xml.rule(metrics::width(MOTTO, Element::Motto.look().points, true), RIGHT);
            },
        );
        xml.columns(
            [LEFT, RIGHT],
            |xml| {
                let number = format!("Số: {}", self.number_and_symbol());
                xml.paragraph(&Paragraph::of(Element::Number, number));
                if let Title::Letter { about } = title {
                    let look = Element::Subject.look();
                    let about = format!("V/v {}", clean(about));
                    for (at, line) in
                        metrics::balanced(&about, look.points, false, LEFT - 300).iter().enumerate()
                    {
                        let mut paragraph = Paragraph::of(Element::Subject, line.as_str());
                        paragraph.before = (at == 0).then_some(120);
                        xml.paragraph(&paragraph);
                    }
                }
                if let Some(urgency) = urgency {
                    xml.gap(120);
                    urgency.write(LEFT, xml);
                }
            },
            |xml| match &self.place {
                Some(place) => {
                    let words = format!("{}, {}", one_line(place), self.date());
                    xml.paragraph(&Paragraph::of(Element::PlaceDate, words));
                }
                None => xml.paragraph(&Paragraph::of(Element::PlaceDate, "")),
            },
        );
        xml.gap(200);
    }

    fn issuer(&self, xml: &mut Xml) {
        let room = LEFT - 100;
        if let Some(superior) = &self.superior {
            for line in metrics::balanced(&upper(superior), Element::Superior.look().points, false, room) {
                xml.paragraph(&Paragraph::of(Element::Superior, line));
            }
        }
        let points = Element::Issuer.look().points;
        let lines = metrics::balanced(&upper(&self.issuer), points, true, room);
        let longest = lines.iter().map(|line| metrics::width(line, points, true)).max().unwrap_or(0);
        for line in lines {
            xml.paragraph(&Paragraph::of(Element::Issuer, line));
        }
        // between 1/3 and 1/2 of the line (II.2.b)
        xml.rule(longest * 2 / 5, LEFT);
    }
}

/// Capitals, with the breaks the writer set.
fn upper(name: &str) -> String {
    clean(name).split('\n').map(capitals).collect::<Vec<_>>().join("\n")
}

/// Room to write in, which no line end splits.
fn blank(spaces: usize) -> String {
    "\u{A0}".repeat(spaces)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn head(number: Option<u32>, day: Option<Date>) -> Head {
        Head {
            superior: None,
            issuer: "Sở Khoa học và Công nghệ".into(),
            number,
            symbol: "BC-SKHCN".into(),
            place: Some("Lạng Sơn".into()),
            day,
        }
    }

    #[test]
    fn small_numbers_have_a_zero_in_front() {
        assert_eq!(head(Some(5), None).number_and_symbol(), "05/BC-SKHCN");
        assert_eq!(head(Some(182), None).number_and_symbol(), "182/BC-SKHCN");
    }

    #[test]
    fn only_january_and_february_have_a_zero_in_front() {
        assert_eq!(head(None, Some(date(2026, 2, 5))).date(), "ngày 05 tháng 02 năm 2026");
        assert_eq!(head(None, Some(date(2026, 3, 15))).date(), "ngày 15 tháng 3 năm 2026");
        assert_eq!(head(None, Some(date(2026, 12, 1))).date(), "ngày 01 tháng 12 năm 2026");
    }

    #[test]
    fn the_clerk_finds_room_to_write() {
        assert_eq!(head(None, None).number_and_symbol().replace('\u{A0}', "_"), "_______/BC-SKHCN");
        assert_eq!(head(None, None).date().replace('\u{A0}', ""), "ngàythángnăm");
    }
}
