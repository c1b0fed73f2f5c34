//! Languages: Vietnamese by default, English by a switch. Both texts stand side by side, so that a missing one
//! does not compile.

use std::fmt::Display;

use crate::text_enum;

text_enum! {
    /// A language of the interface.
    pub enum Lang {
        /// Tiếng Việt.
        Vi = "vi",
        /// English.
        En = "en",
    }
}

/// Declares a catalogue of texts: `texts! { /// What for. pub struct PlanTexts { title: "Kế hoạch" | "Plan", } }`.
/// A `{}` in a text is a gap for [`fill`].
#[macro_export]
macro_rules! texts {
    ($(#[$doc:meta])* pub struct $name:ident { $($key:ident: $vi:literal | $en:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[allow(missing_docs)]
        #[derive(Debug)]
        pub struct $name { $(pub $key: &'static str),+ }

        impl $name {
            /// Vietnamese.
            pub const VI: Self = Self { $($key: $vi),+ };
            /// English.
            pub const EN: Self = Self { $($key: $en),+ };
            /// Every text: its key, Vietnamese, English.
            pub const ALL: &'static [(&'static str, &'static str, &'static str)] =
                &[$((stringify!($key), $vi, $en)),+];
        }
    };
}

/// Declares all catalogues together.
macro_rules! catalogue {
    ($($(#[$doc:meta])* $room:ident: $texts:ty),+ $(,)?) => {
        /// Every text of the interface in one language.
        #[derive(Debug)]
        pub struct Texts { $($(#[$doc])* pub $room: $texts),+ }

        static VI: Texts = Texts { $($room: <$texts>::VI),+ };
        static EN: Texts = Texts { $($room: <$texts>::EN),+ };

        /// Every catalogue with its texts: key, Vietnamese, English.
        pub const ALL: &[(&str, &[(&str, &str, &str)])] = &[$((stringify!($room), <$texts>::ALL)),+];
    };
}

catalogue! {
    /// The page frame, errors, words used everywhere.
    common: super::frame::CommonTexts,
    /// People: sign-in, one's own account, one-time codes.
    account: crate::accounts::texts::AccountTexts,
    /// Organisations.
    organisations: crate::organisations::texts::OrganisationTexts,
    /// Accounts and roles, for administrators.
    administration: crate::accounts::texts::AdministrationTexts,
    /// Working days.
    calendar: crate::calendar::texts::CalendarTexts,
    /// The audit log.
    audit: crate::audit::texts::AuditTexts,
    /// What was done, in words, for the audit log.
    actions: crate::audit::texts::ActionTexts,
    /// To what it was done.
    subjects: crate::audit::texts::SubjectTexts,
    /// The information database.
    catalogue: crate::catalogue::CatalogueTexts,
    /// Records brought in from a spreadsheet.
    imports: crate::catalogue::imports::texts::ImportTexts,
    /// The press desk.
    press: crate::press::texts::PressTexts,
    /// Search.
    search: crate::search::SearchTexts,
    /// Attached files.
    files: crate::files::texts::FileTexts,
    /// Regimes, periods, reports, one's own work.
    reporting: crate::reporting::texts::ReportingTexts,
    /// Feedback from outside.
    feedback: crate::feedback::texts::FeedbackTexts,
    /// Drafts open for comment.
    consultations: crate::feedback::consultation::texts::ConsultationTexts,
    /// Guidance.
    guidance: crate::guidance::texts::GuidanceTexts,
    /// The evaluation of agencies.
    evaluation: crate::evaluation::texts::EvaluationTexts,
    /// Recommendations.
    recommendations: crate::recommendations::texts::RecommendationTexts,
    /// The form that is filled in offline.
    offline: crate::reporting::offline::texts::OfflineTexts,
    /// Notices, urging, calendars.
    reminders: crate::reminders::texts::ReminderTexts,
    /// The consolidated report.
    consolidated: crate::consolidated::texts::ConsolidatedTexts,
    /// The meeting.
    meeting: crate::meeting::texts::MeetingTexts,
    /// Directions of the leadership.
    directions: crate::directions::texts::DirectionTexts,
    /// Extensions of deadlines.
    extensions: crate::extensions::texts::ExtensionTexts,
    /// Targets and goals.
    indicators: crate::indicators::texts::IndicatorTexts,
    /// The register.
    duties: crate::duties::texts::DutyTexts,
    /// Documents, drafts and plans.
    plans: crate::plans::texts::PlanTexts,
    /// Lists as files.
    sheets: crate::sheets::texts::SheetTexts,
    /// Open data.
    open: crate::open::OpenTexts,
    /// The home page.
    portal: crate::portal::PortalTexts,
}

impl Lang {
    /// The texts in this language.
    #[must_use]
    pub fn texts(self) -> &'static Texts {
        match self {
            Self::Vi => &VI,
            Self::En => &EN,
        }
    }
}

impl Lang {
    /// The day of the week, as it stands within a sentence: "thứ hai", "Monday".
    #[must_use]
    pub fn weekday(self, day: jiff::civil::Date) -> String {
        match self {
            Self::Vi => viet::date::weekday(day).to_owned(),
            Self::En => day.strftime("%A").to_string(),
        }
    }
}

/// Fills the gaps `{}` of a text in order.
#[must_use]
pub fn fill(text: &str, values: &[&dyn Display]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut values = values.iter();
    let mut parts = text.split("{}");
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        if let Some(value) = values.next() {
            out.push_str(&value.to_string());
        }
        out.push_str(part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_week_are_said_in_the_readers_language() {
        let day = jiff::civil::date(2026, 11, 22);
        assert_eq!(
            (Lang::Vi.weekday(day).to_lowercase(), Lang::En.weekday(day)),
            ("chủ nhật".into(), "Sunday".into())
        );
    }

    #[test]
    fn gaps_are_filled_in_order() {
        assert_eq!(fill("{} trên {} báo cáo", &[&4, &"12"]), "4 trên 12 báo cáo");
        assert_eq!(fill("không có gì", &[&1]), "không có gì");
    }

    #[test]
    fn every_text_says_something_and_both_languages_have_the_same_gaps() {
        for (room, texts) in ALL {
            for (key, vi, en) in *texts {
                let gaps = |text: &str| text.matches("{}").count();
                assert_eq!(gaps(vi), gaps(en), "{room}.{key}: {vi:?} | {en:?}");
                for text in [vi, en] {
                    assert!(!text.trim().is_empty(), "{room}.{key} is empty");
                    assert!(!text.contains("  "), "{room}.{key} has a doubled space");
                    assert_eq!(viet::nfc(text), *text, "{room}.{key} is not composed (NFC)");
                }
            }
        }
    }
}
