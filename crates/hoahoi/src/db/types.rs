//! Values as they are kept in the database: dates as ISO text, instants as milliseconds.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// A calendar day; ISO text in the database, so that both engines order it alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub Date);

impl Day {
    /// As printed in documents: 06/9/2023.
    #[must_use]
    pub fn show(self) -> String {
        viet::date::show(self.0)
    }

    /// The instant of a time of this day in Việt Nam; nothing beyond what can be reckoned with.
    #[must_use]
    pub fn at(self, time: Time) -> Option<Millis> {
        let zoned = self.0.to_datetime(time).to_zoned(TimeZone::fixed(jiff::tz::offset(7))).ok()?;
        Some(Millis(zoned.timestamp().as_millisecond()))
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self(date)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Day {
    type Err = jiff::Error;
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        s.parse().map(Self)
    }
}

crate::kept_as_text!(Day);

/// An instant: milliseconds since 1970 in universal time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, sqlx::Type)]
#[serde(transparent)]
#[sqlx(transparent)]
pub struct Millis(pub i64);

impl Millis {
    /// The day in Việt Nam (UTC+7, no summer time) on which this instant falls.
    #[must_use]
    pub fn day(self) -> Day {
        Day(self.local().date())
    }

    /// As shown to a person: 16:50 ngày 06/9/2023.
    #[must_use]
    pub fn show(self) -> String {
        format!("{} {}", self.time(), self.day().show())
    }

    /// The time in Việt Nam: 09:30.
    #[must_use]
    pub fn time(self) -> String {
        let local = self.local();
        format!("{:02}:{:02}", local.hour(), local.minute())
    }

    fn local(self) -> jiff::civil::DateTime {
        let zone = TimeZone::fixed(jiff::tz::offset(7));
        jiff::Timestamp::from_millisecond(self.0).unwrap_or_default().to_zoned(zone).datetime()
    }
}

/// A value as it is kept in a column of JSON text.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn json<T: serde::Serialize + ?Sized>(value: &T) -> sqlx::Result<String> {
    serde_json::to_string(value).map_err(|e| sqlx::Error::Encode(Box::new(e)))
}

/// Declares an enumeration that is kept as text, in the database and in JSON.
///
/// ```text
/// text_enum! {
///     /// What a draft is.
///     pub enum State {
///         /// Being written.
///         Draft = "draft",
///         /// Sent.
///         Sent = "sent",
///     }
/// }
/// ```
#[macro_export]
macro_rules! text_enum {
    ($(#[$doc:meta])* pub enum $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $text)] $variant),+ }

        impl $name {
            /// Every value, in order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The text kept in the database.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;
            fn from_str(s: &str) -> Result<Self, String> {
                match s {
                    $($text => Ok(Self::$variant),)+
                    other => Err(format!("{other:?} is no {}", stringify!($name))),
                }
            }
        }

        impl From<$name> for $crate::db::Arg {
            fn from(v: $name) -> Self {
                $crate::db::Arg::from(v.as_str())
            }
        }

        impl $crate::db::Nullable for $name {
            const NULL: $crate::db::Arg = $crate::db::Arg::Text(None);
        }

        $crate::kept_as_text!($name);
    };
}

/// Lets a type that is written by `Display` and read by `FromStr` be read from a column of text, in both engines.
#[macro_export]
macro_rules! kept_as_text {
    ($name:ident) => {
        impl<DB: sqlx::Database> sqlx::Type<DB> for $name
        where
            String: sqlx::Type<DB>,
        {
            fn type_info() -> DB::TypeInfo {
                <String as sqlx::Type<DB>>::type_info()
            }
            fn compatible(ty: &DB::TypeInfo) -> bool {
                <String as sqlx::Type<DB>>::compatible(ty)
            }
        }

        impl<'r, DB: sqlx::Database> sqlx::Decode<'r, DB> for $name
        where
            String: sqlx::Decode<'r, DB>,
        {
            fn decode(value: <DB as sqlx::Database>::ValueRef<'r>) -> Result<Self, sqlx::error::BoxDynError> {
                Ok(<String as sqlx::Decode<DB>>::decode(value)?.parse::<$name>()?)
            }
        }
    };
}
