//! How the page of a record is laid out: which fields stand where. A kind that says nothing gets the default: a
//! scientific name below the title, everything else section by section.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{Field, FieldType, Kind, Words};

/// Where fields stand on the page of a record. A field stands in one place; those not named here stay in their
/// sections. The page of the agency and the reviewers does not follow it: there every field stands in its section.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Layout {
    /// Below the title: a scientific name, an employer.
    pub subtitle: Option<String>,
    /// Short marks below the introduction: options, with their stars or their sign.
    pub badges: Vec<String>,
    /// What is asked first: since when, where, by whom.
    pub keys: Vec<String>,
    /// Lists side by side: services, equipment.
    pub lists: Vec<String>,
    /// With whom to ask: the body's phone, its web page.
    pub ask: Vec<String>,
    /// Boxes beside the page: where to buy.
    pub side: Vec<Side>,
    /// No line of their own, since the page says the same otherwise: a year beside a day, records that stand on it as
    /// cards.
    pub unseen: Vec<String>,
    /// The record reads like an article of a newspaper.
    pub article: Option<Article>,
}

/// A box beside the page.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Side {
    /// Its heading.
    pub heading: Words,
    /// Its fields.
    pub fields: Vec<String>,
}

/// What of a record makes an article.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// Its text.
    pub body: String,
    /// Where and when, above the introduction.
    #[serde(default)]
    pub dateline: Vec<String>,
    /// Who wrote it, below the text.
    #[serde(default)]
    pub byline: Vec<String>,
}

impl Layout {
    /// The fields that have a place of their own.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        let article = self.article.iter().flat_map(|article| {
            std::iter::once(&article.body).chain(&article.dateline).chain(&article.byline)
        });
        let side = self.side.iter().flat_map(|side| &side.fields);
        let lines = [&self.badges, &self.keys, &self.lists, &self.ask, &self.unseen].into_iter().flatten();
        self.subtitle.iter().chain(lines).chain(side).chain(article).map(String::as_str)
    }

    /// Whether a field has a place of its own.
    #[must_use]
    pub fn places(&self, field: &str) -> bool {
        self.fields().any(|placed| placed == field)
    }
}

impl Kind {
    /// Gives a kind that names no subtitle its scientific name as one.
    pub(super) fn settle(&mut self) {
        if self.layout.subtitle.is_none() {
            let name = |field: &&Field| field.kind == FieldType::Scientific && field.is_public();
            let name = self.fields().find(name).map(|field| field.id.clone());
            self.layout.subtitle = name.filter(|id| !self.layout.places(id));
        }
    }

    /// The first field of the layout that cannot stand where it is put, and why.
    pub(super) fn misplaced(&self) -> Option<(String, &'static str)> {
        let mut seen = BTreeSet::new();
        for id in self.layout.fields() {
            let why = match self.field(id) {
                None => Some("“layout” nhắc tới trường không khai báo"),
                Some(field) if !field.is_public() => {
                    Some("trường không công khai không có chỗ trong “layout”")
                }
                Some(field) if field.role.is_some() => Some("trường có “role” đã có chỗ riêng"),
                Some(_) if !seen.insert(id) => Some("trường đứng ở hai chỗ trong “layout”"),
                Some(_) => None,
            };
            if let Some(why) = why {
                return Some((id.to_owned(), why));
            }
        }
        let wrong = |ids: &[String], fits: fn(FieldType) -> bool| {
            ids.iter().find(|id| self.field(id).is_some_and(|field| !fits(field.kind))).cloned()
        };
        let layout = &self.layout;
        let body: Vec<String> = layout.article.iter().map(|article| article.body.clone()).collect();
        let subtitle: Vec<String> = layout.subtitle.iter().cloned().collect();
        let short = |kind| !matches!(kind, FieldType::LongText | FieldType::Coordinates);
        let several = |kind: FieldType| {
            kind.is_chosen_from_many() || matches!(kind, FieldType::List | FieldType::Records)
        };
        let line = |kind| matches!(kind, FieldType::Text | FieldType::Scientific);
        let faults = [
            (wrong(&layout.badges, FieldType::has_options), "“badges” chỉ gồm trường choice, choices"),
            (wrong(&layout.keys, short), "“keys” không gồm long-text, coordinates"),
            (wrong(&layout.lists, several), "“lists” chỉ gồm trường có nhiều giá trị"),
            (wrong(&subtitle, line), "“subtitle” phải là trường text hoặc scientific"),
            (wrong(&body, |kind| kind == FieldType::LongText), "“body” phải là trường long-text"),
        ];
        faults.into_iter().find_map(|(field, why)| Some((field?, why)))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::catalogue::kinds::Kinds;

    fn with(layout: &str) -> Result<Kinds, super::super::KindError> {
        let field = |id: &str, more: &str| {
            format!("[[section.field]]\nid = \"{id}\"\nlabel = {{ vi = \"a\", en = \"a\" }}\ntype = {more}\n")
        };
        Kinds::only(&format!(
            "id = \"x\"\nname = {{ vi = \"a\", en = \"a\" }}\nabout = {{ vi = \"a\", en = \"a\" }}\n\
             title_help = {{ vi = \"a\", en = \"a\" }}\n[layout]\n{layout}\n\
             [[section]]\nheading = {{ vi = \"a\", en = \"a\" }}\n{}{}{}{}",
            field("hang", "\"choice\"\noptions = [{ id = \"a\", vi = \"a\", en = \"a\", stars = 4 }]"),
            field("bai", "\"long-text\""),
            field("ten", "\"scientific\""),
            field("kin", "\"text\"\nvisibility = \"withheld\""),
        ))
    }

    #[test]
    fn a_field_stands_in_one_place_where_it_fits_and_nothing_withheld_stands_anywhere() {
        assert!(with("badges = [\"hang\"]\nkeys = [\"ten\"]\narticle = { body = \"bai\" }").is_ok());
        for wrong in [
            "keys = [\"kin\"]",
            "ask = [\"khong-co\"]",
            "badges = [\"hang\", \"hang\"]",
            "badges = [\"ten\"]",
            "keys = [\"bai\"]",
            "lists = [\"ten\"]",
            "subtitle = \"bai\"",
            "article = { body = \"ten\" }",
            "headline = \"hang\"",
        ] {
            assert!(with(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_kind_that_says_nothing_shows_its_scientific_name_below_the_title() {
        let subtitle = |layout| with(layout).unwrap().all()[0].layout.subtitle.clone();
        assert_eq!(subtitle("").as_deref(), Some("ten"));
        assert_eq!(subtitle("keys = [\"ten\"]"), None);
    }
}
