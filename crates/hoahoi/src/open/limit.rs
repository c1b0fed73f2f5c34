//! How many requests one address may send in a minute.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::db::Millis;

const MINUTE: i64 = 60_000;

/// Addresses remembered before those of past minutes are forgotten.
const REMEMBERED: usize = 10_000;

/// Counts the requests of each address, minute by minute; each replica counts its own.
#[derive(Debug)]
pub struct Limit {
    most: u32,
    seen: Mutex<HashMap<String, (i64, u32)>>,
}

impl Limit {
    /// So many requests a minute; 0 means any number.
    #[must_use]
    pub fn of(most: u32) -> Self {
        Self { most, seen: Mutex::default() }
    }

    /// Counts one request; when it is one too many, the seconds to wait.
    pub fn take(&self, address: String, now: Millis) -> Option<i64> {
        if self.most == 0 {
            return None;
        }
        let minute = now.0.div_euclid(MINUTE);
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.len() >= REMEMBERED {
            seen.retain(|_, (of, _)| *of == minute);
        }
        let count = seen.entry(address).or_insert((minute, 0));
        if count.0 != minute {
            *count = (minute, 0);
        }
        count.1 = count.1.saturating_add(1);
        (count.1 > self.most).then(|| ((minute + 1) * MINUTE - now.0 + 999) / 1000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_waits_for_the_next_minute_and_others_do_not() {
        let limit = Limit::of(2);
        let at = |seconds: i64| Millis(seconds * 1000);
        let ask = |who: &str, seconds| limit.take(who.to_owned(), at(seconds));
        assert_eq!((ask("a", 10), ask("a", 20), ask("a", 20)), (None, None, Some(40)));
        assert_eq!(ask("b", 20), None);
        assert_eq!(ask("a", 61), None);
        let none = Limit::of(0);
        assert!((0..100).all(|_| none.take("a".to_owned(), at(0)).is_none()));
    }
}
