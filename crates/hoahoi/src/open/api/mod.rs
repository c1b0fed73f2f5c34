//! `/api/v1`: each route is registered together with what the OpenAPI document says of it.

mod kinds;
mod organisations;
mod plans;
pub mod records;
pub(super) mod schemas;
mod spec;

use std::sync::{Arc, OnceLock};

use axum::Extension;
use axum::Router;
use axum::extract::State;
use axum::routing::{MethodRouter, any, get};
use serde_json::{Value, json};

use super::call::{Answer, Call, Declared, Document};
use super::params::{Holds, Param};
use super::problem::{Problem, T, What};
use crate::catalogue::kinds::Kinds;
use crate::web::App;
use crate::web::paging::{address, query};

/// Rows of a page unless asked otherwise, and at most.
const ROWS: (usize, usize) = (50, 200);

/// What the document says of a route besides its parameters.
struct Operation {
    id: &'static str,
    tag: &'static str,
    /// One line, in Vietnamese.
    summary: &'static str,
    /// More, in English.
    about: &'static str,
    params: Vec<Param>,
    media: &'static str,
    /// The schema of the answer.
    schema: Value,
    /// Problems beyond those that any route may meet.
    problems: &'static [What],
}

impl Operation {
    fn json(id: &'static str, tag: &'static str, summary: &'static str, schema: Value) -> Self {
        let media = "application/json";
        Self { id, tag, summary, about: "", params: Vec::new(), media, schema, problems: &[] }
    }

    fn about(self, about: &'static str) -> Self {
        Self { about, ..self }
    }

    fn takes(self, params: Vec<Param>) -> Self {
        Self { params, ..self }
    }

    /// Also takes where a page begins and how long it is.
    fn paged(mut self) -> Self {
        let most = i64::try_from(ROWS.1).unwrap_or(i64::MAX);
        let limit = format!("Số dòng một trang; mặc định {}.", ROWS.0);
        self.params.extend([
            Param::new("after", Holds::Text, "Con trỏ của trang sau, lấy từ “next” của trang trước."),
            Param::new("limit", Holds::Whole(1, most), limit),
        ]);
        self
    }

    fn fails(self, problems: &'static [What]) -> Self {
        Self { problems, ..self }
    }
}

/// Routes and what is said of them, growing together.
#[derive(Default)]
struct Api {
    router: Router<App>,
    operations: Vec<(&'static str, Operation)>,
}

impl Api {
    fn route(mut self, path: &'static str, handler: MethodRouter<App>, operation: Operation) -> Self {
        let declared = Declared { params: operation.params.clone(), media: operation.media };
        self.router = self.router.route(path, handler.layer(Extension(Arc::new(declared))));
        self.operations.push((path, operation));
        self
    }
}

/// The routes, all of them for everybody.
fn api(kinds: &Kinds) -> Api {
    Api::default()
        .route("/api/v1/kinds", get(kinds::list), kinds::list_operation())
        .route("/api/v1/kinds/{kind}", get(kinds::one), kinds::one_operation())
        .route("/api/v1/records", get(records::list), records::list_operation(kinds))
        .route("/api/v1/records/{slug}", get(records::one), records::one_operation())
        .route("/api/v1/records/{slug}/jsonld", get(records::linked_data), records::linked_data_operation())
        .route("/api/v1/organisations", get(organisations::list), organisations::list_operation())
        .route("/api/v1/organisations/{slug}", get(organisations::one), organisations::one_operation())
        .route("/api/v1/communes", get(organisations::communes), organisations::communes_operation())
        .route("/api/v1/plans", get(plans::list), plans::list_operation())
        .route("/api/v1/plans/{plan}", get(plans::one), plans::one_operation())
        .route("/api/v1/plans/{plan}/duties", get(plans::duties), plans::duties_operation())
        .route("/api/v1/plans/{plan}/indicators", get(plans::indicators), plans::indicators_operation())
}

/// What is said of the routes, and the document made of it when it is first asked for.
struct Described {
    operations: Vec<(&'static str, Operation)>,
    document: OnceLock<Value>,
}

impl Described {
    fn document(&self, app: &App) -> &Value {
        let terms = app.config.data_terms.as_deref();
        self.document.get_or_init(|| spec::document(&self.operations, &app.kinds, terms))
    }
}

/// The interface with its document, and a problem for every other address below `/api`.
pub fn routes(app: &App) -> Router<App> {
    let Api { router, operations } = api(&app.kinds);
    let described = Arc::new(Described { operations, document: OnceLock::new() });
    router
        .route("/api/v1/openapi.json", get(describe))
        .layer(Extension(described))
        .route("/api", any(nowhere))
        .route("/api/{*rest}", any(nowhere))
}

/// `/api/v1/openapi.json`: what there is.
async fn describe(
    State(app): State<App>,
    Extension(described): Extension<Arc<Described>>,
    call: Call,
) -> Answer {
    let mut document = described.document(&app).clone();
    document["servers"] = json!([{ "url": call.site }]);
    Ok(Document::json(&document))
}

async fn nowhere() -> Problem {
    Problem::not_found()
}

/// How many rows a page of this request has.
fn rows(call: &Call) -> usize {
    call.given.parse("limit").unwrap_or(ROWS.0).clamp(1, ROWS.1)
}

/// What a cursor that no page gave out is answered with.
fn bad_cursor() -> Problem {
    Problem::parameter("after", T.d_cursor)
}

/// A page of a list: its rows, how many there are in all (nothing beyond the count of lists), and where it goes on.
fn page(call: &Call, path: &str, rows: Vec<Value>, total: Option<i64>, next: Option<String>) -> Document {
    let next = next.map(|after| {
        let mut fields: Vec<(&str, &str)> = call.given.without("after").collect();
        fields.push(("after", &after));
        format!("{}{}", call.site, address(path, &fields))
    });
    let total = total.filter(|total| *total <= crate::web::paging::COUNT_CAP);
    Document::json(&json!({ "data": rows, "total": total, "next": next })).next(next)
}

/// The address of a list on this site.
fn list_address(site: &str, path: &str, fields: &[(&str, &str)]) -> String {
    format!("{site}{path}?{}", query(fields))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const KIND: &str = r#"
        id = "giong"
        name = { vi = "Giống", en = "Varieties" }
        about = { vi = "Giống cây.", en = "Plant varieties." }
        title_help = { vi = "Tên.", en = "Name." }
        schema_org = "Product"
        [[section]]
        heading = { vi = "Chung", en = "General" }
        field = [
          { id = "nhom", label = { vi = "Nhóm", en = "Group" }, type = "choice", required = true, facet = true, property = "category", options = [{ id = "cay-an-qua", vi = "Cây ăn quả", en = "Fruit tree" }] },
          { id = "xa", label = { vi = "Xã", en = "Commune" }, type = "communes", facet = true },
          { id = "nam", label = { vi = "Năm", en = "Year" }, type = "year", facet = true },
          { id = "dien-tich", label = { vi = "Diện tích", en = "Area" }, type = "number", unit = "ha" },
          { id = "toa-do", label = { vi = "Tọa độ", en = "Coordinates" }, type = "coordinates", visibility = "coarsened" },
          { id = "ghi-chu", label = { vi = "Ghi chú", en = "Note" }, type = "text", visibility = "withheld" },
        ]
    "#;

    #[test]
    fn the_document_of_the_interface() {
        let kinds = Kinds::only(KIND).unwrap();
        let Api { operations, .. } = api(&kinds);
        let document = spec::document(&operations, &kinds, Some("https://example.vn/dieu-khoan"));
        assert!(!document.to_string().contains("ghi-chu"), "what is withheld is not even declared");
        insta::assert_json_snapshot!(document);
    }

    #[test]
    fn terms_are_never_made_up() {
        let kinds = Kinds::only(KIND).unwrap();
        let document = spec::document(&api(&kinds).operations, &kinds, None);
        assert_eq!(document["info"].get("license"), None);
    }
}
