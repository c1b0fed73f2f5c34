//! The organisations and their successions in memory, read once and asked often.

use std::collections::HashMap;

use jiff::civil::Date;

use super::model::{Function, Kind, Organisation, Succession, Vocabulary};
use crate::ids::OrgId;

/// What a name printed in a document stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolution {
    /// The official name or the usual abbreviation of an organisation.
    Exact(OrgId),
    /// Another writing of its name.
    Alias(OrgId),
    /// A name for many; the group when it is a known one.
    Group(Option<OrgId>),
    /// A name that several organisations share on this day.
    Ambiguous(Vec<OrgId>),
    /// No organisation is known by this name.
    Unknown,
}

impl Resolution {
    /// The organisation or group, when the name stands for exactly one.
    #[must_use]
    pub fn id(&self) -> Option<OrgId> {
        match self {
            Self::Exact(id) | Self::Alias(id) => Some(*id),
            Self::Group(id) => *id,
            Self::Ambiguous(_) | Self::Unknown => None,
        }
    }
}

/// An immutable snapshot of all organisations, their successions and the vocabulary.
#[derive(Debug, Clone, Default)]
pub struct Directory {
    organisations: Vec<Organisation>,
    by_id: HashMap<OrgId, usize>,
    by_slug: HashMap<String, usize>,
    successions: Vec<Succession>,
    vocabulary: Vocabulary,
    names: HashMap<String, Vec<Named>>,
    folded: HashMap<String, Vec<Named>>,
}

/// An entry of the index of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Named {
    id: OrgId,
    official: bool,
}

impl Directory {
    /// Builds the snapshot. Organisations come in alphabetical order afterwards, successions in order of date and
    /// then of the names concerned.
    #[must_use]
    pub fn new(
        mut organisations: Vec<Organisation>,
        mut successions: Vec<Succession>,
        vocabulary: Vocabulary,
    ) -> Self {
        organisations.sort_by_cached_key(|org| viet::sort_key(&org.name));
        let mut directory = Self { vocabulary, ..Self::default() };
        for (at, org) in organisations.iter().enumerate() {
            directory.by_id.insert(org.id, at);
            directory.by_slug.insert(org.slug.clone(), at);
            let official = [Some(&org.name), org.short_name.as_ref()].into_iter().flatten();
            for (name, official) in
                official.map(|name| (name, true)).chain(org.aliases.iter().map(|name| (name, false)))
            {
                let (key, folded) = (name_key(name), viet::fold(&name_key(name)));
                let named = Named { id: org.id, official };
                insert(directory.names.entry(key).or_default(), named);
                insert(directory.folded.entry(folded).or_default(), named);
            }
        }
        let place = |id: OrgId| directory.by_id.get(&id).copied();
        successions.sort_by_key(|way| (way.on, place(way.from), way.to.and_then(place), way.id));
        directory.organisations = organisations;
        directory.successions = successions;
        directory
    }

    /// Every organisation and group, in alphabetical order.
    #[must_use]
    pub fn organisations(&self) -> &[Organisation] {
        &self.organisations
    }

    /// Every succession, in order of date.
    #[must_use]
    pub fn successions(&self) -> &[Succession] {
        &self.successions
    }

    /// The organisation with this key.
    #[must_use]
    pub fn get(&self, id: OrgId) -> Option<&Organisation> {
        self.by_id.get(&id).map(|at| &self.organisations[*at])
    }

    /// The organisation with this slug.
    #[must_use]
    pub fn by_slug(&self, slug: &str) -> Option<&Organisation> {
        self.by_slug.get(slug).map(|at| &self.organisations[*at])
    }

    /// The organisation named in an address, by slug or by key.
    #[must_use]
    pub fn find(&self, slug_or_id: &str) -> Option<&Organisation> {
        self.by_slug(slug_or_id).or_else(|| self.get(slug_or_id.parse().ok()?))
    }

    /// The function with this slug.
    #[must_use]
    pub fn function(&self, slug: &str) -> Option<&Function> {
        self.vocabulary.functions.iter().find(|function| function.slug == slug)
    }

    /// Every function, for a person to choose from.
    #[must_use]
    pub fn functions(&self) -> &[Function] {
        &self.vocabulary.functions
    }

    /// How the work of this organisation passed on, in order of date.
    pub fn successions_from(&self, id: OrgId) -> impl Iterator<Item = &Succession> {
        self.successions.iter().filter(move |succession| succession.from == id)
    }

    /// What this organisation took over, in order of date.
    pub fn successions_to(&self, id: OrgId) -> impl Iterator<Item = &Succession> {
        self.successions.iter().filter(move |succession| succession.to == Some(id))
    }

    /// What a printed name stands for. Names of bodies that exist on the day go before names of others; a name
    /// that nobody bears on the day is still found, since documents name bodies after their end.
    #[must_use]
    pub fn resolve(&self, printed: &str, on: Date) -> Resolution {
        let key = name_key(printed);
        if key.is_empty() {
            return Resolution::Unknown;
        }
        for variant in variants(&key) {
            if let Some(found) = self.look_up(&self.names, &variant, on) {
                return found;
            }
        }
        for variant in variants(&viet::fold(&key)) {
            if let Some(found) = self.look_up(&self.folded, &variant, on) {
                return found;
            }
        }
        if key.starts_with("các ") || key.starts_with("những ") {
            return Resolution::Group(None);
        }
        Resolution::Unknown
    }

    fn look_up(&self, index: &HashMap<String, Vec<Named>>, key: &str, on: Date) -> Option<Resolution> {
        let found = index.get(key)?;
        let existing: Vec<Named> = found.iter().filter(|named| self.exists(named.id, on)).copied().collect();
        let found = if existing.is_empty() { found.as_slice() } else { &existing };
        match found {
            [] => None,
            [one] => Some(match self.get(one.id) {
                Some(org) if org.is_group() => Resolution::Group(Some(one.id)),
                _ if one.official => Resolution::Exact(one.id),
                _ => Resolution::Alias(one.id),
            }),
            several => Some(Resolution::Ambiguous(several.iter().map(|named| named.id).collect())),
        }
    }

    fn exists(&self, id: OrgId, on: Date) -> bool {
        self.get(id).is_some_and(|org| org.exists_on(on))
    }

    /// Whom a group may stand for on this day, in alphabetical order. Nothing follows from it until a person has
    /// chosen. Empty when only a person can say who is meant, and for an organisation that is no group.
    #[must_use]
    pub fn expand(&self, group: OrgId, on: Date) -> Vec<OrgId> {
        let kinds: &[Kind] = self
            .vocabulary
            .groups
            .iter()
            .find(|members| members.group == group)
            .map_or(&[], |members| &members.kinds);
        self.organisations
            .iter()
            .filter(|org| kinds.contains(&org.kind) && org.exists_on(on))
            .map(|org| org.id)
            .collect()
    }

    /// Whether the People's Committee may urge, rank or send back this body ([`super::System::is_subordinate`]).
    /// False for a body that is not known.
    #[must_use]
    pub fn is_subordinate(&self, id: OrgId) -> bool {
        self.get(id).is_some_and(|org| org.system.is_subordinate())
    }
}

fn insert(names: &mut Vec<Named>, named: Named) {
    match names.iter_mut().find(|known| known.id == named.id) {
        Some(known) => known.official |= named.official,
        None => names.push(named),
    }
}

/// The form under which two writings of a name are equal: canonical text, words only, the usual abbreviations of
/// the commonest words written out.
fn name_key(name: &str) -> String {
    let text = viet::canonical(name).replace('&', " và ");
    let words =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(|word| match word {
            "ubnd" => "ủy ban nhân dân",
            "hđnd" => "hội đồng nhân dân",
            "ubmttq" => "ủy ban mặt trận tổ quốc",
            "htx" => "hợp tác xã",
            other => other,
        });
    words.collect::<Vec<_>>().join(" ")
}

/// The name as it stands, then without the words that documents add to it or leave out.
fn variants(key: &str) -> Vec<String> {
    const TAILS: [&str; 10] = [
        " có liên quan",
        " liên quan",
        " tỉnh lạng sơn",
        " lạng sơn",
        " tỉnh",
        " co lien quan",
        " lien quan",
        " tinh lang son",
        " lang son",
        " tinh",
    ];
    let mut out = vec![key.to_owned()];
    let mut rest = key;
    while let Some(shorter) = TAILS.iter().find_map(|tail| rest.strip_suffix(tail)) {
        out.push(shorter.to_owned());
        rest = shorter;
    }
    out
}
