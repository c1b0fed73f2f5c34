//! Kinds of record, with what their records hold.

use std::collections::BTreeMap;

use axum::extract::Path;
use serde_json::{Value, json};

use super::super::call::{Answer, Call, Document};
use super::super::jsonld::DEFAULT_TYPE;
use super::super::problem::Problem;
use super::{Operation, list_address, schemas};
use crate::catalogue::kinds::{Field, Kind, Visibility, Words};
use crate::catalogue::store;

pub(super) fn list_operation() -> Operation {
    Operation::json("listKinds", "records", "Các loại mục thông tin", schemas::list_of("Kind"))
        .about("Kinds of record with their fields, and how many public records there are of each.")
}

/// `/api/v1/kinds`.
pub(super) async fn list(call: Call) -> Answer {
    let counts = store::public_counts(&mut call.app.db.read().await?).await?;
    let kinds: Vec<Value> =
        call.app.kinds.all().iter().map(|kind| describe(&call.site, kind, &counts)).collect();
    Ok(Document::json(&json!({ "data": kinds })))
}

pub(super) fn one_operation() -> Operation {
    Operation::json("getKind", "records", "Một loại mục thông tin", schemas::of("Kind"))
}

/// `/api/v1/kinds/{kind}`.
pub(super) async fn one(Path(id): Path<String>, call: Call) -> Answer {
    let kind = call.app.kinds.get(&id).ok_or_else(Problem::not_found)?;
    let counts = store::public_counts(&mut call.app.db.read().await?).await?;
    Ok(Document::json(&describe(&call.site, kind, &counts)))
}

fn describe(site: &str, kind: &Kind, counts: &BTreeMap<String, i64>) -> Value {
    let page = format!("{site}/co-so-du-lieu/{}", kind.id);
    json!({
        "id": kind.id,
        "name": words(&kind.name),
        "about": words(&kind.about),
        "basis": kind.basis,
        "counterpart": kind.counterpart,
        "schema_org": kind.schema_org.as_deref().unwrap_or(DEFAULT_TYPE),
        "records": counts.get(&kind.id).copied().unwrap_or(0),
        "fields": kind.fields().filter(|field| field.is_public()).map(field).collect::<Vec<_>>(),
        "records_url": list_address(site, "/api/v1/records", &[("kind", &kind.id)]),
        "feed": format!("{page}.atom"),
        "csv": format!("{page}?tai=csv"),
        "xlsx": format!("{page}?tai=xlsx"),
        "url": page,
    })
}

fn field(field: &Field) -> Value {
    json!({
        "id": field.id,
        "label": words(&field.label),
        "type": field.kind,
        "unit": field.unit,
        "required": field.required,
        "filter": field.facet,
        "rounded": field.visibility == Visibility::Coarsened,
        "options": field
            .options
            .iter()
            .map(|option| json!({ "id": option.id, "name": { "vi": option.vi, "en": option.en } }))
            .collect::<Vec<_>>(),
        "schema_org": field.property,
    })
}

fn words(words: &Words) -> Value {
    json!({ "vi": words.vi, "en": words.en })
}
