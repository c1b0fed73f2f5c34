//! A record as linked data: JSON-LD in the words of schema.org.
//!
//! A kind's file says which type its records are (`schema_org`) and which field is which property (`property`); without a
//! word a record is a `CreativeWork`. What has no property stays in the JSON beside the page, to which the data lead.

use serde_json::{Map, Value, json};

use super::call::stamp;
use super::media;
use super::record::{Books, Entry};
use crate::catalogue::kinds::{Field, FieldType};
use crate::catalogue::model::LinkKind;
use crate::catalogue::show::commune_name;
use crate::config::Config;

/// The type of a record whose kind does not say.
pub const DEFAULT_TYPE: &str = "CreativeWork";

/// A record in the words of schema.org. `terms` are the terms of use, when they are an address.
#[must_use]
pub fn of(books: &Books<'_>, entry: &Entry<'_>, terms: Option<&str>) -> Value {
    let (record, content) = (entry.record, &entry.content);
    let page = format!("{}/muc/{}", books.site, record.slug);
    let mut data = Map::new();
    let mut say = |property: &str, value: Value| add(&mut data, property, value);
    say("@context", json!("https://schema.org"));
    say("@type", json!(entry.kind.schema_org.as_deref().unwrap_or(DEFAULT_TYPE)));
    say("@id", json!(page));
    say("identifier", json!(format!("urn:uuid:{}", record.id)));
    say("name", json!(content.title));
    say("description", json!(content.summary));
    say("url", json!(page));
    for field in entry.kind.fields().filter(|field| field.is_public()) {
        let Some(property) = &field.property else { continue };
        for value in values(books, field, content.values(&field.id)) {
            say(property, value);
        }
    }
    for picture in &content.pictures {
        say("image", media::image_object(&page, picture));
    }
    let mut about = json!({
        "@type": "WebPage",
        "@id": format!("{page}#trang"),
        "url": page,
        "inLanguage": "vi",
        "dateModified": stamp(record.published_at),
        "version": record.editions,
    });
    if let Some(org) = books.directory.get(record.org_id) {
        about["publisher"] = json!({
            "@type": "GovernmentOrganization",
            "name": org.name,
            "url": format!("{}/co-quan/{}", books.site, org.slug),
        });
    }
    if !content.sources.is_empty() {
        about["citation"] = json!(content.sources);
    }
    if let Some(terms) = terms {
        about["license"] = json!(terms);
    }
    if !content.files.is_empty() {
        about["associatedMedia"] =
            content.files.iter().map(|file| media::media_object(&page, file)).collect();
    }
    let linked = content.links.iter().filter_map(|link| books.linked.get(link));
    let linked = linked.filter(|linked| linked.link.kind != LinkKind::Duty);
    let links: Vec<String> = linked.map(|linked| format!("{}{}", books.site, linked.href)).collect();
    if !links.is_empty() {
        about["relatedLink"] = json!(links);
    }
    say("mainEntityOfPage", about);
    let file = json!({
        "@type": "DataDownload",
        "encodingFormat": "application/json",
        "contentUrl": format!("{page}.json"),
    });
    say("subjectOf", file);
    Value::Object(data)
}

/// The terms of use as linked data can say them: an address; a sentence is said on the page alone.
#[must_use]
pub fn terms(config: &Config) -> Option<&str> {
    config.data_terms.as_deref().filter(|terms| terms.starts_with("https://"))
}

/// Written so that it can stand within a page: nothing in it ends the element that holds it.
#[must_use]
pub fn within_page(data: &Value) -> String {
    data.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

/// Says a property once more: several values become a list.
fn add(data: &mut Map<String, Value>, property: &str, value: Value) {
    match data.get_mut(property) {
        None => _ = data.insert(property.to_owned(), value),
        Some(Value::Array(values)) => values.push(value),
        Some(one) => *one = json!([one.clone(), value]),
    }
}

/// The values of a field as schema.org has them.
fn values(books: &Books<'_>, field: &Field, values: &[String]) -> Vec<Value> {
    let Some(first) = values.first() else { return Vec::new() };
    let one = |value: Value| vec![value];
    match field.kind {
        FieldType::Choice | FieldType::Choices => {
            values.iter().filter_map(|id| field.option(id)).map(|option| json!(option.vi)).collect()
        }
        FieldType::List => values.iter().map(|value| json!(value)).collect(),
        FieldType::Number => first.parse::<f64>().ok().map_or_else(Vec::new, |number| {
            one(json!({ "@type": "QuantitativeValue", "value": number, "unitText": field.unit }))
        }),
        FieldType::Money => first.parse::<i64>().ok().map_or_else(Vec::new, |amount| {
            one(json!({ "@type": "MonetaryAmount", "value": amount, "currency": "VND" }))
        }),
        FieldType::Organisation | FieldType::Organisations => values
            .iter()
            .filter_map(|slug| books.directory.by_slug(slug))
            .map(|org| {
                let page = format!("{}/co-quan/{}", books.site, org.slug);
                json!({ "@type": "Organization", "name": org.name, "url": page })
            })
            .collect(),
        FieldType::Communes => values
            .iter()
            .filter_map(|slug| books.directory.by_slug(slug))
            .map(|org| json!({ "@type": "AdministrativeArea", "name": commune_name(org) }))
            .collect(),
        FieldType::Record | FieldType::Records => values
            .iter()
            .filter_map(|slug| Some((slug, books.titles.get(slug)?)))
            .map(|(slug, title)| json!({ "@id": format!("{}/muc/{slug}", books.site), "name": title }))
            .collect(),
        FieldType::Coordinates => books.value(field, values).map_or_else(Vec::new, |place| {
            one(json!({
                "@type": "GeoCoordinates",
                "latitude": place["latitude"],
                "longitude": place["longitude"],
            }))
        }),
        FieldType::Year => one(json!(first)),
        FieldType::Text | FieldType::LongText | FieldType::Scientific | FieldType::Date | FieldType::Url => {
            one(json!(first))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_the_data_ends_the_element_that_holds_them() {
        let text = within_page(&json!({ "name": "a </script><!-- & b" }));
        assert!(!text.contains(['<', '>', '&']), "{text}");
        assert_eq!(serde_json::from_str::<Value>(&text).ok(), Some(json!({ "name": "a </script><!-- & b" })));
    }

    #[test]
    fn a_property_said_twice_becomes_a_list() {
        let mut data = Map::new();
        for value in ["a", "b", "c"] {
            add(&mut data, "keywords", json!(value));
        }
        assert_eq!(data["keywords"], json!(["a", "b", "c"]));
    }
}
