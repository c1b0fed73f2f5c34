//! Kinds of records, declared in data files: a new kind needs no code.
//!
//! The files that come with the program lie in `data/kinds/`; a folder `kinds` beside the data may replace a kind
//! (a file of the same `id`) or add one. What a file says is checked as a whole when the system starts.

use std::collections::BTreeSet;
use std::path::Path;

use rust_embed::RustEmbed;
use serde::Deserialize;

use crate::text_enum;
use crate::web::lang::Lang;

#[derive(RustEmbed)]
#[folder = "data/kinds/"]
struct Builtin;

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

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

impl Words {
    /// In one language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => &self.vi,
            Lang::En => &self.en,
        }
    }
}

text_enum! {
    /// What a field holds.
    pub enum FieldType {
        /// One line.
        Text = "text",
        /// Paragraphs, separated by empty lines.
        LongText = "long-text",
        /// A scientific name, set in italics.
        Scientific = "scientific",
        /// Several short texts, one a line.
        List = "list",
        /// A number with the declared unit.
        Number = "number",
        /// An amount in đồng.
        Money = "money",
        /// A day.
        Date = "date",
        /// A year.
        Year = "year",
        /// One of the declared options.
        Choice = "choice",
        /// An organisation of the directory.
        Organisation = "organisation",
        /// Communes and wards of the directory.
        Communes = "communes",
        /// Another record.
        Record = "record",
        /// An address on the web.
        Url = "url",
        /// Latitude and longitude in decimal degrees.
        Coordinates = "coordinates",
    }
}

text_enum! {
    /// Who sees a field.
    pub enum Visibility {
        /// Everybody.
        Public = "public",
        /// The public sees a rounded value only (coordinates of rare genetic resources).
        Coarsened = "coarsened",
        /// The agency and the reviewers only; it leaves by no public door.
        Withheld = "withheld",
    }
}

/// One option of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// What is kept.
    pub id: String,
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

impl Choice {
    /// In one language.
    #[must_use]
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => &self.vi,
            Lang::En => &self.en,
        }
    }
}

fn public() -> Visibility {
    Visibility::Public
}

/// A field of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Stable identifier within the kind. Fields that mean the same in several kinds share it (`xa`, `linh-vuc`).
    pub id: String,
    /// What stands beside it.
    pub label: Words,
    /// A shorter label for facets and tables.
    pub short: Option<Words>,
    /// What it holds.
    #[serde(rename = "type")]
    pub kind: FieldType,
    /// Whether a record cannot be submitted without it.
    #[serde(default)]
    pub required: bool,
    /// Who sees it.
    #[serde(default = "public")]
    pub visibility: Visibility,
    /// Whether lists can be narrowed by it.
    #[serde(default)]
    pub facet: bool,
    /// Whether cards and table rows show it.
    #[serde(default)]
    pub card: bool,
    /// Advice at the form field.
    pub help: Option<Words>,
    /// Unit of a number.
    pub unit: Option<String>,
    /// Options of a choice.
    #[serde(default)]
    pub options: Vec<Choice>,
    /// Kinds of record that a link may lead to; none means any.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// `contact`: the organisation that answers questions about the record.
    pub role: Option<FieldRole>,
}

text_enum! {
    /// A field with a place of its own on the page.
    pub enum FieldRole {
        /// Whom to ask.
        Contact = "contact",
    }
}

impl Field {
    /// The option with this identifier.
    #[must_use]
    pub fn option(&self, id: &str) -> Option<&Choice> {
        self.options.iter().find(|option| option.id == id)
    }

    /// The short label where there is one.
    #[must_use]
    pub fn short_label(&self, lang: Lang) -> &str {
        self.short.as_ref().unwrap_or(&self.label).get(lang)
    }

    /// Whether the public sees the value, whole or coarsened.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.visibility != Visibility::Withheld
    }
}

/// A part of the page and of the form.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its heading.
    pub heading: Words,
    /// Its fields.
    #[serde(rename = "field")]
    pub fields: Vec<Field>,
}

/// A kind of record.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// Stable identifier, part of the address: `nguon-gen`.
    pub id: String,
    /// Name.
    pub name: Words,
    /// One sentence on what it holds.
    pub about: Words,
    /// Advice on the title of a record.
    pub title_help: Words,
    /// The clause of the plan that asks for it.
    pub basis: Option<String>,
    /// Parts of the page.
    #[serde(rename = "section")]
    pub sections: Vec<Section>,
}

impl Kind {
    /// Every field, in order of the page.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.sections.iter().flat_map(|section| &section.fields)
    }

    /// The field with this identifier.
    #[must_use]
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields().find(|field| field.id == id)
    }

    /// The fields by which lists are narrowed; withheld ones never are.
    pub fn facets(&self) -> impl Iterator<Item = &Field> {
        self.fields().filter(|field| field.facet && field.is_public())
    }

    fn parse(file: &str, text: &str) -> Result<Self, KindError> {
        let form = |why: String| KindError::Form { file: file.to_owned(), why };
        let kind: Self = toml::from_str(text).map_err(|e| form(e.to_string()))?;
        if !is_address(&kind.id) {
            return Err(form(format!("mã “{}” chỉ được gồm a–z, 0–9 và dấu nối", kind.id)));
        }
        let mut seen = BTreeSet::new();
        for field in kind.fields() {
            if let Some(why) = fault(field, seen.insert(field.id.clone())) {
                return Err(KindError::Field { file: file.to_owned(), field: field.id.clone(), why });
            }
        }
        Ok(kind)
    }
}

/// What is wrong with a field, if anything.
fn fault(field: &Field, first: bool) -> Option<&'static str> {
    let groups = matches!(field.kind, FieldType::Choice | FieldType::Communes | FieldType::Year);
    if !is_address(&field.id) {
        Some("mã chỉ được gồm a–z, 0–9 và dấu nối")
    } else if !first {
        Some("mã dùng cho hai trường")
    } else if field.facet && ["xep", "kieu", "sau", "tai"].contains(&field.id.as_str()) {
        Some("mã trùng với một phần địa chỉ của danh sách")
    } else if (field.kind == FieldType::Choice) == field.options.is_empty() {
        Some("chỉ trường “choice” có “options”, và phải có ít nhất một")
    } else if field.facet && !(groups && field.visibility == Visibility::Public) {
        Some("chỉ lọc được theo trường công khai kiểu choice, communes hoặc year")
    } else if field.visibility == Visibility::Coarsened && field.kind != FieldType::Coordinates {
        Some("chỉ tọa độ làm tròn được")
    } else if field.role.is_some() && field.kind != FieldType::Organisation {
        Some("“role” chỉ dùng cho trường organisation")
    } else {
        None
    }
}

fn is_address(id: &str) -> bool {
    !id.is_empty()
        && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !["cua-toi", "cho-duyet", "moi"].contains(&id)
}

/// Every kind, in order of declaration.
#[derive(Debug, Clone, Default)]
pub struct Kinds(Vec<Kind>);

impl Kinds {
    /// The kinds that come with the program, with those of a folder laid over them. A missing folder is no error.
    ///
    /// # Errors
    /// [`KindError`] at the first file that cannot be used.
    pub fn load(folder: &Path) -> Result<Self, KindError> {
        let mut kinds = Self::default();
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
        Ok(kinds)
    }

    fn add(&mut self, kind: Kind) {
        match self.0.iter_mut().find(|known| known.id == kind.id) {
            Some(known) => *known = kind,
            None => self.0.push(kind),
        }
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[Kind] {
        &self.0
    }

    /// The kind with this identifier.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Kind> {
        self.0.iter().find(|kind| kind.id == id)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_kinds_that_come_with_the_program_are_sound() {
        let kinds = Kinds::load(Path::new("/nowhere")).unwrap();
        let ids: Vec<_> = kinds.all().iter().map(|k| k.id.as_str()).collect();
        assert_eq!(ids, ["nguon-gen", "cong-nghe", "san-pham", "doanh-nghiep"]);
        for kind in kinds.all() {
            assert!(kind.facets().count() > 1, "{} can be narrowed", kind.id);
            assert!(kind.fields().any(|f| f.visibility != Visibility::Public), "{}", kind.id);
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
        std::fs::write(folder.path().join("b.toml"), own.replace("san-pham", "vung-trong")).unwrap();
        let kinds = Kinds::load(folder.path()).unwrap();
        assert_eq!(kinds.all().len(), 5);
        assert_eq!(kinds.get("san-pham").unwrap().name.vi, "Hàng hóa");
        assert!(kinds.get("vung-trong").is_some());
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
        assert!(
            with(r#"type = "text", vissibility = "withheld""#).is_err(),
            "a typing error withholds nothing"
        );
    }
}
