//! How parties are named: several of one kind, groups among names, names that hold "và" or a description.

use crate::read;
use vanban::Document;
use vanban::model::{Duty, Role};

fn plan(body: &str) -> Document {
    read(&format!("KẾ HOẠCH\n\nTRỒNG HỒI\n\nI. NHIỆM VỤ\n\n{body}"))
}

/// The one duty of a sentence.
fn duty(sentence: &str) -> Duty {
    let duties = plan(&format!("1. {sentence}\n")).duties;
    assert_eq!(duties.len(), 1, "{sentence}: {duties:?}");
    duties.into_iter().next().unwrap()
}

fn owners(sentence: &str) -> Vec<String> {
    duty(sentence).owners
}

fn coordinators(parties: &str) -> Vec<String> {
    duty(&format!("Sở Y tế chủ trì, phối hợp với {parties}.")).coordinators
}

#[test]
fn bodies_of_one_kind_have_their_kind_each() {
    assert_eq!(
        owners("Các Bộ: Công Thương, Nông nghiệp và Môi trường, Ngoại giao thành lập tổ trồng hồi."),
        ["Bộ Công Thương", "Bộ Nông nghiệp và Môi trường", "Bộ Ngoại giao"]
    );
    assert_eq!(
        owners("Các Sở Tài chính, Văn hóa, Thể thao và Du lịch và UBND các xã rà soát vườn hồi."),
        ["Sở Tài chính", "Sở Văn hóa, Thể thao và Du lịch", "UBND các xã"]
    );
    assert_eq!(
        owners("Giao Giám đốc các Sở: Tài chính, Nội vụ; Chủ tịch UBND các xã rà soát vườn hồi."),
        ["Giám đốc Sở Tài chính", "Giám đốc Sở Nội vụ", "Chủ tịch UBND các xã"]
    );
    assert_eq!(
        coordinators("các Sở: Tài chính, Hương liệu và các đơn vị liên quan ươm giống"),
        ["Sở Tài chính", "Sở Hương liệu", "các đơn vị liên quan"]
    );
    assert_eq!(owners("Các Sở thực hiện nghiêm việc trồng hồi."), ["Các Sở"]);
    let headed = plan("1. Các Sở: Thực hiện nghiêm việc trồng hồi.\n").duties;
    assert_eq!(headed[0].owners, ["Các Sở"]);
}

#[test]
fn the_words_that_name_one_of_several_bodies_are_marked() {
    let plan = plan("1. Các Bộ: Công Thương, Ngoại giao rà soát vườn hồi.\n");
    let marked = plan.duties[0].marks.iter().map(|mark| &plan.source_text[mark.span.start..mark.span.end]);
    assert_eq!(marked.collect::<Vec<_>>(), ["Công Thương", "Ngoại giao"]);
    let table = read(
        "KẾ HOẠCH\n\nTRỒNG HỒI\n\nI. NHIỆM VỤ\n\n| STT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian |\n|---|---|---|---|---|\n| 1 | Ươm giống | Sở Y tế | Các Sở: Tài chính, Nội vụ; Hội Hồi và các sở, ngành | 2027 |\n",
    );
    assert_eq!(table.duties[0].coordinators, ["Sở Tài chính", "Sở Nội vụ", "Hội Hồi", "các sở, ngành"]);
}

#[test]
fn a_group_ends_before_a_name_and_may_end_a_list() {
    assert_eq!(
        coordinators("các cơ quan Trung ương, Bộ Tài chính trong việc trồng hồi"),
        ["các cơ quan Trung ương", "Bộ Tài chính"]
    );
    assert_eq!(
        coordinators("Sở Tài chính, cơ quan, tổ chức khác có liên quan trồng hồi"),
        ["Sở Tài chính", "cơ quan, tổ chức khác có liên quan"]
    );
    assert_eq!(
        coordinators("đơn vị điện lực và các đơn vị liên quan trồng hồi"),
        ["đơn vị điện lực", "các đơn vị liên quan"]
    );
    assert_eq!(
        coordinators("Sở Tài chính và các cơ quan báo chí, phát thanh, truyền hình khác phổ biến"),
        ["Sở Tài chính", "các cơ quan báo chí, phát thanh, truyền hình khác"]
    );
    assert_eq!(
        coordinators("cơ quan thông tấn, báo chí trên địa bàn Thành phố phổ biến"),
        ["cơ quan thông tấn, báo chí trên địa bàn Thành phố"]
    );
    assert_eq!(
        owners("Các Tập đoàn, Tổng công ty nhà nước, doanh nghiệp xuất khẩu dầu hồi xây dựng kế hoạch."),
        ["Các Tập đoàn, Tổng công ty nhà nước", "doanh nghiệp xuất khẩu dầu hồi"]
    );
    assert_eq!(
        owners("Yêu cầu Chủ tịch các Tập đoàn, Tổng công ty nhà nước rà soát."),
        ["Chủ tịch các Tập đoàn, Tổng công ty nhà nước"]
    );
}

#[test]
fn names_go_on_after_and() {
    assert_eq!(
        coordinators("Ban Quản lý Khu kinh tế Hải Đăng và các Khu công nghiệp Sơn Khê, Sở Y tế"),
        ["Ban Quản lý Khu kinh tế Hải Đăng và các Khu công nghiệp Sơn Khê", "Sở Y tế"]
    );
    assert_eq!(
        owners("Ban Quản lý các Khu chế xuất và công nghiệp Thành phố chủ trì ươm giống."),
        ["Ban Quản lý các Khu chế xuất và công nghiệp Thành phố"]
    );
}

#[test]
fn bodies_are_described_before_they_are_named() {
    assert_eq!(
        owners(
            "Công ty Hồi Sơn Khê, Hợp tác xã dịch vụ hồi Hải Đăng và các đơn vị bán lẻ dầu tổ chức trồng."
        ),
        ["Công ty Hồi Sơn Khê", "Hợp tác xã dịch vụ hồi Hải Đăng", "các đơn vị bán lẻ dầu"]
    );
    assert_eq!(owners("Các Trung tâm y tế giám sát việc trồng hồi."), ["Các Trung tâm y tế"]);
    assert_eq!(owners("Trung tâm y tế khu vực tiếp tục trồng hồi."), ["Trung tâm y tế khu vực"]);
    assert_eq!(owners("Các Cục Thuế rà soát các vườn hồi."), ["Các Cục Thuế"]);
    assert_eq!(owners("Mỗi đoàn thanh tra, kiểm tra phải rà soát."), ["Mỗi đoàn thanh tra, kiểm tra"]);
    assert_eq!(
        owners("Báo và Phát thanh Truyền hình Sơn Khê và các sở, ngành phổ biến việc trồng hồi."),
        ["Báo và Phát thanh Truyền hình Sơn Khê", "các sở, ngành"]
    );
}

#[test]
fn what_a_group_has_or_is_given_stands_before_its_verb() {
    assert_eq!(
        owners("Ủy ban nhân dân các địa phương có vườn hồi ở biên giới thường xuyên tuần tra."),
        ["Ủy ban nhân dân các địa phương có vườn hồi ở biên giới"]
    );
    assert_eq!(
        owners(
            "Căn cứ Kế hoạch này, các sở, ngành và UBND các xã được phân công trồng hồi có trách nhiệm rà soát."
        ),
        ["các sở, ngành", "UBND các xã"]
    );
    assert_eq!(
        owners("Sở Y tế và các sở, ngành quản lý vườn ươm theo chức năng có trách nhiệm công bố."),
        ["Sở Y tế", "các sở, ngành quản lý vườn ươm"]
    );
    assert_eq!(coordinators("UBND các xã có kế hoạch kiểm tra thường xuyên"), ["UBND các xã"]);
}

#[test]
fn those_who_do_something_must_act_and_things_need_not() {
    assert_eq!(
        owners("Tổ chức, cá nhân sử dụng đất cho vườn hồi phải tuân thủ quy định."),
        ["Tổ chức, cá nhân sử dụng đất cho vườn hồi"]
    );
    assert_eq!(owners("Cơ sở sản xuất giống phải kê khai nguồn gốc."), ["Cơ sở sản xuất giống"]);
    for sentence in [
        "Tổ chức hội nghị phải tiết kiệm.",
        "Cơ sở dữ liệu về hồi phải cập nhật.",
        "Đơn vị trồng hồi phải được cấp giấy.",
        "Cơ quan báo cáo chậm phải giải trình.",
    ] {
        assert!(plan(&format!("1. {sentence}\n")).duties.is_empty(), "{sentence}");
    }
}

#[test]
fn a_request_may_have_a_colon() {
    let plan = plan(
        "1. Đề nghị: Hội Nông dân tỉnh, Liên minh Hợp tác xã tỉnh\n\na) Vận động trồng hồi.\n\nb) Ươm giống.\n",
    );
    assert_eq!(plan.duties.len(), 2);
    assert!(plan.duties.iter().all(|duty| duty.role == Role::Requested && duty.owners.len() == 2));
}

#[test]
fn a_heading_that_charges_somebody_names_a_party() {
    let told = |heading: &str| {
        let plan = plan(&format!(
            "1. Trách nhiệm của {heading}:\n\n- Tổng hợp kết quả của tổ chức, đơn vị, báo cáo cơ quan chịu trách nhiệm ươm giống.\n"
        ));
        plan.duties.iter().map(|duty| duty.owners.join("; ")).collect::<Vec<_>>()
    };
    assert_eq!(told("đối tượng trồng hồi"), ["đối tượng trồng hồi"]);
    assert_eq!(told("người trồng hồi trong việc chọn giống"), ["người trồng hồi"]);
    assert_eq!(
        told("các cơ quan quản lý cấp trên (bao gồm cả cơ quan chủ quản)"),
        ["các cơ quan quản lý cấp trên (bao gồm cả cơ quan chủ quản)"]
    );
}

#[test]
fn groups_are_told_by_what_they_work_at() {
    for (parties, names) in [
        (
            "các doanh nghiệp kinh doanh dầu hồi trên địa bàn tỉnh bảo đảm giống",
            vec!["các doanh nghiệp kinh doanh dầu hồi trên địa bàn tỉnh"],
        ),
        ("các cơ quan thuế, hải quan tổng hợp", vec!["các cơ quan thuế, hải quan"]),
        ("các phòng, ban chuyên môn thuộc Sở tổ chức", vec!["các phòng, ban chuyên môn thuộc Sở"]),
        (
            "thủ trưởng các đơn vị thuộc, trực thuộc Bộ tổ chức",
            vec!["thủ trưởng các đơn vị thuộc, trực thuộc Bộ"],
        ),
        (
            "Ban Quản lý rừng phòng hộ Hải Đăng, các công ty lâm nghiệp triển khai",
            vec!["Ban Quản lý rừng phòng hộ Hải Đăng", "các công ty lâm nghiệp"],
        ),
        (
            "Ban Quản lý dự án đầu tư xây dựng công trình giao thông tỉnh rà soát",
            vec!["Ban Quản lý dự án đầu tư xây dựng công trình giao thông tỉnh"],
        ),
        (
            "Công ty TNHH Khai thác công trình thủy lợi Sơn Khê vận hành",
            vec!["Công ty TNHH Khai thác công trình thủy lợi Sơn Khê"],
        ),
        ("Bộ phận quản lý vườn ươm theo dõi", vec!["Bộ phận quản lý vườn ươm"]),
        ("Trạm Y tế xã, Bệnh viện Đa khoa tỉnh", vec!["Trạm Y tế xã", "Bệnh viện Đa khoa tỉnh"]),
        ("các đơn vị chấn chỉnh việc trồng hồi", vec!["các đơn vị"]),
    ] {
        assert_eq!(coordinators(parties), names);
    }
    assert_eq!(
        owners("Đoàn kiểm tra liên ngành tỉnh phải phối hợp với Sở Y tế."),
        ["Đoàn kiểm tra liên ngành tỉnh"]
    );
    assert_eq!(duty("Đoàn kiểm tra liên ngành tỉnh phải phối hợp với Sở Y tế.").role, Role::Coordinate);
}

#[test]
fn names_are_known_in_other_capitals_and_end_before_the_next() {
    assert_eq!(
        coordinators("Bộ Khoa học và công nghệ, Sở Nông nghiệp và môi trường trồng hồi"),
        ["Bộ Khoa học và công nghệ", "Sở Nông nghiệp và môi trường"]
    );
    assert_eq!(
        coordinators(
            "Viện kiểm sát nhân dân tối cao, các Ủy ban của Quốc hội, các cơ quan, tổ chức hữu quan rà soát"
        ),
        ["Viện kiểm sát nhân dân tối cao", "các Ủy ban của Quốc hội", "các cơ quan, tổ chức hữu quan"]
    );
    let table = read(
        "KẾ HOẠCH\n\nTRỒNG HỒI\n\nI. NHIỆM VỤ\n\n| STT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp |\n|---|---|---|---|\n| 1 | Ươm giống | UBND xã, phường, đặc khu Sở Tài chính | Sở Y tế Các sở, ngành |\n",
    );
    assert_eq!(table.duties[0].owners, ["UBND xã, phường, đặc khu", "Sở Tài chính"]);
    assert_eq!(table.duties[0].coordinators, ["Sở Y tế", "Các sở, ngành"]);
}

#[test]
fn bodies_of_a_region_and_of_a_place_keep_it() {
    for (parties, names) in [
        (
            "Ngân hàng Nhà nước Chi nhánh Khu vực 5, Thuế cơ sở 3",
            vec!["Ngân hàng Nhà nước Chi nhánh Khu vực 5", "Thuế cơ sở 3"],
        ),
        (
            "Tòa án nhân dân hai cấp, Đảng ủy xã, Đội Quản lý thị trường số 3",
            vec!["Tòa án nhân dân hai cấp", "Đảng ủy xã", "Đội Quản lý thị trường số 3"],
        ),
        (
            "UBND các xã nơi có vườn hồi, các hiệp hội ngành hàng",
            vec!["UBND các xã nơi có vườn hồi", "các hiệp hội ngành hàng"],
        ),
        (
            "Cục Thuế các tỉnh, thành phố trực thuộc Trung ương, Sở Nội vụ",
            vec!["Cục Thuế các tỉnh, thành phố trực thuộc Trung ương", "Sở Nội vụ"],
        ),
        ("Hội Nông dân, các đoàn thể cùng cấp", vec!["Hội Nông dân", "các đoàn thể cùng cấp"]),
    ] {
        assert_eq!(coordinators(parties), names);
    }
}

#[test]
fn associations_of_the_people_and_an_item_in_the_line_of_another_are_read() {
    assert_eq!(
        owners(
            "Thủ trưởng các cơ quan, đơn vị, tổ chức chính trị - xã hội, hội quần chúng; Chủ tịch UBND cấp xã có trách nhiệm trồng hồi."
        ),
        [
            "Thủ trưởng các cơ quan, đơn vị, tổ chức chính trị - xã hội, hội quần chúng",
            "Chủ tịch UBND cấp xã"
        ]
    );
    assert_eq!(coordinators("các đoàn thể quần chúng ươm giống"), ["các đoàn thể quần chúng"]);
    let duties = plan(
        "1. Sở Y tế có trách nhiệm rà soát vườn thuốc. b) UBND cấp xã có trách nhiệm bảo vệ rừng hồi; c) UBND tỉnh giao Sở Nội vụ chủ trì khen thưởng.\n",
    )
    .duties;
    let told: Vec<(&str, &str)> =
        duties.iter().map(|duty| (duty.owners[0].as_str(), duty.text.as_str())).collect();
    assert_eq!(
        told,
        [
            ("Sở Y tế", "Sở Y tế có trách nhiệm rà soát vườn thuốc."),
            ("UBND cấp xã", "UBND cấp xã có trách nhiệm bảo vệ rừng hồi;"),
            ("Sở Nội vụ", "UBND tỉnh giao Sở Nội vụ chủ trì khen thưởng."),
        ]
    );
}
