//! Alphabetical order that every database agrees on.

use crate::{canonical, tone};
use std::fmt::Write as _;

/// The Vietnamese alphabet, with the four foreign letters in their usual places.
const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// Codes of the key, two hexadecimal digits each; smaller sorts first.
const END: u8 = 0x01;
const GAP: u8 = 0x02;
const NUMBER: u8 = 0x10;
const LETTER: u8 = 0x50;
const FOREIGN: u8 = 0xF0;

/// A key whose byte order is Vietnamese alphabetical order: letters first (a ă â b … d đ …), tones only where all
/// letters agree (ngang, huyền, hỏi, ngã, sắc, nặng), numbers by value, a space before any letter. Case and
/// punctuation do not count.
///
/// The key consists of `0-9a-f` only, so it sorts alike under every collation of PostgreSQL and SQLite.
#[must_use]
pub fn sort_key(text: &str) -> String {
    let text = canonical(text);
    let mut key = String::with_capacity(text.len() * 2 + 8);
    let mut tones = String::new();
    let mut chars = text.chars().peekable();
    let mut gap = false;
    while let Some(c) = chars.next() {
        if !c.is_alphanumeric() {
            gap = !key.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            push(&mut key, GAP);
        }
        if c.is_ascii_digit() {
            let mut digits = String::from(c);
            while let Some(next) = chars.next_if(char::is_ascii_digit) {
                digits.push(next);
            }
            push_number(&mut key, &digits);
            continue;
        }
        let (letter, tone) = tone::split(c);
        match ALPHABET.chars().zip(LETTER..).find(|(known, _)| *known == letter) {
            Some((_, code)) => push(&mut key, code),
            None => {
                push(&mut key, FOREIGN);
                let _ = write!(key, "{:06x}", u32::from(letter));
            }
        }
        tones.push(char::from(b'0' + tone));
    }
    push(&mut key, END);
    key.push_str(tones.trim_end_matches('0'));
    key
}

/// A longer number is a larger one, once leading zeros are gone.
fn push_number(key: &mut String, digits: &str) {
    let value = digits.trim_start_matches('0');
    let length = u8::try_from(value.len()).unwrap_or(u8::MAX).min(LETTER - NUMBER - 1);
    push(key, NUMBER + length);
    key.push_str(value);
}

fn push(key: &mut String, code: u8) {
    let _ = write!(key, "{code:02x}");
}
