//! Schemas of the answers (JSON Schema 2020-12, as OpenAPI 3.1 has them).

use serde_json::{Map, Value, json};

use super::super::media;
use super::super::problem::What;
use super::super::values;
use crate::catalogue::kinds::{FieldType, Kind, Kinds};
use crate::catalogue::model::LinkKind;
use crate::indicators::model::Change;
use crate::organisations::{Kind as OrgKind, SuccessionKind, System};

/// A reference to a schema.
pub fn of(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// A page of a list.
pub fn page_of(name: &str) -> Value {
    object(&[
        ("data", json!({ "type": "array", "items": of(name) })),
        (
            "total",
            nullable(
                "integer",
                "How many there are in all; null beyond 10,000, and where a search does not count what it is narrowed by",
            ),
        ),
        ("next", nullable("string", "Address of the next page; null on the last")),
    ])
}

/// A short list, whole.
pub fn list_of(name: &str) -> Value {
    object(&[("data", json!({ "type": "array", "items": of(name) }))])
}

/// An object that has all of these properties and no others.
fn object(properties: &[(&str, Value)]) -> Value {
    let names: Vec<&str> = properties.iter().map(|(name, _)| *name).collect();
    let properties: Map<String, Value> =
        properties.iter().map(|(name, schema)| ((*name).to_owned(), schema.clone())).collect();
    json!({ "type": "object", "required": names, "additionalProperties": false, "properties": properties })
}

fn text() -> Value {
    json!({ "type": "string" })
}

fn uri() -> Value {
    json!({ "type": "string", "format": "uri" })
}

fn day() -> Value {
    json!({ "type": ["string", "null"], "format": "date" })
}

fn nullable(kind: &str, about: &str) -> Value {
    json!({ "type": [kind, "null"], "description": about })
}

fn either(schema: Value) -> Value {
    json!({ "anyOf": [schema, { "type": "null" }] })
}

fn one_of<T: std::fmt::Display>(values: &[T]) -> Value {
    json!({ "enum": values.iter().map(ToString::to_string).collect::<Vec<_>>() })
}

/// A list of these.
pub fn array(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

/// All of them by name.
pub fn all(kinds: &Kinds) -> Map<String, Value> {
    let words = object(&[("vi", text()), ("en", text())]);
    let mut all = Map::new();
    let mut say = |name: &str, schema: Value| all.insert(name.to_owned(), schema);
    say("Words", words);
    say("Problem", problem());
    say("OrganisationRef", object(&[("slug", text()), ("name", text()), ("url", uri())]));
    say("RecordRef", object(&[("slug", text()), ("title", text()), ("url", uri())]));
    let code = nullable("string", "Code of the administrative unit");
    say("Commune", object(&[("slug", text()), ("name", text()), ("code", code.clone()), ("url", uri())]));
    say("Coordinates", coordinates());
    say(
        "Link",
        object(&[
            ("type", one_of(LinkKind::ALL)),
            ("text", text()),
            ("clause", nullable("string", "Number and clause of the plan")),
            ("url", uri()),
        ]),
    );
    say("Picture", picture());
    say("File", file());
    say("Field", field());
    say("Kind", kind());
    say("LinkedData", json!({ "type": "object", "required": ["@context", "@type", "@id", "name"] }));
    let mut names = Vec::new();
    let mut mapping = Map::new();
    for kind in kinds.all() {
        let name = format!("Record.{}", kind.id);
        mapping.insert(kind.id.clone(), json!(format!("#/components/schemas/{name}")));
        names.push(of(&name));
        say(&name, record(kind));
    }
    say("Record", json!({ "oneOf": names, "discriminator": { "propertyName": "kind", "mapping": mapping } }));
    say("Organisation", organisation(&code));
    say("Succession", succession());
    say("Plan", plan(&[]));
    say(
        "PlanDetail",
        plan(&[
            (
                "duties",
                object(&[
                    ("given", json!({ "type": "integer" })),
                    ("organisations", json!({ "type": "integer" })),
                ]),
            ),
            ("sections", array(of("Section"))),
            ("targets", array(of("Target"))),
        ]),
    );
    say(
        "Section",
        object(&[
            ("path", text()),
            ("label", text()),
            ("heading", nullable("string", "As printed")),
            ("url", uri()),
        ]),
    );
    say("Target", target());
    say("Duty", duty());
    say("Indicator", indicator());
    all
}

fn problem() -> Value {
    json!({
        "type": "object",
        "description": "RFC 9457",
        "required": ["type", "title", "status"],
        "properties": {
            "type": { "type": "string", "format": "uri", "description": format!(
                "Ends in #loi-{}", What::ALL.iter().map(|what| what.as_str()).collect::<Vec<_>>().join(", #loi-")) },
            "title": text(),
            "status": { "type": "integer" },
            "detail": text(),
            "parameter": { "type": "string", "description": "The parameter at fault" },
        },
    })
}

fn coordinates() -> Value {
    json!({
        "type": "object",
        "required": ["latitude", "longitude"],
        "additionalProperties": false,
        "properties": {
            "latitude": { "type": "number" },
            "longitude": { "type": "number" },
            "rounded_to": { "type": "number", "description": "Rounded to protect the place, in degrees" },
        },
    })
}

fn picture() -> Value {
    object(&[
        ("url", uri()),
        (
            "small_url",
            json!({ "type": "string", "format": "uri", "description": "At most 640 pixels a side" }),
        ),
        ("media_type", json!({ "const": media::PICTURE })),
        ("width", json!({ "type": "integer", "description": "Pixels" })),
        ("height", json!({ "type": "integer", "description": "Pixels" })),
        ("caption", text()),
        ("credit", nullable("string", "Who took it, or where it comes from")),
        ("licence", nullable("string", "How it may be used, in the words of whoever gave it")),
    ])
}

fn file() -> Value {
    object(&[
        ("url", uri()),
        ("name", text()),
        ("media_type", text()),
        ("size", json!({ "type": "integer", "description": "Bytes" })),
    ])
}

fn field() -> Value {
    object(&[
        ("id", text()),
        ("label", of("Words")),
        ("type", one_of(FieldType::ALL)),
        ("unit", nullable("string", "Unit of a number")),
        ("required", json!({ "type": "boolean" })),
        (
            "filter",
            json!({ "type": "boolean", "description": "Whether /api/v1/records takes it as a parameter" }),
        ),
        ("rounded", json!({ "type": "boolean", "description": "Whether the public value is rounded" })),
        ("options", array(object(&[("id", text()), ("name", of("Words"))]))),
        ("schema_org", nullable("string", "Property of schema.org")),
    ])
}

fn kind() -> Value {
    object(&[
        ("id", text()),
        ("name", of("Words")),
        ("about", of("Words")),
        ("basis", nullable("string", "Clause of the plan that asks for it")),
        ("counterpart", nullable("string", "The kind that answers this one: offers and requests")),
        ("schema_org", text()),
        ("records", json!({ "type": "integer", "description": "Public records" })),
        ("fields", array(of("Field"))),
        ("url", uri()),
        ("records_url", uri()),
        ("feed", uri()),
        ("csv", uri()),
        ("xlsx", uri()),
    ])
}

/// The schema of a kind's records. Any field may be missing: what is required is so of new versions.
fn record(kind: &Kind) -> Value {
    let fields: Map<String, Value> = kind
        .fields()
        .filter(|field| field.is_public())
        .map(|field| (field.id.clone(), values::schema(field)))
        .collect();
    let mut schema = object(&[
        ("id", json!({ "type": "string", "format": "uuid" })),
        ("slug", text()),
        ("kind", json!({ "const": kind.id })),
        ("title", text()),
        ("summary", text()),
        ("fields", json!({ "type": "object", "additionalProperties": false, "properties": fields })),
        ("keeper", either(of("OrganisationRef"))),
        ("links", array(of("Link"))),
        ("sources", array(text())),
        ("pictures", array(of("Picture"))),
        ("files", array(of("File"))),
        ("edition", json!({ "type": "integer", "description": "How many versions have been published" })),
        ("published_at", json!({ "type": "string", "format": "date-time" })),
        ("demo", json!({ "type": "boolean", "description": "Made up for demonstration" })),
        ("url", uri()),
        ("json", uri()),
        ("jsonld", uri()),
    ]);
    schema["title"] = json!(kind.name.vi);
    schema["properties"]["linked_from"] =
        json!({ "type": "array", "items": of("Link"), "description": "Of a single record only" });
    schema
}

fn organisation(code: &Value) -> Value {
    object(&[
        ("slug", text()),
        ("name", text()),
        ("short_name", nullable("string", "Usual abbreviation")),
        ("kind", one_of(OrgKind::ALL)),
        ("system", one_of(System::ALL)),
        ("parent", nullable("string", "Slug of the body it is part of")),
        ("valid_from", day()),
        ("valid_to", day()),
        ("code", code.clone()),
        ("verified", json!({ "type": "boolean", "description": "False while the entry is to be checked" })),
        ("successors", array(of("Succession"))),
        ("predecessors", array(of("Succession"))),
        ("url", uri()),
    ])
}

fn succession() -> Value {
    object(&[
        ("organisation", either(of("OrganisationRef"))),
        ("kind", one_of(SuccessionKind::ALL)),
        ("function", nullable("string", "What passed on; null: all of it")),
        ("on", json!({ "type": "string", "format": "date" })),
        ("decision", nullable("string", "The deciding document, when known")),
        ("verified", json!({ "type": "boolean" })),
    ])
}

fn plan(more: &[(&str, Value)]) -> Value {
    let id = json!({ "type": "string", "format": "uuid" });
    let mut properties = vec![
        ("id", id),
        ("number", nullable("string", "Number and symbol")),
        ("title", text()),
        ("issuer", nullable("string", "As printed")),
        ("issued_on", day()),
        ("url", uri()),
        ("duties_url", uri()),
        ("indicators_url", uri()),
    ];
    properties.extend(more.iter().cloned());
    object(&properties)
}

fn target() -> Value {
    object(&[
        ("text", json!({ "type": "string", "description": "The sentence as printed" })),
        ("measure", text()),
        ("value", json!({ "type": "number" })),
        ("unit", nullable("string", "As printed")),
        ("change", one_of(Change::ALL)),
        ("by", nullable("string", "Year or month by which, as printed")),
    ])
}

fn duty() -> Value {
    object(&[
        ("clause", text()),
        ("section", text()),
        ("paragraph", json!({ "type": "integer" })),
        ("text", json!({ "type": "string", "description": "As printed" })),
        ("url", uri()),
    ])
}

fn indicator() -> Value {
    let decimal = |about: &str| json!({ "type": ["string", "null"], "pattern": r"^-?\d+(\.\d+)?$", "description": about });
    object(&[
        ("name", text()),
        ("definition", text()),
        ("unit", text()),
        ("baseline", decimal("Exact decimal")),
        ("baseline_on", nullable("string", "Year, month/year or day")),
        ("target", decimal("Exact decimal: the value to reach")),
        ("target_by", nullable("string", "Year, month/year or day")),
        ("latest", decimal("Exact decimal: the newest figure; null: no data yet, which is not zero")),
        ("latest_on", day()),
        ("reported", json!({ "type": "integer", "description": "Agencies whose figures were accepted" })),
        ("reporting", json!({ "type": "integer", "description": "Agencies that are to report" })),
        ("demo", json!({ "type": "boolean" })),
    ])
}
