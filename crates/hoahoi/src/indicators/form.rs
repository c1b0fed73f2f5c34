//! The form of an indicator: what was typed, and the indicator it makes. Pure.

use std::collections::BTreeMap;

use super::model::{
    Amount, Change, Direction, PrintedTarget, Register, Rollup, Target, When, conditions, years,
};
use super::reported::amount;
use super::store::{Indicator, Input};
use super::texts::IndicatorTexts;
use crate::catalogue::kinds::{Kind, Kinds};
use crate::ids::OrgId;
use crate::web::form::{Fields, Problems};
use crate::web::frame::CommonTexts;
use crate::web::lang::fill;

/// The fields of one line or paragraph, with the most characters each holds.
const TEXTS: &[(&str, usize)] = &[
    ("ten", 300),
    ("dinh-nghia", 3000),
    ("nguon-dinh-nghia", 500),
    ("don-vi", 60),
    ("tu-so", 300),
    ("mau-so", 300),
    ("so-goc-nguon", 500),
];
/// The other fields.
const OTHERS: &[&str] =
    &["chieu", "cach", "loai", "so-goc", "so-goc-luc", "kieu", "con-so", "phan-tram", "den"];

/// What stands in the form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Form {
    values: BTreeMap<String, String>,
    /// The agencies ticked.
    pub orgs: Vec<OrgId>,
}

/// Name of the field with a condition on a field of a kind.
#[must_use]
pub fn condition(kind: &str, field: &str) -> String {
    format!("dk-{kind}-{field}")
}

/// Name of the field that says from which year records of a kind count.
#[must_use]
pub fn since(kind: &str) -> String {
    format!("nam-{kind}")
}

fn kind_fields(kind: &Kind) -> impl Iterator<Item = String> {
    conditions(kind).map(|field| condition(&kind.id, &field.id)).chain([since(&kind.id)])
}

impl Form {
    /// What stands in a field.
    #[must_use]
    pub fn get(&self, field: &str) -> &str {
        self.values.get(field).map_or("", String::as_str)
    }

    /// Whether a field holds a value.
    #[must_use]
    pub fn is(&self, field: &str, value: &str) -> bool {
        self.get(field) == value
    }

    /// Whether an agency is ticked.
    #[must_use]
    pub fn has(&self, org: &OrgId) -> bool {
        self.orgs.contains(org)
    }

    fn set(&mut self, field: impl Into<String>, value: impl Into<String>) {
        self.values.insert(field.into(), value.into());
    }

    /// The fields that differ from another form: name, what stands there.
    #[must_use]
    pub fn differing<'a>(&'a self, other: &Self) -> BTreeMap<&'a str, &'a str> {
        let theirs = self.values.iter().filter(|(field, value)| other.get(field) != value.as_str());
        theirs.map(|(field, value)| (field.as_str(), value.as_str())).collect()
    }

    /// As typed.
    #[must_use]
    pub fn read(fields: &Fields, kinds: &Kinds) -> Self {
        let mut form = Self {
            orgs: fields.all("co-quan").filter_map(|id| id.parse().ok()).collect(),
            ..Self::default()
        };
        let texts = TEXTS.iter().map(|(field, _)| (*field).to_owned());
        let others = OTHERS.iter().map(|field| (*field).to_owned());
        for field in texts.chain(others).chain(kinds.all().iter().flat_map(kind_fields)) {
            let typed = viet::nfc(&fields.get(&field).replace("\r\n", "\n"));
            form.set(field, typed);
        }
        form
    }

    /// Filled with what the plan prints, and nothing more: a baseline is never printed with a target, and of what is
    /// to grow by a percentage the unit is not.
    #[must_use]
    pub fn of_printed(printed: &PrintedTarget) -> Self {
        let mut form = Self::default();
        form.set("ten", printed.measure.as_str());
        form.set("kieu", printed.change.as_str());
        form.set(
            "chieu",
            match printed.change {
                Change::Increase => Direction::Higher.as_str(),
                Change::Decrease => Direction::Lower.as_str(),
                Change::Reach => "",
            },
        );
        form.set("con-so", printed.figure.map(Amount::show).unwrap_or_default());
        form.set("den", printed.by.map(When::show).unwrap_or_default());
        if printed.is_relative() {
            form.set("phan-tram", "1");
        } else {
            form.set("don-vi", printed.unit.clone().unwrap_or_default());
        }
        form
    }

    /// Filled with an indicator as it is kept.
    #[must_use]
    pub fn of(indicator: &Indicator, orgs: &[OrgId], kinds: &Kinds) -> Self {
        let mut form = Self { orgs: orgs.to_vec(), ..Self::default() };
        for field in kinds.all().iter().flat_map(kind_fields) {
            form.set(field, "");
        }
        form.set("ten", indicator.name.as_str());
        form.set("dinh-nghia", indicator.definition.as_str());
        form.set("nguon-dinh-nghia", indicator.source.as_str());
        form.set("don-vi", indicator.unit.as_str());
        form.set("tu-so", indicator.numerator.as_str());
        form.set("mau-so", indicator.denominator.as_str());
        form.set("so-goc-nguon", indicator.baseline_source.as_str());
        form.set("chieu", indicator.direction.as_str());
        form.set("cach", indicator.rollup.as_str());
        form.set("loai", "");
        if let Some(register) = indicator.register() {
            for (field, value) in &register.having {
                form.set(condition(&register.kind, field), value.as_str());
            }
            form.set(since(&register.kind), register.since.unwrap_or_default());
            form.set("loai", register.kind);
        }
        form.set("so-goc", indicator.baseline.map(Amount::show).unwrap_or_default());
        form.set("so-goc-luc", indicator.baseline_on.map(When::show).unwrap_or_default());
        form.set("kieu", indicator.change.as_str());
        form.set("con-so", indicator.figure.map(Amount::show).unwrap_or_default());
        form.set("phan-tram", if indicator.relative { "1" } else { "" });
        form.set("den", indicator.target_by.map(When::show).unwrap_or_default());
        form
    }

    /// The indicator that was typed, or what is wrong at which field. `known` are the agencies that may be chosen.
    pub fn input(
        &self,
        kinds: &Kinds,
        known: &[OrgId],
        t: &IndicatorTexts,
        common: &CommonTexts,
        problems: &mut Problems,
    ) -> Option<Input> {
        for (field, most) in TEXTS {
            if self.get(field).chars().count() > *most {
                problems.add(*field, fill(t.too_long, &[&viet::number::show(*most)]));
            }
        }
        for field in ["ten", "don-vi"] {
            if self.get(field).is_empty() {
                problems.add(field, common.required);
            }
        }
        let direction = self.choice::<Direction>("chieu", common, problems);
        let rollup = self.choice::<Rollup>("cach", common, problems);
        let change = self.choice::<Change>("kieu", common, problems);
        let (baseline, figure) = (self.amount("so-goc", t, problems), self.amount("con-so", t, problems));
        let (baseline_on, by) = (self.when("so-goc-luc", t, problems), self.when("den", t, problems));
        if baseline.is_some() && self.get("so-goc-nguon").is_empty() {
            problems.add("so-goc-nguon", t.problem_source);
        }
        if baseline.is_some() && self.get("so-goc-luc").is_empty() {
            problems.add("so-goc-luc", t.problem_baseline_on);
        }
        if let (Some(from), Some(to)) = (baseline_on, by)
            && from.last_day() >= to.last_day()
        {
            problems.add("den", t.problem_order);
        }
        if rollup == Some(Rollup::Ratio) {
            for field in ["tu-so", "mau-so"] {
                if self.get(field).is_empty() {
                    problems.add(field, common.required);
                }
            }
        }
        let counted = rollup == Some(Rollup::Register);
        let register = if counted { self.register(kinds, t, problems) } else { None };
        if counted && !self.orgs.is_empty() {
            problems.add("co-quan", t.problem_register_orgs);
        }
        if self.orgs.iter().any(|org| !known.contains(org)) {
            problems.add("co-quan", t.problem_orgs);
        }
        if !problems.is_empty() {
            return None;
        }
        let (direction, rollup, change) = (direction?, rollup?, change?);
        let relative = !self.get("phan-tram").is_empty() && change != Change::Reach;
        let text = |field: &str| self.get(field).to_owned();
        let of_ratio = |field: &str| if rollup == Rollup::Ratio { text(field) } else { String::new() };
        Some(Input {
            name: text("ten"),
            definition: text("dinh-nghia"),
            source: text("nguon-dinh-nghia"),
            unit: text("don-vi"),
            rollup,
            numerator: of_ratio("tu-so"),
            denominator: of_ratio("mau-so"),
            register,
            baseline_source: text("so-goc-nguon"),
            target: Target { direction, baseline, baseline_on, change, figure, relative, by },
            orgs: self.orgs.clone(),
        })
    }

    fn choice<T: std::str::FromStr>(
        &self,
        field: &str,
        common: &CommonTexts,
        problems: &mut Problems,
    ) -> Option<T> {
        let chosen = self.get(field).parse().ok();
        if chosen.is_none() {
            problems.add(field, common.required);
        }
        chosen
    }

    fn amount(&self, field: &str, t: &IndicatorTexts, problems: &mut Problems) -> Option<Amount> {
        amount(self.get(field), t).unwrap_or_else(|why| {
            problems.add(field, why);
            None
        })
    }

    fn when(&self, field: &str, t: &IndicatorTexts, problems: &mut Problems) -> Option<When> {
        let typed = self.get(field);
        if typed.is_empty() {
            return None;
        }
        let when = When::parse(typed);
        if when.is_none() {
            problems.add(field, fill(t.problem_when, &[&typed]));
        }
        when
    }

    fn register(&self, kinds: &Kinds, t: &IndicatorTexts, problems: &mut Problems) -> Option<Register> {
        let Some(kind) = kinds.get(self.get("loai")) else {
            problems.add("loai", t.problem_register);
            return None;
        };
        let having = conditions(kind)
            .filter_map(|field| {
                let value = self.get(&condition(&kind.id, &field.id));
                field.option(value).map(|option| (field.id.clone(), option.id.clone()))
            })
            .collect();
        let year = self.get(&since(&kind.id));
        let since = years(kind).find(|field| field.id == year).map(|field| field.id.clone());
        Some(Register { kind: kind.id.clone(), having, since })
    }
}

/// Which parts of an indicator an edit changes, for its history.
#[must_use]
pub fn changed(before: &Indicator, orgs: &[OrgId], now: &Input) -> Vec<&'static str> {
    let (was, is) = (before.target(), &now.target);
    let mut sorted = [orgs.to_vec(), now.orgs.clone()];
    sorted.iter_mut().for_each(|list| list.sort_unstable());
    [
        ("name", before.name != now.name),
        ("definition", before.definition != now.definition),
        ("source", before.source != now.source),
        ("unit", before.unit != now.unit),
        ("direction", was.direction != is.direction),
        ("rollup", before.rollup != now.rollup),
        ("parts", before.numerator != now.numerator || before.denominator != now.denominator),
        ("register", before.register() != now.register),
        (
            "baseline",
            (was.baseline, was.baseline_on) != (is.baseline, is.baseline_on)
                || before.baseline_source != now.baseline_source,
        ),
        (
            "target",
            (was.change, was.figure, was.relative, was.by) != (is.change, is.figure, is.relative, is.by),
        ),
        ("orgs", sorted[0] != sorted[1]),
    ]
    .into_iter()
    .filter_map(|(name, differs)| differs.then_some(name))
    .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn kinds() -> Kinds {
        Kinds::load(std::path::Path::new("/nowhere")).unwrap()
    }

    fn typed(pairs: &[(&str, &str)]) -> Form {
        let mut fields = Fields::default();
        pairs.iter().for_each(|(field, value)| fields.push(*field, *value));
        Form::read(&fields, &kinds())
    }

    fn judged(form: &Form) -> (Option<Input>, Problems) {
        let mut problems = Problems::default();
        let input = form.input(&kinds(), &[], &IndicatorTexts::VI, &CommonTexts::VI, &mut problems);
        (input, problems)
    }

    const RIGHT: &[(&str, &str)] = &[
        ("ten", "Doanh nghiệp ứng dụng"),
        ("don-vi", "doanh nghiệp"),
        ("chieu", "higher"),
        ("cach", "sum"),
        ("kieu", "increase"),
        ("con-so", "50"),
        ("phan-tram", "1"),
        ("den", "2030"),
    ];

    fn with<'a>(more: &[(&'a str, &'a str)]) -> Form {
        let kept = RIGHT.iter().filter(|(field, _)| more.iter().all(|(other, _)| other != field));
        typed(&kept.chain(more).copied().collect::<Vec<_>>())
    }

    #[test]
    fn an_unknown_baseline_is_no_mistake_and_a_known_one_needs_its_source_and_time() {
        let (input, problems) = judged(&with(&[]));
        assert!(problems.is_empty());
        assert_eq!(input.unwrap().target.baseline, None);
        let (input, problems) = judged(&with(&[("so-goc", "24")]));
        assert!(input.is_none());
        assert!(problems.at("so-goc-nguon").is_some() && problems.at("so-goc-luc").is_some());
        let (_, problems) =
            judged(&with(&[("so-goc", "hai mươi"), ("so-goc-luc", "đầu kỳ"), ("den", "2023")]));
        assert!(problems.at("so-goc").unwrap().contains("hai mươi"));
        assert!(problems.at("so-goc-luc").unwrap().contains("đầu kỳ"));
        let (_, problems) =
            judged(&with(&[("so-goc", "24"), ("so-goc-luc", "2030"), ("so-goc-nguon", "Báo cáo")]));
        assert!(problems.at("den").is_some(), "the target lies after the baseline");
    }

    #[test]
    fn a_register_counts_what_the_kinds_declare() {
        let (_, problems) = judged(&with(&[("cach", "register")]));
        assert!(problems.at("loai").is_some());
        let form = with(&[
            ("cach", "register"),
            ("loai", "doanh-nghiep"),
            ("dk-doanh-nghiep-loai-hinh", "hop-tac-xa"),
            ("dk-doanh-nghiep-hoat-dong", "lạ"),
            ("nam-doanh-nghiep", "tu-nam"),
        ]);
        let register = judged(&form).0.unwrap().register.unwrap();
        assert_eq!(register.having, [("loai-hinh".to_owned(), "hop-tac-xa".to_owned())]);
        assert_eq!(register.since.as_deref(), Some("tu-nam"));
    }

    #[test]
    fn a_ratio_names_both_its_parts() {
        let (_, problems) = judged(&with(&[("cach", "ratio"), ("tu-so", "Số đạt")]));
        assert!(problems.at("mau-so").is_some() && problems.at("tu-so").is_none());
    }
}
