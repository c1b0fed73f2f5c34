//! Feedback (góp ý): what citizens, unions, the Fatherland Front, firms and others say from outside, without an account;
//! each message goes to the agency it concerns and is answered (plan 182/KH-UBND, IV.14). [`consultation`] opens drafts for
//! comment.
//!
//! Nothing of people is kept beyond its use: [`store::erase`] takes name and contact away some time after the answer.
//! Robots are kept off without anybody's help: `slip` makes a form good for one message, `clean` limits what it
//! holds, the throttle of [`crate::accounts::throttle`] how many come.

mod about;
mod clean;
pub mod consultation;
pub mod model;
pub mod pages;
mod routes;
pub mod scope;
pub mod slip;
pub mod store;
pub mod texts;

pub use routes::routes;

use crate::ids;
use crate::web::paging;

/// The address under which a draft is commented on; with a paragraph's number that paragraph.
#[must_use]
pub fn comment_address(draft: ids::ConsultationId, paragraph: Option<i64>) -> String {
    let (about, paragraph) = (format!("/lay-y-kien/{draft}"), paragraph.map(|n| n.to_string()));
    paging::address("/gop-y/gui", &[("ve", &about), ("doan", paragraph.as_deref().unwrap_or_default())])
}

/// Where something at an address of this site is spoken about.
#[must_use]
pub fn address(about: &str) -> String {
    paging::address("/gop-y/gui", &[("ve", about)])
}

/// Where interest in the record at an address is said.
#[must_use]
pub fn interest_address(record: &str) -> String {
    paging::address("/gop-y/gui", &[("ve", record), ("loai", model::Kind::Interest.as_str())])
}
