//! What indicators say to people.

use super::course::Course;
use super::model::{Amount, Change, Level, Path, Rolled, Rollup, Said, When, Why, conditions, years};
use super::store::Indicator;
use super::texts::IndicatorTexts;
use crate::catalogue::kinds::Kinds;
use crate::db::Day;
use crate::reporting::words::Chip;
use crate::web::lang::{Lang, fill};

impl IndicatorTexts {
    /// A time within a sentence: `năm 2030`, `tháng 6/2030`, `31/12/2030`.
    #[must_use]
    pub fn when(&self, when: When) -> String {
        match when {
            When::Year(_) => fill(self.year, &[&when.show()]),
            When::Month(..) => fill(self.month, &[&when.show()]),
            When::Day(_) => when.show(),
        }
    }

    /// Where an indicator stands.
    #[must_use]
    pub fn path_chip(&self, path: Path) -> Chip {
        let (class, icon, text) = match path {
            Path::Reached => ("due ok", "done", self.path_reached),
            Path::OnTrack => ("due ok", "clock", self.path_on_track),
            Path::Behind => ("due was-late", "late", self.path_behind),
            Path::Unknown(_) => ("st idle", "new", self.path_unknown),
        };
        Chip { class, icon, text: text.to_owned() }
    }

    /// Why it cannot be said where an indicator stands.
    #[must_use]
    pub fn why(&self, path: Path) -> Option<&'static str> {
        match path {
            Path::Unknown(Why::NoData) => Some(self.why_no_data),
            Path::Unknown(Why::Partial) => Some(self.why_partial),
            Path::Unknown(Why::NoBaseline) => Some(self.why_no_baseline),
            Path::Unknown(Why::NoTarget) => Some(self.why_no_target),
            Path::Reached | Path::OnTrack | Path::Behind => None,
        }
    }

    /// How far a goal in words is.
    #[must_use]
    pub fn level_name(&self, level: Level) -> &'static str {
        match level {
            Level::Reached => self.level_reached,
            Level::InProgress => self.level_in_progress,
            Level::AtRisk => self.level_at_risk,
            Level::NotAssessed => self.level_not_assessed,
        }
    }

    /// The same with its icon.
    #[must_use]
    pub fn level_chip(&self, level: Level) -> Chip {
        let (class, icon) = match level {
            Level::Reached => ("st", "done"),
            Level::InProgress => ("st", "half"),
            Level::AtRisk => ("st back", "warn"),
            Level::NotAssessed => ("st idle", "new"),
        };
        Chip { class, icon, text: self.level_name(level).to_owned() }
    }

    /// `1/2 cơ quan đã báo cáo; 1 cơ quan báo không có số liệu`; empty where no agency is to report.
    #[must_use]
    pub fn reported(&self, rolled: &Rolled) -> String {
        if rolled.of == 0 {
            return String::new();
        }
        let mut text = fill(self.n_of, &[&rolled.reported, &rolled.of]);
        if rolled.without > 0 {
            text = format!("{text}; {}", fill(self.n_without, &[&rolled.without]));
        }
        text
    }

    /// What the target's figure says: `tăng 50 %`, `tăng thêm 12 mô hình`, `36 doanh nghiệp`.
    #[must_use]
    pub fn figure(&self, indicator: &Indicator) -> Option<String> {
        let figure = indicator.figure?;
        Some(match (indicator.change, indicator.relative) {
            (Change::Increase, true) => fill(self.increase_percent, &[&figure.show()]),
            (Change::Decrease, true) => fill(self.decrease_percent, &[&figure.show()]),
            (Change::Increase, false) => fill(self.increase_by, &[&with_unit(figure, &indicator.unit)]),
            (Change::Decrease, false) => fill(self.decrease_by, &[&with_unit(figure, &indicator.unit)]),
            (Change::Reach, _) => with_unit(figure, &indicator.unit),
        })
    }

    /// How the value to be reached was worked out; nothing when it is printed, or cannot be worked out.
    #[must_use]
    pub fn target_formula(&self, indicator: &Indicator) -> Option<String> {
        let (figure, baseline) = (indicator.figure?.show(), indicator.baseline?.show());
        let wanted = indicator.target().wanted()?.show_rounded();
        Some(match (indicator.change, indicator.relative) {
            (Change::Increase, true) => {
                fill(self.formula_target, &[&baseline, &figure, &baseline, &figure, &wanted])
            }
            (Change::Decrease, true) => {
                fill(self.formula_target_less, &[&baseline, &figure, &baseline, &figure, &wanted])
            }
            (Change::Increase, false) => fill(self.formula_plus, &[&baseline, &figure, &wanted]),
            (Change::Decrease, false) => fill(self.formula_minus, &[&baseline, &figure, &wanted]),
            (Change::Reach, _) => return None,
        })
    }

    /// How growth was worked out: `(29 − 24) / 24 × 100 = 20,83 %`.
    #[must_use]
    pub fn growth_formula(&self, indicator: &Indicator, value: Amount) -> Option<String> {
        let (baseline, growth) = (indicator.baseline?.show(), indicator.target().growth(value)?);
        let shown = [value.show_rounded(), baseline.clone(), baseline, growth.show_rounded()];
        Some(fill(self.formula_growth, &[&shown[0], &shown[1], &shown[2], &shown[3]]))
    }

    /// How the plan's figure comes about, in words.
    #[must_use]
    pub fn formula(&self, course: &Course, kinds: &Kinds, lang: Lang) -> String {
        let indicator = &course.indicator;
        if let Some(register) = indicator.register().filter(|_| indicator.rollup == Rollup::Register) {
            let Some(kind) = kinds.get(&register.kind).filter(|_| register.is_answerable(kinds)) else {
                return self.register_unanswerable.to_owned();
            };
            let mut text = fill(self.formula_register, &[&kind.name.get(lang)]);
            let having: Vec<String> = register
                .having
                .iter()
                .filter_map(|(id, value)| {
                    let field = conditions(kind).find(|field| field.id == *id)?;
                    Some(format!(
                        "{} “{}”",
                        field.short_label(lang).to_lowercase(),
                        field.option(value)?.name(lang)
                    ))
                })
                .collect();
            if !having.is_empty() {
                text = format!("{text} {}", fill(self.formula_register_having, &[&having.join(", ")]));
            }
            let since = register.since.and_then(|id| years(kind).find(|field| field.id == id));
            if let Some(field) = since {
                text = format!("{text}, {}", fill(self.formula_register_since, &[&field.short_label(lang)]));
            }
            return text;
        }
        if course.reporters.is_empty() {
            return self.formula_entered.to_owned();
        }
        match indicator.rollup {
            Rollup::Sum | Rollup::Register => self.formula_sum.to_owned(),
            Rollup::Mean => self.formula_mean.to_owned(),
            Rollup::Ratio => {
                let text =
                    if indicator.is_percent() { self.formula_ratio_percent } else { self.formula_ratio };
                fill(text, &[&indicator.numerator, &indicator.denominator])
            }
        }
    }

    /// What was said, to be read: `12,5 ha`, `3 / 8`, `không có số liệu: chưa thống kê`.
    #[must_use]
    pub fn said(&self, indicator: &Indicator, said: &Said) -> String {
        said_words(self, said, &indicator.unit)
    }

    /// A day in a sentence.
    #[must_use]
    pub fn on_day(&self, day: Day) -> String {
        fill(self.as_of, &[&day.show()])
    }
}

/// What was said, to be read.
#[must_use]
pub fn said_words(t: &IndicatorTexts, said: &Said, unit: &str) -> String {
    match (said.value, said.numerator, said.denominator) {
        (Some(value), ..) => format!("{} {unit}", value.show()).trim_end().to_owned(),
        (None, Some(above), Some(below)) => format!("{} / {}", above.show(), below.show()),
        _ if !said.missing.is_empty() => fill(t.says_none, &[&said.missing]),
        _ => t.in_report_nothing.to_owned(),
    }
}

/// An amount with its unit; a worked-out one rounded to two decimals.
#[must_use]
pub fn with_unit(amount: Amount, unit: &str) -> String {
    format!("{} {unit}", amount.show_rounded()).trim_end().to_owned()
}

impl IndicatorTexts {
    /// A part of an indicator, as its history names it.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'static str> {
        Some(match name {
            "name" => self.field_name,
            "definition" => self.field_definition,
            "source" => self.field_source,
            "unit" => self.field_unit,
            "direction" => self.field_direction,
            "rollup" => self.field_rollup,
            "parts" => self.field_parts,
            "register" => self.field_register,
            "baseline" => self.field_baseline,
            "target" => self.field_target,
            "orgs" => self.field_orgs,
            _ => return None,
        })
    }
}
