//! PDFs are read by where their words stand on the page.

use crate::page::{Pages, installed};
use vanban::{Document, ReadError};

fn read(pages: &Pages) -> Option<Document> {
    installed("pdftotext", "poppler-utils").then(|| vanban::read(&pages.pdf()).unwrap())
}

/// The head of a plan, in two columns whose lines stand at different heights.
fn head() -> Pages {
    Pages::default()
        .page()
        .lines(80.0, 780.0, &["ỦY BAN NHÂN DÂN", "TỈNH HẢI ĐĂNG"])
        .lines(300.0, 780.0, &["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"])
        .at(90.0, 740.0, "Số: 15/KH-UBND")
        .at(310.0, 736.0, "Hải Đăng, ngày 05 tháng 3 năm 2026")
        .at(268.0, 705.0, "KẾ HOẠCH")
        .at(235.0, 690.0, "PHÁT TRIỂN CÂY HỒI")
}

#[test]
fn the_two_columns_of_a_head_are_read_one_after_the_other() {
    let Some(document) = read(&head().at(100.0, 660.0, "I. MỤC TIÊU").at(100.0, 640.0, "Trồng 500 ha hồi."))
    else {
        return;
    };
    let head = &document.header;
    assert_eq!(head.number.as_deref(), Some("15/KH-UBND"));
    assert_eq!(head.issuer.as_deref(), Some("Ủy ban nhân dân tỉnh Hải Đăng"));
    assert_eq!(head.place.as_deref(), Some("Hải Đăng"));
    assert_eq!(head.date.unwrap().to_string(), "2026-03-05");
    assert_eq!(head.title.as_deref(), Some("PHÁT TRIỂN CÂY HỒI"));
}

#[test]
fn a_paragraph_goes_on_where_its_line_was_full_also_over_the_page() {
    // full lines end at 520; the first line of a paragraph is indented
    let full = "x".repeat(70);
    let full = full.as_str();
    let first = "Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh kiểm tra các cơ sở";
    let document = read(
        &head()
            .at(100.0, 660.0, "I. NHIỆM VỤ")
            .at(124.0, 640.0, first)
            .at(100.0, 626.0, full)
            .at(100.0, 612.0, "chế biến hồi trên địa bàn.")
            .at(124.0, 598.0, "Sở Công Thương có trách nhiệm mở rộng thị trường cho sản phẩm hồi.")
            .at(100.0, 584.0, full)
            .page()
            .at(295.0, 815.0, "2")
            .at(100.0, 790.0, "và báo cáo hằng năm.")
            .at(124.0, 776.0, "Kinh phí do ngân sách tỉnh bảo đảm."),
    );
    let Some(document) = document else { return };
    let texts: Vec<&str> = document.sections[0].paragraphs.iter().map(|p| p.text.as_str()).collect();
    assert_eq!(texts.len(), 3, "{texts:#?}");
    assert!(texts[0].starts_with("Giao Sở Y tế") && texts[0].ends_with("trên địa bàn."));
    assert!(texts[1].starts_with("Sở Công Thương") && texts[1].ends_with("và báo cáo hằng năm."));
    // the number of the page is set aside, not lost and not in the paragraph that goes over it
    let aside: Vec<_> =
        document.noise.iter().map(|n| (n.span.of(&document.source_text), n.reason.as_str())).collect();
    assert_eq!(aside, [("2", "page-number")]);
}

const LEFTS: [f32; 5] = [60.0, 90.0, 260.0, 350.0, 460.0];

fn heading(pages: Pages, height: f32) -> Pages {
    let cells: [&[&str]; 5] =
        [&["TT"], &["Nhiệm vụ"], &["Chủ trì"], &["Phối hợp"], &["Thời gian", "hoàn thành"]];
    pages.row(&LEFTS, height, &cells)
}

fn gist(document: &Document) -> Vec<String> {
    let duty = |d: &vanban::model::Duty| {
        let until = d.deadline.as_ref().and_then(|deadline| deadline.until.clone());
        format!(
            "{} | {} | {} | {}",
            d.text,
            d.owners.join("; "),
            d.coordinators.join("; "),
            until.unwrap_or_default()
        )
    };
    document.duties.iter().map(duty).collect()
}

#[test]
fn a_table_comes_out_as_rows_and_cells_and_goes_over_the_page() {
    let pages = head().at(100.0, 660.0, "I. NHIỆM VỤ");
    let pages = heading(pages, 630.0)
        .row(&LEFTS, 602.0, &[&["I"], &["VỀ GIỐNG"]])
        .row(
            &LEFTS,
            588.0,
            &[
                &["1"],
                &["Chọn tạo giống hồi", "chịu hạn, cho năng", "suất cao"],
                &["Sở Khoa học", "và Công nghệ"],
                &["Sở Y tế"],
                &["Quý IV/2026"],
            ],
        )
        // nothing but the number tells where this row begins: every cell of the one above is full
        .row(&LEFTS, 546.0, &[&["2"], &["Trồng hồi trên đất"], &["Sở Tài chính"], &[], &["Năm 2027"]]);
    let pages = heading(pages.page().at(295.0, 820.0, "2"), 790.0)
        .row(&LEFTS, 762.0, &[&[], &["trống, đồi núi trọc"]])
        .row(&LEFTS, 748.0, &[&["3"], &["Chế biến tinh dầu"], &["Sở Công", "Thương"], &[], &["Năm 2028"]]);
    let Some(document) = read(&pages) else { return };
    assert_eq!(
        gist(&document),
        [
            "1 Chọn tạo giống hồi chịu hạn, cho năng suất cao Sở Khoa học và Công nghệ Sở Y tế Quý IV/2026 | Sở Khoa học và Công nghệ | Sở Y tế | 2026-12",
            "2 Trồng hồi trên đất trống, đồi núi trọc Sở Tài chính Năm 2027 | Sở Tài chính |  | 2027",
            "3 Chế biến tinh dầu Sở Công Thương Năm 2028 | Sở Công Thương |  | 2028",
        ]
    );
    // one table, one heading, the group of its rows a section
    let [section] = &document.sections[..] else { panic!("{:#?}", document.sections) };
    let [table] = &section.tables[..] else { panic!("{:#?}", section.tables) };
    let rows: Vec<&str> = section.printed_rows(table).into_iter().map(|row| row[0]).collect();
    assert_eq!(rows, ["TT", "I", "1", "2", "3"]);
}

#[test]
fn numbers_in_the_middle_of_their_rows_tell_the_rows_too() {
    let pages = head().at(100.0, 660.0, "I. NHIỆM VỤ");
    let pages = heading(pages, 630.0)
        // five lines beside one and two: every cell is centred in its row
        .lines(
            90.0,
            600.0,
            &[
                "Chọn tạo giống hồi",
                "chịu hạn, cho năng",
                "suất cao, kháng sâu",
                "bệnh, hợp đất dốc",
                "của tỉnh",
            ],
        )
        .at(60.0, 572.0, "1")
        .lines(260.0, 579.0, &["Sở Khoa học", "và Công nghệ"])
        .at(460.0, 572.0, "Năm 2026")
        .lines(90.0, 530.0, &["Trồng hồi trên đất", "trống, đồi núi trọc", "của các xã"])
        .at(60.0, 516.0, "2")
        .lines(260.0, 523.0, &["Sở Nông nghiệp", "và Môi trường"])
        .at(460.0, 516.0, "Năm 2027");
    let Some(document) = read(&pages) else { return };
    let duties = gist(&document);
    assert_eq!(duties.len(), 2, "{duties:#?}");
    assert!(
        duties[0].contains("của tỉnh") && duties[0].ends_with("| Sở Khoa học và Công nghệ |  | 2026"),
        "{duties:#?}"
    );
    assert!(duties[1].starts_with("2 Trồng hồi") || duties[1].starts_with("Trồng hồi"), "{duties:#?}");
    assert!(duties[1].contains("của các xã") && duties[1].ends_with("| 2027"), "{duties:#?}");
}

#[test]
fn recipients_and_signature_stay_whole_side_by_side() {
    let pages = head()
        .at(100.0, 660.0, "I. MỤC TIÊU")
        .at(100.0, 640.0, "Trồng 500 ha hồi.")
        .lines(80.0, 600.0, &["Nơi nhận:", "- Thường trực Tỉnh ủy;", "- Các sở, ban, ngành;", "- Lưu: VT."])
        .lines(340.0, 604.0, &["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"])
        .at(350.0, 500.0, "Nguyễn Văn Hải");
    let Some(document) = read(&pages) else { return };
    assert_eq!(document.header.recipients, ["Thường trực Tỉnh ủy", "Các sở, ban, ngành", "Lưu: VT"]);
    let [signer] = &document.header.signers[..] else { panic!("{:?}", document.header.signers) };
    assert_eq!(signer.authority.as_deref(), Some("TM. ỦY BAN NHÂN DÂN"));
    assert_eq!(signer.capacity.as_deref(), Some("KT. CHỦ TỊCH"));
    assert_eq!(signer.name.as_deref(), Some("Nguyễn Văn Hải"));
}

#[test]
fn lines_that_every_page_repeats_are_set_aside_and_a_hanging_list_is_no_table() {
    let mut pages = head().at(100.0, 660.0, "I. YÊU CẦU");
    for page in 1..=3 {
        pages = if page > 1 { pages.page() } else { pages };
        pages = pages
            .lines(100.0, 640.0, &["-", "-", "-"])
            .lines(130.0, 640.0, &["Đúng tiến độ;", "Tiết kiệm, hiệu quả;", "Công khai, minh bạch."])
            .at(80.0, 30.0, &format!("Cổng thông tin tỉnh, trang {page}"));
    }
    let Some(document) = read(&pages) else { return };
    let section = &document.sections[0];
    assert!(section.tables.is_empty(), "{:#?}", section.tables);
    assert_eq!(section.paragraphs.len(), 9, "{:#?}", section.paragraphs);
    // the dashes in a column of their own are ornaments
    let reasons = document.noise.iter().map(|noise| noise.reason.as_str());
    let aside: Vec<&str> = reasons.filter(|reason| *reason != "ornament").collect();
    assert_eq!(aside, ["running-head"; 3]);
}

#[test]
fn hostile_files_are_refused_and_not_waited_for() {
    if !installed("pdftotext", "poppler-utils") {
        return;
    }
    let whole = head().pdf();
    let began = std::time::Instant::now();
    // cut off before its words, after them, and locked
    assert_eq!(vanban::read(&whole[..300]).unwrap_err(), ReadError::Damaged("PDF"));
    let cut = &whole[..whole.len() - 7];
    assert!(vanban::read(cut).is_ok_and(|document| document.header.number.is_some()));
    let locked = String::from_utf8_lossy(&whole).replace(
        "trailer<<",
        "trailer<</ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<2055c756c72e1ad702608e8196acad447ad32d17cff583235f6dd15fed7dab67>/U<0000000000000000000000000000000000000000000000000000000000000000>>>",
    );
    assert_eq!(vanban::read(locked.as_bytes()).unwrap_err(), ReadError::Damaged("PDF"));
    // ten thousand pages of nothing
    let empty = (0..10_000).fold(Pages::default(), |pages, _| pages.page());
    assert_eq!(vanban::read(&empty.pdf()).unwrap_err(), ReadError::Scan);
    // a page strewn with words at places of all kinds: columns everywhere and nowhere
    let places = |i: u32| ((i * 7919 % 5741) as f32 / 10.0, (i * 104_729 % 8191) as f32 / 10.0);
    let strewn =
        (0..2_000).fold(Pages::default().page(), |pages, i| pages.at(places(i).0, places(i).1, "hồi"));
    assert!(vanban::read(&strewn.pdf()).is_ok());
    assert!(began.elapsed() < std::time::Duration::from_secs(60), "{:?}", began.elapsed());
}
