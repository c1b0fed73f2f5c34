//! `/du-lieu-mo`: what there is for programs, where it lies, and how it is used.

use askama::Template;
use serde_json::{Value, json};

use super::jsonld;
use super::problem::What;
use super::texts::OpenTexts;
use crate::catalogue::cards::shelves;
use crate::catalogue::store;
use crate::organisations::Kind;
use crate::plans::store as plans;
use crate::web::frame::Frame;
use crate::web::lang::fill;
use crate::web::paging::query;
use crate::web::{Ctx, Result};

/// A data set with its forms: (name of the form, address).
struct Set {
    name: String,
    about: String,
    href: String,
    count: String,
    forms: Vec<(&'static str, String)>,
}

/// An address to try.
struct Example {
    what: &'static str,
    href: String,
}

struct Fault {
    what: What,
    status: u16,
    title: &'static str,
    meaning: &'static str,
}

#[derive(Template)]
#[template(path = "open/page.html")]
struct Page {
    frame: Frame,
    t: &'static OpenTexts,
    site: String,
    sets: Vec<Set>,
    examples: Vec<Example>,
    rules: Vec<String>,
    faults: Vec<Fault>,
    terms: Option<String>,
    terms_page: Option<String>,
    linked_data: String,
}

/// The page. For everybody.
pub async fn show(ctx: Ctx) -> Result {
    let t = &ctx.t.open;
    let mut c = ctx.app.db.read().await?;
    let shelves = shelves(&ctx, &mut c).await?;
    let newest = store::newest(&mut c, 1).await?;
    let confirmed = plans::confirmed_plans(&mut c, None).await?;
    drop(c);
    let all: i64 = shelves.iter().map(|shelf| shelf.n).sum();
    let table = |path: &str, api: String| {
        vec![("XLSX", format!("{path}?tai=xlsx")), ("CSV", format!("{path}?tai=csv")), ("JSON", api)]
    };
    let mut sets = Vec::new();
    let path = "/co-so-du-lieu";
    let mut forms = table(path, "/api/v1/records".to_owned());
    forms.push(("Atom", format!("{path}.atom")));
    sets.push(set(t.all_records, "", path, viet::number::show(all), forms));
    for (shelf, kind) in shelves.iter().zip(ctx.app.kinds.all()) {
        let mut forms = table(&shelf.href, format!("/api/v1/records?{}", query(&[("kind", &kind.id)])));
        forms.push(("Atom", format!("{}.atom", shelf.href)));
        sets.push(set(&shelf.name, &shelf.about, &shelf.href, viet::number::show(shelf.n), forms));
    }
    let (path, count) = ("/ke-hoach", confirmed.total_text(ctx.t.common.more_than));
    sets.push(set(t.plans, "", path, count, table(path, "/api/v1/plans".to_owned())));
    let directory = ctx.app.directory();
    let today = ctx.today().0;
    let living = directory.organisations().iter().filter(|org| !org.is_group() && org.exists_on(today));
    let communes = living.clone().filter(|org| matches!(org.kind, Kind::Commune | Kind::Ward));
    let number = |n: usize| viet::number::show(i64::try_from(n).unwrap_or(i64::MAX));
    let path = "/co-quan";
    let forms = table(path, "/api/v1/organisations".to_owned());
    sets.push(set(t.organisations, "", path, number(living.count()), forms));
    let n = number(communes.clone().count());
    sets.push(set(t.communes, "", path, n, vec![("JSON", "/api/v1/communes".to_owned())]));
    let kind = shelves.iter().zip(ctx.app.kinds.all()).max_by_key(|(shelf, _)| shelf.n);
    let kind = kind.map(|(_, kind)| kind.id.as_str()).unwrap_or_default();
    let commune = communes.clone().next().map(|org| org.slug.as_str()).unwrap_or_default();
    let record = newest.first();
    let word = match record {
        Some(record) => viet::fold(&record.content()?.title),
        None => "quyt".to_owned(),
    };
    let records = |fields: &[(&str, &str)]| format!("/api/v1/records?{}", query(fields));
    let today = ctx.today().to_string();
    let mut examples = vec![
        example(t.ex_kinds, "/api/v1/kinds"),
        example(t.ex_records, records(&[("kind", kind)])),
        example(t.ex_search, records(&[("q", &word)])),
        example(t.ex_commune, records(&[("commune", commune)])),
        example(t.ex_since, records(&[("since", &format!("{}-01-01", &today[..4]))])),
    ];
    if let Some(record) = record {
        examples.push(example(t.ex_record, format!("/muc/{}.json", record.slug)));
        examples.push(example(t.ex_jsonld, format!("/muc/{}.jsonld", record.slug)));
    }
    examples.extend([
        example(t.ex_plans, "/api/v1/plans"),
        example(t.ex_organisations, "/api/v1/organisations"),
        example(t.ex_feed, format!("/co-so-du-lieu/{kind}.atom")),
    ]);
    let limit = match ctx.app.config.requests_per_minute {
        0 => t.rule_no_limit.to_owned(),
        most => fill(t.rule_limit, &[&viet::number::show(i64::from(most))]),
    };
    let rules = [t.rule_pages, t.rule_etag, &limit, t.rule_withheld, t.rule_gone, t.rule_stable];
    let linked_data = jsonld::within_page(&catalogue(&ctx, &sets));
    ctx.page(&Page {
        frame: ctx.frame(),
        t,
        site: ctx.site.to_string(),
        examples,
        rules: rules.map(str::to_owned).into(),
        faults: What::ALL.iter().map(|what| fault(t, *what)).collect(),
        terms: ctx.app.config.data_terms.clone(),
        terms_page: jsonld::terms(&ctx.app.config).map(str::to_owned),
        linked_data,
        sets,
    })
}

fn set(name: &str, about: &str, href: &str, count: String, forms: Vec<(&'static str, String)>) -> Set {
    Set { name: name.to_owned(), about: about.to_owned(), href: href.to_owned(), count, forms }
}

fn example(what: &'static str, href: impl Into<String>) -> Example {
    Example { what, href: href.into() }
}

fn fault(t: &OpenTexts, what: What) -> Fault {
    let meaning = match what {
        What::BadParameter => t.bad_parameter,
        What::NotFound => t.not_found,
        What::Gone => t.gone,
        What::MethodNotAllowed => t.method_not_allowed,
        What::NotAcceptable => t.not_acceptable,
        What::TooManyRequests => t.too_many_requests,
        What::NotReady => t.d_building,
        What::Internal => t.internal,
    };
    Fault { what, status: what.status().as_u16(), title: what.title(), meaning }
}

/// The data sets in the words of schema.org, for those who collect them.
fn catalogue(ctx: &Ctx, sets: &[Set]) -> Value {
    let media = |form: &str| match form {
        "XLSX" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "CSV" => "text/csv",
        "Atom" => "application/atom+xml",
        _ => "application/json",
    };
    let site = &ctx.site;
    let described = sets.iter().map(|set| {
        let forms = set.forms.iter().map(|(form, href)| {
            json!({ "@type": "DataDownload", "encodingFormat": media(form), "contentUrl": format!("{site}{href}") })
        });
        let about = if set.about.is_empty() { &set.name } else { &set.about };
        let mut described = json!({
            "@type": "Dataset",
            "name": set.name,
            "description": about,
            "url": format!("{site}{}", set.href),
            "isAccessibleForFree": true,
            "distribution": forms.collect::<Value>(),
        });
        if let Some(terms) = jsonld::terms(&ctx.app.config) {
            described["license"] = json!(terms);
        }
        described
    });
    json!({
        "@context": "https://schema.org",
        "@type": "DataCatalog",
        "@id": format!("{site}/du-lieu-mo"),
        "name": ctx.t.open.title,
        "description": ctx.t.open.lead,
        "url": format!("{site}/du-lieu-mo"),
        "inLanguage": ctx.t.common.html_lang,
        "dataset": described.collect::<Value>(),
    })
}
