//! Agencies over time: names, lists of one's own, what exists on a day.

use crate::codes;
use jiff::civil::{Date, date};
use vanban::agencies::AgencyList;
use vanban::model::Diagnostic;
use vanban::{Document, ReadOptions, read_with};

/// A plan of a day that gives each of these bodies a duty.
fn plan(day: &str, bodies: &[&str]) -> String {
    let duties: Vec<String> = bodies
        .iter()
        .enumerate()
        .map(|(at, body)| format!("{}. {body}\n\nHằng năm báo cáo kết quả.\n\n", at + 1))
        .collect();
    let duties = duties.concat();
    format!("Số: 9/KH-UBND\n\nHải Đăng, {day}\n\nKẾ HOẠCH\n\nTrồng rừng\n\nI. TỔ CHỨC THỰC HIỆN\n\n{duties}")
}

fn read_on(text: &str, as_of: Option<Date>, agencies: &str) -> Document {
    let agencies = if agencies.is_empty() {
        AgencyList::default()
    } else {
        AgencyList::read(agencies.as_bytes()).unwrap()
    };
    read_with(text.as_bytes(), &ReadOptions { as_of, agencies }).unwrap()
}

fn on_agencies(document: &Document) -> Vec<&Diagnostic> {
    document.diagnostics.iter().filter(|found| found.code.starts_with("agency-")).collect()
}

const IN_2023: &str = "ngày 06 tháng 9 năm 2023";

#[test]
fn a_plan_of_its_time_names_the_bodies_of_its_time() {
    let text = plan(IN_2023, &["Sở NN&PTNT", "Sở LĐ-TB&XH", "UBND các huyện, thành phố", "Sở Y tế"]);
    let then = read_on(&text, None, "");
    assert!(on_agencies(&then).is_empty(), "{:?}", on_agencies(&then));
    let later = read_on(&text, Some(date(2026, 1, 1)), "");
    let said: Vec<&str> = on_agencies(&later).into_iter().map(|found| found.message.as_str()).collect();
    assert_eq!(
        said,
        [
            "“Sở NN&PTNT” không còn từ ngày 01/3/2025; nay là Sở Nông nghiệp và Môi trường",
            "“Sở LĐ-TB&XH” không còn từ ngày 01/3/2025; nay là Sở Nội vụ (lao động, việc làm, người có công), \
             Sở Giáo dục và Đào tạo (giáo dục nghề nghiệp; cần kiểm chứng), Sở Y tế (bảo trợ xã hội, trẻ em; cần kiểm chứng)",
            "“UBND các huyện, thành phố” không còn từ ngày 01/7/2025; cấp huyện đã kết thúc, hãy nêu xã, phường, đặc khu \
             hoặc cơ quan cấp tỉnh",
        ]
    );
    assert!(codes(&later).contains(&"agency-abolished"));
    // the last day still counts
    assert!(on_agencies(&read_on(&text, Some(date(2025, 2, 28)), "")).is_empty());
}

#[test]
fn names_cut_over_lines_abbreviated_or_with_a_place_are_one_agency() {
    let text = plan(
        IN_2023,
        &[
            "Sở Lao động - Thương binh\n\nvà Xã hội tỉnh Hải Đăng",
            "Giám đốc Sở TN&MT",
            "Công an tỉnh Bắc Kạn",
            "Uỷ ban MTTQ Việt Nam tỉnh",
            "Sở VH, TT&DL",
        ],
    );
    let document = read_on(&text, Some(date(2025, 12, 31)), "");
    let found = on_agencies(&document);
    let words: Vec<&str> = found.iter().map(|found| found.span.of(&document.source_text)).collect();
    assert_eq!(
        words,
        ["Sở Lao động - Thương binh\n\nvà Xã hội tỉnh Hải Đăng", "Giám đốc Sở TN&MT", "Công an tỉnh Bắc Kạn"]
    );
    assert!(found.iter().all(|found| found.code == "agency-abolished"), "{found:?}");
    assert!(found[2].message.ends_with("tỉnh Bắc Kạn nay thuộc tỉnh Thái Nguyên"), "{}", found[2].message);
}

#[test]
fn a_body_that_does_not_exist_yet_is_no_body_of_that_day() {
    let document = read_on(&plan(IN_2023, &["Sở Nông nghiệp và Môi trường"]), None, "");
    let [found] = on_agencies(&document)[..] else { panic!("{:?}", document.diagnostics) };
    assert_eq!(found.code, "agency-not-yet");
    assert_eq!(found.message, "“Sở Nông nghiệp và Môi trường” chỉ có từ ngày 01/3/2025, sau ngày 06/9/2023");
    assert_eq!(
        found.message_en,
        "“Sở Nông nghiệp và Môi trường” only exists from 01/3/2025, after 06/9/2023"
    );
}

#[test]
fn an_unknown_name_is_told_once_and_a_list_of_ones_own_makes_it_known() {
    let text = plan(
        IN_2023,
        &[
            "Trung tâm Giống Hải Đăng",
            "Trung tâm Giống Hải Đăng",
            "các sở, ban, ngành",
            "Các doanh nghiệp viễn thông (VNPT, Viettel)",
            "Hộ gia đình",
        ],
    );
    let document = read_on(&text, None, "");
    let [found] = on_agencies(&document)[..] else { panic!("{:?}", on_agencies(&document)) };
    assert_eq!(found.code, "agency-unknown");
    assert_eq!(
        found.message,
        "chưa có “Trung tâm Giống Hải Đăng” trong danh mục cơ quan; hãy kiểm tra tên (2 chỗ)"
    );
    assert_eq!(found.span.of(&document.source_text), "Trung tâm Giống Hải Đăng");
    let own = "[[agency]]\nname = \"Trung tâm Giống\"\nuntil = \"2024-12-31\"\nsuccessor = \"Trung tâm Khuyến nông\"\n";
    assert!(on_agencies(&read_on(&text, None, &own.replace("Giống", "Giống Hải Đăng"))).is_empty());
    let later = read_on(&text, Some(date(2025, 1, 1)), &own.replace("Giống", "Giống Hải Đăng"));
    assert_eq!(
        on_agencies(&later)[0].message,
        "“Trung tâm Giống Hải Đăng” không còn từ ngày 01/01/2025; nay là Trung tâm Khuyến nông (2 chỗ)"
    );
}

#[test]
fn a_name_without_the_form_of_an_agency_is_a_party_by_the_list() {
    let text = plan(IN_2023, &["VNPT Hải Đăng", "Sở Y tế"]).replace(
        "I. TỔ CHỨC",
        "I. NHIỆM VỤ\n\nGiao VNPT Hải Đăng chủ trì, phối hợp với Sở Y tế lắp đặt trạm phát.\n\nII. TỔ CHỨC",
    );
    let owners = |document: &Document| {
        document
            .duties
            .iter()
            .map(|duty| (duty.owners.join("; "), duty.coordinators.join("; ")))
            .collect::<Vec<_>>()
    };
    let without = owners(&read_on(&text, None, ""));
    assert!(!without.contains(&("VNPT Hải Đăng".into(), "Sở Y tế".into())), "{without:?}");
    let list = "tên\nVNPT\n";
    let with = owners(&read_on(&text, None, list));
    assert!(with.contains(&("VNPT Hải Đăng".into(), "Sở Y tế".into())), "{with:?}");
    assert!(on_agencies(&read_on(&text, None, list)).is_empty());
    // the list is that of one reading
    assert_eq!(owners(&read_on(&text, None, "")), without);
}

#[test]
fn ministries_follow_their_mergers_too() {
    let list = AgencyList::built_in();
    let becomes = |name: &str| {
        let former = list.find(name).unwrap();
        assert_eq!(former.until, Some(date(2025, 2, 28)), "{name}");
        former.successors.iter().map(|next| next.name.as_str()).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(becomes("Bộ Giao thông vận tải"), "Bộ Xây dựng");
    assert_eq!(becomes("Bộ KH&ĐT"), "Bộ Tài chính");
    assert_eq!(becomes("Bộ TT&TT"), "Bộ Khoa học và Công nghệ, Bộ Văn hóa, Thể thao và Du lịch");
    // every successor that is named is known, and exists on the day after
    for former in list.agencies().iter().filter(|agency| agency.until.is_some()) {
        let next_day = former.until.unwrap().tomorrow().unwrap();
        for next in &former.successors {
            let known = list.find(&next.name).unwrap_or_else(|| panic!("{}", next.name));
            assert!(known.exists_on(next_day), "{}", next.name);
        }
    }
}
