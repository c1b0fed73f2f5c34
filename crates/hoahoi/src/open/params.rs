//! Parameters: declared once, for the check of a request and for the OpenAPI document.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::problem::{Problem, T};
use crate::db::Day;
use crate::web::lang::fill;

/// The longest text a parameter may hold, in characters.
const LONGEST: usize = 200;

/// What a parameter may hold.
#[derive(Debug, Clone)]
pub enum Holds {
    /// One of these.
    OneOf(Vec<String>),
    /// A whole number within these bounds.
    Whole(i64, i64),
    /// A day, ISO 8601.
    Day,
    /// `true` or `false`.
    Flag,
    /// Some text.
    Text,
}

/// A parameter of a query.
#[derive(Debug, Clone)]
pub struct Param {
    /// Its name.
    pub name: String,
    /// What it does, for readers of the document.
    pub about: String,
    /// What it may hold.
    pub holds: Holds,
}

impl Param {
    /// Declares a parameter.
    #[must_use]
    pub fn new(name: impl Into<String>, holds: Holds, about: impl Into<String>) -> Self {
        Self { name: name.into(), about: about.into(), holds }
    }

    /// As the OpenAPI document has it.
    #[must_use]
    pub fn spec(&self) -> Value {
        let schema = match &self.holds {
            Holds::OneOf(values) => json!({ "type": "string", "enum": values }),
            Holds::Whole(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
            Holds::Day => json!({ "type": "string", "format": "date" }),
            Holds::Flag => json!({ "type": "boolean" }),
            Holds::Text => {
                json!({ "type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": r"^[^\x00-\x1f\x7f-\x9f]+$" })
            }
        };
        json!({ "name": self.name, "in": "query", "description": self.about, "schema": schema })
    }

    fn check(&self, value: &str) -> Result<(), Problem> {
        let refuse = |why: String| Err(Problem::parameter(&self.name, why));
        match &self.holds {
            Holds::OneOf(values) if !values.iter().any(|known| known == value) => {
                refuse(fill(T.d_option, &[&short(value)]))
            }
            Holds::Whole(least, most)
                if !value.parse::<i64>().is_ok_and(|n| (*least..=*most).contains(&n)) =>
            {
                refuse(fill(T.d_whole, &[least, most]))
            }
            Holds::Day if value.parse::<Day>().is_err() => refuse(T.d_day.to_owned()),
            Holds::Flag if value != "true" && value != "false" => refuse(T.d_flag.to_owned()),
            Holds::Text if !is_text(value) => refuse(fill(T.d_text, &[&LONGEST])),
            _ => Ok(()),
        }
    }
}

fn is_text(value: &str) -> bool {
    !value.is_empty() && value.chars().count() <= LONGEST && !value.contains(char::is_control)
}

/// What was typed, cut for an answer.
fn short(value: &str) -> String {
    value.chars().filter(|c| !c.is_control()).take(40).collect()
}

/// The parameters of a request.
#[derive(Debug, Default)]
pub struct Given(BTreeMap<String, String>);

impl Given {
    /// Reads a query and checks it: no parameter but those declared, none twice, each holding what it may.
    ///
    /// # Errors
    /// A problem that names the first parameter at fault.
    pub fn checked(query: &str, declared: &[Param]) -> Result<Self, Problem> {
        let mut given = BTreeMap::new();
        for (name, value) in pairs(query) {
            let Some(param) = declared.iter().find(|param| param.name == name) else {
                return Err(Problem::parameter(&short(&name), T.d_unknown));
            };
            param.check(&value)?;
            if given.insert(name, value).is_some() {
                return Err(Problem::parameter(&param.name, T.d_twice));
            }
        }
        Ok(Self(given))
    }

    /// Reads a query as a page does: what it does not know does no harm.
    #[must_use]
    pub fn any(query: &str) -> Self {
        Self(pairs(query).into_iter().collect())
    }

    /// A parameter, if it is given.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// A parameter read as what it was declared to hold.
    #[must_use]
    pub fn parse<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.get(name)?.parse().ok()
    }

    /// All of them but one, for the address of the next page.
    pub fn without<'a>(&'a self, name: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.0.iter().filter(move |(key, _)| *key != name).map(|(key, value)| (key.as_str(), value.as_str()))
    }
}

fn pairs(query: &str) -> Vec<(String, String)> {
    let uri = axum::http::Uri::builder().path_and_query(format!("/?{query}")).build().unwrap_or_default();
    axum::extract::Query::<Vec<(String, String)>>::try_from_uri(&uri).map(|query| query.0).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_request_is_checked_by_what_its_route_declares() {
        let declared = [
            Param::new("kind", Holds::OneOf(vec!["san-pham".into()]), ""),
            Param::new("limit", Holds::Whole(1, 200), ""),
            Param::new("since", Holds::Day, ""),
            Param::new("q", Holds::Text, ""),
        ];
        let given = Given::checked("kind=san-pham&q=qu%C3%BDt+v%C3%A0ng&limit=5", &declared).unwrap();
        assert_eq!((given.get("q"), given.parse::<usize>("limit")), (Some("quýt vàng"), Some(5)));
        for bad in [
            "x=1",
            "limit=0",
            "limit=a",
            "limit=201",
            "since=21/11/2026",
            "q=",
            "q=a%00b",
            "kind=tep",
            "limit=1&limit=2",
        ] {
            assert!(Given::checked(bad, &declared).is_err(), "{bad}");
        }
    }
}
