//! Declarations read and checked.

use std::collections::BTreeSet;
use std::path::Path;

use crate::digest::sha256;
use rust_embed::RustEmbed;
use serde::Deserialize;

use super::{Field, FieldType, Group, Kind, Kinds, STARS, Visibility};

#[derive(RustEmbed)]
#[folder = "data/kinds/"]
struct Builtin;

const GROUPS: &str = include_str!("../../../data/kind-groups.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Groups {
    group: Vec<Group>,
}

/// Why a declaration cannot be used. `Display` names the file and the entry at fault, in Vietnamese.
#[derive(Debug, thiserror::Error)]
pub enum KindError {
    /// The file is not in the expected form.
    #[error("Tệp khai báo loại {file} không đúng mẫu: {why}")]
    Form {
        /// Which file.
        file: String,
        /// What the reader of TOML says.
        why: String,
    },
    /// The file contradicts itself.
    #[error("Tệp khai báo loại {file}, trường “{field}”: {why}")]
    Field {
        /// Which file.
        file: String,
        /// Which field.
        field: String,
        /// What is wrong.
        why: &'static str,
    },
    /// The folder cannot be read.
    #[error("Không đọc được thư mục khai báo loại: {0}")]
    Folder(#[from] std::io::Error),
}

impl Kind {
    fn parse(file: &str, text: &str) -> Result<Self, KindError> {
        let form = |why: String| KindError::Form { file: file.to_owned(), why };
        let mut kind: Self = toml::from_str(text).map_err(|e| form(e.to_string()))?;
        kind.digest = sha256(text.as_bytes());
        if !is_address(&kind.id) {
            return Err(form(format!("mã “{}” chỉ được gồm a–z, 0–9 và dấu nối", kind.id)));
        }
        if kind.schema_org.as_deref().is_some_and(|name| !is_term(name, char::is_uppercase)) {
            return Err(form("“schema_org” phải là tên một kiểu của schema.org".to_owned()));
        }
        let mut seen = BTreeSet::new();
        for field in kind.fields() {
            if let Some(why) = fault(field, seen.insert(field.id.clone())) {
                return Err(KindError::Field { file: file.to_owned(), field: field.id.clone(), why });
            }
        }
        if let Some((field, why)) = kind.misplaced() {
            return Err(KindError::Field { file: file.to_owned(), field, why });
        }
        kind.settle();
        Ok(kind)
    }
}

/// What is wrong with a field, if anything.
fn fault(field: &Field, first: bool) -> Option<&'static str> {
    if !is_address(&field.id) {
        Some("mã chỉ được gồm a–z, 0–9 và dấu nối")
    } else if !first {
        Some("mã dùng cho hai trường")
    } else if field.facet && ["xep", "kieu", "sau", "tai"].contains(&field.id.as_str()) {
        Some("mã trùng với một phần địa chỉ của danh sách")
    } else if field.kind.has_options() == field.options.is_empty() {
        Some("chỉ trường “choice”, “choices” có “options”, và phải có ít nhất một")
    } else if field.options.iter().any(|option| option.stars.is_some_and(|n| !(1..=STARS).contains(&n))) {
        Some("“stars” từ 1 đến 5")
    } else if field.facet && !(field.kind.groups() && field.visibility == Visibility::Public) {
        Some(
            "chỉ lọc được theo trường công khai kiểu choice, choices, communes, organisation, organisations hoặc year",
        )
    } else if field.visibility == Visibility::Coarsened && field.kind != FieldType::Coordinates {
        Some("chỉ tọa độ làm tròn được")
    } else if field.role.is_some() && field.kind != FieldType::Organisation {
        Some("“role” chỉ dùng cho trường organisation")
    } else if field.property.as_deref().is_some_and(|name| !is_term(name, char::is_lowercase)) {
        Some("“property” phải là tên một thuộc tính của schema.org")
    } else if field.property.is_some() && !field.is_public() {
        Some("trường không công khai không có “property”")
    } else {
        None
    }
}

/// Whether this can be a name of schema.org: types begin with a capital letter, properties with a small one.
fn is_term(name: &str, first: fn(char) -> bool) -> bool {
    name.starts_with(first) && name.bytes().all(|b| b.is_ascii_alphanumeric())
}

fn is_address(id: &str) -> bool {
    !id.is_empty()
        && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !["cua-toi", "cho-duyet", "moi", "nhap"].contains(&id)
}

impl Kinds {
    /// The kinds that come with the program, with those of a folder laid over them. A missing folder is no error.
    ///
    /// # Errors
    /// [`KindError`] at the first file that cannot be used.
    pub fn load(folder: &Path) -> Result<Self, KindError> {
        let groups: Groups = toml::from_str(GROUPS)
            .map_err(|e| KindError::Form { file: "kind-groups.toml".to_owned(), why: e.to_string() })?;
        let mut kinds = Self { groups: groups.group, kinds: Vec::new() };
        let mut names: Vec<_> = Builtin::iter().collect();
        names.sort();
        for name in names {
            if let Some(file) = Builtin::get(&name) {
                kinds.add(Kind::parse(&name, &String::from_utf8_lossy(&file.data))?);
            }
        }
        if folder.is_dir() {
            let mut files: Vec<_> =
                std::fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
            files.retain(|path| path.extension().is_some_and(|ext| ext == "toml"));
            files.sort();
            for path in files {
                let text = std::fs::read_to_string(&path)?;
                kinds.add(Kind::parse(&path.display().to_string(), &text)?);
            }
        }
        kinds.arrange()
    }

    /// One kind alone, for tests.
    #[cfg(test)]
    pub(crate) fn only(text: &str) -> Result<Self, KindError> {
        Ok(Self { groups: Vec::new(), kinds: vec![Kind::parse("a.toml", text)?] })
    }

    fn add(&mut self, kind: Kind) {
        match self.kinds.iter_mut().find(|known| known.id == kind.id) {
            Some(known) => *known = kind,
            None => self.kinds.push(kind),
        }
    }

    /// Puts the kinds in order of their groups, each group in order of its files.
    fn arrange(mut self) -> Result<Self, KindError> {
        for kind in &self.kinds {
            if !self.groups.iter().any(|group| group.id == kind.group) {
                let why = format!("không có nhóm “{}”", kind.group);
                return Err(KindError::Form { file: kind.id.clone(), why });
            }
        }
        for kind in &self.kinds {
            if let Some(other) = kind.counterpart.as_ref().filter(|other| self.get(other).is_none()) {
                let why = format!("“counterpart”: không có loại “{other}”");
                return Err(KindError::Form { file: kind.id.clone(), why });
            }
        }
        let groups = &self.groups;
        self.kinds.sort_by_key(|kind| groups.iter().position(|group| group.id == kind.group));
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::catalogue::kinds::FieldRole;
    use crate::organisations::data::Data;

    #[test]
    fn the_kinds_that_come_with_the_program_are_sound() {
        let kinds = Kinds::load(Path::new("/nowhere")).unwrap();
        let ids: Vec<_> = kinds.all().iter().map(|k| k.id.as_str()).collect();
        assert_eq!(ids[..4], ["nguon-gen", "san-pham", "vung-trong", "so-huu-tri-tue"]);
        let directory = Data::lang_son().unwrap().directory();
        for kind in kinds.all() {
            assert!(kind.facets().count() > 1, "{} can be narrowed", kind.id);
            assert!(
                kind.fields().any(|f| f.role == Some(FieldRole::Contact)),
                "{} says whom to ask",
                kind.id
            );
            assert!(kind.basis.is_some(), "{} is asked for by the plan", kind.id);
            let back = kind.counterpart.as_deref().and_then(|other| kinds.get(other));
            assert!(
                back.is_none_or(|other| other.counterpart.as_ref() == Some(&kind.id)),
                "{} and its counterpart name each other",
                kind.id
            );
            assert!(kind.fields().filter(|f| f.card).count() < 6, "{} fits a card", kind.id);
            let mut leads = kind.fields().flat_map(|field| &field.kinds);
            assert!(leads.all(|id| kinds.get(id).is_some()), "{} leads to known kinds", kind.id);
            assert!(kind.writers.iter().all(|slug| directory.by_slug(slug).is_some()), "{}", kind.id);
        }
    }

    #[test]
    fn a_folder_adds_a_kind_and_replaces_one() {
        let folder = tempfile::tempdir().unwrap();
        let own = r#"
            id = "san-pham"
            name = { vi = "Hàng hóa", en = "Goods" }
            about = { vi = "a", en = "a" }
            title_help = { vi = "a", en = "a" }
            [[section]]
            heading = { vi = "a", en = "a" }
            field = [{ id = "mo-ta", label = { vi = "Mô tả", en = "About" }, type = "text" }]
        "#;
        std::fs::write(folder.path().join("a.toml"), own).unwrap();
        std::fs::write(folder.path().join("b.toml"), own.replace("san-pham", "tin-nong")).unwrap();
        let kinds = Kinds::load(folder.path()).unwrap();
        assert_eq!(kinds.all().len(), Kinds::load(Path::new("/nowhere")).unwrap().all().len() + 1);
        assert_eq!(kinds.get("san-pham").unwrap().name.vi, "Hàng hóa");
        assert!(kinds.get("tin-nong").is_some());
        let (last, others) = kinds.groups().last().unwrap();
        assert_eq!(last.id, "khac");
        assert_eq!(others.len(), 2, "what names no group stands with the others");
        std::fs::write(folder.path().join("c.toml"), format!("group = \"khong-co\"\n{own}")).unwrap();
        assert!(Kinds::load(folder.path()).is_err(), "a group that nobody declared");
        std::fs::write(folder.path().join("c.toml"), format!("counterpart = \"khong-co\"\n{own}")).unwrap();
        assert!(Kinds::load(folder.path()).is_err(), "a counterpart that nobody declared");
    }

    #[test]
    fn a_declaration_that_would_leak_or_confuse_is_refused() {
        let with = |field: &str| {
            let text = format!(
                r#"id = "x"
                name = {{ vi = "a", en = "a" }}
                about = {{ vi = "a", en = "a" }}
                title_help = {{ vi = "a", en = "a" }}
                [[section]]
                heading = {{ vi = "a", en = "a" }}
                field = [{{ id = "f", label = {{ vi = "a", en = "a" }}, {field} }}]"#
            );
            Kind::parse("x.toml", &text)
        };
        assert!(with(r#"type = "text""#).is_ok());
        assert!(with(r#"type = "communes", facet = true, visibility = "withheld""#).is_err());
        assert!(with(r#"type = "text", facet = true"#).is_err());
        assert!(with(r#"type = "choice""#).is_err());
        assert!(with(r#"type = "text", visibility = "coarsened""#).is_err());
        assert!(with(r#"type = "choice", options = [{ id = "a", vi = "a", en = "a", stars = 5 }]"#).is_ok());
        assert!(with(r#"type = "choice", options = [{ id = "a", vi = "a", en = "a", stars = 6 }]"#).is_err());
        assert!(with(r#"type = "text", property = "brand""#).is_ok());
        assert!(with(r#"type = "text", property = "Brand name""#).is_err());
        assert!(with(r#"type = "text", property = "brand", visibility = "withheld""#).is_err());
        assert!(
            with(r#"type = "text", vissibility = "withheld""#).is_err(),
            "a typing error withholds nothing"
        );
    }
}
