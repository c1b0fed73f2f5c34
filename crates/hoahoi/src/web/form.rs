//! Forms: what was typed, and what is wrong with it. Nothing typed is lost.

use std::collections::BTreeMap;

use axum::extract::{FromRequest, Request};
use axum::response::Response;

use viet::date::ParseDateError;
use viet::number::ParseNumberError;

use super::error::Error;
use super::frame::CommonTexts;
use super::lang::fill;
use crate::db::Day;

/// The fields of a form as typed, repeated names kept in order.
#[derive(Debug, Clone, Default)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// The text of a field without surrounding space; empty when absent.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
    }

    /// The text of a field exactly as typed: for passwords, where space counts.
    #[must_use]
    pub fn untrimmed(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// The text of a field, or nothing when it is empty.
    #[must_use]
    pub fn filled(&self, name: &str) -> Option<&str> {
        Some(self.get(name)).filter(|v| !v.is_empty())
    }

    /// All values of a repeated field.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.trim())
    }

    /// Whether a checkbox was ticked.
    #[must_use]
    pub fn ticked(&self, name: &str) -> bool {
        !self.get(name).is_empty()
    }

    /// Reads a field as anything that parses (an id, a number); nothing when empty or malformed.
    #[must_use]
    pub fn parse<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.get(name).parse().ok()
    }

    /// Reads a field as a day; nothing when empty. What is no day becomes a problem at the field.
    pub fn day(&self, name: &str, problems: &mut Problems, t: &CommonTexts) -> Option<Day> {
        match viet::date::parse(self.filled(name)?) {
            Ok(date) => Some(Day(date)),
            Err(error) => {
                problems.add(name, date_problem(&error, t));
                None
            }
        }
    }

    /// Reads a field as a number in Vietnamese style; nothing when empty. What is no number becomes a problem at
    /// the field.
    pub fn number(&self, name: &str, problems: &mut Problems, t: &CommonTexts) -> Option<f64> {
        match viet::number::parse(self.filled(name)?) {
            Ok(number) => Some(number),
            Err(error) => {
                problems.add(name, number_problem(&error, t));
                None
            }
        }
    }

    /// Adds a field, as the multipart reader does.
    pub fn push(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.push((name.into(), value.into()));
    }

    /// Every field in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(k, v)| (k.as_str(), v.as_str()))
    }
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        use axum::response::IntoResponse;
        axum::Form::<Vec<(String, String)>>::from_request(request, state)
            .await
            .map(|axum::Form(fields)| Self(fields))
            .map_err(|e| Error::Bad(e.body_text()).into_response())
    }
}

/// What is wrong with a date, in the reader's language.
#[must_use]
pub fn date_problem(error: &ParseDateError, t: &CommonTexts) -> String {
    match error {
        ParseDateError::Empty => t.required.to_owned(),
        ParseDateError::Unreadable(typed) => fill(t.date_unreadable, &[typed]),
        ParseDateError::ShortYear(typed) => fill(t.date_short_year, &[typed]),
        ParseDateError::NoSuchDay(typed) => fill(t.date_no_such_day, &[typed]),
    }
}

/// What is wrong with a number, in the reader's language.
#[must_use]
pub fn number_problem(error: &ParseNumberError, t: &CommonTexts) -> String {
    match error {
        ParseNumberError::Empty => t.required.to_owned(),
        ParseNumberError::Unreadable(typed) => fill(t.number_unreadable, &[typed]),
    }
}

/// What is wrong with a form: one sentence at each field concerned.
#[derive(Debug, Clone, Default)]
pub struct Problems(BTreeMap<String, String>);

impl Problems {
    /// Notes a problem; the first at a field stays.
    pub fn add(&mut self, field: impl Into<String>, message: impl Into<String>) {
        self.0.entry(field.into()).or_insert_with(|| message.into());
    }

    /// The problem at a field, for the template.
    #[must_use]
    pub fn at(&self, field: &str) -> Option<&str> {
        self.0.get(field).map(String::as_str)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, for the summary above the form.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(k, v)| (k.as_str(), v.as_str()))
    }
}
