//! Reads the data file of organisations.
//!
//! The file that comes with the program describes Lạng Sơn; another province gives its own in the same form. What
//! the file says is checked as a whole: nothing is taken over from a file that contradicts itself.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

use super::directory::Directory;
use super::model::{
    Confidence, Function, Kind, MembersOf, Organisation, Succession, SuccessionKind, System, Vocabulary,
    derived, id_of,
};
use crate::ids::OrgId;

/// The organisations of Lạng Sơn.
const LANG_SON: &str = include_str!("../../data/organisations.toml");

/// Why a data file of organisations cannot be used. `Display` names the entry at fault, in Vietnamese.
#[derive(Debug, thiserror::Error)]
pub enum DataError {
    /// The file is not in the expected form.
    #[error("Tệp dữ liệu cơ quan không đúng mẫu: {0}")]
    Form(#[from] toml::de::Error),
    /// Two entries have one slug.
    #[error("Mã “{0}” dùng cho hai cơ quan")]
    Twice(String),
    /// An entry refers to something that the file does not have.
    #[error("“{of}” nhắc tới “{missing}” nhưng tệp không có mục này")]
    Missing {
        /// The entry.
        of: String,
        /// What it refers to.
        missing: String,
    },
    /// The days of two bodies and of the succession between them contradict each other.
    #[error("“{0}”: ngày bắt đầu, ngày kết thúc và ngày kế thừa không khớp nhau")]
    Days(String),
}

/// What a data file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Data {
    /// Organisations and groups.
    pub organisations: Vec<Organisation>,
    /// How one followed another.
    pub successions: Vec<Succession>,
    /// Functions and the meaning of groups.
    pub vocabulary: Vocabulary,
}

impl Data {
    /// The data that come with the program: Lạng Sơn province.
    ///
    /// # Errors
    /// Never in a released program: a test reads this file.
    pub fn lang_son() -> Result<Self, DataError> {
        Self::from_toml(LANG_SON)
    }

    /// Reads a data file.
    ///
    /// # Errors
    /// [`DataError`] at the first entry that does not fit.
    pub fn from_toml(text: &str) -> Result<Self, DataError> {
        let file: File = toml::from_str(text)?;
        let mut data = Self {
            organisations: Vec::new(),
            successions: Vec::new(),
            vocabulary: Vocabulary {
                functions: file.function.iter().map(FunctionEntry::build).collect(),
                groups: file.group.iter().map(GroupEntry::members).collect(),
            },
        };
        data.organisations.extend(file.organisation.iter().map(OrganisationEntry::build));
        data.organisations.extend(file.group.iter().map(GroupEntry::build));
        for entry in &file.succession {
            data.successions.push(entry.build(&file.decision)?);
        }
        if let (Some(districts), Some(communes)) = (&file.districts, &file.communes) {
            data.add_local_bodies(districts, communes, &file.decision)?;
        }
        data.check()?;
        Ok(data)
    }

    /// The snapshot that the system asks.
    #[must_use]
    pub fn directory(self) -> Directory {
        Directory::new(self.organisations, self.successions, self.vocabulary)
    }

    fn add_local_bodies(
        &mut self,
        districts: &Districts,
        communes: &Communes,
        decisions: &BTreeMap<String, String>,
    ) -> Result<(), DataError> {
        self.organisations.extend(districts.list.iter().map(|entry| entry.build(districts.to)));
        for entry in &communes.list {
            let commune = entry.build(communes.from);
            for former in &entry.formerly {
                let district =
                    districts.list.iter().find(|district| district.slug == *former).ok_or_else(|| {
                        DataError::Missing { of: commune.slug.clone(), missing: former.clone() }
                    })?;
                let link = SuccessionEntry {
                    from: district.slug(),
                    to: Some(commune.slug.clone()),
                    kind: SuccessionKind::Split,
                    function: None,
                    on: communes.from,
                    decision: Some(communes.decision.clone()),
                    confidence: districts.confidence,
                    note: None,
                };
                self.successions.push(link.build(decisions)?);
            }
            self.organisations.push(commune);
        }
        Ok(())
    }

    fn check(&self) -> Result<(), DataError> {
        let mut known: BTreeMap<OrgId, &Organisation> = BTreeMap::new();
        for org in &self.organisations {
            if known.insert(org.id, org).is_some() {
                return Err(DataError::Twice(org.slug.clone()));
            }
        }
        for org in &self.organisations {
            if org.parent.is_some_and(|parent| !known.contains_key(&parent)) {
                return Err(DataError::Missing { of: org.slug.clone(), missing: "parent".to_owned() });
            }
            if org.valid_from.zip(org.valid_to).is_some_and(|(from, to)| to < from) {
                return Err(DataError::Days(org.slug.clone()));
            }
        }
        for link in &self.successions {
            let Some(from) = known.get(&link.from) else {
                return Err(DataError::Missing { of: link.id.to_string(), missing: "from".to_owned() });
            };
            let ends_before = from.valid_to.and_then(|to| to.tomorrow().ok()) == Some(link.on);
            if ends_before == (link.kind == SuccessionKind::Transfer) {
                return Err(DataError::Days(from.slug.clone()));
            }
            let is_known = |slug: &String| self.vocabulary.functions.iter().any(|known| known.slug == *slug);
            if let Some(function) = link.function.as_ref().filter(|slug| !is_known(slug)) {
                return Err(DataError::Missing { of: from.slug.clone(), missing: function.clone() });
            }
            let Some(to) = link.to else { continue };
            match known.get(&to) {
                None => return Err(DataError::Missing { of: from.slug.clone(), missing: "to".to_owned() }),
                Some(to) if !to.exists_on(link.on) => return Err(DataError::Days(to.slug.clone())),
                Some(_) => {}
            }
        }
        Ok(())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    function: Vec<FunctionEntry>,
    #[serde(default)]
    decision: BTreeMap<String, String>,
    organisation: Vec<OrganisationEntry>,
    #[serde(default)]
    succession: Vec<SuccessionEntry>,
    #[serde(default)]
    group: Vec<GroupEntry>,
    districts: Option<Districts>,
    communes: Option<Communes>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FunctionEntry {
    slug: String,
    name: String,
    #[serde(default)]
    cues: Vec<String>,
}

impl FunctionEntry {
    fn build(&self) -> Function {
        Function { slug: self.slug.clone(), name: self.name.clone(), cues: self.cues.clone() }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OrganisationEntry {
    slug: String,
    kind: Kind,
    system: System,
    name: String,
    short_name: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
    parent: Option<String>,
    from: Option<Date>,
    to: Option<Date>,
    code: Option<String>,
    note: Option<String>,
    confidence: Option<Confidence>,
}

impl OrganisationEntry {
    fn build(&self) -> Organisation {
        Organisation {
            id: id_of(&self.slug),
            slug: self.slug.clone(),
            kind: self.kind,
            system: self.system,
            name: self.name.clone(),
            short_name: self.short_name.clone(),
            aliases: self.aliases.clone(),
            parent: self.parent.as_deref().map(id_of),
            valid_from: self.from,
            valid_to: self.to,
            code: self.code.clone(),
            note: self.note.clone(),
            confidence: self.confidence,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SuccessionEntry {
    from: String,
    to: Option<String>,
    kind: SuccessionKind,
    function: Option<String>,
    on: Date,
    decision: Option<String>,
    confidence: Option<Confidence>,
    note: Option<String>,
}

impl SuccessionEntry {
    fn build(&self, decisions: &BTreeMap<String, String>) -> Result<Succession, DataError> {
        let decision = self
            .decision
            .as_ref()
            .map(|slug| {
                let missing = || DataError::Missing { of: self.from.clone(), missing: slug.clone() };
                decisions.get(slug).cloned().ok_or_else(missing)
            })
            .transpose()?;
        let day = self.on.to_string();
        let parts = [
            "succession",
            &self.from,
            self.to.as_deref().unwrap_or_default(),
            self.function.as_deref().unwrap_or_default(),
            &day,
        ];
        Ok(Succession {
            id: derived(&parts),
            from: id_of(&self.from),
            to: self.to.as_deref().map(id_of),
            kind: self.kind,
            function: self.function.clone(),
            on: self.on,
            decision,
            confidence: self.confidence,
            note: self.note.clone(),
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupEntry {
    slug: String,
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    members: Vec<Kind>,
}

impl GroupEntry {
    fn members(&self) -> MembersOf {
        MembersOf { group: id_of(&self.slug), kinds: self.members.clone() }
    }

    fn build(&self) -> Organisation {
        Organisation { aliases: self.aliases.clone(), ..bare(&self.slug, Kind::Group, self.name.clone()) }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Districts {
    to: Date,
    confidence: Option<Confidence>,
    list: Vec<District>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct District {
    slug: String,
    name: String,
    #[serde(default)]
    city: bool,
}

impl District {
    fn slug(&self) -> String {
        format!("ubnd-{}-{}", if self.city { "thanh-pho" } else { "huyen" }, self.slug)
    }

    fn build(&self, to: Date) -> Organisation {
        let unit = format!("{} {}", if self.city { "thành phố" } else { "huyện" }, self.name);
        let mut org = local(&self.slug(), Kind::District, &unit);
        org.valid_to = Some(to);
        if self.city {
            org.aliases.push(format!("UBND TP {}", self.name));
        }
        org
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Communes {
    from: Date,
    decision: String,
    list: Vec<Commune>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Commune {
    code: String,
    slug: String,
    name: String,
    #[serde(default)]
    ward: bool,
    formerly: Vec<String>,
}

impl Commune {
    fn build(&self, from: Date) -> Organisation {
        let (kind, slug, unit) = match self.ward {
            true => (Kind::Ward, "phuong", "phường"),
            false => (Kind::Commune, "xa", "xã"),
        };
        let mut org = local(&format!("ubnd-{slug}-{}", self.slug), kind, &format!("{unit} {}", self.name));
        org.valid_from = Some(from);
        org.code = Some(self.code.clone());
        org
    }
}

/// The People's Committee of a local unit.
fn local(slug: &str, kind: Kind, unit: &str) -> Organisation {
    Organisation {
        short_name: Some(format!("UBND {unit}")),
        aliases: vec![unit.to_owned()],
        parent: Some(id_of("ubnd-tinh")),
        ..bare(slug, kind, format!("Ủy ban nhân dân {unit}"))
    }
}

fn bare(slug: &str, kind: Kind, name: String) -> Organisation {
    Organisation {
        id: id_of(slug),
        slug: slug.to_owned(),
        kind,
        system: System::State,
        name,
        short_name: None,
        aliases: Vec::new(),
        parent: None,
        valid_from: None,
        valid_to: None,
        code: None,
        note: None,
        confidence: None,
    }
}
