//! Who answers for a duty on a day, and why: the organisations of Lạng Sơn before and after 2025.

use hoahoi::ids::OrgId;
use hoahoi::organisations::data::{Data, DataError};
use hoahoi::organisations::{
    Answer, Confidence, Directory, Kind, Matter, Open, Resolution, SuccessionKind, System, id_of,
};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use std::sync::LazyLock;

static LANG_SON: LazyLock<Directory> = LazyLock::new(|| Data::lang_son().unwrap().directory());

const PLAN: Date = date(2023, 9, 6);
const EVE: Date = date(2025, 2, 28);
const MARCH: Date = date(2025, 3, 1);
const JUNE: Date = date(2025, 6, 30);
const JULY: Date = date(2025, 7, 1);
const TODAY: Date = date(2026, 11, 21);

fn slug(id: OrgId) -> &'static str {
    &LANG_SON.get(id).unwrap().slug
}

/// Whom a name printed in the plan leads to on a day, with the duty's own words.
fn answers(printed: &str, text: &str, on: Date) -> Answer {
    let named = LANG_SON.resolve(printed, PLAN).id().unwrap_or_else(|| panic!("{printed} is not known"));
    LANG_SON.answers(named, Matter::Text(text), on)
}

fn holder(printed: &str, text: &str, on: Date) -> &'static str {
    let answer = answers(printed, text, on);
    slug(answer.holder().unwrap_or_else(|| panic!("{printed}: {:?}", answer.open)))
}

#[test]
fn every_holder_named_in_the_plan_is_known_by_its_printed_name() {
    for (printed, known) in [
        ("Sở Khoa học và Công nghệ", "so-khcn"),
        ("Sở Nông nghiệp và Phát triển nông thôn", "so-nnptnt"),
        ("Sở Y tế", "so-y-te"),
        ("Sở Tài nguyên và Môi trường  ", "so-tnmt"),
        ("Sở Công Thương", "so-cong-thuong"),
        ("Công an tỉnh", "cong-an-tinh"),
        ("Bộ Chỉ huy Quân sự tỉnh", "bo-chqs-tinh"),
        ("Sở Nội vụ", "so-noi-vu"),
        ("Sở Kế hoạch và Đầu tư", "so-khdt"),
        ("Sở Tài chính", "so-tai-chinh"),
        ("Sở Thông tin và Truyền thông", "so-tttt"),
        ("Sở Giáo dục và Đào tạo", "so-gddt"),
        ("Sở Lao động - Thương binh và Xã hội", "so-ldtbxh"),
        ("Đài Phát thanh và Truyền hình tỉnh", "dai-ptth"),
        ("Báo Lạng Sơn", "bao-lang-son"),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "mttq-tinh"),
        ("Liên minh Hợp tác xã tỉnh", "lien-minh-htx"),
        ("Hiệp hội Doanh nghiệp tỉnh", "hiep-hoi-doanh-nghiep"),
    ] {
        let found = LANG_SON.resolve(printed, PLAN).id().map(slug);
        assert_eq!(found, Some(known), "{printed}");
    }
}

#[test]
fn every_duty_of_the_real_plan_finds_who_answers_today() {
    let plan = vanban::read(include_bytes!("../../../../samples/ke-hoach-182-ban-in.txt")).unwrap();
    let mut found: Vec<(String, String)> = Vec::new();
    for duty in &plan.duties {
        for owner in &duty.owners {
            let on = match LANG_SON.resolve(owner, PLAN) {
                Resolution::Group(Some(group)) => format!("nhóm {}", LANG_SON.expand(group, TODAY).len()),
                other => {
                    let org = other.id().unwrap_or_else(|| panic!("{owner}: {other:?}"));
                    let answer = LANG_SON.answers(org, Matter::Text(&duty.text), TODAY);
                    answer.holder().map_or_else(|| format!("{:?}", answer.open), |id| slug(id).to_owned())
                }
            };
            let pair = (owner.clone(), on);
            if !found.contains(&pair) {
                found.push(pair);
            }
        }
    }
    let found: Vec<_> = found.iter().map(|(owner, on)| (owner.as_str(), on.as_str())).collect();
    assert_eq!(
        found,
        [
            ("Các sở, ban, ngành", "nhóm 15"),
            ("UBND các huyện, thành phố", "nhóm 65"),
            ("Sở Khoa học và Công nghệ", "so-khcn"),
            ("Sở Nông nghiệp và Phát triển nông thôn", "so-nnmt"),
            ("Sở Y tế", "so-y-te"),
            ("Sở Tài nguyên và Môi trường", "so-nnmt"),
            ("Sở Công Thương", "so-cong-thuong"),
            ("Công an tỉnh", "cong-an-tinh"),
            ("Bộ Chỉ huy Quân sự tỉnh", "bo-chqs-tinh"),
            ("Sở Nội vụ", "so-noi-vu"),
            ("Sở Kế hoạch và Đầu tư", "so-tai-chinh"),
            ("Sở Tài chính", "so-tai-chinh"),
            ("Sở Thông tin và Truyền thông", "so-vhttdl"),
            ("Sở Giáo dục và Đào tạo", "so-gddt"),
            ("Sở Lao động - Thương binh và Xã hội", "so-gddt"),
            ("Đài Phát thanh và Truyền hình tỉnh", "bao-va-dai"),
            ("Báo Lạng Sơn", "bao-va-dai"),
            ("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "mttq-tinh"),
            ("các tổ chức chính trị - xã hội tỉnh", "nhóm 5"),
            ("Liên minh Hợp tác xã tỉnh", "lien-minh-htx"),
            ("Hiệp hội Doanh nghiệp tỉnh", "hiep-hoi-doanh-nghiep"),
            ("Các sở, ban, ngành liên quan", "nhóm 15"),
            ("các sở, ban, ngành", "nhóm 15"),
            ("các cơ quan, đơn vị có liên quan", "nhóm 0"),
        ]
    );
}

#[test]
fn other_writings_lead_to_the_same_body() {
    for (printed, known) in [
        ("SỞ NN&PTNT", "so-nnptnt"),
        ("Sở Nông nghiệp và PTNT", "so-nnptnt"),
        ("LĐ-TB&XH", "so-ldtbxh"),
        ("Sở LĐTBXH", "so-ldtbxh"),
        ("Sở Lao động – Thương binh và Xã hội", "so-ldtbxh"),
        ("UBMTTQ Việt Nam tỉnh", "mttq-tinh"),
        ("Uỷ ban Mặt trận Tổ quốc Việt Nam tỉnh Lạng Sơn", "mttq-tinh"),
        ("Sở KH & CN", "so-khcn"),
        ("so khoa hoc va cong nghe", "so-khcn"),
        ("Sở Khoa học và Công nghệ tỉnh Lạng Sơn;", "so-khcn"),
        ("Đài PTTH tỉnh", "dai-ptth"),
        ("Liên minh HTX tỉnh", "lien-minh-htx"),
        ("UBND tỉnh Lạng Sơn", "ubnd-tinh"),
        ("UBND thành phố Lạng Sơn", "ubnd-thanh-pho-lang-son"),
        ("UBND huyện Chi Lăng", "ubnd-huyen-chi-lang"),
        ("UBND xã Chi Lăng", "ubnd-xa-chi-lang"),
        ("phường Kỳ Lừa", "ubnd-phuong-ky-lua"),
    ] {
        let found = LANG_SON.resolve(printed, PLAN).id().map(slug);
        assert_eq!(found, Some(known), "{printed}");
    }
    assert!(matches!(LANG_SON.resolve("Sở KH&CN", PLAN), Resolution::Exact(_)));
    assert!(matches!(LANG_SON.resolve("Sở KHCN", PLAN), Resolution::Alias(_)));
}

#[test]
fn an_unknown_name_is_never_guessed() {
    for printed in ["Sở Giao thông công chính", "Sở Y tế tỉnh Bắc Giang", "", "...", "Công ty A"]
    {
        assert_eq!(LANG_SON.resolve(printed, PLAN), Resolution::Unknown, "{printed}");
    }
}

#[test]
fn bodies_that_go_on_answer_themselves() {
    for printed in ["Sở Y tế", "Sở Công Thương", "Sở Nội vụ", "Công an tỉnh", "Bộ Chỉ huy Quân sự tỉnh"]
    {
        for on in [PLAN, EVE, MARCH, JUNE, JULY, TODAY] {
            let answer = answers(printed, "", on);
            assert_eq!((answer.steps.len(), answer.open), (0, None), "{printed}");
        }
    }
}

#[test]
fn a_merger_moves_the_duty_on_its_first_day_and_not_before() {
    assert_eq!(holder("Sở Nông nghiệp và Phát triển nông thôn", "", EVE), "so-nnptnt");
    assert_eq!(holder("Sở Nông nghiệp và Phát triển nông thôn", "", MARCH), "so-nnmt");
    assert_eq!(holder("Sở Tài nguyên và Môi trường", "", TODAY), "so-nnmt");
    assert_eq!(holder("Sở Kế hoạch và Đầu tư", "", EVE), "so-khdt");
    assert_eq!(holder("Sở Kế hoạch và Đầu tư", "", MARCH), "so-tai-chinh");
    let answer = answers("Sở Tài nguyên và Môi trường", "", TODAY);
    let [step] = answer.steps.as_slice() else { panic!("{answer:?}") };
    assert_eq!((step.kind, step.on, step.function.as_deref()), (SuccessionKind::Merge, MARCH, None));
    assert!(step.decision.as_deref().unwrap().contains("Nghị quyết số 04"));
    assert!(!answer.is_unverified());
}

#[test]
fn the_words_of_the_duty_choose_among_functions() {
    let press = "Đôn đốc, hướng dẫn các cơ quan báo chí, truyền thông và hệ thống thông tin cơ sở thực hiện công \
                 tác thông tin, tuyên truyền";
    assert_eq!(holder("Sở Thông tin và Truyền thông", press, EVE), "so-tttt");
    assert_eq!(holder("Sở Thông tin và Truyền thông", press, MARCH), "so-vhttdl");
    let answer = answers("Sở Thông tin và Truyền thông", press, TODAY);
    assert_eq!(answer.steps[0].function.as_deref(), Some("bao-chi"));
    assert_eq!(answer.steps[0].cue.as_deref(), Some("báo chí"));
    assert_eq!(answer.steps[0].confidence, Some(Confidence::Unverified));
    assert_eq!(holder("Sở Thông tin và Truyền thông", "đẩy mạnh chuyển đổi số", TODAY), "so-khcn");

    let vocational = "Khuyến khích các tổ chức, cá nhân đăng ký tham gia hoạt động giáo dục nghề nghiệp";
    assert_eq!(holder("Sở LĐTBXH", vocational, TODAY), "so-gddt");
    assert_eq!(holder("Sở LĐTBXH", "giải quyết việc làm", TODAY), "so-noi-vu");
    assert_eq!(holder("Sở LĐTBXH", "chăm sóc trẻ em", TODAY), "so-y-te");
}

#[test]
fn a_cue_counts_only_as_whole_words() {
    for text in ["thiếu việc làmx", "có việc, làm ngay"] {
        assert!(answers("Sở LĐTBXH", text, TODAY).needs_person(), "{text}");
    }
}

#[test]
fn without_a_function_a_person_must_choose() {
    for text in ["", "phối hợp với các đơn vị liên quan", "việc làm và giáo dục nghề nghiệp"]
    {
        let answer = answers("Sở LĐTBXH", text, TODAY);
        assert!(answer.holders.is_empty() && answer.needs_person(), "{text}");
        let Some(Open::Choose { at, candidates }) = &answer.open else { panic!("{answer:?}") };
        assert_eq!(slug(*at), "so-ldtbxh");
        let mut offered: Vec<_> =
            candidates.iter().map(|c| (slug(c.org), c.function.as_deref().unwrap())).collect();
        offered.sort_unstable();
        assert_eq!(
            offered,
            [("so-gddt", "giao-duc-nghe-nghiep"), ("so-noi-vu", "lao-dong"), ("so-y-te", "bao-tro-xa-hoi")]
        );
    }
    // Before the division there is nothing to choose.
    assert_eq!(holder("Sở LĐTBXH", "", EVE), "so-ldtbxh");
}

#[test]
fn what_a_person_named_goes_before_what_the_text_says() {
    let org = id_of("so-ldtbxh");
    let answer = LANG_SON.answers(org, Matter::Function("lao-dong"), TODAY);
    assert_eq!(answer.holder().map(slug), Some("so-noi-vu"));
    assert_eq!(answer.steps[0].cue, None);
    // A function that this body never had does not decide.
    assert!(LANG_SON.answers(org, Matter::Function("bao-chi"), TODAY).needs_person());
}

#[test]
fn a_transfer_takes_one_function_and_leaves_the_rest() {
    let org = id_of("so-noi-vu");
    let moved = LANG_SON.answers(org, Matter::Function("ton-giao"), TODAY);
    assert_eq!(moved.holder().map(slug), Some("so-dttg"));
    assert_eq!(
        LANG_SON.answers(org, Matter::Function("ton-giao"), EVE).holder().map(slug),
        Some("so-noi-vu")
    );
    let text = "công tác tín ngưỡng, tôn giáo";
    assert_eq!(LANG_SON.answers(org, Matter::Text(text), TODAY).holder().map(slug), Some("so-noi-vu"));
    assert_eq!(LANG_SON.answers(org, Matter::Unknown, TODAY).holder().map(slug), Some("so-noi-vu"));
}

#[test]
fn the_press_is_one_party_organ_since_april_2025() {
    assert_eq!(holder("Báo Lạng Sơn", "", date(2025, 3, 31)), "bao-lang-son");
    assert_eq!(holder("Báo Lạng Sơn", "", date(2025, 4, 1)), "bao-va-dai");
    assert_eq!(holder("Đài Phát thanh và Truyền hình tỉnh", "", TODAY), "bao-va-dai");
    let before = LANG_SON.by_slug("dai-ptth").unwrap();
    let after = LANG_SON.by_slug("bao-va-dai").unwrap();
    assert!(before.system.is_subordinate() && !after.system.is_subordinate());
}

#[test]
fn a_district_duty_reaches_communes_only_through_a_person() {
    assert_eq!(holder("UBND huyện Cao Lộc", "", JUNE), "ubnd-huyen-cao-loc");
    let answer = answers("UBND huyện Cao Lộc", "", JULY);
    let Some(Open::Choose { candidates, .. }) = &answer.open else { panic!("{answer:?}") };
    let offered: Vec<_> = candidates.iter().map(|c| slug(c.org)).collect();
    assert_eq!(offered.len(), 5);
    assert!(offered.contains(&"ubnd-phuong-ky-lua") && offered.contains(&"ubnd-xa-dong-dang"));
    assert!(answer.holders.is_empty());
}

#[test]
fn a_group_owes_nothing_until_it_is_expanded() {
    let Resolution::Group(Some(group)) = LANG_SON.resolve("UBND các huyện, thành phố", PLAN) else {
        panic!("a group");
    };
    let answer = LANG_SON.answers(group, Matter::Unknown, PLAN);
    assert!(answer.holders.is_empty() && answer.needs_person());
    let kinds =
        |on| LANG_SON.expand(group, on).iter().map(|id| LANG_SON.get(*id).unwrap().kind).collect::<Vec<_>>();
    assert_eq!(kinds(PLAN), vec![Kind::District; 11]);
    assert_eq!(kinds(JUNE), vec![Kind::District; 11]);
    let today = kinds(JULY);
    assert_eq!(today.iter().filter(|kind| **kind == Kind::Commune).count(), 61);
    assert_eq!(today.iter().filter(|kind| **kind == Kind::Ward).count(), 4);
    assert_eq!(today.len(), 65);
}

#[test]
fn groups_are_recognised_as_documents_write_them() {
    for (printed, known) in [
        ("Các sở, ban, ngành liên quan", Some("nhom-so-ban-nganh")),
        ("các sở, ban ngành", Some("nhom-so-ban-nganh")),
        ("các tổ chức chính trị - xã hội tỉnh", Some("nhom-ct-xh")),
        ("các đơn vị có liên quan", Some("nhom-don-vi-lien-quan")),
        ("các doanh nghiệp trên địa bàn", None),
    ] {
        let Resolution::Group(found) = LANG_SON.resolve(printed, PLAN) else { panic!("{printed}") };
        assert_eq!(found.map(slug), known, "{printed}");
    }
    let departments = LANG_SON.expand(id_of("nhom-so-ban-nganh"), TODAY);
    let is_offered = |slug: &str| departments.contains(&id_of(slug));
    assert!(is_offered("so-nnmt") && !is_offered("so-nnptnt") && !is_offered("cong-an-tinh"));
    assert!(LANG_SON.expand(id_of("nhom-don-vi-lien-quan"), TODAY).is_empty());
    assert!(LANG_SON.expand(id_of("so-khcn"), TODAY).is_empty());
}

#[test]
fn only_the_state_takes_orders() {
    let subordinate: Vec<_> = System::ALL.iter().filter(|system| system.is_subordinate()).collect();
    assert_eq!(subordinate, [&System::State]);
    for slug in ["cong-an-tinh", "bo-chqs-tinh", "mttq-tinh", "bao-lang-son", "lien-minh-htx", "hoi-nong-dan"]
    {
        assert!(!LANG_SON.is_subordinate(id_of(slug)), "{slug}");
    }
    assert!(LANG_SON.is_subordinate(id_of("so-y-te")));
    assert!(!LANG_SON.is_subordinate(id_of("nobody")));
}

#[test]
fn what_did_not_exist_yet_and_what_nobody_knows_is_said() {
    let early = LANG_SON.answers(id_of("so-nnmt"), Matter::Unknown, PLAN);
    assert_eq!(early.open, Some(Open::NotYet(id_of("so-nnmt"))));
    assert_eq!(LANG_SON.answers(id_of("nobody"), Matter::Unknown, PLAN).open, Some(Open::Unknown));
}

#[test]
fn communes_carry_the_codes_of_the_decision() {
    let communes: Vec<_> = LANG_SON
        .organisations()
        .iter()
        .filter(|org| matches!(org.kind, Kind::Commune | Kind::Ward))
        .collect();
    assert_eq!(communes.len(), 65);
    let mut codes: Vec<_> = communes.iter().filter_map(|org| org.code.as_deref()).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!((codes.len(), codes[0], codes[64]), (65, "05977", "06637"));
    let agencies = LANG_SON.organisations().iter().filter(|org| org.kind == Kind::Department);
    assert!(agencies.clone().count() > 14 && agencies.clone().all(|org| org.code.is_none()));
}

const TWO: &str = r#"
[[organisation]]
slug = "a"
kind = "department"
system = "state"
name = "A"
to = "2024-12-31"

[[organisation]]
slug = "b"
kind = "department"
system = "state"
name = "B"
from = "2025-01-01"
"#;

fn with(more: &str) -> Result<Directory, DataError> {
    Data::from_toml(&format!("{TWO}{more}")).map(Data::directory)
}

#[test]
fn a_body_that_ended_without_successor_says_so() {
    let directory = with("").unwrap();
    let answer = directory.answers(id_of("a"), Matter::Unknown, date(2025, 1, 1));
    assert_eq!((answer.steps.len(), answer.open), (0, Some(Open::Ended(id_of("a")))));
    let directory = with("[[succession]]\nfrom = \"a\"\nkind = \"abolition\"\non = \"2025-01-01\"").unwrap();
    let answer = directory.answers(id_of("a"), Matter::Unknown, date(2025, 1, 1));
    assert_eq!(answer.steps[0].kind, SuccessionKind::Abolition);
    assert_eq!(answer.open, Some(Open::Ended(id_of("a"))));
}

#[test]
fn several_successions_are_followed_one_after_the_other() {
    let directory = with(
        r#"
[[organisation]]
slug = "c"
kind = "department"
system = "state"
name = "C"
from = "2020-01-01"
to = "2022-05-31"
[[organisation]]
slug = "between"
kind = "department"
system = "state"
name = "Between"
from = "2022-06-01"
to = "2024-12-31"
[[succession]]
from = "c"
to = "between"
kind = "rename"
on = "2022-06-01"
[[succession]]
from = "between"
to = "b"
kind = "merge"
on = "2025-01-01"
"#,
    )
    .unwrap();
    let steps = |on| directory.answers(id_of("c"), Matter::Unknown, on).steps.len();
    assert_eq!((steps(date(2022, 5, 31)), steps(date(2022, 6, 1)), steps(date(2025, 1, 1))), (0, 1, 2));
    assert_eq!(directory.answers(id_of("c"), Matter::Unknown, date(2026, 1, 1)).holders, [id_of("b")]);
}

#[test]
fn a_file_that_contradicts_itself_is_refused_with_the_entry_named() {
    for (more, expected) in [
        ("[[succession]]\nfrom = \"a\"\nto = \"b\"\nkind = \"merge\"\non = \"2025-02-01\"", "a"),
        ("[[succession]]\nfrom = \"a\"\nto = \"z\"\nkind = \"merge\"\non = \"2025-01-01\"", "a"),
        ("[[succession]]\nfrom = \"b\"\nto = \"a\"\nkind = \"transfer\"\non = \"2025-06-01\"", "a"),
        ("[[organisation]]\nslug = \"a\"\nkind = \"department\"\nsystem = \"state\"\nname = \"A\"", "a"),
        (
            "[[succession]]\nfrom = \"a\"\nto = \"b\"\nkind = \"split\"\nfunction = \"x\"\non = \"2025-01-01\"",
            "x",
        ),
    ] {
        let error = with(more).unwrap_err().to_string();
        assert!(error.contains(&format!("“{expected}”")), "{error}");
    }
}

fn any_day() -> impl Strategy<Value = Date> {
    (2020i16..=2030, 1i8..=12, 1i8..=28).prop_map(|(year, month, day)| date(year, month, day))
}

/// Small made-up worlds, circles included: body `i` ends on some day and passes its work to some others.
fn any_world() -> impl Strategy<Value = Directory> {
    let body = (2021i16..=2027, proptest::collection::vec((0usize..6, 0usize..3), 0..3));
    proptest::collection::vec(body, 6).prop_map(|bodies| {
        let mut organisations = Vec::new();
        let mut successions = Vec::new();
        for (at, (year, targets)) in bodies.iter().enumerate() {
            let mut org = LANG_SON.by_slug("so-y-te").unwrap().clone();
            (org.id, org.slug, org.aliases) = (id_of(&format!("b{at}")), format!("b{at}"), Vec::new());
            org.valid_to = (at < 5).then(|| date(*year, 12, 31));
            organisations.push(org);
            for (target, function) in targets {
                let mut link = LANG_SON.successions()[0].clone();
                link.from = id_of(&format!("b{at}"));
                link.to = Some(id_of(&format!("b{target}")));
                link.kind = SuccessionKind::ALL[*function % 3];
                link.function = ["bao-chi", "lao-dong"].get(*function).map(|f| (*f).to_owned());
                link.on = date(*year + 1, 1, 1);
                successions.push(link);
            }
        }
        Directory::new(organisations, successions, Data::lang_son().unwrap().vocabulary)
    })
}

fn everyone_named_exists(directory: &Directory, answer: &Answer, on: Date) -> bool {
    let exists = |id: &OrgId| directory.get(*id).is_some_and(|org| org.exists_on(on) && !org.is_group());
    let offered = match &answer.open {
        Some(Open::Choose { candidates, .. }) => candidates.iter().map(|c| c.org).collect(),
        Some(Open::Expand { candidates, .. }) => candidates.clone(),
        _ => Vec::new(),
    };
    answer.holders.iter().all(exists) && offered.iter().all(exists)
}

proptest! {
    #[test]
    fn following_ends_and_whoever_answers_exists(at in 0usize..200, on in any_day(), which in 0usize..7) {
        let organisations = LANG_SON.organisations();
        let org = &organisations[at % organisations.len()];
        let matter = LANG_SON.functions().get(which).map_or(Matter::Unknown, |f| Matter::Function(&f.slug));
        let answer = LANG_SON.answers(org.id, matter, on);
        prop_assert!(everyone_named_exists(&LANG_SON, &answer, on));
        prop_assert_eq!(answer.holders.is_empty(), answer.open.is_some());
    }

    #[test]
    fn even_a_world_that_runs_in_circles_is_answered(world in any_world(), at in 0usize..6, on in any_day()) {
        for matter in [Matter::Unknown, Matter::Function("bao-chi"), Matter::Text("báo chí")] {
            let answer = world.answers(id_of(&format!("b{at}")), matter, on);
            prop_assert!(everyone_named_exists(&world, &answer, on));
            prop_assert_eq!(answer.holders.is_empty(), answer.open.is_some());
            prop_assert!(answer.steps.windows(2).all(|pair| pair[0].to == Some(pair[1].from)));
        }
    }
}

#[test]
fn the_reader_of_documents_knows_the_same_days_and_successors() {
    let known = vanban::agencies::AgencyList::built_in();
    let dated =
        LANG_SON.organisations().iter().filter(|org| matches!(org.kind, Kind::Department | Kind::Press));
    let dated: Vec<_> = dated.filter(|org| org.valid_from.or(org.valid_to).is_some()).collect();
    assert!(dated.len() >= 12, "{}", dated.len());
    for org in dated {
        let aliases = org.short_name.iter().chain(&org.aliases).filter(|name| name.starts_with("Sở "));
        for name in std::iter::once(&org.name).chain(aliases) {
            let read = known.find(name).unwrap_or_else(|| panic!("{name}"));
            assert_eq!((read.since, read.until), (org.valid_from, org.valid_to), "{name}");
            let mut successors: Vec<_> = LANG_SON
                .successions_from(org.id)
                .map(|way| {
                    let to = LANG_SON.get(way.to.unwrap()).unwrap();
                    let field =
                        way.function.as_ref().map(|slug| LANG_SON.function(slug).unwrap().name.clone());
                    (to.name.clone(), field, way.confidence.is_some())
                })
                .collect();
            successors.sort();
            let mut said: Vec<_> = read
                .successors
                .iter()
                .map(|next| (next.name.clone(), next.field.clone(), next.unverified))
                .collect();
            said.sort();
            assert_eq!(said, successors, "{name}");
        }
    }
}
