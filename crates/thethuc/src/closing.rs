//! The end of a document: who signs and who receives it (places 7 and 9b; annex I, part I, II.7 and II.9).

use crate::{
    authority::Authority,
    ooxml::{Element, PAGE_TEXT, Paragraph, Xml},
    text::{item, one_line},
};

/// One signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// By what authority; for minutes the part in the meeting ("Chủ tọa").
    pub authority: Authority,
    /// Full name, without academic titles (II.7.c); empty leaves it to be written.
    pub name: String,
}

/// Who signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signing {
    /// One signature at the right, recipients at the left.
    One(Signature),
    /// Minutes: secretary at the left, chair at the right, recipients below (annex III, sample 1.9).
    Minutes {
        /// Who wrote them.
        secretary: Signature,
        /// Who chaired.
        chair: Signature,
    },
}

/// Nơi nhận. Every item gets its "-" and ";"; "Như trên" is set in front where the document names addressees.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recipients {
    /// Who else receives the document.
    pub to: Vec<String>,
    /// What follows "Lưu: VT,": the unit that drafted it, the copies kept. May be empty.
    pub kept: String,
}

impl Recipients {
    fn lines(&self, as_above: bool) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let given: Vec<String> = self.to.iter().map(|to| item(to)).filter(|to| !to.is_empty()).collect();
        if as_above && given.iter().all(|to| to != "Như trên") {
            lines.push("- Như trên;".to_owned());
        }
        lines.extend(given.into_iter().map(|to| format!("- {to};")));
        let kept = item(&self.kept);
        lines.push(if kept.is_empty() { "- Lưu: VT.".to_owned() } else { format!("- Lưu: VT, {kept}.") });
        lines
    }

    fn write(&self, as_above: bool, xml: &mut Xml) {
        xml.paragraph(&Paragraph::of(Element::RecipientsHead, "Nơi nhận:"));
        for line in self.lines(as_above) {
            xml.paragraph(&Paragraph::of(Element::Recipients, line));
        }
    }
}

impl Signature {
    fn write(&self, xml: &mut Xml) {
        for line in self.authority.lines() {
            xml.paragraph(&Paragraph::of(Element::Authority, line));
        }
        xml.paragraph(&Paragraph::of(Element::Signer, one_line(&self.name)));
    }
}

/// Writes signatures and recipients.
pub fn write(signing: &Signing, recipients: &Recipients, as_above: bool, xml: &mut Xml) {
    let half = PAGE_TEXT / 2;
    xml.gap(120);
    match signing {
        Signing::One(signature) => {
            let left = PAGE_TEXT * 9 / 20;
            xml.columns(
                [left, PAGE_TEXT - left],
                |xml| recipients.write(as_above, xml),
                |xml| signature.write(xml),
            );
        }
        Signing::Minutes { secretary, chair } => {
            xml.columns([half, PAGE_TEXT - half], |xml| secretary.write(xml), |xml| chair.write(xml));
            xml.gap(120);
            recipients.write(as_above, xml);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recipients_get_their_dashes_and_stops() {
        let recipients = Recipients { to: vec!["- UBND tỉnh;".into(), String::new()], kept: "QLKH".into() };
        assert_eq!(recipients.lines(true), ["- Như trên;", "- UBND tỉnh;", "- Lưu: VT, QLKH."]);
        assert_eq!(recipients.lines(false), ["- UBND tỉnh;", "- Lưu: VT, QLKH."]);
        assert_eq!(Recipients::default().lines(false), ["- Lưu: VT."]);
    }
}
