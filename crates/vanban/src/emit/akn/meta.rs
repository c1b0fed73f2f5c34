//! What is said about the document: identification, lifecycle, duties, who and what it speaks of.

use super::Akn;
use super::agents::Class;
use super::inline::cited_id;
use super::names::{self, UNKNOWN_DAY};
use super::xml::{Xml, place};
use crate::model::{Duty, Target};
use serde::Serialize;

/// The agent that made the XML, as metadata must name one.
const READER: &str = "#vanban";

/// Everything below `meta`.
pub(super) fn write(xml: &mut Xml, akn: &mut Akn<'_>) {
    let document = akn.document;
    identification(xml, akn, "main");
    if let Some(date) = document.header.date {
        xml.block("lifecycle", &[("source", READER)], |xml| {
            let date = date.to_string();
            let attributes = [
                ("eId", "event_1"),
                ("date", date.as_str()),
                ("source", "#original"),
                ("type", "generation"),
            ];
            xml.leaf("eventRef", &attributes);
        });
    }
    // Written first, for it names agents.
    let mut analysis = Xml::at_depth(3);
    analysis.block("analysis", &[("source", READER)], |xml| {
        xml.block("otherAnalysis", &[("source", READER)], |xml| {
            xml.block("vb:duties", &[], |xml| document.duties.iter().for_each(|one| duty(xml, akn, one)));
            xml.block("vb:targets", &[], |xml| document.targets.iter().for_each(|one| target(xml, akn, one)));
        });
    });
    xml.piece(analysis);
    references(xml, akn);
    xml.block("proprietary", &[("source", READER)], |xml| source(xml, akn));
}

/// Work, expression and manifestation of the document, or of a component of it.
pub(super) fn identification(xml: &mut Xml, akn: &mut Akn<'_>, component: &str) {
    let header = &akn.document.header;
    let issuer = header.issuer.as_deref().unwrap_or("Cơ quan ban hành chưa rõ");
    let author = akn.agents.refer(Class::Organization, issuer);
    let names = akn.names.clone();
    let (date, of_day) = match header.date {
        Some(date) => (date.to_string(), "issued"),
        None => (UNKNOWN_DAY.to_owned(), "unknown"),
    };
    let core = |xml: &mut Xml, this: &str, uri: &str, author: &str| {
        xml.leaf("FRBRthis", &[("value", this)]);
        xml.leaf("FRBRuri", &[("value", uri)]);
        xml.leaf("FRBRdate", &[("date", &date), ("name", of_day)]);
        xml.leaf("FRBRauthor", &[("href", author)]);
    };
    let (work, expression) = (&names.work, &names.expression);
    xml.block("identification", &[("source", READER)], |xml| {
        xml.block("FRBRWork", &[], |xml| {
            core(xml, &format!("{work}/!{component}"), work, &author);
            xml.leaf("FRBRcountry", &[("value", "vn")]);
            if let Some(subtype) = &names.subtype {
                xml.leaf("FRBRsubtype", &[("value", subtype)]);
            }
            if let Some(number) = &header.number {
                xml.leaf("FRBRnumber", &[("value", number)]);
            }
            if let Some(title) = &header.title {
                xml.leaf("FRBRname", &[("value", title)]);
            }
        });
        xml.block("FRBRExpression", &[], |xml| {
            core(xml, &format!("{expression}/!{component}"), expression, &author);
            xml.leaf("FRBRlanguage", &[("language", "vie")]);
        });
        xml.block("FRBRManifestation", &[], |xml| {
            core(xml, &format!("{expression}/!{component}.xml"), &format!("{expression}.akn"), READER);
            xml.leaf("FRBRformat", &[("value", "application/akn+xml")]);
        });
    });
}

/// A duty: how it is answered for, and by whom.
fn duty(xml: &mut Xml, akn: &mut Akn<'_>, duty: &Duty) {
    let (span, role, recurrence) = (place(duty.span), word(duty.role), duty.recurrence.map(word));
    let mut attributes = vec![("id", duty.id.as_str()), ("vb:span", &span), ("role", &role)];
    let within = duty.section.as_ref().and_then(|path| akn.places.get(path)).map(|id| format!("#{id}"));
    attributes.extend(within.as_deref().map(|within| ("within", within)));
    attributes.extend(recurrence.as_deref().map(|recurrence| ("recurrence", recurrence)));
    xml.block("vb:duty", &attributes, |xml| {
        for (element, names) in [("vb:owner", &duty.owners), ("vb:coordinator", &duty.coordinators)] {
            parties(xml, akn, element, names);
        }
        if let Some(deadline) = &duty.deadline {
            let date = deadline.date.map(|date| date.to_string());
            let attributes: Vec<(&str, &str)> =
                [("date", date.as_deref()), ("until", deadline.until.as_deref())]
                    .into_iter()
                    .filter_map(|(name, value)| Some((name, value?)))
                    .collect();
            xml.line("vb:deadline", &attributes, |xml| xml.text(&deadline.text));
        }
        if let Some(product) = &duty.product {
            xml.line("vb:product", &[], |xml| xml.text(product));
        }
        duty.basis.iter().for_each(|number| xml.leaf("vb:basis", &[("number", number)]));
    });
}

fn target(xml: &mut Xml, akn: &mut Akn<'_>, target: &Target) {
    let (span, value, change) = (place(target.span), target.value.to_string(), word(target.change));
    let mut attributes = vec![("vb:span", span.as_str()), ("value", &value)];
    attributes.extend(target.unit.as_deref().map(|unit| ("unit", unit)));
    attributes.extend(target.by.as_deref().map(|year| ("by", year)));
    attributes.push(("change", &change));
    xml.block("vb:target", &attributes, |xml| {
        xml.line("vb:measure", &[], |xml| xml.text(&target.measure));
        parties(xml, akn, "vb:owner", &target.owners);
    });
}

fn parties(xml: &mut Xml, akn: &mut Akn<'_>, element: &str, names: &[String]) {
    for name in names {
        let entry = akn.agents.refer(Class::of_party(name), name);
        xml.line(element, &[("refersTo", &entry)], |xml| xml.text(name));
    }
}

/// The document's original, the agents, and each document that it cites.
fn references(xml: &mut Xml, akn: &Akn<'_>) {
    xml.block("references", &[("source", READER)], |xml| {
        let shown = akn.document.header.number.as_deref().unwrap_or("văn bản gốc");
        xml.leaf("original", &[("eId", "original"), ("href", &akn.names.expression), ("showAs", shown)]);
        // The schema wants an agent where a program made the metadata.
        let program = "/akn/ontology/organization/vn/vanban";
        xml.leaf("TLCOrganization", &[("eId", "vanban"), ("href", program), ("showAs", "Hoa Hồi, vanban")]);
        akn.agents.write(xml);
        for (i, cited) in akn.document.references.iter().enumerate() {
            let href = names::cited(cited)
                .unwrap_or_else(|| format!("/akn/ontology/reference/vn/{}", viet::slug(&cited.number)));
            let shown = [cited.kind.as_deref(), Some(cited.number.as_str()), cited.title.as_deref()];
            let shown = shown.into_iter().flatten().collect::<Vec<_>>().join(" ");
            let id = cited_id(i);
            let mut attributes = vec![("eId", id.as_str()), ("href", &href), ("showAs", &shown)];
            attributes.extend(cited.short_name.as_deref().map(|short| ("shortForm", short)));
            attributes.push(("name", "document"));
            xml.leaf("TLCReference", &attributes);
        }
    });
}

/// The file that was read, what it says it carries out, and what of it is no part of the document.
fn source(xml: &mut Xml, akn: &Akn<'_>) {
    let (document, info) = (akn.document, &akn.document.source);
    let (format, spans_in) = (word(info.format), word(info.spans_in));
    let length = info.length.to_string();
    let attributes =
        [("format", format.as_str()), ("sha256", &info.sha256), ("length", &length), ("spansIn", &spans_in)];
    xml.leaf("vb:source", &attributes);
    document.header.basis.iter().for_each(|number| xml.leaf("vb:basis", &[("number", number)]));
    for noise in &document.noise {
        xml.leaf("vb:noise", &[("vb:span", &place(noise.span)), ("reason", &noise.reason)]);
    }
}

/// The word that an enumeration has in the JSON.
fn word(value: impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
