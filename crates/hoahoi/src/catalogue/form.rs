//! Forms made from a kind's declaration: what was typed becomes content, content becomes what can be typed again.

use super::kinds::{Field, FieldType, Kind};
use super::links::Address;
use super::model::Content;
use crate::db::Day;
use crate::organisations::{Directory, Kind as OrgKind};
use crate::web::form::{Fields, Problems, date_problem, number_problem};
use crate::web::lang::{Texts, fill};

const TITLE: usize = 200;
const LINE: usize = 500;
const SUMMARY: usize = 800;
const LONG: usize = 20_000;
const ITEMS: usize = 40;

/// The name of a declared field in the form; title, summary, links and sources have names of their own.
#[must_use]
pub fn name_of(field: &str) -> String {
    format!("f-{field}")
}

/// What a form says.
pub struct Typed {
    /// The content; `links` is still empty, see `addresses`.
    pub content: Content,
    /// What the links lead to; they are looked up in the database.
    pub addresses: Vec<Address>,
    /// What is wrong.
    pub problems: Problems,
}

/// Reads a form. Empty fields are no problem here: a draft may be unfinished, see [`Content::missing`].
#[must_use]
pub fn read(kind: &Kind, fields: &Fields, directory: &Directory, texts: &Texts) -> Typed {
    let t = &texts.catalogue;
    let mut typed =
        Typed { content: Content::default(), addresses: Vec::new(), problems: Problems::default() };
    let problems = &mut typed.problems;
    typed.content.title = line(fields.get("title"));
    typed.content.summary = line(fields.get("summary"));
    limit(problems, "title", &typed.content.title, TITLE, texts);
    limit(problems, "summary", &typed.content.summary, SUMMARY, texts);
    if !typed.content.title.chars().any(char::is_alphanumeric) {
        problems.add("title", t.title_needed);
    }
    for field in kind.fields() {
        let name = name_of(&field.id);
        match value(field, fields, &name, directory, texts) {
            Ok(values) if values.is_empty() => {}
            Ok(values) => {
                typed.content.values.insert(field.id.clone(), values);
            }
            Err(why) => problems.add(name, why),
        }
    }
    for typed_link in lines(fields.get("links")) {
        match Address::parse(&typed_link) {
            Some(address) if !typed.addresses.contains(&address) => typed.addresses.push(address),
            Some(_) => {}
            None => problems.add("links", fill(t.link_unreadable, &[&typed_link])),
        }
    }
    typed.content.sources = lines(fields.get("sources"));
    if typed.content.sources.len() > ITEMS || typed.addresses.len() > ITEMS {
        problems.add("sources", fill(t.too_many_lines, &[&ITEMS]));
    }
    typed.content.sources.iter().for_each(|source| limit(problems, "sources", source, LINE, texts));
    typed
}

/// Turns content back into what can be typed.
#[must_use]
pub fn write(kind: &Kind, content: &Content, links: &[String]) -> Fields {
    let mut fields = Fields::default();
    fields.push("title", &content.title);
    fields.push("summary", &content.summary);
    for field in kind.fields() {
        let name = name_of(&field.id);
        let values = content.values(&field.id);
        match field.kind {
            many if many.is_chosen_from_many() => values.iter().for_each(|v| fields.push(&name, v)),
            FieldType::List => fields.push(&name, values.join("\n")),
            FieldType::Records => {
                let lines: Vec<String> = values.iter().map(|slug| format!("/muc/{slug}")).collect();
                fields.push(&name, lines.join("\n"));
            }
            _ => fields.push(&name, values.first().map_or_else(String::new, |v| typed_form(field, v))),
        }
    }
    fields.push("links", links.join("\n"));
    fields.push("sources", content.sources.join("\n"));
    fields
}

/// A value as it is typed.
pub(super) fn typed_form(field: &Field, value: &str) -> String {
    let shown = match field.kind {
        FieldType::Number => value.parse::<f64>().ok().map(viet::number::show),
        FieldType::Money => value.parse::<i64>().ok().map(viet::number::show),
        FieldType::Date => value.parse::<Day>().ok().map(Day::show),
        FieldType::Record => Some(format!("/muc/{value}")),
        _ => None,
    };
    shown.unwrap_or_else(|| value.to_owned())
}

fn value(
    field: &Field,
    fields: &Fields,
    name: &str,
    directory: &Directory,
    texts: &Texts,
) -> Result<Vec<String>, String> {
    let t = &texts.catalogue;
    let typed = fields.get(name);
    if field.kind.is_chosen_from_many() {
        let known = |value: &str| match field.kind {
            FieldType::Communes => directory.by_slug(value).is_some_and(|o| is_commune(o.kind)),
            FieldType::Organisations => directory.by_slug(value).is_some(),
            _ => field.option(value).is_some(),
        };
        let chosen: Vec<String> = fields.all(name).filter(|v| !v.is_empty()).map(str::to_owned).collect();
        return if chosen.iter().all(|value| known(value)) {
            Ok(chosen)
        } else {
            Err(t.not_an_option.into())
        };
    }
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    let one = match field.kind {
        FieldType::LongText => within(long(typed), LONG, texts)?,
        FieldType::List => {
            let items = lines(typed);
            if items.len() > ITEMS {
                return Err(fill(t.too_many_lines, &[&ITEMS]));
            }
            return items.into_iter().map(|item| within(item, LINE, texts)).collect();
        }
        FieldType::Number => {
            viet::number::parse(typed).map_err(|e| number_problem(&e, &texts.common))?.to_string()
        }
        FieldType::Money => {
            viet::number::parse_whole(typed)
                .map_err(|e| number_problem(&e, &texts.common))
                .and_then(|n| if n < 0 { Err(t.negative.to_owned()) } else { Ok(n.to_string()) })?
        }
        FieldType::Date => viet::date::parse(typed).map_err(|e| date_problem(&e, &texts.common))?.to_string(),
        FieldType::Year => match typed.parse::<u16>() {
            Ok(year) if (1900..=2100).contains(&year) => year.to_string(),
            _ => return Err(t.year_unreadable.to_owned()),
        },
        FieldType::Choice => field.option(typed).map(|o| o.id.clone()).ok_or(t.not_an_option)?,
        FieldType::Organisation => directory.by_slug(typed).map(|o| o.slug.clone()).ok_or(t.not_an_option)?,
        FieldType::Record => record(typed).ok_or(t.record_unreadable)?,
        FieldType::Records => {
            let items = lines(typed);
            if items.len() > ITEMS {
                return Err(fill(t.too_many_lines, &[&ITEMS]));
            }
            let mut slugs = Vec::new();
            for item in items {
                let slug = record(&item).ok_or(t.record_unreadable)?;
                if !slugs.contains(&slug) {
                    slugs.push(slug);
                }
            }
            return Ok(slugs);
        }
        FieldType::Url => web_address(typed).ok_or(t.url_unreadable)?,
        FieldType::Coordinates => coordinates(typed).ok_or(t.coordinates_unreadable)?,
        _ => within(line(typed), LINE, texts)?,
    };
    Ok(if one.is_empty() { Vec::new() } else { vec![one] })
}

/// The record that a pasted address leads to.
fn record(typed: &str) -> Option<String> {
    match Address::parse(typed)? {
        Address::Record(slug) => Some(slug),
        _ => None,
    }
}

/// Whether an organisation stands for a commune or ward.
#[must_use]
pub fn is_commune(kind: OrgKind) -> bool {
    matches!(kind, OrgKind::Commune | OrgKind::Ward)
}

fn within(text: String, most: usize, texts: &Texts) -> Result<String, String> {
    if text.chars().count() > most {
        return Err(fill(texts.catalogue.too_long, &[&viet::number::show(most)]));
    }
    Ok(text)
}

fn limit(problems: &mut Problems, field: &str, text: &str, most: usize, texts: &Texts) {
    if let Err(why) = within(text.to_owned(), most, texts) {
        problems.add(field, why);
    }
}

/// One line of clean text: NFC, single spaces, no control characters (a database refuses NUL).
#[must_use]
pub fn line(text: &str) -> String {
    let plain: String = viet::nfc(text).chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The clean lines that hold something.
fn lines(text: &str) -> Vec<String> {
    text.lines().map(line).filter(|l| !l.is_empty()).collect()
}

/// Paragraphs of clean lines, one empty line between them.
fn long(text: &str) -> String {
    let mut out = String::new();
    let mut gap = false;
    for clean in text.lines().map(line) {
        if clean.is_empty() {
            gap = !out.is_empty();
            continue;
        }
        if !out.is_empty() {
            out.push_str(if gap { "\n\n" } else { "\n" });
        }
        gap = false;
        out.push_str(&clean);
    }
    out
}

/// An address that a browser may safely follow.
fn web_address(typed: &str) -> Option<String> {
    let address = line(typed);
    let uri: axum::http::Uri = address.parse().ok()?;
    let web =
        matches!(uri.scheme_str(), Some("http" | "https")) && uri.host().is_some_and(|h| h.contains('.'));
    (web && address.len() <= LINE).then_some(address)
}

/// Latitude and longitude within the frame of Việt Nam.
fn coordinates(typed: &str) -> Option<String> {
    let (lat, lon) = typed.split_once([',', ';'])?;
    let (lat, lon) = (lat.trim().parse::<f64>().ok()?, lon.trim().parse::<f64>().ok()?);
    ((7.0..=24.0).contains(&lat) && (101.0..=118.0).contains(&lon)).then(|| format!("{lat}, {lon}"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::catalogue::kinds::Kinds;
    use crate::organisations::data::Data;
    use crate::web::lang::Lang;

    fn typed(pairs: &[(&str, &str)]) -> (Typed, Kind) {
        let kinds = Kinds::load(std::path::Path::new("/nowhere")).unwrap();
        let kind = kinds.get("san-pham").unwrap().clone();
        let mut fields = Fields::default();
        pairs.iter().for_each(|(k, v)| fields.push(*k, *v));
        let directory = Data::lang_son().unwrap().directory();
        (read(&kind, &fields, &directory, Lang::Vi.texts()), kind)
    }

    #[test]
    fn what_is_typed_is_cleaned_and_can_be_typed_again() {
        let (typed, kind) = typed(&[
            ("title", "  Na \u{0}dai\tChi  Lăng "),
            ("f-mo-ta", "Một.\r\n\r\n\r\nHai.\r\nBa."),
            ("f-san-luong", "1.234,5"),
            ("f-noi-mua", "Chợ Kỳ Lừa\n\n  Chợ Đông Kinh "),
            ("f-xa", "ubnd-xa-chi-lang"),
            ("f-xa", "ubnd-xa-huu-lien"),
            ("f-nguon-gen", "https://vi.du.vn/muc/na-chi-lang?x=1"),
            ("links", "/nhiem-vu/0198c0de-0000-7000-8000-000000000001\n/co-quan/so-khcn"),
        ]);
        assert!(typed.problems.is_empty(), "{:?}", typed.problems);
        let content = &typed.content;
        assert_eq!(content.title, "Na dai Chi Lăng");
        assert_eq!(content.value("mo-ta"), Some("Một.\n\nHai.\nBa."));
        assert_eq!(content.value("san-luong"), Some("1234.5"));
        assert_eq!(content.values("noi-mua"), ["Chợ Kỳ Lừa", "Chợ Đông Kinh"]);
        assert_eq!(content.values("xa").len(), 2);
        assert_eq!(content.value("nguon-gen"), Some("na-chi-lang"));
        assert_eq!(typed.addresses.len(), 2);
        let again = write(&kind, content, &[]);
        let directory = Data::lang_son().unwrap().directory();
        assert_eq!(read(&kind, &again, &directory, Lang::Vi.texts()).content, *content);
    }

    #[test]
    fn each_problem_stands_at_its_field() {
        let long = "a".repeat(501);
        let (typed, _) = typed(&[
            ("title", "…"),
            ("f-san-luong", "nhiều"),
            ("f-nhom", "khong-co"),
            ("f-xa", "so-khcn"),
            ("f-trang-mang", "javascript:alert(1)"),
            ("f-nguon-gen", "quýt"),
            ("f-mua-vu", &long),
            ("links", "https://example.com/khac"),
        ]);
        for field in
            ["title", "f-san-luong", "f-nhom", "f-xa", "f-trang-mang", "f-nguon-gen", "f-mua-vu", "links"]
        {
            assert!(typed.problems.at(field).is_some(), "{field}");
        }
        assert_eq!(typed.problems.iter().count(), 8);
    }
}
