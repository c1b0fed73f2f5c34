//! Who and what a document speaks of, as entries of Akoma Ntoso's top-level classes.

use super::xml::Xml;
use crate::lexicon;
use std::collections::BTreeMap;

/// The class of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    Organization,
    Role,
    Person,
    Location,
}

impl Class {
    /// The class of a party: whoever answers by office is a role, any other an organisation.
    pub(super) fn of_party(name: &str) -> Self {
        let office = lexicon::OFFICES.iter().any(|office| name.starts_with(office));
        if office { Self::Role } else { Self::Organization }
    }

    /// The element that marks its words in the text.
    pub(super) fn element(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::Role => "role",
            Self::Person => "person",
            Self::Location => "location",
        }
    }

    fn entry(self) -> &'static str {
        match self {
            Self::Organization => "TLCOrganization",
            Self::Role => "TLCRole",
            Self::Person => "TLCPerson",
            Self::Location => "TLCLocation",
        }
    }
}

/// All entries, each once.
#[derive(Debug, Default)]
pub(super) struct Agents {
    /// The first spelling of each entry, by class and identifier.
    known: BTreeMap<(Class, String), String>,
}

impl Agents {
    /// The reference to an entry ("#organization-so-y-te"), which is made when it is new.
    pub(super) fn refer(&mut self, class: Class, name: &str) -> String {
        let word = viet::slug(name);
        let word = if word.is_empty() { "nn".to_owned() } else { word };
        let reference = format!("#{}-{word}", class.element());
        self.known.entry((class, word)).or_insert_with(|| name.to_owned());
        reference
    }

    /// Writes the entries.
    pub(super) fn write(&self, xml: &mut Xml) {
        for ((class, word), name) in &self.known {
            let element = class.element();
            let (id, iri) = (format!("{element}-{word}"), format!("/akn/ontology/{element}/vn/{word}"));
            xml.leaf(class.entry(), &[("eId", &id), ("href", &iri), ("showAs", name)]);
        }
    }
}
