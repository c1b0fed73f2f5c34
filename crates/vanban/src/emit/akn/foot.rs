//! What stands below the text: recipients and signatures.

use super::Akn;
use super::agents::Class;
use super::body::at;
use super::xml::Xml;
use crate::model::{Document, Signer};

impl Akn<'_> {
    /// Closing paragraphs, recipients and signatures.
    pub(super) fn conclusions(&mut self, xml: &mut Xml) {
        let document = self.document;
        let header = &document.header;
        if document.closing.paragraphs.is_empty() && header.recipients.is_empty() && header.signers.is_empty()
        {
            return;
        }
        xml.block("conclusions", &[], |xml| {
            self.paragraphs(xml, &document.closing.paragraphs);
            if !header.recipients.is_empty() {
                let place = at(header.spans.get("recipients").copied());
                let attributes: Vec<_> = [("name", "recipients")].into_iter().chain(place.pairs()).collect();
                xml.block("container", &attributes, |xml| self.recipients(xml, document));
            }
            if !header.signers.is_empty() {
                let place = at(header.spans.get("signers").copied());
                let attributes: Vec<_> = [("name", "signatures")].into_iter().chain(place.pairs()).collect();
                xml.block("container", &attributes, |xml| {
                    header.signers.iter().for_each(|signer| self.signature(xml, signer));
                });
            }
        });
    }

    fn recipients(&mut self, xml: &mut Xml, document: &Document) {
        let id = self.ids.take("recipients");
        xml.block("blockList", &[("eId", &id)], |xml| {
            xml.line("listIntroduction", &[], |xml| xml.text("Nơi nhận:"));
            for (i, recipient) in document.header.recipients.iter().enumerate() {
                let id = self.ids.take(&format!("{id}__item_{}", i + 1));
                xml.block("item", &[("eId", &id)], |xml| {
                    xml.line("p", &[], |xml| self.recipient(xml, recipient));
                });
            }
        });
    }

    /// A recipient that begins with an agency's name has it marked; what follows says why it is sent.
    fn recipient(&mut self, xml: &mut Xml, recipient: &str) {
        let party = crate::parties::at(recipient, 0).map_or(0..0, |party| party.range);
        let (Some(name), Some(rest)) = (recipient.get(party.clone()), recipient.get(party.end..)) else {
            return xml.text(recipient);
        };
        if party.start == 0 && !name.is_empty() {
            let class = Class::of_party(name);
            let entry = self.agents.refer(class, name);
            xml.inline(class.element(), &[("refersTo", &entry)], |xml| xml.text(name));
            xml.text(rest);
        } else {
            xml.text(recipient);
        }
    }

    fn signature(&mut self, xml: &mut Xml, signer: &Signer) {
        let issuer = self.document.header.issuer.clone();
        let role = signer.position.as_deref().map(|position| self.agents.refer(Class::Role, position));
        let mut lines: Vec<(&str, String, &str)> = Vec::new();
        if let Some(words) = &signer.authority {
            let name = issuer.as_deref().unwrap_or(words);
            lines.push(("organization", self.agents.refer(Class::Organization, name), words));
        }
        if let Some(words) = &signer.capacity {
            lines.push(("role", self.agents.refer(Class::Role, words), words));
        }
        lines.extend(
            role.clone().zip(signer.position.as_deref()).map(|(entry, words)| ("role", entry, words)),
        );
        if let Some(name) = &signer.name {
            lines.push(("person", self.agents.refer(Class::Person, name), name));
        }
        xml.line("p", &[], |xml| {
            xml.inline("signature", &[], |xml| {
                for (i, (element, entry, words)) in lines.iter().enumerate() {
                    if i > 0 {
                        xml.mark("eol");
                        xml.text("\n");
                    }
                    let mut attributes = vec![("refersTo", entry.as_str())];
                    attributes
                        .extend(role.as_deref().filter(|_| *element == "person").map(|role| ("as", role)));
                    xml.inline(element, &attributes, |xml| xml.text(words));
                }
            });
        });
    }
}
