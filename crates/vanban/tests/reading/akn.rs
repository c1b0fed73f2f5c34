//! Akoma Ntoso: nothing lost, every place true, every reference leads somewhere. (That the schema accepts it, other
//! software says: `tests/clients`.)

use crate::markdown::DECISION;
use crate::spans::pieces;
use crate::{PORTAL, PRINT, RICH, read};
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeSet;
use vanban::emit::akn;
use vanban::model::{Document, Section, Span};
use vanban::text_of;

/// An element as it was read back: its name, its attributes, its words with all that is in it.
#[derive(Debug, Clone)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
}

impl Element {
    fn of(start: &BytesStart<'_>) -> Self {
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.unwrap();
            let key = attribute.key.as_ref().to_owned();
            (key, attribute.normalized_value(XmlVersion::Implicit1_0).unwrap().into_owned())
        });
        let name = start.name().as_ref().to_owned();
        Self { name, attributes: attributes.collect(), text: String::new() }
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Every element of an XML document in the order of their ends.
fn elements(xml: &str) -> Vec<Element> {
    let (mut reader, mut open, mut done) = (Reader::from_str(xml), Vec::<Element>::new(), Vec::new());
    let add = |open: &mut Vec<Element>, words: &str| open.iter_mut().for_each(|one| one.text.push_str(words));
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => open.push(Element::of(&start)),
            Event::Empty(start) => done.push(Element::of(&start)),
            Event::End(_) => done.push(open.pop().unwrap()),
            Event::Text(text) => add(&mut open, &text),
            Event::GeneralRef(entity) => {
                let name = format!("&{};", &*entity);
                add(&mut open, &quick_xml::escape::unescape(&name).unwrap());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty());
    done
}

fn all<'a>(elements: &'a [Element], name: &'a str) -> impl Iterator<Item = &'a Element> {
    elements.iter().filter(move |element| element.name == name)
}

fn first<'a>(elements: &'a [Element], name: &'a str) -> &'a Element {
    all(elements, name).next().unwrap_or_else(|| panic!("no {name}"))
}

fn documents() -> Vec<Document> {
    let mut documents: Vec<Document> =
        [PRINT, PORTAL, RICH, DECISION, include_str!("../../../../samples/van-ban-mau.txt")].map(read).into();
    documents.push(vanban::read(include_bytes!("fixtures/ke-hoach.html")).unwrap());
    documents.push(vanban::read(include_bytes!("fixtures/ke-hoach.pdf")).unwrap());
    documents
}

/// Every text that stands somewhere in the document.
fn texts(document: &Document) -> Vec<String> {
    fn walk(section: &Section, out: &mut Vec<String>) {
        out.push(section.label.clone());
        out.extend(section.heading.clone());
        out.extend(section.paragraphs.iter().map(|p| p.text.clone()));
        let rows = section.tables.iter().flat_map(|table| &table.rows);
        out.extend(rows.flat_map(|row| row.cells.iter().map(|cell| cell.text.clone())));
        section.sections.iter().for_each(|child| walk(child, out));
    }
    let head = &document.header;
    let mut out: Vec<String> =
        head.title.iter().chain(&head.place).chain(&head.recipients).cloned().collect();
    out.extend(document.preamble.iter().chain(&document.closing.paragraphs).map(|p| p.text.clone()));
    for signer in &head.signers {
        let words = [&signer.authority, &signer.capacity, &signer.position, &signer.name];
        out.extend(words.into_iter().flatten().cloned());
    }
    document.sections.iter().for_each(|section| walk(section, &mut out));
    out.retain(|text| !text.is_empty());
    out
}

#[test]
fn every_text_of_the_document_is_the_text_of_an_element() {
    for document in documents() {
        let elements = elements(&akn(&document));
        let written: BTreeSet<&str> = elements.iter().map(|element| element.text.as_str()).collect();
        for text in texts(&document) {
            assert!(written.contains(text.as_str()), "{text:?} is in no element");
        }
    }
}

fn span(place: &str) -> Span {
    let (start, end) = place.split_once('-').unwrap();
    Span::new(start.parse().unwrap(), end.parse().unwrap())
}

/// Asserts that identifiers are unique, references lead to them, and places hold the words of their elements.
#[track_caller]
fn assert_sound(document: &Document, xml: &str) {
    let elements = elements(xml);
    let ids: Vec<&str> = elements.iter().filter_map(|element| element.get("eId")).collect();
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(unique.len(), ids.len(), "identifiers are given twice");
    for (name, value) in elements.iter().flat_map(|element| &element.attributes) {
        if ["href", "refersTo", "source", "as", "within"].contains(&name.as_str()) {
            for local in value.split(' ').filter_map(|one| one.strip_prefix('#')) {
                assert!(unique.contains(local), "{name}={value:?} leads nowhere");
            }
        }
    }
    for element in &elements {
        let Some(place) = element.get("vb:span").map(span) else { continue };
        assert!(document.source_text.get(place.start..place.end).is_some(), "{element:?}");
        let words = text_of(&document.source_text, place);
        match element.name.as_str() {
            "p" | "ref" | "organization" | "role" | "docTitle" | "docNumber" | "docType" => {
                assert_eq!(element.text, words, "{element:?}");
            }
            "heading" => assert!(words.contains(&element.text), "{element:?} is not in {words:?}"),
            _ => {}
        }
    }
}

#[test]
fn identifiers_are_unique_references_lead_somewhere_and_places_are_true() {
    for document in documents() {
        assert_sound(&document, &akn(&document));
    }
}

#[test]
fn a_plan_is_identified_by_the_naming_convention() {
    let elements = elements(&akn(&read(RICH)));
    let work = "/akn/vn/statement/ke-hoach/uy-ban-nhan-dan-tinh-hai-dang/2026-06-05/27-kh-ubnd";
    let values: Vec<&str> = all(&elements, "FRBRuri").filter_map(|uri| uri.get("value")).collect();
    let expression = format!("{work}/vie@2026-06-05");
    assert_eq!(values, [work, &expression, &format!("{expression}.akn")]);
    assert_eq!(first(&elements, "statement").get("name"), Some("ke-hoach"));
    assert_eq!(first(&elements, "FRBRcountry").get("value"), Some("vn"));
    assert_eq!(first(&elements, "FRBRlanguage").get("language"), Some("vie"));
    assert_eq!(first(&elements, "FRBRnumber").get("value"), Some("27/KH-UBND"));
    assert_eq!(first(&elements, "docDate").get("date"), Some("2026-06-05"));
    let author = first(&elements, "FRBRauthor").get("href").unwrap().trim_start_matches('#');
    let issuer = all(&elements, "TLCOrganization").find(|one| one.get("eId") == Some(author)).unwrap();
    assert_eq!(issuer.get("showAs"), Some("Ủy ban nhân dân tỉnh Hải Đăng"));
}

#[test]
fn an_act_has_its_year_in_its_number_and_what_is_unknown_is_called_unknown() {
    let head = |number: &str| {
        format!(
            "ỦY BAN NHÂN DÂN\nTỈNH HẢI ĐĂNG\n\nSố: {number}\n\nHải Đăng, ngày 02 tháng 02 năm 2026\n\nQUYẾT ĐỊNH\n\nBAN HÀNH QUY ĐỊNH TRỒNG HỒI\n\nĐiều 1. Phạm vi\n\n1. Quy định này áp dụng trong tỉnh.\n"
        )
    };
    let act = elements(&akn(&read(&head("3/2026/QĐ-UBND"))));
    assert_eq!(first(&act, "act").get("name"), Some("quyet-dinh"));
    assert_eq!(first(&act, "clause").get("eId"), Some("art_1__clause_1"));
    let single = elements(&akn(&read(&head("3/QĐ-UBND"))));
    assert_eq!(all(&single, "act").count() + all(&single, "doc").count(), 0);
    let bare = elements(&akn(&read("I. MỤC TIÊU\n\nTrồng hồi.\n")));
    assert_eq!(all(&bare, "doc").count(), 1);
    let date = first(&bare, "FRBRdate");
    assert_eq!((date.get("date"), date.get("name")), (Some("0001-01-01"), Some("unknown")));
    assert_eq!(all(&bare, "eventRef").count() + all(&bare, "docDate").count(), 0);
}

#[test]
fn citations_agencies_signers_and_duties_are_marked() {
    let elements = elements(&akn(&read(RICH)));
    let cited: Vec<&str> = all(&elements, "ref").map(|one| one.get("href").unwrap()).collect();
    let decree = "/akn/vn/act/nghi-dinh/chinh-phu/2024-05-02/45-2024-nd-cp";
    assert_eq!(cited.iter().filter(|&&href| href == decree).count(), 2, "{cited:?}");
    let several =
        all(&elements, "organization").find(|one| one.text.starts_with("Sở Khoa học và Công nghệ;"));
    assert_eq!(
        several.unwrap().get("refersTo"),
        Some("#organization-so-khoa-hoc-va-cong-nghe #organization-trung-tam-duoc-lieu-bien-xanh")
    );
    let person = first(&elements, "person");
    assert_eq!((person.text.as_str(), person.get("as")), ("Nguyễn Thị Mẫu", Some("#role-pho-chu-tich")));
    let duty = first(&elements, "vb:duty");
    assert_eq!((duty.get("id"), duty.get("within")), (Some("d1"), Some("#sec_II__para_2")));
    assert_eq!(first(&elements, "vb:deadline").get("until"), Some("2027-06"));
    assert_eq!(all(&elements, "vb:duty").count(), read(RICH).duties.len());
    let recipient = all(&elements, "item").last().unwrap();
    assert_eq!(recipient.text.trim(), "Lưu: VT, KT");
}

#[test]
fn what_a_decision_promulgates_is_an_attachment_with_an_identity_of_its_own() {
    let xml = akn(&read(DECISION));
    let elements = elements(&xml);
    let components: Vec<&str> =
        all(&elements, "FRBRthis").filter_map(|this| this.get("value")?.rsplit('/').next()).collect();
    assert_eq!(components, ["!main", "!main", "!main.xml", "!annex_1", "!annex_1", "!annex_1.xml"]);
    assert_eq!(first(&elements, "attachment").get("eId"), Some("att_1"));
    assert!(xml.find("<conclusions>").unwrap() < xml.find("<attachments>").unwrap());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_text_is_written_well_formed_and_sound(text in pieces()) {
        if let Ok(document) = vanban::read(text.as_bytes()) {
            let xml = akn(&document);
            let written: Vec<Element> = elements(&xml);
            prop_assert!(written.len() > 10);
            if !text.contains(['\u{FFFE}', '\u{FFFF}']) {
                assert_sound(&document, &xml);
            }
        }
    }
}
