//! The slip of a form: good for one message. It says when the form was shown, and from it comes the code under which the
//! sender finds the answer. Pure but for chance.

use std::str::FromStr;

use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::db::Millis;

/// Whoever needs less to read and fill in the form is a robot.
const SOONEST_MS: i64 = 3_000;
/// Letters and figures that are not taken for one another when read aloud or copied by hand.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters of a code.
const LENGTH: usize = 16;

/// A slip: a UUIDv7 of the moment at which the form was shown. It is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slip(Uuid);

impl Slip {
    /// A new one.
    #[must_use]
    pub fn new(now: Millis) -> Self {
        let chance = Uuid::new_v4().into_bytes();
        let mut random = [0; 10];
        random[..6].copy_from_slice(&chance[..6]);
        random[6..].copy_from_slice(&chance[12..]);
        let at = u64::try_from(now.0).unwrap_or_default();
        Self(uuid::Builder::from_unix_timestamp_millis(at, &random).into_uuid())
    }

    /// Whether the form was sent sooner than a person can.
    #[must_use]
    pub fn is_too_fast(self, now: Millis) -> bool {
        let bytes = self.0.into_bytes();
        let shown = bytes[..6].iter().fold(0_i64, |at, byte| at << 8 | i64::from(*byte));
        now.0 - shown < SOONEST_MS
    }

    /// The code of its message: the same each time.
    #[must_use]
    pub fn code(self) -> Code {
        let digest = Sha256::new().chain_update("hoahoi gop-y").chain_update(self.0.as_bytes()).finalize();
        let letter = |byte: &u8| char::from(LETTERS[usize::from(byte & 31)]);
        Code(digest.iter().take(LENGTH).map(letter).collect())
    }
}

impl std::fmt::Display for Slip {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Slip {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let id = Uuid::parse_str(text).map_err(|_| ())?;
        if id.get_version_num() == 7 { Ok(Self(id)) } else { Err(()) }
    }
}

/// The secret under which a sender finds the answer; only its digest is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code(String);

impl Code {
    /// What is kept of it.
    #[must_use]
    pub fn digest(&self) -> Vec<u8> {
        Sha256::digest(self.0.as_bytes()).to_vec()
    }
}

impl std::fmt::Display for Code {
    /// In groups of four.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let groups: Vec<&str> = (0..LENGTH).step_by(4).filter_map(|at| self.0.get(at..at + 4)).collect();
        f.write_str(&groups.join("-"))
    }
}

impl FromStr for Code {
    type Err = ();

    /// Reads what a person copied: with or without hyphens, in small letters, with O for 0 and I or L for 1.
    fn from_str(text: &str) -> Result<Self, ()> {
        let letters = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–'));
        let code: String = letters
            .map(|c| match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                c => c,
            })
            .collect();
        let known = |byte: u8| LETTERS.contains(&byte);
        if code.len() == LENGTH && code.bytes().all(known) { Ok(Self(code)) } else { Err(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_knows_its_age_and_gives_the_same_code_each_time() {
        let shown = Millis(1_795_000_000_000);
        let slip = Slip::new(shown);
        assert!(slip.is_too_fast(Millis(shown.0 + 2_999)));
        assert!(!slip.is_too_fast(Millis(shown.0 + 3_000)));
        // a slip of the future is nobody's
        assert!(slip.is_too_fast(Millis(shown.0 - 60_000)));
        let again: Slip = slip.to_string().parse().unwrap();
        assert_eq!(again.code(), slip.code());
        assert_ne!(Slip::new(shown).code(), slip.code());
        assert!("00000000-0000-4000-8000-000000000000".parse::<Slip>().is_err());
    }

    #[test]
    fn a_code_is_read_as_people_copy_it() {
        let code = Slip::new(Millis(1)).code();
        let shown = code.to_string();
        assert_eq!(shown.len(), 19);
        assert_eq!(shown.parse(), Ok(code.clone()));
        assert_eq!(shown.to_lowercase().replace('-', " ").replace('0', "o").parse(), Ok(code));
        assert!("ABC".parse::<Code>().is_err());
        assert!("ĐĐĐĐĐĐĐĐ".parse::<Code>().is_err());
    }
}
