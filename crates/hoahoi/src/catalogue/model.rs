//! What a record holds, and how it lives.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::kinds::{Kind, Visibility};
use super::media::{Paper, Picture};
use super::shared::Shared;
use crate::db::{Day, Millis};
use crate::search::Facets;
use crate::text_enum;

/// The field of a record that names its field of the plan's III.3.
pub const FIELD: &str = "linh-vuc";

text_enum! {
    /// Where the working version of a record stands. Whether the public sees an earlier version is another matter.
    pub enum State {
        /// Being written.
        Draft = "draft",
        /// Waiting for a reviewer.
        Submitted = "submitted",
        /// Returned with a reason.
        SentBack = "sent-back",
        /// Reviewed; the public will see this very version from its hour on, without a person acting.
        Scheduled = "scheduled",
        /// Reviewed; the public sees this very version.
        Published = "published",
        /// Gone from every public door, past versions included.
        Withdrawn = "withdrawn",
    }
}

impl State {
    /// Whether a reviewer is to decide.
    #[must_use]
    pub fn awaits_review(self) -> bool {
        self == Self::Submitted
    }

    /// Whether a reviewer may return it with a reason: what awaits review, and what waits for its hour.
    #[must_use]
    pub fn can_send_back(self) -> bool {
        matches!(self, Self::Submitted | Self::Scheduled)
    }

    /// Whether the writer may hand it in. A published version has already been, a submitted one is waiting.
    #[must_use]
    pub fn can_submit(self) -> bool {
        matches!(self, Self::Draft | Self::SentBack)
    }
}

text_enum! {
    /// What was done to a record: one entry of its history.
    pub enum Action {
        /// Content was written.
        Save = "save",
        /// Handed in for review.
        Submit = "submit",
        /// Returned with a reason.
        SendBack = "send-back",
        /// Reviewed, to be published at its hour.
        Schedule = "schedule",
        /// Published.
        Publish = "publish",
        /// Withdrawn.
        Withdraw = "withdraw",
        /// Put back to what it was before an import that was undone.
        Undo = "undo",
    }
}

text_enum! {
    /// What a record can be linked to.
    pub enum LinkKind {
        /// A duty of a plan.
        Duty = "duty",
        /// A plan.
        Plan = "plan",
        /// An organisation.
        Organisation = "organisation",
        /// Another record.
        Record = "record",
    }
}

/// A link from a record to something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Link {
    /// To what kind of thing.
    pub kind: LinkKind,
    /// To which one.
    pub id: Uuid,
}

/// What a version of a record says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Title.
    pub title: String,
    /// Two or three sentences that stand above the rest.
    pub summary: String,
    /// The declared fields that hold something, by their identifiers. Numbers are kept in plain notation, days in
    /// ISO form, choices by identifier, organisations and communes by slug, records by slug.
    pub values: BTreeMap<String, Vec<String>>,
    /// Duties, plans, organisations and records it belongs to.
    pub links: Vec<Link>,
    /// Where the facts come from, one source each.
    pub sources: Vec<String>,
    /// Not to be seen by the public before this instant (embargo).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_before: Option<Millis>,
    /// Pictures, the one for cards first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<Picture>,
    /// Files to fetch.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<Paper>,
}

impl Content {
    /// The values of a field.
    #[must_use]
    pub fn values(&self, field: &str) -> &[String] {
        self.values.get(field).map_or(&[], Vec::as_slice)
    }

    /// The value of a field that holds one.
    #[must_use]
    pub fn value(&self, field: &str) -> Option<&str> {
        self.values(field).first().map(String::as_str)
    }

    /// The hour for which this version must wait, while it lies ahead.
    #[must_use]
    pub fn waits_for(&self, now: Millis) -> Option<Millis> {
        self.not_before.filter(|at| *at > now)
    }

    /// Whether it was valid until a day that has passed: the field that is `validThrough` in linked data says so.
    #[must_use]
    pub fn is_over(&self, kind: &Kind, today: Day) -> bool {
        let until = kind.fields().find(|field| field.property.as_deref() == Some("validThrough"));
        let until = until.and_then(|field| self.value(&field.id)?.parse::<Day>().ok());
        until.is_some_and(|until| until < today)
    }

    /// What may leave by public doors: withheld fields are gone, coordinates are rounded to a tenth of a degree
    /// (about 11 km), and so is everything that the kind does not declare (any more).
    #[must_use]
    pub fn public(&self, kind: &Kind) -> Self {
        let mut public = Self { not_before: None, ..self.clone() };
        public.values.clear();
        for field in kind.fields() {
            let values = self.values(&field.id);
            if values.is_empty() {
                continue;
            }
            let shown = match field.visibility {
                Visibility::Withheld => continue,
                Visibility::Coarsened => values.iter().filter_map(|v| coarsen(v)).collect(),
                Visibility::Public => values.to_vec(),
            };
            public.values.insert(field.id.clone(), shown);
        }
        public
    }

    /// The values by which public lists are narrowed: (field, value).
    #[must_use]
    pub fn facets(&self, kind: &Kind) -> Vec<(String, String)> {
        let of = |id: &String| self.values(id).iter().map(|v| (id.clone(), v.clone())).collect::<Vec<_>>();
        kind.facets().flat_map(|field| of(&field.id)).collect()
    }

    /// What results of a search are narrowed by: the fields that mean the same in several kinds, where lists are
    /// narrowed by them as well.
    #[must_use]
    pub fn search_facets(&self, kind: &Kind) -> Facets {
        let of =
            |shared| kind.shared(shared).map_or(&[] as &[String], |field| self.values(&field.id)).to_vec();
        Facets {
            fields: of(Shared::Field),
            communes: of(Shared::Commune),
            year: of(Shared::Year).into_iter().next(),
        }
    }

    /// How much of what could be said is said: the declared fields, introduction, a source and a picture.
    #[must_use]
    pub fn completeness(&self, kind: &Kind) -> Completeness {
        let common = [!self.summary.is_empty(), !self.sources.is_empty(), !self.pictures.is_empty()];
        let fields = kind.fields().map(|field| !self.values(&field.id).is_empty());
        let said: Vec<bool> = common.into_iter().chain(fields).collect();
        Completeness { said: said.iter().filter(|said| **said).count(), of: said.len() }
    }

    /// The required fields that are empty, and pictures without a caption. The title is checked whenever a record is
    /// saved.
    #[must_use]
    pub fn missing(&self, kind: &Kind) -> Vec<String> {
        let mut missing: Vec<String> = kind
            .fields()
            .filter(|f| f.required && self.values(&f.id).is_empty())
            .map(|f| f.id.clone())
            .collect();
        if self.summary.is_empty() {
            missing.insert(0, "summary".to_owned());
        }
        if self.pictures.iter().any(|picture| picture.caption.is_empty()) {
            missing.push(super::media::form::PICTURES.to_owned());
        }
        missing
    }

    /// The slugs of records that fields lead to.
    pub fn record_slugs<'a>(&'a self, kind: &'a Kind) -> impl Iterator<Item = &'a str> {
        kind.fields()
            .filter(|field| field.kind.leads_to_records())
            .flat_map(|field| self.values(&field.id).iter().map(String::as_str))
    }
}

/// How complete a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Completeness {
    /// What is said …
    pub said: usize,
    /// … of what could be.
    pub of: usize,
}

impl Completeness {
    /// In whole percent, never 100 while something is missing.
    #[must_use]
    pub fn percent(self) -> usize {
        self.said * 100 / self.of.max(1)
    }
}

/// Latitude and longitude to a tenth of a degree.
pub(super) fn coarsen(coordinates: &str) -> Option<String> {
    let (lat, lon) = coordinates.split_once(", ")?;
    Some(format!("{:.1}, {:.1}", lat.parse::<f64>().ok()?, lon.parse::<f64>().ok()?))
}

/// The address of a record made from its title: `quyt-vang-bac-son`. Words that a route needs are avoided.
#[must_use]
pub fn slug(title: &str) -> String {
    let mut slug = String::new();
    for word in viet::slug(title).split('-') {
        if slug.len() + word.len() > 60 {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    if slug.is_empty() || slug == "moi" { "muc-thong-tin".to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::catalogue::kinds::Kinds;

    #[test]
    fn an_address_is_readable_and_never_that_of_a_route() {
        assert_eq!(slug("Quýt vàng Bắc Sơn"), "quyt-vang-bac-son");
        assert_eq!(slug("Đặc sản: “Gà 6 ngón”"), "dac-san-ga-6-ngon");
        assert_eq!(slug("Mới"), "muc-thong-tin");
        assert_eq!(slug("…"), "muc-thong-tin");
        assert!(slug(&"dài ".repeat(100)).len() <= 60);
    }

    #[test]
    fn a_request_is_over_after_its_last_day() {
        let kinds = Kinds::load(std::path::Path::new("/nowhere")).unwrap();
        let kind = kinds.get("nhu-cau-cong-nghe").unwrap();
        let mut content = Content::default();
        let over = |content: &Content, day: &str| content.is_over(kind, day.parse().unwrap());
        assert!(!over(&content, "2026-11-22"), "without a last day it never is");
        content.values.insert("han".into(), vec!["2026-11-21".into()]);
        assert!(!over(&content, "2026-11-21"));
        assert!(over(&content, "2026-11-22"));
    }

    #[test]
    fn what_is_withheld_does_not_go_public() {
        let kinds = Kinds::load(std::path::Path::new("/nowhere")).unwrap();
        let kind = kinds.get("nguon-gen").unwrap();
        let mut content = Content { title: "Quýt".into(), ..Content::default() };
        for (field, value) in [
            ("nhom", "cay-trong"),
            ("toa-do", "21.9012, 106.3187"),
            ("ghi-chu-bao-ton", "sau nhà văn hóa"),
            ("truong-da-bo", "cũ"),
        ] {
            content.values.insert(field.into(), vec![value.into()]);
        }
        let public = content.public(kind);
        assert_eq!(public.value("nhom"), Some("cay-trong"));
        assert_eq!(public.value("toa-do"), Some("21.9, 106.3"));
        assert_eq!(public.values.len(), 2);
    }
}
