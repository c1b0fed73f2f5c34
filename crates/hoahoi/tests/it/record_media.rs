//! Pictures and files of records: reviewed with them, gone with them, and silent about where they were taken.

use std::io::Cursor;

use hoahoi::accounts::model::Role;
use image::{ImageFormat, Rgb, RgbImage};

use crate::catalogue::{COMPLETE, KIND, publish, rev, reviewer, with, writer};
use crate::story;
use crate::support::{Page, Site};

/// A photograph of its own colour with an EXIF segment that says where it was taken.
fn photograph(colour: u8) -> Vec<u8> {
    let mut plain = Cursor::new(Vec::new());
    RgbImage::from_pixel(900, 600, Rgb([colour, 120, 80])).write_to(&mut plain, ImageFormat::Jpeg).unwrap();
    let plain = plain.into_inner();
    let remark = b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0 GPS 21.9012N 106.3187E";
    let length = u16::try_from(remark.len() + 2).unwrap().to_be_bytes();
    [&plain[..2], &[0xff, 0xe1], &length, remark, &plain[2..]].concat()
}

/// The identifier behind the first field of this name.
fn named(page: &Page, field: &str) -> String {
    let mark = format!("name=\"{field}\" value=\"");
    let at = page.text.find(&mark).unwrap_or_else(|| panic!("no {field} on\n{}", page.text)) + mark.len();
    page.text[at..].split('"').next().unwrap().to_owned()
}

const SLUG: &str = "/muc/quyt-vang-bac-son";

story!(pictures_are_reviewed_with_their_record_and_gone_with_it, |site: Site| async move {
    let (mut writer, mut reviewer, mut anyone) = (writer(&site).await, reviewer(&site).await, site.anyone());
    let photo = photograph(200);
    let answer = writer
        .upload(KIND, &with(&COMPLETE, &[("viec", "luu")]), &[("anh-moi", "IMG_0001.jpg", &photo)])
        .await;
    assert_eq!(answer.header("location"), format!("{SLUG}/sua#anh"), "{}", answer.text);
    let form = writer.get(&format!("{SLUG}/sua")).await;
    form.shows("Đề nghị ghi chú thích cho ảnh vừa thêm");
    let id = named(&form, "anh");
    let (small, public) = (format!("/co-so-du-lieu/tep/{id}?co=nho"), format!("{SLUG}/anh/{id}"));
    form.shows(&small);

    let version = rev(&mut writer, &format!("{SLUG}/sua")).await;
    let mut fields = with(&COMPLETE, &[("rev", &version), ("viec", "gui"), ("anh", &id)]);
    let answer = writer.post(&format!("{SLUG}/sua"), &fields).await;
    assert_eq!(answer.status, 422);
    answer.shows("Đề nghị ghi chú thích cho mọi ảnh").shows(&small);
    let (caption, credit) = (format!("anh-chu-thich-{id}"), format!("anh-nguon-{id}"));
    fields.extend([(caption.as_str(), "Quả chín trên núi đá"), (credit.as_str(), "Sở KH&CN")]);
    writer.post_ok(&format!("{SLUG}/sua"), &fields).await.shows("Chờ duyệt").shows("Quả chín trên núi đá");

    assert_eq!(anyone.get(&public).await.status, 404, "not reviewed yet");
    assert_eq!(anyone.get(&small).await.status, 303, "asks to sign in");
    let mut other = site.person("y-te", &[("so-y-te", Role::Officer)]).await;
    assert_eq!(other.get(&small).await.status, 404, "another agency's");
    assert_eq!(reviewer.get(&small).await.status, 200);

    publish(&mut reviewer, SLUG).await;
    let shown = anyone.get(&public).await;
    assert_eq!((shown.status, shown.header("content-type")), (200, "image/jpeg"));
    assert_eq!(shown.header("x-content-type-options"), "nosniff");
    assert!(photo.windows(8).any(|w| w == b"21.9012N"));
    for bytes in [&shown.bytes, &anyone.get(&format!("{public}?co=nho")).await.bytes] {
        let read = image::load_from_memory(bytes).unwrap();
        assert!(read.width() <= 900 && read.height() <= 600);
        assert!(!bytes.windows(4).any(|w| w == b"Exif" || w == b"GPS "));
    }
    let mut again = site.anyone();
    again.set_header("if-none-match", shown.header("etag"));
    assert_eq!(again.get(&public).await.status, 304);
    anyone.get(SLUG).await.shows("alt=\"Quả chín trên núi đá\"").shows("Ảnh: Sở KH&#38;CN");
    anyone.get("/co-so-du-lieu/nguon-gen").await.shows(&format!("{public}?co=nho"));

    let version = rev(&mut reviewer, &format!("{SLUG}/ho-so")).await;
    let why = [("rev", version.as_str()), ("ly-do-rut", "Ảnh chưa được phép dùng")];
    reviewer.post_ok(&format!("{SLUG}/rut"), &why).await;
    assert_eq!(anyone.get(&public).await.status, 404, "gone at once");
    assert_eq!(again.get(&public).await.status, 404, "also for whoever has seen it");
});

story!(a_mistake_elsewhere_costs_no_upload_and_nobody_shows_what_others_brought, |site: Site| async move {
    let mut writer = writer(&site).await;
    let fields = with(&COMPLETE, &[("viec", "luu"), ("f-toa-do", "ở sau núi")]);
    let answer = writer
        .upload(KIND, &fields, &[("anh-moi", "a.jpg", &photograph(1)), ("anh-moi", "b.jpg", &photograph(2))])
        .await;
    assert_eq!(answer.status, 422);
    let kept = answer.text.matches("name=\"anh\" value=\"").count();
    assert_eq!(kept, 2);
    let first = named(&answer, "anh");

    // the second is struck out, the first kept under its number
    let caption = format!("anh-chu-thich-{first}");
    let fields = with(&COMPLETE, &[("viec", "luu"), ("anh", &first), (&caption, "Cây mẹ")]);
    writer.post_ok(KIND, &fields).await.shows("Cây mẹ");

    let mut other = site.person("nn", &[("so-nnmt", Role::Officer)]).await;
    let fields =
        with(&COMPLETE, &[("title", "Quýt khác"), ("viec", "luu"), ("anh", &first), (&caption, "Cây mẹ")]);
    other.post_ok(KIND, &fields).await.shows("Quýt khác").hides("Cây mẹ").hides(&first);
});

story!(files_are_what_their_bytes_say, |site: Site| async move {
    let (mut writer, mut reviewer, mut anyone) = (writer(&site).await, reviewer(&site).await, site.anyone());
    let pdf: &[u8] = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF";
    let page: &[u8] = b"<!doctype html><script>alert(1)</script>";
    let answer = writer
        .upload(
            KIND,
            &with(&COMPLETE, &[("viec", "luu")]),
            &[
                ("anh-moi", "trang.jpg", page),
                ("tep-moi", "trang.pdf", page),
                ("tep-moi", "Quy trình.pdf", pdf),
                ("tep-moi", "ảnh.jpg", &photograph(3)),
            ],
        )
        .await;
    assert_eq!(answer.status, 422);
    answer.shows("Không đọc được ảnh “trang.jpg”").shows("trang.pdf").shows("Quy trình.pdf");
    let (file, picture) = (named(&answer, "tep"), named(&answer, "anh"));
    let caption = format!("anh-chu-thich-{picture}");
    let fields =
        [("viec", "gui"), ("tep", file.as_str()), ("anh", picture.as_str()), (caption.as_str(), "Vườn")];
    writer.post_ok(KIND, &with(&COMPLETE, &fields)).await.shows("Chờ duyệt").shows("Quy trình.pdf");
    let public = format!("{SLUG}/tep/{file}");
    assert_eq!(anyone.get(&public).await.status, 404);
    publish(&mut reviewer, SLUG).await;
    let sent = anyone.get(&public).await;
    assert_eq!(sent.bytes, pdf);
    assert!(sent.header("content-disposition").starts_with("attachment"));
    assert_eq!(anyone.get(&format!("{SLUG}/tep/{picture}")).await.status, 404, "a picture is no file");
    anyone.get(SLUG).await.shows("Quy trình.pdf").shows("alt=\"Vườn\"");
});
