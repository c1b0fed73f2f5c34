//! Headings that name a party: "6. Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh", "14. Đề nghị Ủy ban Mặt trận …".

use super::inline;
use crate::labels;
use crate::model::{Paragraph, Section, Span};
use crate::parties;
use crate::text::Flat;

/// The parties that answer for everything below a heading.
#[derive(Debug, Clone)]
pub(crate) struct Holder {
    /// Names as printed.
    pub(crate) owners: Vec<String>,
    /// Where the names stand.
    pub(crate) spans: Vec<Span>,
    /// The heading asks ("Đề nghị") instead of ordering.
    pub(crate) requested: bool,
    /// What the line says that they do, for all items below it: "chủ trì, phối hợp với các đơn vị liên quan".
    pub(crate) action: Option<Flat>,
}

/// The parties that a section's heading names, when it begins with one.
pub(crate) fn holder(source: &str, section: &Section) -> Option<Holder> {
    section.heading.as_ref()?;
    let flat = Flat::new(source, section.heading_span);
    let text = flat.text().trim_end_matches([':', ' ']);
    let label = labels::parse(text).map_or(0, |label| label.len);
    let mut from = label.min(text.len());
    let mut requested = false;
    for (words, asks) in
        [("Đề nghị ", true), ("Trách nhiệm của ", false), ("Giao ", false), ("Đối với ", false)]
    {
        if text[from..].starts_with(words) {
            from += words.len();
            requested |= asks;
        }
    }
    let (mut found, end) = parties::list(text, from);
    // What follows a party without being read as one belongs to its name: "Các chủ rừng là tổ chức (các Ban …)".
    let rest = text[end..].trim_start();
    let last = found.last_mut()?;
    // "Cơ quan chủ trì giải quyết thủ tục" is a name unless the line leads to its items
    let by_task = ["Cơ quan", "Đơn vị"].iter().any(|noun| text[last.range.clone()].starts_with(noun));
    let acts = rest.starts_with(|c: char| c.is_lowercase())
        && inline::begins_action(rest)
        && (!by_task || leads(source, section));
    if acts && !leads(source, section) {
        return None;
    }
    // "Doanh nghiệp số" is a matter, "Doanh nghiệp trên địa bàn" is a party
    let matter = ["Doanh nghiệp", "doanh nghiệp"].contains(&&text[last.range.clone()])
        && rest.starts_with(char::is_lowercase)
        && !["trên", "hoạt động", "có", "được", "thuộc", "sản xuất", "kinh doanh", "nhà nước"]
            .iter()
            .any(|which| rest.starts_with(which));
    if matter {
        return None;
    }
    if !rest.is_empty() && !acts {
        last.range.end = text.len();
    }
    Some(Holder {
        owners: parties::names(text, &found),
        spans: found.iter().map(|party| flat.span(party.range.clone())).collect(),
        requested,
        action: acts.then(|| Flat::new(source, flat.span(text.len() - rest.len()..text.len()))),
    })
}

/// The parties of a list item that names nobody's action, only who answers for the items below it.
pub(super) fn item_holder(source: &str, paragraph: &Paragraph) -> Option<Holder> {
    let flat = Flat::new(source, paragraph.span);
    let text = flat.text().trim_end_matches([':', ' ']);
    let requested = text.starts_with("Đề nghị ");
    let from = if requested { "Đề nghị ".len() } else { 0 };
    let (found, end) = parties::list(text, from);
    let whole = end == text.len() || text[end..].starts_with(" tại địa phương");
    (!found.is_empty() && whole).then(|| Holder {
        owners: parties::names(text, &found),
        spans: found.iter().map(|party| flat.span(party.range.clone())).collect(),
        requested,
        action: None,
    })
}

/// The heading of a section whose items only list what its action is done to: "cập nhật các thông tin sau đối với:".
pub(super) fn over_objects(source: &str, section: &Section) -> Option<Flat> {
    const ENDS: &[&str] = &[" đối với", " gồm", " bao gồm"];
    let heading =
        section.heading.as_deref().filter(|heading| ENDS.iter().any(|end| heading.ends_with(end)))?;
    let acts = |text: &str| {
        let mut chars = text.chars();
        let first: String = chars.next().into_iter().flat_map(char::to_lowercase).collect();
        inline::begins_action(&format!("{first}{}", chars.as_str()))
    };
    let (_, named) = parties::list(heading, 0);
    let items: Vec<&str> = section
        .paragraphs
        .iter()
        .chain(section.sections.iter().flat_map(|child| &child.paragraphs))
        .map(|paragraph| paragraph.text.as_str())
        .collect();
    let doing = items.iter().filter(|item| acts(item)).count();
    if items.len() < 2 || doing * 2 >= items.len() || !acts(heading[named..].trim_start()) {
        return None;
    }
    text(source, section)
}

/// What a heading says, without its label.
pub(super) fn text(source: &str, section: &Section) -> Option<Flat> {
    section.heading.as_ref()?;
    let flat = Flat::new(source, section.heading_span);
    let label = labels::parse(flat.text()).map_or(0, |label| label.len);
    Some(Flat::new(source, flat.span(label.min(flat.text().len())..flat.text().len())))
}

/// Whether a heading only leads to what stands below it: it ends in a colon.
fn leads(source: &str, section: &Section) -> bool {
    let below = !section.paragraphs.is_empty() || !section.sections.is_empty();
    let after = source.get(section.heading_span.end..).unwrap_or_default();
    below && after.trim_start_matches(['*', ' ']).starts_with(':')
}
