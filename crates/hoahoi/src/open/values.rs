//! What a field holds, for programs: its JSON, and the schema of that JSON beside it.

use serde_json::{Value, json};

use super::api::schemas::{array, of};
use super::record::Books;
use crate::catalogue::kinds::{Field, FieldType, Visibility};
use crate::catalogue::show::commune_name;
use crate::db::Day;
use crate::organisations::Organisation;

/// To what coarsened coordinates are rounded, in degrees.
const ROUNDED_TO: f64 = 0.1;

impl Books<'_> {
    /// A field's values; nothing when it is empty, or leads to what is not public (any more).
    #[must_use]
    pub fn value(&self, field: &Field, values: &[String]) -> Option<Value> {
        let first = values.first()?;
        Some(match field.kind {
            FieldType::Text | FieldType::LongText | FieldType::Scientific | FieldType::Url => json!(first),
            FieldType::List => json!(values),
            FieldType::Number => json!(first.parse::<f64>().ok()?),
            FieldType::Money | FieldType::Year => json!(first.parse::<i64>().ok()?),
            FieldType::Date => json!(first.parse::<Day>().ok()?.to_string()),
            FieldType::Choice => option(field, first)?,
            FieldType::Choices => values.iter().filter_map(|id| option(field, id)).collect(),
            FieldType::Organisation => self.organisation(self.directory.by_slug(first)?),
            FieldType::Organisations => {
                let bodies = values.iter().filter_map(|slug| self.directory.by_slug(slug));
                bodies.map(|org| self.organisation(org)).collect()
            }
            FieldType::Communes => {
                let communes = values.iter().filter_map(|slug| self.directory.by_slug(slug));
                communes.map(|org| self.commune(org)).collect()
            }
            FieldType::Record => self.other(first)?,
            FieldType::Records => values.iter().filter_map(|slug| self.other(slug)).collect(),
            FieldType::Coordinates => {
                let (latitude, longitude) = first.split_once(", ")?;
                let mut place = json!({
                    "latitude": latitude.parse::<f64>().ok()?,
                    "longitude": longitude.parse::<f64>().ok()?,
                });
                if field.visibility == Visibility::Coarsened {
                    place["rounded_to"] = json!(ROUNDED_TO);
                }
                place
            }
        })
    }

    /// A record that a field leads to, while it is public.
    fn other(&self, slug: &str) -> Option<Value> {
        let title = self.titles.get(slug)?;
        Some(json!({ "slug": slug, "title": title, "url": format!("{}/muc/{slug}", self.site) }))
    }

    /// An organisation in short.
    #[must_use]
    pub fn organisation(&self, org: &Organisation) -> Value {
        json!({ "slug": org.slug, "name": org.name, "url": format!("{}/co-quan/{}", self.site, org.slug) })
    }

    /// A commune in short: the unit, by the slug of its People's Committee.
    #[must_use]
    pub fn commune(&self, org: &Organisation) -> Value {
        json!({
            "slug": org.slug,
            "name": commune_name(org),
            "code": org.code,
            "url": format!("{}/co-quan/{}", self.site, org.slug),
        })
    }
}

fn option(field: &Field, id: &str) -> Option<Value> {
    Some(json!({ "id": id, "name": field.option(id)?.vi }))
}

fn options(field: &Field) -> Value {
    json!({
        "type": "object",
        "required": ["id", "name"],
        "additionalProperties": false,
        "properties": {
            "id": { "enum": field.options.iter().map(|option| &option.id).collect::<Vec<_>>() },
            "name": { "type": "string" },
        },
    })
}

/// The schema of what [`Books::value`] makes of a field.
#[must_use]
pub fn schema(field: &Field) -> Value {
    let mut schema = match field.kind {
        FieldType::Text | FieldType::LongText | FieldType::Scientific => json!({ "type": "string" }),
        FieldType::Url => json!({ "type": "string", "format": "uri" }),
        FieldType::List => json!({ "type": "array", "items": { "type": "string" } }),
        FieldType::Number => json!({ "type": "number" }),
        FieldType::Money | FieldType::Year => json!({ "type": "integer" }),
        FieldType::Date => json!({ "type": "string", "format": "date" }),
        FieldType::Choice => options(field),
        FieldType::Choices => array(options(field)),
        FieldType::Organisation => of("OrganisationRef"),
        FieldType::Organisations => array(of("OrganisationRef")),
        FieldType::Communes => array(of("Commune")),
        FieldType::Record => of("RecordRef"),
        FieldType::Records => array(of("RecordRef")),
        FieldType::Coordinates => of("Coordinates"),
    };
    let unit = match field.kind {
        FieldType::Money => Some("đồng"),
        _ => field.unit.as_deref(),
    };
    let label = unit.map_or_else(|| field.label.vi.clone(), |unit| format!("{} ({unit})", field.label.vi));
    schema["title"] = json!(label);
    schema["description"] = json!(field.label.en);
    schema
}
