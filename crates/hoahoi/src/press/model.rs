//! Whom the press may call: what the office says of itself.

use crate::db::Millis;
use crate::web::form::{Fields, Problems};
use crate::web::lang::{Texts, fill};

/// Longest of any of its parts, in characters.
const LONGEST: usize = 200;

/// The names of the form's fields, in order.
pub const FIELDS: [&str; 5] = ["don-vi", "nguoi-phat-ngon", "dien-thoai", "thu-dien-tu", "gio-tiep"];

/// What the office has entered; parts that it left out are empty.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Contact {
    /// Counts changes, for optimistic concurrency.
    pub rev: i64,
    /// The office.
    pub office: String,
    /// Who speaks for it, by name or post.
    pub speaker: String,
    /// The office's telephone.
    pub phone: String,
    /// The office's e-mail.
    pub email: String,
    /// When it can be reached.
    pub hours: String,
    /// When it was entered.
    pub updated_at: Millis,
}

impl Contact {
    /// Its parts, in the order of [`FIELDS`].
    #[must_use]
    pub fn parts(&self) -> [&str; 5] {
        [&self.office, &self.speaker, &self.phone, &self.email, &self.hours]
    }

    /// As it can be typed again.
    #[must_use]
    pub fn typed(&self) -> Fields {
        let mut fields = Fields::default();
        FIELDS.into_iter().zip(self.parts()).for_each(|(name, value)| fields.push(name, value));
        fields
    }

    /// The telephone as a link takes it: digits, with the country's code where it is typed. Nothing when it is no
    /// number.
    #[must_use]
    pub fn dialled(&self) -> Option<String> {
        let plus = if self.phone.trim_start().starts_with('+') { "+" } else { "" };
        let digits: String = self.phone.chars().filter(char::is_ascii_digit).collect();
        let only = self.phone.chars().all(|c| c.is_ascii_digit() || " +.-()".contains(c));
        (only && (6..=15).contains(&digits.len())).then(|| format!("{plus}{digits}"))
    }
}

/// Reads the form: the office must be named, and one way to reach it.
#[must_use]
pub fn read(fields: &Fields, now: Millis, texts: &Texts) -> (Contact, Problems) {
    let mut problems = Problems::default();
    let mut part = |name: &str| {
        let text = viet::nfc(fields.get(name)).split_whitespace().collect::<Vec<_>>().join(" ");
        let text: String = text.chars().filter(|c| !c.is_control()).collect();
        if text.chars().count() > LONGEST {
            problems.add(name, fill(texts.catalogue.too_long, &[&LONGEST]));
        }
        text
    };
    let [office, speaker, phone, email, hours] = FIELDS.map(&mut part);
    if office.is_empty() {
        problems.add("don-vi", texts.common.required);
    }
    if phone.is_empty() && email.is_empty() {
        problems.add("dien-thoai", texts.press.reach_needed);
    }
    if !email.is_empty() && !is_address(&email) {
        problems.add("thu-dien-tu", texts.press.email_unreadable);
    }
    (Contact { rev: 0, office, speaker, phone, email, hours, updated_at: now }, problems)
}

fn is_address(email: &str) -> bool {
    let plain = !email.contains(char::is_whitespace) && email.matches('@').count() == 1;
    plain && email.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::lang::Lang;

    fn typed(office: &str, phone: &str, email: &str) -> (Contact, Problems) {
        let mut fields = Fields::default();
        [("don-vi", office), ("dien-thoai", phone), ("thu-dien-tu", email)]
            .into_iter()
            .for_each(|(name, value)| fields.push(name, value));
        read(&fields, Millis(0), Lang::Vi.texts())
    }

    #[test]
    fn an_office_and_one_way_to_reach_it_are_enough() {
        let (contact, problems) = typed("  Văn phòng   Sở ", "(0205) 000 000", "");
        assert!(problems.is_empty());
        assert_eq!(contact.office, "Văn phòng Sở");
        assert_eq!(contact.dialled().as_deref(), Some("0205000000"));
        assert!(typed("Văn phòng Sở", "", "vanphong@example.vn").1.is_empty());
        assert_eq!(typed("Văn phòng Sở", "máy lẻ 12", "").0.dialled(), None);
    }

    #[test]
    fn what_reaches_nobody_is_a_problem_at_its_field() {
        assert!(typed("", "0205000000", "").1.at("don-vi").is_some());
        assert!(typed("Văn phòng", "", "").1.at("dien-thoai").is_some());
        for email in ["a", "a@b", "@b.vn", "a b@c.vn", "a@b@c.vn"] {
            assert!(typed("Văn phòng", "", email).1.at("thu-dien-tu").is_some(), "{email}");
        }
    }
}
