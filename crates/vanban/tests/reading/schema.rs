//! The published JSON Schema says exactly what is written.

use crate::word::{p, tbl, tr, word};
use crate::{PORTAL, PRINT, RICH};
use boon::{Compiler, SchemaIndex, Schemas};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use vanban::model::{Change, Format, Layout, MarkKind, Recurrence, Role, Severity, SpansIn};

struct Schema {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Schema {
    fn published() -> Self {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.enable_format_assertions();
        let schema: Value = serde_json::from_str(vanban::emit::json_schema()).unwrap();
        compiler.add_resource("urn:vanban:document:1", schema).unwrap();
        let index = compiler.compile("urn:vanban:document:1", &mut schemas).unwrap();
        Self { schemas, index }
    }

    fn accepts(&self, document: &Value) -> Result<(), String> {
        self.schemas.validate(document, self.index).map_err(|error| format!("{error:#}"))
    }
}

fn written(bytes: &[u8]) -> Value {
    let document = vanban::read(bytes).unwrap();
    serde_json::from_str(&vanban::emit::json(&document).unwrap()).unwrap()
}

fn documents() -> Vec<Value> {
    let table = tbl(&[
        tr(&["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"]),
        tr(&["1", "Lập danh mục", "Sở Y tế", "Quý I/2027"]),
    ]);
    let table = word(&[p("KẾ HOẠCH"), p("I. DANH MỤC NHIỆM VỤ"), table].concat(), &[]);
    let attached = "KẾ HOẠCH\n\nTRỒNG HỒI (KÈM THEO QUYẾT ĐỊNH SỐ 9/QĐ-UBND)\n\nI. MỤC ĐÍCH\n";
    let files: [&[u8]; 9] = [
        PRINT.as_bytes(),
        PORTAL.as_bytes(),
        RICH.as_bytes(),
        include_bytes!("../../../../samples/van-ban-mau.txt"),
        include_bytes!("fixtures/ke-hoach.md"),
        include_bytes!("fixtures/ke-hoach.html"),
        include_bytes!("fixtures/ke-hoach.pdf"),
        &table,
        attached.as_bytes(),
    ];
    files.into_iter().map(written).collect()
}

#[test]
fn every_document_is_what_the_schema_promises() {
    let schema = Schema::published();
    for document in documents() {
        if let Err(error) = schema.accepts(&document) {
            panic!("{}: {error}", document["source"]["sha256"]);
        }
    }
}

/// Pointers to every object of a document.
fn objects(value: &Value, at: String, out: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            map.iter().for_each(|(key, value)| objects(value, format!("{at}/{key}"), out));
            out.push(at);
        }
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(i, value)| objects(value, format!("{at}/{i}"), out));
        }
        _ => {}
    }
}

#[test]
fn a_property_that_the_schema_does_not_name_is_refused_wherever_it_stands() {
    let (schema, document) = (Schema::published(), written(RICH.as_bytes()));
    let mut places = Vec::new();
    objects(&document, String::new(), &mut places);
    assert!(places.len() > 50, "{}", places.len());
    for place in places {
        let mut changed = document.clone();
        changed.pointer_mut(&place).unwrap().as_object_mut().unwrap().insert("new".to_owned(), json!(1));
        assert!(schema.accepts(&changed).is_err(), "{place:?} takes any property");
    }
}

/// Every named property of the schema, "duty.deadline".
fn promised() -> BTreeSet<String> {
    fn walk(name: &str, schema: &Value, out: &mut BTreeSet<String>) {
        for (key, property) in schema["properties"].as_object().into_iter().flatten() {
            out.insert(format!("{name}.{key}"));
            walk(&format!("{name}.{key}"), property, out);
            walk(&format!("{name}.{key}"), &property["items"], out);
        }
    }
    let schema: Value = serde_json::from_str(vanban::emit::json_schema()).unwrap();
    let mut out = BTreeSet::new();
    walk("", &schema, &mut out);
    schema["$defs"].as_object().unwrap().iter().for_each(|(name, def)| walk(name, def, &mut out));
    out
}

#[test]
fn the_schema_promises_nothing_that_no_document_has() {
    let mut keys = BTreeSet::new();
    for document in documents() {
        let mut places = Vec::new();
        objects(&document, String::new(), &mut places);
        for place in places {
            let object = document.pointer(&place).unwrap().as_object().unwrap();
            keys.extend(object.iter().filter(|(_, value)| !value.is_null()).map(|(key, _)| key.clone()));
        }
    }
    let idle: Vec<String> =
        promised().into_iter().filter(|name| !keys.contains(name.rsplit('.').next().unwrap())).collect();
    assert!(idle.is_empty(), "no document fills {idle:?}");
}

/// The words that an enumeration of the model knows, as serde names them when it meets another.
fn known<T: DeserializeOwned>() -> BTreeSet<String> {
    let Err(error) = serde_json::from_value::<T>(json!("?")) else { panic!("any word is taken") };
    error.to_string().split('`').skip(3).step_by(2).map(str::to_owned).collect()
}

/// The words that the schema lists at a place.
fn listed(schema: &Value, place: &str) -> BTreeSet<String> {
    let words = schema.pointer(place).and_then(|choice| choice["oneOf"].as_array());
    words.unwrap().iter().map(|word| word["const"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_word_that_a_value_can_be_is_listed() {
    let schema: Value = serde_json::from_str(vanban::emit::json_schema()).unwrap();
    for (place, words) in [
        ("/$defs/source/properties/format", known::<Format>()),
        ("/$defs/source/properties/spans_in", known::<SpansIn>()),
        ("/$defs/duty/properties/role", known::<Role>()),
        ("/$defs/duty/properties/layout", known::<Layout>()),
        ("/$defs/duty/properties/marks/items/properties/kind", known::<MarkKind>()),
        ("/$defs/recurrence", known::<Recurrence>()),
        ("/$defs/target/properties/change", known::<Change>()),
        ("/$defs/diagnostic/properties/severity", known::<Severity>()),
    ] {
        assert!(words.len() > 1, "{place}: {words:?}");
        assert_eq!(listed(&schema, place), words, "{place}");
    }
}
