//! Agencies over time: which bodies there are, how documents write their names, from when to when they exist, and who
//! took over their work.
//!
//! ```
//! use vanban::agencies::AgencyList;
//! let former = AgencyList::built_in().find("Sở NN&PTNT tỉnh").unwrap();
//! assert_eq!(former.name, "Sở Nông nghiệp và Phát triển nông thôn");
//! assert!(!former.exists_on(jiff::civil::date(2025, 3, 1)));
//! assert_eq!(former.successors[0].name, "Sở Nông nghiệp và Môi trường");
//! ```

mod file;
mod known;
mod name;
pub(crate) mod own;
mod places;

pub use file::ListError;
pub(crate) use places::{NEW_PLACES, gone_place, is_district, is_province};

use jiff::civil::Date;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A body that documents name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Agency {
    /// Its full name, without the place: "Sở Nội vụ", not "Sở Nội vụ tỉnh Lạng Sơn".
    pub name: String,
    /// Other writings that its name does not give by itself; abbreviations such as NN&PTNT need no entry.
    pub aliases: Vec<String>,
    /// First day; `None` when the list does not say.
    pub since: Option<Date>,
    /// Last day; `None` while it exists, or when the list does not say.
    pub until: Option<Date>,
    /// Who took over its work; several when it was divided.
    pub successors: Vec<Successor>,
    /// Whether the days and successors are only known at second hand ("cần kiểm chứng").
    pub unverified: bool,
}

/// A body that took over the work of another, or one field of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Successor {
    /// Its name.
    pub name: String,
    /// The field it took over; `None` for all.
    pub field: Option<String>,
    /// Whether this is only known at second hand.
    pub unverified: bool,
}

impl Agency {
    /// Whether it exists on a day, as far as the list says.
    #[must_use]
    pub fn exists_on(&self, day: Date) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// Agencies with an index of the ways in which their names are written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AgencyList {
    agencies: Vec<Agency>,
    by_name: HashMap<String, usize>,
}

impl AgencyList {
    /// A list of these agencies. Where two share a writing, the first is found by it.
    #[must_use]
    pub fn new(agencies: Vec<Agency>) -> Self {
        let mut by_name = HashMap::new();
        for (at, agency) in agencies.iter().enumerate() {
            for writing in std::iter::once(&agency.name).chain(&agency.aliases) {
                by_name.entry(name::key(writing)).or_insert(at);
            }
        }
        Self { agencies, by_name }
    }

    /// The bodies that come with the program: ministries and central agencies, the departments of a province before
    /// and after 01/3/2025, forces, Front and associations.
    pub fn built_in() -> &'static Self {
        static KNOWN: LazyLock<AgencyList> = LazyLock::new(|| AgencyList::new(known::all()));
        &KNOWN
    }

    /// Every agency, in the order of the list.
    #[must_use]
    pub fn agencies(&self) -> &[Agency] {
        &self.agencies
    }

    /// The agency that a printed name stands for: abbreviated or not, cut over lines, with "tỉnh …" behind it, or
    /// with the office of its head before it ("Giám đốc Sở Y tế").
    #[must_use]
    pub fn find(&self, printed: &str) -> Option<&Agency> {
        /// Bytes of a name with its office and place, at most: a whole text is looked up for nothing.
        const LONGEST: usize = 1_000;
        if printed.len() > LONGEST {
            return None;
        }
        let body = name::without_office(printed);
        let key = name::key(body);
        let mut end = key.len();
        loop {
            let (head, rest) = key.split_at(end);
            if let Some(&at) = self.by_name.get(head.trim_end())
                && places::is_place(rest.trim_start())
            {
                return self.agencies.get(at);
            }
            end = head.trim_end().rfind(' ')?;
        }
    }
}
