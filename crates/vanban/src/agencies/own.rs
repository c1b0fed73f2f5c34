//! The names of one's own list, while a document is read with it.
//!
//! The grammar of parties is asked from many places, deep below the reading of a document, and almost always without a
//! list. So the names are not handed down through all of them: they are set for the thread while it reads.

use super::AgencyList;
use std::cell::RefCell;

thread_local! {
    /// Names and other writings, the longest first.
    static NAMES: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Puts the names away again, also when reading ends early.
struct Scope(Vec<String>);

impl Drop for Scope {
    fn drop(&mut self) {
        NAMES.set(std::mem::take(&mut self.0));
    }
}

/// Does something while the names of a list are known as parties.
pub(crate) fn with<T>(list: &AgencyList, read: impl FnOnce() -> T) -> T {
    let writings =
        list.agencies().iter().flat_map(|agency| std::iter::once(&agency.name).chain(&agency.aliases));
    let mut names: Vec<String> = writings.map(|name| viet::nfc(name)).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let _before = Scope(NAMES.replace(names));
    read()
}

/// Length of a name of the list at the start of a text.
pub(crate) fn name(rest: &str) -> Option<usize> {
    NAMES.with_borrow(|names| {
        let is = |name: &&String| {
            rest.strip_prefix(name.as_str()).is_some_and(|after| !after.starts_with(char::is_alphanumeric))
        };
        names.iter().find(is).map(String::len)
    })
}
