//! What stands in a cell, turned into what the form of a record would have sent. Pure.

use std::collections::BTreeMap;

use super::texts::ImportTexts;
use crate::catalogue::form::is_commune;
use crate::catalogue::kinds::{Field, FieldType, Visibility};
use crate::catalogue::links::Address;
use crate::catalogue::model::coarsen;
use crate::organisations::Directory;
use crate::web::lang::{Lang, fill};

/// A public record that a cell may name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its address.
    pub slug: String,
    /// Its kind.
    pub kind: String,
}

/// What cells may name.
pub struct Lookup<'a> {
    /// Organisations and communes.
    pub directory: &'a Directory,
    /// Public records by address and by canonical title.
    pub records: &'a BTreeMap<String, Vec<Named>>,
    /// The texts of problems.
    pub t: &'a ImportTexts,
}

impl Lookup<'_> {
    /// What the form would have sent for a field; `now` is what the record holds.
    ///
    /// # Errors
    /// What is wrong with the cell, in words.
    pub fn values(
        &self,
        field: &Field,
        cell: &str,
        now: &[String],
        csv: bool,
    ) -> Result<Vec<String>, String> {
        if cell.trim().is_empty() {
            return Ok(Vec::new());
        }
        match field.kind {
            FieldType::Choice => Ok(vec![self.option(field, cell)?]),
            FieldType::Choices => parts(cell).map(|part| self.option(field, part)).collect(),
            FieldType::Organisation => Ok(vec![self.organisation(cell)?]),
            FieldType::Organisations => parts(cell).map(|part| self.organisation(part)).collect(),
            FieldType::Communes => {
                let separate = |c: char| matches!(c, ';' | ',' | '\n');
                let names = cell.split(separate).map(str::trim).filter(|name| !name.is_empty());
                names.map(|name| self.commune(name)).collect()
            }
            FieldType::Record => Ok(vec![self.record(field, cell.trim())?]),
            FieldType::Records => {
                let lines: Result<Vec<String>, String> = cell
                    .lines()
                    .map(str::trim)
                    .filter(|line| !line.is_empty())
                    .map(|line| self.record(field, line))
                    .collect();
                Ok(vec![lines?.join("\n")])
            }
            // a program writes 1.234 for what a person writes 1,234: when it says what is there, it changes nothing
            FieldType::Number if csv && is_same_number(cell, now) => {
                Ok(now.iter().map(|n| n.replace('.', ",")).collect())
            }
            _ if field.visibility == Visibility::Coarsened && is_coarse(cell, now) => Ok(now.to_vec()),
            _ => Ok(vec![cell.to_owned()]),
        }
    }

    fn option(&self, field: &Field, typed: &str) -> Result<String, String> {
        let named = viet::canonical(typed);
        let found = field.options.iter().find(|option| {
            option.id == named || Lang::ALL.iter().any(|lang| viet::canonical(option.name(*lang)) == named)
        });
        found.map(|option| option.id.clone()).ok_or_else(|| {
            let offered: Vec<&str> = field.options.iter().map(|option| option.vi.as_str()).collect();
            fill(self.t.no_option, &[&typed, &offered.join("; ")])
        })
    }

    fn organisation(&self, typed: &str) -> Result<String, String> {
        let named = viet::canonical(typed);
        let found = self.directory.organisations().iter().find(|org| {
            org.slug == named
                || viet::canonical(&org.name) == named
                || org.short_name.as_ref().is_some_and(|short| viet::canonical(short) == named)
        });
        found.map(|org| org.slug.clone()).ok_or_else(|| fill(self.t.no_organisation, &[&typed]))
    }

    fn commune(&self, typed: &str) -> Result<String, String> {
        let named = viet::canonical(typed);
        let communes = self.directory.organisations().iter().filter(|org| is_commune(org.kind));
        let called = |name: &str| {
            let unit = viet::canonical(name);
            let unit = unit.strip_prefix("ủy ban nhân dân ").unwrap_or(&unit);
            unit == named || ["xã ", "phường "].iter().any(|kind| unit.strip_prefix(kind) == Some(&named))
        };
        let mut found = communes.filter(|org| org.slug == named || called(&org.name));
        match (found.next(), found.next()) {
            (Some(org), None) => Ok(org.slug.clone()),
            _ => Err(fill(self.t.no_commune, &[&typed])),
        }
    }

    fn record(&self, field: &Field, typed: &str) -> Result<String, String> {
        let key = key_of(typed);
        let fits = |named: &&Named| field.kinds.is_empty() || field.kinds.contains(&named.kind);
        let found: Vec<&Named> = self.records.get(&key).into_iter().flatten().filter(fits).collect();
        match found[..] {
            [one] => Ok(format!("/muc/{}", one.slug)),
            [] => Err(fill(self.t.no_record, &[&typed])),
            _ => Err(fill(self.t.two_records, &[&typed])),
        }
    }
}

/// Under which key a record is looked up: its address, or its canonical title.
#[must_use]
pub fn key_of(typed: &str) -> String {
    match Address::parse(typed) {
        Some(Address::Record(slug)) => slug,
        _ => viet::canonical(typed),
    }
}

/// Several values in one cell: by lines or semicolons, since names hold commas.
fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([';', '\n']).map(str::trim).filter(|part| !part.is_empty())
}

fn is_same_number(cell: &str, now: &[String]) -> bool {
    let read = |text: &String| text.parse::<f64>().ok();
    matches!((cell.trim().parse::<f64>().ok(), now.first().and_then(read)), (Some(a), Some(b)) if a == b)
}

/// Whether a cell holds the rounded coordinates that a public download gives for those that are kept.
fn is_coarse(cell: &str, now: &[String]) -> bool {
    now.first().and_then(|kept| coarsen(kept)).is_some_and(|coarse| coarse == cell.trim())
}
