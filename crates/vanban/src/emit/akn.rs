//! Documents as Akoma Ntoso 3.0 (OASIS LegalDocML, akn-core 1.0): valid against its schema, with the place of every
//! piece in the source as attribute `vb:span` and the duties as analysis, both in a namespace of their own.

mod agents;
mod body;
mod foot;
mod inline;
mod meta;
mod names;
mod xml;

use crate::model::Document;
use agents::Agents;
use inline::Marks;
use names::{Ids, Names};
use std::collections::HashMap;
use xml::Xml;

/// The namespace of Akoma Ntoso 3.0.
const AKN: &str = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";
/// The namespace of what Akoma Ntoso has no word for: spans, duties, targets, the source.
const OWN: &str = "urn:vanban:1";

/// What is known while a document is written.
#[derive(Debug)]
struct Akn<'a> {
    document: &'a Document,
    names: Names,
    agents: Agents,
    marks: Marks<'a>,
    ids: Ids,
    /// Identifier of each section's element.
    places: HashMap<String, String>,
}

/// The document as Akoma Ntoso 3.0: tree, tables, head, recipients and signatures with all their words; agencies as
/// `TLCOrganization`, signers as `TLCPerson` and `TLCRole`, citations as `ref`; FRBR identification by the naming
/// convention. A day that is not known is written as 0001-01-01 with the name "unknown", for the schema demands one.
///
/// ```
/// let plan = "KẾ HOẠCH\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\nChủ trì thực hiện.";
/// let xml = vanban::emit::akn(&vanban::read(plan.as_bytes())?);
/// assert!(xml.contains("Sở Y tế</organization>"));
/// # Ok::<(), vanban::ReadError>(())
/// ```
pub fn akn(document: &Document) -> String {
    let mut akn = Akn {
        document,
        names: names::of(document),
        agents: Agents::default(),
        marks: Marks::of(document),
        ids: Ids::default(),
        places: HashMap::new(),
    };
    let (sections, annexes) = document.body_and_annexes();
    // The text comes first, so that the head can list everybody it names.
    let mut text = Xml::at_depth(2);
    akn.preface(&mut text);
    akn.preamble(&mut text);
    akn.sections(&mut text, sections);
    akn.conclusions(&mut text);
    akn.attachments(&mut text, annexes);
    let mut xml = Xml::at_depth(0);
    let element = akn.names.element;
    let name = akn.names.subtype.clone().unwrap_or_else(|| "document".to_owned());
    xml.block("akomaNtoso", &[("xmlns", AKN), ("xmlns:vb", OWN)], |xml| {
        xml.block(element, &[("name", &name)], |xml| {
            xml.block("meta", &[], |xml| meta::write(xml, &mut akn));
            xml.piece(text);
        });
    });
    xml.finish()
}
