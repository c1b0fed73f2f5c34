//! One-time codes (TOTP, RFC 6238): six digits, thirty seconds, SHA-1, as every authenticator app understands.

use qrcode::{Color, EcLevel, QrCode};
use totp_rs::{Builder, Secret, Totp};

use crate::db::Millis;

/// Seconds of one time step.
const STEP: i64 = 30;

/// A new secret, in base 32 as it is kept and typed.
#[must_use]
pub fn new_secret() -> String {
    Secret::from(rand::random::<[u8; 20]>()).to_base32()
}

fn generator(secret: &str) -> Option<Totp> {
    Builder::new().with_secret(Secret::try_from_base32(secret).ok()?).build().ok()
}

/// The time step that a code belongs to, one step before or after now allowed; nothing when it is wrong. The caller
/// accepts each step once.
#[must_use]
pub fn step_of(secret: &str, code: &str, now: Millis) -> Option<i64> {
    let digits: String = code.chars().filter(char::is_ascii_digit).collect();
    let seconds = u64::try_from(now.0 / 1000).ok()?;
    generator(secret)?.check(&digits, seconds).and_then(|step| i64::try_from(step).ok())
}

/// The code of a moment: what the person's app shows.
#[must_use]
pub fn code_at(secret: &str, at: Millis) -> Option<String> {
    let seconds = u64::try_from(at.0 / 1000).ok()?;
    Some(generator(secret)?.generate(seconds).to_string())
}

/// The moment at which the next code begins.
#[must_use]
pub fn next_step(at: Millis) -> Millis {
    Millis((at.0 / (STEP * 1000) + 1) * STEP * 1000)
}

/// The secret in groups of four, for typing.
#[must_use]
pub fn grouped(secret: &str) -> String {
    secret.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ")
}

/// A picture of dark squares for an authenticator's camera.
#[derive(Debug, Clone)]
pub struct Picture {
    /// Width and height in squares, with the quiet border of four.
    pub size: usize,
    /// The dark squares, as the `d` of an SVG path.
    pub path: String,
}

/// The picture of the set-up address (`otpauth://…`) of a secret.
#[must_use]
pub fn picture(login: &str, secret: &str) -> Option<Picture> {
    const BORDER: usize = 4;
    let name = crate::web::paging::encode(login);
    let address = format!("otpauth://totp/Hoa%20H%E1%BB%93i:{name}?secret={secret}&issuer=Hoa%20H%E1%BB%93i");
    let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
    let width = code.width();
    let path = code
        .to_colors()
        .iter()
        .enumerate()
        .filter(|(_, color)| **color == Color::Dark)
        .map(|(i, _)| format!("M{} {}h1v1h-1z", i % width + BORDER, i / width + BORDER))
        .collect();
    Some(Picture { size: width + 2 * BORDER, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, SHA-1, cut to six digits
        let secret = Secret::from(*b"12345678901234567890").to_base32();
        assert_eq!(code_at(&secret, Millis(59_000)).as_deref(), Some("287082"));
        assert_eq!(code_at(&secret, Millis(1_111_111_109_000)).as_deref(), Some("081804"));
        assert_eq!(step_of(&secret, "287 082", Millis(59_000)), Some(1));
        assert_eq!(step_of(&secret, "287082", Millis(59_000 + 30_000)), Some(1));
        assert_eq!(step_of(&secret, "287082", Millis(59_000 + 61_000)), None);
        assert_eq!(step_of(&secret, "", Millis(59_000)), None);
    }

    #[test]
    fn a_secret_can_be_typed_and_pictured() {
        let secret = new_secret();
        assert_eq!(secret.len(), 32);
        assert_eq!(grouped(&secret).replace(' ', ""), secret);
        assert!(picture("cán bộ", &secret).is_some_and(|p| p.path.starts_with('M') && p.size > 30));
    }
}
