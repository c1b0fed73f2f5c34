//! Fields of forms to which guidance can be attached.

use std::collections::HashMap;

use super::store;
use crate::catalogue::kinds::Kinds;
use crate::db::{Conn, Day};
use crate::ids::GuidanceId;
use crate::reporting::texts::ReportingTexts;
use crate::web::lang::Lang;

/// What the report's fields begin with.
pub const REPORT: &str = "bao-cao";

/// The fields of one form, for a person to choose from.
#[derive(Debug, Clone)]
pub struct Form {
    /// What the form is called.
    pub name: String,
    /// Its fields: name, label.
    pub fields: Vec<(String, String)>,
}

/// Every form: the report, and each kind of record.
#[must_use]
pub fn forms(t: &ReportingTexts, report: &str, kinds: &Kinds, lang: Lang) -> Vec<Form> {
    let of_report = [
        ("tien-do", t.progress),
        ("ket-qua", t.result),
        ("so-lieu", t.figures),
        ("kinh-phi", t.money),
        ("kho-khan", t.difficulty),
        ("nguyen-nhan", t.cause),
        ("de-xuat", t.proposal),
        ("tep", t.evidence),
    ];
    let mut forms = vec![Form {
        name: report.to_owned(),
        fields: of_report.map(|(name, label)| (format!("{REPORT}.{name}"), label.to_owned())).to_vec(),
    }];
    forms.extend(kinds.all().iter().map(|kind| {
        Form {
            name: kind.name.get(lang).to_owned(),
            fields: kind
                .fields()
                .map(|field| {
                    (format!("{}.{}", of_kind(&kind.id), field.id), field.label.get(lang).to_owned())
                })
                .collect(),
        }
    }));
    forms
}

/// What the fields of a kind's form begin with.
#[must_use]
pub fn of_kind(kind: &str) -> String {
    format!("muc.{kind}")
}

/// A link beside a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldLink {
    /// Where the guidance is.
    pub href: String,
    /// Its title.
    pub title: String,
}

/// The links beside the labels of one form.
#[derive(Debug, Clone, Default)]
pub struct FieldLinks(HashMap<String, FieldLink>);

impl FieldLinks {
    /// The link at a field.
    #[must_use]
    pub fn at(&self, field: &str) -> Option<&FieldLink> {
        self.0.get(field)
    }
}

/// The links for one form: published guidance that holds on a day, for people who have signed in.
///
/// # Errors
/// Those of the database.
pub async fn field_links(c: &mut Conn, form: &str, day: Day) -> sqlx::Result<FieldLinks> {
    let found: Vec<(String, GuidanceId, String)> = store::at_fields(c, form, day).await?;
    let prefix = format!("{form}.");
    let link = |(field, id, title): (String, GuidanceId, String)| {
        let field = field.strip_prefix(&prefix)?.to_owned();
        Some((field, FieldLink { href: format!("/huong-dan/{id}"), title }))
    };
    Ok(FieldLinks(found.into_iter().filter_map(link).collect()))
}
