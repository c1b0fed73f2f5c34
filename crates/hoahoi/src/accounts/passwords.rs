//! Passwords: argon2id, at most two at a time, away from the threads that answer requests.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

use super::texts::AccountTexts;
use crate::web::App;

/// Shortest password accepted, in characters. Length is asked for, not kinds of characters: NIST SP 800-63B, 3.1.1.2.
pub const SHORTEST: usize = 12;
/// Longest password accepted, in bytes: hashing more would only cost time.
const LONGEST: usize = 512;

/// What is wrong with a new password, or nothing.
#[must_use]
pub fn problem(password: &str, login: &str, t: &AccountTexts) -> Option<&'static str> {
    if password.chars().count() < SHORTEST {
        Some(t.password_short)
    } else if password.len() > LONGEST {
        Some(t.password_long)
    } else if !login.is_empty() && password.to_lowercase().contains(&login.to_lowercase()) {
        Some(t.password_is_login)
    } else if password.chars().collect::<std::collections::BTreeSet<_>>().len() < 4 {
        Some(t.password_monotone)
    } else {
        None
    }
}

/// Hashes a password with a new salt.
///
/// # Errors
/// When hashing itself fails.
pub async fn hash(app: &App, password: String) -> anyhow::Result<String> {
    let _place = app.hashing.acquire().await?;
    tokio::task::spawn_blocking(move || {
        Argon2::default()
            .hash_password(password.as_bytes())
            .map(|hash| hash.to_string())
            .map_err(|e| anyhow::anyhow!("argon2: {e}"))
    })
    .await?
}

/// Whether a password belongs to a digest. Without a digest the same work is done and the answer is no, so that the
/// time taken does not tell whether an account exists.
///
/// # Errors
/// When hashing itself fails.
pub async fn verify(app: &App, password: String, digest: Option<String>) -> anyhow::Result<bool> {
    if password.len() > LONGEST {
        return Ok(false);
    }
    let Some(digest) = digest else {
        hash(app, password).await?;
        return Ok(false);
    };
    let _place = app.hashing.acquire().await?;
    tokio::task::spawn_blocking(move || {
        let digest = PasswordHash::new(&digest).map_err(|e| anyhow::anyhow!("argon2: {e}"))?;
        Ok(Argon2::default().verify_password(password.as_bytes(), &digest).is_ok())
    })
    .await?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_long_and_not_the_login() {
        let t = &AccountTexts::VI;
        assert_eq!(problem("ngắn quá", "hoa", t), Some(t.password_short));
        assert_eq!(problem("Nguyen.Van.A-2026", "nguyen.van.a", t), Some(t.password_is_login));
        assert_eq!(problem("aaaaaaaaaaaaaaaa", "hoa", t), Some(t.password_monotone));
        assert_eq!(problem(&"đủ dài rồi ".repeat(60), "hoa", t), Some(t.password_long));
        assert_eq!(problem("quýt bắc sơn chín vàng", "hoa", t), None);
    }
}
