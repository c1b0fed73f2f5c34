//! The form's way out and back: written by the writer, read by the reader, unchanged.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use proptest::prelude::*;
use thethuc::table::bare;
use vanban::workbook;

use super::columns::Words;
use super::compare::compare;
use super::filled::{Stamp, read};
use super::form::{About, csv, form};
use crate::db::Day;
use crate::ids::{DutyId, ObligationId, OrgId, PeriodId, PlanId, RegimeId, SubmissionId};
use crate::organisations::System;
use crate::reporting::entry;
use crate::reporting::model::{Draft, Figure, Money, Progress, Source, State, Written};
use crate::reporting::store::lines::Line;
use crate::reporting::store::submissions::Submission;
use crate::web::lang::Lang;

const COMMUNE: &str = "Ủy ban nhân dân xã Đồng Đăng";

fn communes(typed: &str) -> Option<(OrgId, String)> {
    (typed == COMMUNE).then(|| (OrgId(uuid::Uuid::nil()), COMMUNE.to_owned()))
}

fn words() -> Words {
    Words::of(Lang::Vi.texts())
}

fn report() -> Submission {
    let day: Day = "2026-12-14".parse().unwrap();
    Submission {
        id: SubmissionId::new(),
        rev: 4,
        state: State::Draft,
        period_id: PeriodId::new(),
        code: "2026-H2".into(),
        starts_on: day,
        closes_on: day,
        period_due: day,
        due_on: day,
        org_id: OrgId::new(),
        org_name: "Sở Nông nghiệp và Môi trường".into(),
        org_short: None,
        org_key: String::new(),
        system: System::State,
        owed: 1,
        restricted: 0,
        exempted: 0,
        written: 0,
        drafted_by: None,
        submitted_on: None,
        regime_id: RegimeId::new(),
        regime_name: String::new(),
        plan_id: PlanId::new(),
        plan_number: Some("182/KH-UBND".into()),
        plan_title: String::new(),
    }
}

fn line(said: Draft, restricted: bool) -> Line {
    Line {
        obligation: ObligationId::new(),
        id: None,
        rev: 3,
        duty: DutyId::new(),
        section_path: "IV.2".into(),
        paragraph: 1,
        text: "=Xây dựng vùng hồi".into(),
        role: "lead".into(),
        restricted,
        exempt_reason: None,
        said,
        return_note: None,
        carried: false,
        updated_by: None,
        updated_at: None,
    }
}

fn about() -> About {
    About { title: "Báo cáo 6 tháng cuối năm 2026".into(), ..About::default() }
}

/// A text as drafts keep it.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zà-ỹ =+@'\"_x0-9\\n-]{0,40}",
        "\\PC{0,40}",
        Just("_x0041_ =1+1".to_owned()),
        Just("12.5".to_owned()),
        Just("21/11/2026".to_owned()),
    ]
    .prop_map(|typed| entry::words(&typed, words().r).0)
}

fn figure() -> impl Strategy<Value = Figure> {
    let value = prop_oneof![
        Just(None),
        (-1_000_000_000_i64..1_000_000_000, 0..5_usize).prop_map(|(n, decimals)| {
            let typed = format!("{}", n as f64 / 10_f64.powi(decimals as i32)).replace('.', ",");
            viet::number::parse_decimal(&typed).ok()
        }),
        Just(Some("20.80".to_owned())),
        Just(Some("12345678901234567890.123".to_owned())),
    ];
    (text(), value, text()).prop_map(|(name, value, unit)| Figure {
        name: if name.is_empty() { "Diện tích".into() } else { name },
        value,
        unit,
    })
}

fn amount() -> impl Strategy<Value = Written> {
    prop_oneof![
        Just(Written::Missing),
        (0..9_999_999_999_999_999_i64).prop_map(Written::Known),
        (0..9_999_999_i64).prop_map(|thousands| Written::Known(thousands * 1000)),
    ]
}

fn money() -> impl Strategy<Value = Money> {
    let flags = (any::<bool>(), any::<bool>(), any::<bool>());
    (0..Source::ALL.len(), 2000..2100_i64, amount(), amount(), any::<bool>(), flags).prop_map(
        |(source, year, allotted, disbursed, local, (border, minority, difficult))| Money {
            source: Source::ALL[source],
            year: Written::Known(year),
            unit: Money::natural_unit(&allotted, &disbursed),
            allotted,
            disbursed,
            commune: local.then_some(OrgId(uuid::Uuid::nil())),
            commune_name: if local { COMMUNE.to_owned() } else { String::new() },
            border,
            minority,
            difficult,
        },
    )
}

fn draft() -> impl Strategy<Value = Draft> {
    let progress = prop_oneof![Just(None), (0..4_usize).prop_map(|i| Some(Progress::choices(false)[i]))];
    let texts = (text(), text(), text(), text());
    (progress, texts, prop::collection::vec(figure(), 0..4), prop::collection::vec(money(), 0..4)).prop_map(
        |(progress, (result, difficulty, cause, proposal), figures, money)| Draft {
            progress,
            result,
            difficulty,
            cause,
            proposal,
            figures,
            money,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn what_goes_out_comes_back_unchanged(drafts in prop::collection::vec(draft(), 1..5)) {
        let of = report();
        let known: Vec<Line> = drafts.into_iter().map(|said| line(said, false)).collect();
        for words in Words::both() {
            let bytes = form(words, &about(), &of, &known).xlsx().unwrap();
            let filled = read(&workbook::read(&bytes).unwrap(), &known, self::words(), &communes);
            prop_assert!(filled.found.problems.is_empty(), "{:?}", filled.found.problems);
            prop_assert_eq!(filled.lines.len(), known.len());
            for (back, line) in filled.lines.iter().zip(&known) {
                prop_assert_eq!(&back.said.digest(), &line.said.digest(), "{:?} became {:?}", line.said, back.said);
                prop_assert_eq!(&back.stamp.digest, &line.said.digest());
            }
            let compared = compare(filled, &known, of.rev);
            prop_assert!(compared.changes.is_empty() && compared.conflicts.is_empty() && !compared.moved_on);
        }
    }

    #[test]
    fn the_lines_come_back_unchanged_as_csv_and_figures_and_money_stay(said in draft()) {
        let (of, known) = (report(), [line(said, false)]);
        let filled = read(&workbook::read(&csv(words(), &of, &known)).unwrap(), &known, words(), &communes);
        prop_assert!(filled.found.problems.is_empty(), "{:?}", filled.found.problems);
        let compared = compare(filled, &known, of.rev);
        prop_assert_eq!((compared.same, compared.changes.len()), (1, 0));
    }
}

#[test]
fn a_stamp_is_read_as_it_is_written_and_nothing_else_is_one() {
    let stamp = Stamp { report: 4, line: 3, digest: Draft::default().digest() };
    assert_eq!(stamp.to_string().parse(), Ok(stamp.clone()));
    for wrong in ["", "4.3", "4.3.xyz", "a.3.0123456789abcdef01234567", "4.3.0123456789abcdef0123456z"] {
        assert!(wrong.parse::<Stamp>().is_err(), "{wrong}");
    }
}

#[test]
fn a_line_that_both_sides_changed_is_a_conflict_and_one_nobody_touched_is_left() {
    let of = report();
    let said = |result: &str| Draft { result: result.into(), ..Draft::default() };
    let mut known = vec![line(said("một"), false), line(said("hai"), false), line(said("ba"), false)];
    let bytes = form(words(), &about(), &of, &known).xlsx().unwrap();
    let mut filled = read(&workbook::read(&bytes).unwrap(), &known, words(), &communes);
    filled.lines[0].said.result = "một, trong tệp".into();
    filled.lines[2].said.result = "ba, trong tệp".into();
    for theirs in &mut known[..2] {
        theirs.rev += 1;
        theirs.said.result.push_str(", người khác");
    }
    let compared = compare(filled, &known, of.rev + 1);
    assert!(compared.moved_on);
    assert_eq!(compared.conflicts[0].line.obligation, known[0].obligation);
    assert_eq!(compared.changes[0].line.obligation, known[2].obligation);
    assert_eq!((compared.conflicts.len(), compared.changes.len(), compared.same), (1, 1, 1));
}

#[test]
fn of_a_duty_in_security_or_defence_only_the_progress_goes_out_and_back() {
    let (of, known) =
        (report(), [line(Draft { progress: Some(Progress::Behind), ..Draft::default() }, true)]);
    let sheet = &form(words(), &about(), &of, &known).sheets[0];
    assert!(sheet.rows[0][8..].iter().all(|cell| cell.locked));
    let bytes = form(words(), &about(), &of, &known).xlsx().unwrap();
    let filled = read(&workbook::read(&bytes).unwrap(), &known, words(), &communes);
    assert_eq!(filled.lines[0].said.progress, Some(Progress::Behind));
    let table = String::from_utf8(csv(words(), &of, &known)).unwrap();
    let typed = table.trim_end().strip_suffix(",,,").unwrap().to_owned() + "nội dung,,,\r\n";
    let filled = read(&workbook::read(typed.as_bytes()).unwrap(), &known, words(), &communes);
    assert!(filled.found.problems.iter().any(|p| p.what.contains("quốc phòng")), "{:?}", filled.found);
    assert_eq!(bare("'=Xây dựng"), "=Xây dựng");
}
