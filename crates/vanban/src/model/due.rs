use super::{Deadline, Duty, Recurrence};
use jiff::ToSpan;
use jiff::civil::Date;

/// When a duty falls due, as far as its words say exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Once, on this day.
    Once(Date),
    /// Each month on this day of the month, 1 to 28, so that every month has it.
    Monthly(i8),
    /// Each year in this month on this day; never on 29 February.
    Yearly(i8, i8),
}

impl Due {
    /// The first day from `from` on, that day included, on which the duty falls due; of [`Due::Once`] always its day.
    pub fn first(self, from: Date) -> Option<Date> {
        let (month, day, round) = match self {
            Self::Once(day) => return Some(day),
            Self::Monthly(day) => (from.month(), day, 1.month()),
            Self::Yearly(month, day) => (month, day, 1.year()),
        };
        let here = Date::new(from.year(), month, day).ok()?;
        if here >= from { Some(here) } else { here.checked_add(round).ok() }
    }
}

impl Deadline {
    /// The last day that the deadline leaves: the day printed, else the last of the month or year by whose end.
    pub fn last_day(&self) -> Option<Date> {
        self.date.or_else(|| {
            let until = self.until.as_deref()?;
            let (year, month) = until.split_once('-').unwrap_or((until, "12"));
            Some(Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok()?.last_of_month())
        })
    }
}

impl Duty {
    /// When it falls due: the last day of its deadline, or a day that comes round each month or year
    /// ("trước ngày 15/12 hằng năm"). `None` where the words leave the day open.
    ///
    /// ```
    /// use vanban::model::Due;
    /// let plan = "KẾ HOẠCH\n\nI. TỔ CHỨC\n\n1. Sở Y tế\n\nBáo cáo trước ngày 15/12 hằng năm.";
    /// let document = vanban::read(plan.as_bytes())?;
    /// assert_eq!(document.duties[0].due(), Some(Due::Yearly(12, 15)));
    /// # Ok::<(), vanban::ReadError>(())
    /// ```
    pub fn due(&self) -> Option<Due> {
        let deadline = self.deadline.as_ref()?;
        if let Some(day) = deadline.last_day() {
            return Some(Due::Once(day));
        }
        let (day, month) = day_of(&deadline.text)?;
        match (self.recurrence?, month) {
            (Recurrence::Monthly, None) if (1..=28).contains(&day) => Some(Due::Monthly(day)),
            // A year without 29 February still has the day of the others.
            (Recurrence::Annual, Some(month)) if (month, day) != (2, 29) => {
                Date::new(2000, month, day).ok().map(|_| Due::Yearly(month, day))
            }
            _ => None,
        }
    }
}

/// Day and month in "ngày 15/12", "ngày 30 tháng 11"; the day alone in "ngày 20". `None` where several are named.
fn day_of(words: &str) -> Option<(i8, Option<i8>)> {
    let mut days = words.match_indices("ngày").map(|(at, word)| words[at + word.len()..].trim_start());
    let rest = days.next().filter(|_| days.next().is_none())?;
    let (day, rest) = leading_number(rest)?;
    let month = rest
        .strip_prefix(['/', '.', '-'])
        .or_else(|| rest.trim_start().strip_prefix("tháng"))
        .and_then(|rest| leading_number(rest.trim_start()));
    Some((day, month.map(|(month, _)| month)))
}

fn leading_number(text: &str) -> Option<(i8, &str)> {
    let end = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    Some((text.get(..end)?.parse().ok()?, &text[end..]))
}
