//! The OpenAPI 3.1 document, put together from what the routes declare and from the kinds.

use serde_json::{Map, Value, json};

use super::super::problem::{MEDIA, What};
use super::{Operation, schemas};
use crate::catalogue::kinds::Kinds;

/// What any route may answer.
const ALWAYS: [What; 3] = [What::BadParameter, What::NotAcceptable, What::TooManyRequests];

/// The document, without its `servers`, which depend on how the site was reached.
pub fn document(operations: &[(&'static str, Operation)], kinds: &Kinds, terms: Option<&str>) -> Value {
    let paths: Map<String, Value> =
        operations.iter().map(|(path, operation)| ((*path).to_owned(), path_item(path, operation))).collect();
    let responses: Map<String, Value> =
        What::ALL.iter().map(|what| (what.as_str().to_owned(), problem_response(*what))).collect();
    let mut info = json!({
        "title": "Hoa Hồi: dữ liệu mở",
        "version": "1",
        "summary": "Dữ liệu công nghệ sinh học và kế hoạch của tỉnh Lạng Sơn",
        "description": "Only what the public pages show. Lists are paged by cursor: follow `next`. Every answer carries \
                        an `ETag`; send it back as `If-None-Match` to be told whether anything has changed. Errors are \
                        `application/problem+json` (RFC 9457). Days are ISO 8601, instants RFC 3339 in universal time. \
                        New properties may be added; none is removed or changes its meaning within version 1.",
    });
    if let Some(terms) = terms {
        info["license"] = json!({ "name": terms });
        if terms.starts_with("https://") {
            info["license"]["url"] = json!(terms);
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": info,
        "tags": [
            { "name": "records", "description": "Mục thông tin / Records" },
            { "name": "organisations", "description": "Cơ quan / Organisations" },
            { "name": "plans", "description": "Kế hoạch / Plans" },
        ],
        "paths": paths,
        "components": { "schemas": schemas::all(kinds), "responses": responses },
    })
}

fn path_item(path: &str, operation: &Operation) -> Value {
    let in_path = path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let mut params: Vec<Value> = in_path
        .map(|name| {
            let schema = json!({ "type": "string", "pattern": "^[a-z0-9-]+$", "maxLength": 200 });
            json!({ "name": name, "in": "path", "required": true, "schema": schema })
        })
        .collect();
    let mut problems = operation.problems.to_vec();
    if !params.is_empty() {
        problems.push(What::NotFound);
    }
    problems.extend(ALWAYS);
    params.extend(operation.params.iter().map(super::Param::spec));
    let mut responses: Map<String, Value> = problems
        .into_iter()
        .map(|what| {
            let reference = format!("#/components/responses/{what}");
            (what.status().as_u16().to_string(), json!({ "$ref": reference }))
        })
        .collect();
    responses.insert("200".to_owned(), success(operation));
    responses.insert("304".to_owned(), json!({ "description": "Không có gì thay đổi / Not modified" }));
    let mut get = json!({
        "operationId": operation.id,
        "tags": [operation.tag],
        "summary": operation.summary,
        "parameters": params,
        "responses": responses,
    });
    if !operation.about.is_empty() {
        get["description"] = json!(operation.about);
    }
    json!({ "get": get })
}

fn success(operation: &Operation) -> Value {
    let mut headers = json!({
        "ETag": { "description": "Strong validator of this answer", "schema": { "type": "string" } },
    });
    if operation.params.iter().any(|param| param.name == "after") {
        headers["Link"] = json!({
            "description": "The next page, `rel=\"next\"`, while there is one",
            "schema": { "type": "string" },
        });
    }
    json!({
        "description": operation.summary,
        "headers": headers,
        "content": { operation.media: { "schema": operation.schema } },
    })
}

fn problem_response(what: What) -> Value {
    json!({
        "description": what.title(),
        "content": { MEDIA: { "schema": { "$ref": "#/components/schemas/Problem" } } },
    })
}
