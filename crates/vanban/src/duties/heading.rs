//! Headings that name a party: "6. Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh", "14. Đề nghị Ủy ban Mặt trận …".

use super::inline;
use crate::labels;
use crate::model::{Paragraph, Section, Span};
use crate::parties::{self, Party};
use crate::scan;
use crate::text::Flat;

/// Longest name of those whose responsibility a heading tells, in words.
const LONGEST_NAME: usize = 20;

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

impl Holder {
    /// The parties named in a text; they do nothing yet that the line says.
    pub(super) fn of(flat: &Flat, parties: &[Party], requested: bool) -> Self {
        Self {
            owners: parties::names(flat.text(), parties),
            spans: parties.iter().map(|party| flat.span(party.range.clone())).collect(),
            requested,
            action: None,
        }
    }

    /// The same parties, told by a line how they answer for its items: "Chủ trì, phối hợp với các sở, ngành:".
    pub(super) fn told(&self, line: &Flat) -> Option<Self> {
        const HOW: &[&str] =
            &["Chủ trì, phối hợp", "Chủ trì phối hợp", "Phối hợp với", "Phối hợp cùng", "Chủ trì"];
        let bare = line.text().trim_end_matches([':', ' ', '.']);
        let how = HOW.iter().find_map(|how| bare.strip_prefix(how))?;
        // with whom, and nothing that they do
        let whom = how.trim_start();
        let whom = whom.strip_prefix("với ").unwrap_or(whom);
        let (_, end) = parties::list(bare, bare.len() - whom.len());
        let only = how.is_empty()
            || end == bare.len()
            || [" thực hiện", " tổ chức thực hiện"].contains(&&bare[end..]);
        only.then(|| Self { action: Some(line.clone()), ..self.clone() })
    }
}

/// The parties that a section's heading names, when it begins with one.
pub(crate) fn holder(source: &str, section: &Section) -> Option<Holder> {
    section.heading.as_ref()?;
    let flat = Flat::new(source, section.heading_span);
    let text = flat.text().trim_end_matches([':', ' ']);
    let label = labels::parse(text).map_or(0, |label| label.len);
    let mut from = label.min(text.len());
    let mut requested = false;
    let mut whole = false;
    for (words, asks, names) in [
        ("Đề nghị: ", true, false),
        ("Đề nghị ", true, false),
        ("Trách nhiệm của ", false, true),
        ("Nhiệm vụ của ", false, true),
        ("Nội dung ", false, false),
        ("Giao ", false, false),
        ("Đối với ", false, false),
    ] {
        if text[from..].starts_with(words) {
            from += words.len();
            requested |= asks;
            whole |= names;
        }
    }
    let (mut found, end) = parties::list(text, from);
    // "Trách nhiệm của tổ chức, cá nhân sử dụng nước" names whoever it is
    if whole && found.is_empty() && scan::words(&text[from..]) <= LONGEST_NAME {
        let end = from + matter(&text[from..]);
        found.push(Party { range: from..end, group: true, known: false, head: None });
        return (end > from).then(|| Holder::of(&flat, &found, requested));
    }
    // What follows a party without being read as one belongs to its name: "Các chủ rừng là tổ chức (các Ban …)".
    let rest = text[end..].trim_start();
    let last = found.last_mut()?;
    // "Cơ quan chủ trì giải quyết thủ tục" is a name unless the line leads to its items
    let by_task = ["Cơ quan", "Đơn vị"].iter().any(|noun| text[last.range.clone()].starts_with(noun));
    // "Các cơ quan thông tin, truyền thông của tỉnh:" are named by their work too
    let bare = ["Các cơ quan", "Các đơn vị", "Các tổ chức"].contains(&&text[last.range.clone()]);
    let acts = !whole
        && rest.starts_with(char::is_lowercase)
        && inline::begins_action(rest)
        && (!bare || only_role(rest) || rest.contains("sau"))
        && (!by_task || leads(source, section));
    if acts && !leads(source, section) && !only_role(rest) {
        return None;
    }
    // "Doanh nghiệp số" is a matter, "Doanh nghiệp trên địa bàn" is a party
    let a_matter = ["Doanh nghiệp", "doanh nghiệp"].contains(&&text[last.range.clone()])
        && rest.starts_with(char::is_lowercase)
        && !["trên", "hoạt động", "có", "được", "thuộc", "sản xuất", "kinh doanh", "nhà nước"]
            .iter()
            .any(|which| rest.starts_with(which));
    if a_matter {
        return None;
    }
    // … but not what else an agency is: "Sở Nội vụ (Cơ quan thường trực Ban Chỉ đạo)"
    let aside = last.known && !last.group && rest.starts_with('(');
    if !rest.is_empty() && !acts && !aside {
        let more = if whole { matter(rest) } else { rest.len() };
        last.range.end = text.len() - rest.len() + more;
    }
    Some(Holder {
        action: acts.then(|| {
            let from = last_clause(text, text.len() - rest.len());
            flat.part(from..text.len())
        }),
        ..Holder::of(&flat, &found, requested)
    })
}

/// Where the matter begins that somebody is charged with: " trong việc …", " đối với …".
fn matter(text: &str) -> usize {
    let words = [" trong ", " đối với ", " về ", " khi "];
    words.iter().filter_map(|words| text.find(words)).min().unwrap_or(text.len())
}

/// Where the clause begins by which a line leads to its items: "chủ trì thực hiện Đề án; tổ chức các nhiệm vụ sau:" leads by
/// its last.
pub(super) fn last_clause(text: &str, action: usize) -> usize {
    text[action..].rfind("; ").map_or(action, |at| action + at + 2)
}

/// Whether words say how a party answers and not for what: the items below say that.
fn only_role(text: &str) -> bool {
    ["có trách nhiệm chủ trì", "có trách nhiệm phối hợp", "có trách nhiệm", "chủ trì", "phối hợp"]
        .contains(&text)
}

/// The holder of what stands below a heading that only says how the party above answers: "a) Chủ trì, phối hợp với các sở".
pub(super) fn told(source: &str, section: &Section, above: &Holder) -> Option<Holder> {
    above.told(&text(source, section)?)
}

/// The parties of a list item that names nobody's action, only who answers for the items below it.
pub(super) fn item_holder(source: &str, paragraph: &Paragraph) -> Option<Holder> {
    let flat = Flat::new(source, paragraph.span);
    let text = flat.text().trim_end_matches([':', ' ']);
    let requested = text.starts_with("Đề nghị ");
    let from = if requested { "Đề nghị ".len() } else { 0 };
    let (found, end) = parties::list(text, from);
    let whole = end == text.len() || text[end..].starts_with(" tại địa phương");
    (!found.is_empty() && whole).then(|| Holder::of(&flat, &found, requested))
}

/// The heading of a section whose items only list what its action is done to: "cập nhật các thông tin sau đối với:".
pub(super) fn over_objects(source: &str, section: &Section) -> Option<Flat> {
    const ENDS: &[&str] = &[" đối với", " gồm", " bao gồm"];
    let heading =
        section.heading.as_deref().filter(|heading| ENDS.iter().any(|end| heading.ends_with(end)))?;
    let (_, named) = parties::list(heading, 0);
    let items: Vec<&str> = section
        .paragraphs
        .iter()
        .chain(section.sections.iter().flat_map(|child| &child.paragraphs))
        .map(|paragraph| paragraph.text.as_str())
        .collect();
    let doing = items.iter().filter(|item| inline::acts(item)).count();
    if items.len() < 2 || doing * 2 >= items.len() || !inline::acts(heading[named..].trim_start()) {
        return None;
    }
    text(source, section)
}

/// What a heading says, without its label.
pub(super) fn text(source: &str, section: &Section) -> Option<Flat> {
    section.heading.as_ref()?;
    Some(Flat::new(source, after_label(source, section)))
}

/// Where the words of a heading stand behind its label.
pub(super) fn after_label(source: &str, section: &Section) -> Span {
    let flat = Flat::new(source, section.heading_span);
    let label = labels::parse(flat.text()).map_or(0, |label| label.len);
    flat.span(label.min(flat.text().len())..flat.text().len())
}

/// Whether a heading only leads to what stands below it: it ends in a colon.
fn leads(source: &str, section: &Section) -> bool {
    let below = !section.paragraphs.is_empty() || !section.sections.is_empty();
    let after = source.get(section.heading_span.end..).unwrap_or_default();
    below && after.trim_start_matches(['*', ' ']).starts_with(':')
}
