//! The annex "Danh mục nhiệm vụ": tried out, mended, added to the plan and reviewed.

use std::io::{Cursor, Write as _};

use hoahoi::accounts::model::Role;

use crate::plans::{SMALL, accept_all, after, card, coordinator, import, plan_rev, tracked};
use crate::story;
use crate::support::{Browser, Page, Site};

/// A Word document with one table of these rows; the first column is left to Word's automatic numbers.
pub fn word(rows: &[&[&str]]) -> Vec<u8> {
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let number = r#"<w:tc><w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p></w:tc>"#;
    let table: String = (0..)
        .zip(rows)
        .map(|(i, row)| {
            let first = if i == 0 { cell("TT") } else { number.to_owned() };
            format!("<w:tr>{first}{}</w:tr>", row.iter().map(|text| cell(text)).collect::<String>())
        })
        .collect();
    let main = format!(
        r#"<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>DANH MỤC NHIỆM VỤ</w:t></w:r></w:p><w:tbl>{table}</w:tbl></w:body></w:document>"#
    );
    let numbering = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;
    let relationships = r#"<Relationships><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in
        [("_rels/.rels", relationships), ("word/document.xml", &main), ("word/numbering.xml", numbering)]
    {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const HEADINGS: &[&str] =
    &["Nhiệm vụ", "Đơn vị chủ trì", "Cơ quan thực hiện", "Đơn vị phối hợp", "Thời gian hoàn thành"];

async fn try_out(browser: &mut Browser, review: &str, name: &str, bytes: &[u8]) -> Page {
    browser.upload(&review.replace("/xac-nhan", "/phu-luc"), &[], &[("tep", name, bytes)]).await
}

const ANNEX: &str = "| TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian | Sản phẩm |\n|---|---|---|---|---|---|\n\
| 1 | Lập bản đồ vùng hồi | Sở Khoa học và Công nghệ | Sở Y tế | Quý IV/2026 | Bản đồ |\n\
| 2 | Trồng thử giống hồi mới | Sở Công Thương | | Hằng năm | Báo cáo |\n";

story!(an_annex_with_a_bad_row_adds_nothing_and_says_where, |site: Site| async move {
    let mut coordinator = coordinator(&site).await;
    let review = import(&mut coordinator, "hoi.txt", SMALL.as_bytes()).await;
    let annex = review.replace("/xac-nhan", "/phu-luc");
    let bad = ANNEX.replace("Quý IV/2026", "15/12/2025").replace("| Sở Công Thương |", "| |");
    let refused = coordinator.upload(&annex, &[], &[("tep", "danh-muc.md", bad.as_bytes())]).await;
    assert_eq!(refused.status, 422);
    refused
        .shows("Danh mục có 2 lỗi, chưa ghi gì")
        .shows("Thời hạn trước ngày ban hành (10/3/2026)")
        .shows("Chưa nêu cơ quan");
    let nonsense = coordinator.upload(&annex, &[], &[("tep", "khong.md", "không có bảng".as_bytes())]).await;
    assert_eq!(nonsense.status, 422);
    nonsense.shows("Không tìm thấy hàng tiêu đề");
    coordinator.get(&review).await.shows("Hệ thống đọc được 4 đoạn");
});

story!(an_annex_is_tried_out_then_added_and_reviewed_even_after_confirmation, |site: Site| async move {
    let mut coordinator = coordinator(&site).await;
    let review = import(&mut coordinator, "hoi.txt", SMALL.as_bytes()).await;
    let page = accept_all(&mut coordinator, &review).await;
    coordinator.post_ok(&review, &[("rev", &plan_rev(&page))]).await;
    let annex = review.replace("/xac-nhan", "/phu-luc");
    let tried = coordinator.upload(&annex, &[], &[("tep", "danh-muc.md", ANNEX.as_bytes())]).await;
    assert_eq!(tried.status, 200, "{}", tried.text);
    tried.shows("Thêm 2 nhiệm vụ vào bản nháp");
    let sha256 = after(&tried.text, "name=\"sha256\" value=\"").to_owned();
    let add = format!("{annex}/them");
    let page = coordinator.post_ok(&add, &[("sha256", &sha256)]).await;
    page.shows("Đã thêm 2 nhiệm vụ từ danh mục").shows("Còn 2 đoạn chưa xem").shows("Bản đồ");
    assert_eq!(tracked(&site).await, 4);
    // the same annex again is refused whole
    assert_eq!(coordinator.post(&add, &[("sha256", &sha256)]).await.status, 409);
    let page = accept_all(&mut coordinator, &review).await;
    let plan = coordinator.post_ok(&review, &[("rev", &plan_rev(&page))]).await;
    assert_eq!(tracked(&site).await, 6);
    plan.shows("DANH MỤC NHIỆM VỤ KÈM THEO").shows("id=\"pl-doan-1\"");
    coordinator.get(&review).await.shows("Không còn gì phải xác nhận.");
});

story!(a_word_annex_brings_each_party_in_its_role, |site: Site| async move {
    let mut coordinator = coordinator(&site).await;
    let review = import(&mut coordinator, "hoi.txt", SMALL.as_bytes()).await;
    let file = word(&[
        HEADINGS,
        &["Lập bản đồ vùng hồi", "Sở Khoa học và Công nghệ", "Sở Y tế", "Sở Tài chính", "Quý IV/2026"],
        &["Trồng thử giống hồi mới", "", "Sở Công Thương", "", "Hằng năm"],
    ]);
    let tried = try_out(&mut coordinator, &review, "danh-muc.docx", &file).await;
    assert_eq!(tried.status, 200, "{}", tried.text);
    tried
        .shows("Thêm 2 nhiệm vụ vào bản nháp")
        .shows("bảng 1, dòng 3")
        .shows("Chủ trì: <span class=\"printed\">Sở Khoa học và Công nghệ</span>")
        .shows("Thực hiện: <span class=\"printed\">Sở Công Thương</span>");
    let sha256 = after(&tried.text, "name=\"sha256\" value=\"").to_owned();
    let add = review.replace("/xac-nhan", "/phu-luc/them");
    let page = coordinator.post_ok(&add, &[("sha256", &sha256)]).await;
    let led = card(&page, "PL, đoạn 1");
    assert!(led.contains("<dt>Chủ trì</dt><dd><span class=\"printed\">Sở Khoa học và Công nghệ"), "{led}");
    assert!(led.contains("<dt>Thực hiện</dt><dd><span class=\"printed\">Sở Y tế"), "{led}");
    assert!(led.contains("31/12/2026") || led.contains("Quý IV/2026"), "{led}");
    let shared = card(&page, "PL, đoạn 2");
    assert!(shared.contains("<dt>Thực hiện</dt><dd><span class=\"printed\">Sở Công Thương"), "{shared}");
    assert!(!shared.contains("<dt>Chủ trì</dt>"), "{shared}");
});

story!(every_broken_cell_of_a_word_annex_is_listed_and_nothing_is_kept, |site: Site| async move {
    let mut coordinator = coordinator(&site).await;
    let review = import(&mut coordinator, "hoi.txt", SMALL.as_bytes()).await;
    let file = word(&[
        HEADINGS,
        &["Lập bản đồ vùng hồi", "Sở Khoa học và Công nghệ", "", "", "31/02/2027"],
        &["", "Sở Tài chính", "", "", "Quý V/2026"],
        &["Trồng thử giống hồi mới", "", "", "", "15/12/2025"],
        &["Lập bản đồ vùng hồi", "Sở Y tế", "", "", "2027"],
    ]);
    let refused = try_out(&mut coordinator, &review, "danh-muc.docx", &file).await;
    assert_eq!(refused.status, 422);
    refused
        .shows("Danh mục có 6 lỗi, chưa ghi gì")
        .shows("aria-describedby=\"loi-tep\"")
        .hides("name=\"sha256\"");
    let faults = [
        ("bảng 1, dòng 2", "Thời gian hoàn thành", "Không có thời điểm “31/02/2027”"),
        ("bảng 1, dòng 3", "Thời gian hoàn thành", "Không có thời điểm “Quý V”"),
        ("bảng 1, dòng 3", "Nhiệm vụ", "Để trống, trong khi các cột khác có nội dung"),
        ("bảng 1, dòng 4", "Chủ trì", "Chưa nêu cơ quan"),
        ("bảng 1, dòng 4", "Thời hạn", "Thời hạn trước ngày ban hành (10/3/2026)"),
        ("bảng 1, dòng 5", "Nhiệm vụ", "Nhiệm vụ này đã có trong danh mục"),
    ];
    let body = refused.text.split("<tbody>").nth(1).unwrap();
    let rows: Vec<&str> = body.split("</tr>").filter(|row| row.contains("<tr>")).collect();
    assert_eq!(rows.len(), faults.len(), "{body}");
    for (row, (place, column, what)) in rows.iter().zip(faults) {
        assert!(row.contains(place) && row.contains(&format!(">{column}<")) && row.contains(what), "{row}");
    }
    coordinator.get(&review).await.shows("Hệ thống đọc được 4 đoạn");
    coordinator.get("/ngon-ngu/en").await;
    let refused = try_out(&mut coordinator, &review, "danh-muc.docx", &file).await;
    refused.shows("The annex has 6 errors").shows("table 1, row 2").shows("no such time as “31/02/2027”");
});

story!(a_word_file_that_is_no_annex_is_refused_at_the_field, |site: Site| async move {
    let mut coordinator = coordinator(&site).await;
    let mut officer = site.person("can-bo", &[("so-y-te", Role::Officer)]).await;
    let review = import(&mut coordinator, "hoi.txt", SMALL.as_bytes()).await;
    let other = word(&[&["Họ tên", "Ngày sinh"], &["A", "B"]]);
    let refused = try_out(&mut coordinator, &review, "khac.docx", &other).await;
    assert_eq!(refused.status, 422);
    refused.shows("Không tìm thấy hàng tiêu đề").shows("aria-invalid=\"true\"");
    let broken = &other[..other.len() / 2];
    let refused = try_out(&mut coordinator, &review, "hong.docx", broken).await;
    assert_eq!(refused.status, 422);
    refused.shows("hỏng");
    assert_eq!(try_out(&mut officer, &review, "khac.docx", &other).await.status, 403);
});
