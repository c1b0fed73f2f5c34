//! What guidance is made of: plain paragraphs, steps and links; no markup. Pure.

use serde::{Deserialize, Serialize};

use crate::db::Day;
use crate::text_enum;

/// The longest text of one field, in characters.
pub const LIMIT: usize = 20_000;

text_enum! {
    /// How far a piece of guidance is.
    pub enum State {
        /// Nháp.
        Draft = "draft",
        /// Đã công bố: within the system, or to everybody.
        Published = "published",
        /// Đã rút.
        Withdrawn = "withdrawn",
    }
}

/// A link beside the steps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// What it says.
    pub name: String,
    /// Where it leads: http or https.
    pub href: String,
}

/// A step, with what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Step {
    /// What is done.
    pub text: String,
    /// Points under it.
    pub points: Vec<String>,
}

/// Reads steps: a line is a step, a line that begins with a dash is a point of the step above it.
#[must_use]
pub fn steps(text: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let point = line.strip_prefix('-').or_else(|| line.strip_prefix('–')).map(str::trim);
        match (point, steps.last_mut()) {
            (Some(point), Some(step)) => step.points.push(point.to_owned()),
            (Some(point), None) => steps.push(Step { text: point.to_owned(), points: Vec::new() }),
            (None, _) => steps.push(Step { text: line.to_owned(), points: Vec::new() }),
        }
    }
    steps
}

/// Reads links, one a line: a name and an address after it.
///
/// # Errors
/// The first line whose address is none.
pub fn links(text: &str) -> Result<Vec<Link>, String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(link).collect()
}

fn link(line: &str) -> Result<Link, String> {
    let (name, href) = line.rsplit_once(char::is_whitespace).unwrap_or(("", line));
    if !is_address(href) {
        return Err(line.to_owned());
    }
    let name = name.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '|')).trim_start();
    Ok(Link { name: if name.is_empty() { href } else { name }.to_owned(), href: href.to_owned() })
}

/// Whether a text is an address of the web that a person can be sent to: http or https, a host with a dot, and nobody's
/// name or password in it.
#[must_use]
pub fn is_address(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else {
        return false;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let name = host.split_once(':').map_or(host, |(name, _)| name);
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    let port = host.split_once(':').is_none_or(|(_, port)| port.parse::<u16>().is_ok());
    name.contains('.')
        && !name.starts_with('.')
        && !name.ends_with('.')
        && name.chars().all(plain)
        && port
        && !text.chars().any(|c| c.is_control() || c.is_whitespace() || matches!(c, '"' | '<' | '>' | '\\'))
}

/// The links as they are typed: an address that is its own name stands once.
#[must_use]
pub fn typed(links: &[Link]) -> String {
    let line = |link: &Link| match link.name == link.href {
        true => link.href.clone(),
        false => format!("{} {}", link.name, link.href),
    };
    links.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Whether it holds on a day.
#[must_use]
pub fn holds(from: Option<Day>, to: Option<Day>, day: Day) -> bool {
    from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_are_steps_and_dashes_their_points() {
        let read = steps("Mở báo cáo.\n- Chọn dòng\n– Nhập kết quả\n\nTrình lãnh đạo.");
        assert_eq!(read.len(), 2);
        assert_eq!(read[0].points, ["Chọn dòng", "Nhập kết quả"]);
        assert_eq!(steps("- một mình")[0].text, "một mình");
    }

    #[test]
    fn links_are_names_with_web_addresses() {
        let read = links("Cổng thông tin: https://langson.gov.vn/van-ban\nhttps://a.vn\n").unwrap();
        assert_eq!(
            (read[0].name.as_str(), read[0].href.as_str()),
            ("Cổng thông tin", "https://langson.gov.vn/van-ban")
        );
        assert_eq!(read[1].name, "https://a.vn");
        assert_eq!(links(": : https://a.vn").unwrap()[0].name, "https://a.vn", "marks alone are no name");
        for wrong in [
            "javascript:alert(1)",
            "Tên không có địa chỉ",
            "https://user:pass@evil.vn",
            "https://evil.vn@a.vn",
            "http://",
            "https://localhost",
            "https://a.vn/\"onclick",
            "data:text/html,x",
            "https://.vn",
            "https://a.vn:99999",
        ] {
            assert!(links(wrong).is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_read_as_links_reads_the_same_again(text in "([A-Za-zà-ỹ :]{0,12} )?(https?://[a-z.]{1,12}(/[a-z:]{0,4})?)?") {
            if let Ok(read) = links(&text) {
                prop_assert_eq!(links(&typed(&read)), Ok(read.clone()));
                prop_assert!(read.iter().all(|l| l.href.starts_with("http")));
            }
        }
    }
}
