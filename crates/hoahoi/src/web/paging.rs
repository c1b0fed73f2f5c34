//! Keyset paging: a page begins after the last row of the one before, so that deep pages cost no more.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Lists are counted exactly up to here; beyond, the page says "hơn 10.000".
pub const COUNT_CAP: i64 = 10_000;

/// Rows of one page.
pub const PAGE: usize = 100;

/// Where a page begins: the sort values of the row before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor(pub Vec<String>);

impl Cursor {
    /// As it stands in an address.
    #[must_use]
    pub fn encode(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0.join("\u{1f}"))
    }

    /// Reads what [`Cursor::encode`] wrote; anything else is no cursor, and the list begins at its start.
    #[must_use]
    pub fn decode(text: &str, parts: usize) -> Option<Self> {
        if text.is_empty() {
            return None;
        }
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let joined = String::from_utf8(bytes).ok()?;
        let values: Vec<String> = joined.split('\u{1f}').map(str::to_owned).collect();
        (values.len() == parts).then_some(Self(values))
    }
}

/// One page of a list.
#[derive(Debug, Clone)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
    /// How many rows there are in all, up to [`COUNT_CAP`] + 1.
    pub total: i64,
}

impl<T> Page<T> {
    /// Makes a page of rows fetched with `LIMIT size + 1`.
    #[must_use]
    pub fn cut(mut rows: Vec<T>, size: usize, total: i64, cursor: impl Fn(&T) -> Cursor) -> Self {
        let next = if rows.len() > size {
            rows.truncate(size);
            rows.last().map(cursor)
        } else {
            None
        };
        Self { rows, next, total }
    }

    /// The total in words: "27", or "hơn 10.000".
    #[must_use]
    pub fn total_text(&self, more_than: &str) -> String {
        if self.total > COUNT_CAP {
            super::lang::fill(more_than, &[&viet::number::show(COUNT_CAP)])
        } else {
            viet::number::show(self.total)
        }
    }
}

/// Percent-encodes a query value.
#[must_use]
pub fn encode(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// Puts a query together from the fields that hold something.
#[must_use]
pub fn query(fields: &[(&str, &str)]) -> String {
    fields
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", encode(value)))
        .collect::<Vec<_>>()
        .join("&")
}

/// The address of a list with the fields that hold something, and without a question where none does.
#[must_use]
pub fn address(path: &str, fields: &[(&str, &str)]) -> String {
    let asked = query(fields);
    if asked.is_empty() { path.to_owned() } else { format!("{path}?{asked}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_the_address_and_nonsense_is_no_cursor() {
        let cursor = Cursor(vec!["đơn vị".into(), "7".into()]);
        assert_eq!(Cursor::decode(&cursor.encode(), 2), Some(cursor.clone()));
        assert_eq!(Cursor::decode(&cursor.encode(), 3), None);
        assert_eq!(Cursor::decode("%%%", 2), None);
        assert_eq!(Cursor::decode("", 1), None);
    }

    #[test]
    fn a_page_knows_whether_another_follows() {
        let page = Page::cut(vec![1, 2, 3], 2, 3, |n: &i32| Cursor(vec![n.to_string()]));
        assert_eq!(page.rows, [1, 2]);
        assert_eq!(page.next, Some(Cursor(vec!["2".into()])));
        assert_eq!(Page::cut(vec![1, 2], 2, 2, |_: &i32| Cursor(vec![])).next, None);
    }
}
