//! The columns of a kind's files: those of its download, known by their headings in either language.

use crate::catalogue::form::name_of;
use crate::catalogue::kinds::{Field, FieldType, Kind};
use crate::web::lang::Lang;

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What<'a> {
    /// The identifier of a record: its address.
    Identifier,
    /// Its title.
    Title,
    /// Its introduction.
    Summary,
    /// A declared field.
    Field(&'a Field),
    /// Its sources, one a line.
    Sources,
    /// What it is linked to, one address a line.
    Links,
}

impl<'a> What<'a> {
    /// Every column of a kind's files, in order.
    #[must_use]
    pub fn all(kind: &'a Kind) -> Vec<Self> {
        let mut all = vec![Self::Identifier, Self::Title, Self::Summary];
        all.extend(kind.fields().map(Self::Field));
        all.extend([Self::Sources, Self::Links]);
        all
    }

    /// The heading.
    #[must_use]
    pub fn heading(self, lang: Lang) -> String {
        let texts = lang.texts();
        let t = &texts.catalogue;
        match self {
            Self::Identifier => texts.sheets.identifier.to_owned(),
            Self::Title => t.record_title.to_owned(),
            Self::Summary => t.summary.to_owned(),
            Self::Field(field) => heading(field, lang),
            Self::Sources => t.sources.to_owned(),
            Self::Links => t.links.to_owned(),
        }
    }

    /// The name of its field in the form of a record; the identifier has none there.
    #[must_use]
    pub fn key(self) -> String {
        match self {
            Self::Identifier => "ma".to_owned(),
            Self::Title => "title".to_owned(),
            Self::Summary => "summary".to_owned(),
            Self::Field(field) => name_of(&field.id),
            Self::Sources => "sources".to_owned(),
            Self::Links => "links".to_owned(),
        }
    }

    /// Whether a heading names this column.
    #[must_use]
    pub fn is_called(self, typed: &str) -> bool {
        let typed = viet::fold(typed);
        Lang::ALL.iter().any(|lang| viet::fold(&self.heading(*lang)) == typed)
            || matches!(self, Self::Field(field) if field.id == typed)
    }
}

/// The heading of a field's column: its label, with the unit of what is a number.
#[must_use]
pub fn heading(field: &Field, lang: Lang) -> String {
    let label = field.label.get(lang);
    match (field.kind, &field.unit) {
        (FieldType::Number, Some(unit)) => format!("{label} ({unit})"),
        (FieldType::Money, _) => format!("{label} (đồng)"),
        _ => label.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::catalogue::kinds::Kinds;

    #[test]
    fn no_two_columns_of_a_kind_can_be_mistaken() {
        let kinds = Kinds::load(std::path::Path::new("/nowhere")).unwrap();
        for kind in kinds.all() {
            let all = What::all(kind);
            for what in &all {
                for lang in Lang::ALL {
                    let named = what.heading(*lang);
                    let called: Vec<_> = all.iter().filter(|other| other.is_called(&named)).collect();
                    assert_eq!(called.len(), 1, "{}: {named}", kind.id);
                }
            }
        }
    }
}
