//! The portal as its readers meet it: the home page with its pictures, the ways through the database, record pages laid
//! out as their kinds say.

use crate::catalogue::{publish, rev, reviewer, writer};
use crate::consolidated::{confirmed, reported};
use crate::indicators::{BASELINE, TWO, set_up};
use crate::story;
use crate::support::{Browser, Page, Site};

const TECHNOLOGY: [(&str, &str); 8] = [
    ("title", "Vi ghép quýt sạch bệnh"),
    ("summary", "Quy trình nhân giống quýt."),
    ("f-dang", "quy-trinh"),
    ("f-linh-vuc", "nong-nghiep"),
    ("f-giai-quyet", "Giống thoái hóa."),
    ("f-muc-san-sang", "trl-7-8"),
    ("f-nam-nghiem-thu", "2025"),
    ("f-xa", "ubnd-xa-bac-son"),
];

const PRODUCT: [(&str, &str); 8] = [
    ("title", "Mứt vỏ quýt"),
    ("summary", "Mứt làm từ vỏ quýt."),
    ("f-nhom", "che-bien"),
    ("f-mo-ta", "Vỏ quýt sên đường."),
    ("f-ocop", "4-sao"),
    ("f-don-vi-san-xuat", "Tổ hợp tác Vũ Lăng"),
    ("f-gia", "45.000 đồng một hộp"),
    ("f-xa", "ubnd-xa-bac-son"),
];

const COOPERATIVE: [(&str, &str); 6] = [
    ("title", "Hợp tác xã Quýt Bắc Sơn"),
    ("summary", "Trồng và chế biến quýt."),
    ("f-loai-hinh", "hop-tac-xa"),
    ("f-hoat-dong", "ung-dung"),
    ("f-tu-nam", "2021"),
    ("f-mo-ta", "Dùng cây giống sạch bệnh."),
];

/// Writes a record of a kind and has it published; its address.
async fn published(
    writer: &mut Browser,
    reviewer: &mut Browser,
    kind: &str,
    fields: &[(&str, &str)],
) -> String {
    let mut fields = fields.to_vec();
    fields.push(("viec", "gui"));
    let sent = writer.post(&format!("/muc/moi/{kind}"), &fields).await;
    assert_eq!(sent.status, 303, "{kind}: {}", sent.text);
    let address = sent.header("location").trim_end_matches("/ho-so").to_owned();
    publish(reviewer, &address).await;
    address
}

/// The number that stands at a link.
fn number_at<'a>(page: &'a Page, href: &str) -> &'a str {
    let at = format!("href=\"{}\"", href.replace('&', "&#38;"));
    let rest = page.text.split(&at).nth(1).unwrap_or_else(|| panic!("no link to {href} on\n{}", page.text));
    let number = rest.split("</li>").next().unwrap().rsplit("num").next().unwrap();
    number.split('>').nth(1).unwrap().split('<').next().unwrap()
}

story!(what_is_public_is_browsed_by_field_commune_and_year, |site: Site| async move {
    let (mut writer, mut reviewer, mut anyone) = (writer(&site).await, reviewer(&site).await, site.anyone());
    for page in ["/xem-theo", "/xem-theo/linh-vuc", "/xem-theo/xa", "/xem-theo/nam"] {
        let page = anyone.get(page).await;
        assert_eq!(page.status, 200);
        page.shows("href=\"/xem-theo/linh-vuc\"").hides("class=\"card\"");
    }
    anyone.get("/xem-theo").await.shows("Chưa có mục thông tin nào được công bố");
    anyone.get("/xem-theo/nam").await.shows("Chưa có mục thông tin nào được công bố");
    anyone.get("/").await.hides("Xem theo lĩnh vực");

    let technology = published(&mut writer, &mut reviewer, "cong-nghe", &TECHNOLOGY).await;
    published(&mut writer, &mut reviewer, "san-pham", &PRODUCT).await;
    published(&mut writer, &mut reviewer, "doanh-nghiep", &COOPERATIVE).await;
    // what awaits review counts nowhere
    let waiting: Vec<_> =
        TECHNOLOGY.iter().map(|(n, v)| if *n == "title" { (*n, "Chờ duyệt") } else { (*n, *v) }).collect();
    let sent = writer.post("/muc/moi/cong-nghe", &[waiting.as_slice(), &[("viec", "gui")]].concat()).await;
    assert_eq!(sent.status, 303);

    let fields = anyone.get("/xem-theo/linh-vuc").await;
    fields.shows("Nông nghiệp").shows("Y dược").shows("href=\"/xem-theo?linh-vuc=nong-nghiep\"");
    assert_eq!(number_at(&fields, "/co-so-du-lieu/cong-nghe?linh-vuc=nong-nghiep"), "1");
    let communes = anyone.get("/xem-theo/xa").await;
    communes.shows("1 trên 65 xã, phường có mục thông tin").shows("Huyện Tràng Định").shows("Xã Thất Khê");
    communes.shows("có phần từ: ").shows("cần kiểm chứng");
    assert_eq!(number_at(&communes, "/xem-theo?xa=ubnd-xa-bac-son"), "2");
    let years = anyone.get("/xem-theo/nam").await;
    years.shows("href=\"/xem-theo?nam=2025\"").shows("href=\"/co-so-du-lieu/doanh-nghiep?tu-nam=2021\"");
    let home = anyone.get("/").await;
    home.shows("Xem theo lĩnh vực, địa bàn, năm").shows("href=\"/xem-theo?xa=ubnd-xa-bac-son\"");

    // combined: with each other, with the kind's own list, with search
    let page = anyone.get("/xem-theo?xa=ubnd-xa-bac-son").await;
    page.shows("<h1>Xã Bắc Sơn</h1>").shows("2 mục thông tin").shows("Mứt vỏ quýt").hides("Hợp tác xã Quýt");
    page.shows("href=\"/co-so-du-lieu/san-pham?xa=ubnd-xa-bac-son\"")
        .shows("name=\"xa\" value=\"ubnd-xa-bac-son\"");
    page.shows("href=\"/xem-theo?xa=ubnd-xa-bac-son&#38;nam=2025\"");
    let page = anyone.get("/xem-theo?xa=ubnd-xa-bac-son&nam=2025").await;
    page.shows("1 mục thông tin").shows("Vi ghép quýt").hides("Mứt vỏ quýt");
    page.shows("href=\"/co-so-du-lieu/cong-nghe?xa=ubnd-xa-bac-son&#38;nam-nghiem-thu=2025\"");
    let list = anyone.get("/co-so-du-lieu/cong-nghe?xa=ubnd-xa-bac-son&nam-nghiem-thu=2025").await;
    list.shows("1 mục thông tin").shows("Vi ghép quýt");
    anyone.get("/tim-kiem?q=quyt&xa=ubnd-xa-bac-son").await.shows("2 kết quả");
    let file = anyone.get("/xem-theo?xa=ubnd-xa-bac-son&tai=csv").await;
    file.shows("Vi ghép quýt").shows("Mứt vỏ quýt").hides("Hợp tác xã Quýt");
    for nonsense in ["/xem-theo?xa=khong-co", "/xem-theo?nam=%27&linh-vuc=x", "/xem-theo?sau=x&nam=2030"] {
        let page = anyone.get(nonsense).await;
        assert_eq!(page.status, 200);
        page.shows("Không có mục thông tin nào khớp");
    }

    // what is withdrawn is counted no more
    let seen = rev(&mut reviewer, &format!("{technology}/ho-so")).await;
    reviewer.post_ok(&format!("{technology}/rut"), &[("rev", &seen), ("ly-do-rut", "Thử")]).await;
    anyone.get("/xem-theo").await.shows("2 mục thông tin").hides("Vi ghép quýt");
    anyone.get("/xem-theo/linh-vuc").await.hides("?linh-vuc=nong-nghiep");
    anyone.get("/xem-theo/nam").await.hides("nam=2025").shows("nam=2021");
    assert_eq!(number_at(&anyone.get("/xem-theo/xa").await, "/xem-theo?xa=ubnd-xa-bac-son"), "1");

    anyone.get("/ngon-ngu/en?ve=/").await;
    anyone.get("/xem-theo/xa").await.shows("Browse by commune and ward").shows("1 of 65 communes and wards");
    anyone.get("/xem-theo?xa=ubnd-xa-bac-son").await.shows("Records: 1").shows("drop this choice");
});

story!(a_long_browse_is_turned_page_by_page_with_few_statements, |site: Site| async move {
    let (mut writer, mut reviewer, mut anyone) = (writer(&site).await, reviewer(&site).await, site.anyone());
    let pages = ["/xem-theo", "/xem-theo?xa=ubnd-xa-bac-son", "/xem-theo/xa", "/xem-theo/linh-vuc"];
    let mut counts = Vec::new();
    for records in [1, 61] {
        for n in 0..records {
            let title = format!("Quy trình số {n:02}");
            let mut fields = TECHNOLOGY.to_vec();
            fields[0].1 = &title;
            published(&mut writer, &mut reviewer, "cong-nghe", &fields).await;
        }
        let mut sent = Vec::new();
        for page in pages {
            let before = hoahoi::db::statements_sent();
            assert_eq!(anyone.get(page).await.status, 200);
            sent.push(hoahoi::db::statements_sent() - before);
        }
        counts.push(sent);
    }
    assert_eq!(counts[0], counts[1]);
    let first = anyone.get("/xem-theo?xa=ubnd-xa-bac-son").await;
    assert_eq!(first.text.matches("<article class=\"card\">").count(), 60);
    let next = first.link("/xem-theo?xa=ubnd-xa-bac-son&#38;sau=").replace("&#38;", "&");
    let second = anyone.get(&next).await;
    assert_eq!(second.text.matches("<article class=\"card\">").count(), 2);
    second.shows("62 mục thông tin").hides("rel=\"next\"");
});

story!(a_product_its_producer_and_news_are_laid_out_as_their_kinds_say, |site: Site| async move {
    let (mut writer, mut reviewer, mut anyone) = (writer(&site).await, reviewer(&site).await, site.anyone());
    let cooperative = published(&mut writer, &mut reviewer, "doanh-nghiep", &COOPERATIVE).await;
    let mut fields = PRODUCT.to_vec();
    fields.extend([("f-nha-cung-cap", cooperative.as_str()), ("f-lien-he-don-vi", "0205 000 000")]);
    fields.push(("f-lien-he-noi-bo", "Người giữ số riêng"));
    let product = published(&mut writer, &mut reviewer, "san-pham", &fields).await;

    let page = anyone.get(&product).await;
    // four full stars of five, and their words
    assert_eq!(page.text.matches("href=\"#s-star\"").count(), 5);
    assert_eq!(page.text.matches("class=\"full\"").count(), 4);
    page.shows("OCOP 4 sao")
        .shows("<h2>Mua ở đâu</h2>")
        .shows("45.000 đồng một hộp")
        .hides("Người giữ số riêng");
    // nobody is named to be asked: the agency that keeps the record is
    page.shows("<h2>Hỏi ai</h2><p class=\"small\"><a href=\"/co-quan/so-khcn\">").shows("0205 000 000");
    assert_eq!(page.text.matches("0205 000 000").count(), 1, "a fact stands in one place");
    page.shows(&format!("href=\"{cooperative}\">Hợp tác xã Quýt Bắc Sơn</a>"));
    let list = anyone.get("/co-so-du-lieu/san-pham").await;
    list.shows("class=\"full\"").shows("OCOP 4 sao");
    anyone
        .get("/co-so-du-lieu/san-pham?kieu=bang&ocop=4-sao")
        .await
        .shows("class=\"full\"")
        .shows("OCOP 4 sao");

    let page = anyone.get(&cooperative).await;
    page.shows("<dt>Có hoạt động từ năm</dt><dd>2021</dd>")
        .shows("<h3>Sản phẩm <span class=\"count\">1</span></h3>");
    page.shows(&format!("<h4><a href=\"{product}\">Mứt vỏ quýt</a></h4>"));

    let news = [
        ("title", "Lô giống đầu tiên"),
        ("summary", "Giống quýt rời phòng nuôi cấy."),
        ("f-the-loai", "tin"),
        ("f-noi-dung", "Đoạn một.\n\nĐoạn hai."),
        ("f-ngay", "17/11/2026"),
        ("f-xa", "ubnd-xa-bac-son"),
        ("f-tac-gia", "Ban biên tập"),
        ("f-lien-quan", cooperative.as_str()),
    ];
    let story = published(&mut writer, &mut reviewer, "tin-tuc", &news).await;
    let page = anyone.get(&story).await;
    page.shows("<b class=\"dateline\">Xã Bắc Sơn, 17/11/2026.</b> Giống quýt rời");
    page.shows("<p>Đoạn một.</p><p>Đoạn hai.</p>").shows("Ban biên tập").hides("<h2>Bài viết</h2>");
    anyone.get(&cooperative).await.shows(&format!("<h4><a href=\"{story}\">Lô giống đầu tiên</a></h4>"));
    anyone.get("/").await.shows(&format!("href=\"{story}\">Lô giống đầu tiên</a>"));

    let gene = [
        ("title", "Gà sáu ngón"),
        ("summary", "Giống gà bản địa."),
        ("f-nhom", "vat-nuoi"),
        ("f-ten-khoa-hoc", "Gallus gallus domesticus"),
        ("f-dac-diem", "Mỗi chân sáu ngón."),
        ("f-tinh-trang", "nguy-co"),
        ("f-toa-do", "21.90127, 106.31873"),
    ];
    let gene = published(&mut writer, &mut reviewer, "nguon-gen", &gene).await;
    let page = anyone.get(&gene).await;
    page.shows("<i>Gallus gallus domesticus</i>").shows("<li class=\"care\">").shows("Có nguy cơ mất");
    page.shows("21.9, 106.3").shows("làm tròn").hides("90127");
    anyone.get("/co-so-du-lieu/nguon-gen").await.shows("<i>Gallus gallus domesticus</i>");
});

story!(
    targets_are_drawn_at_home_with_their_tables_and_a_missing_baseline_is_said_where_it_is,
    |site: Site| async move {
        let (mut coordinator, plan) = confirmed(&site).await;
        let notice = "Chưa có số gốc và số liệu từng năm";
        site.anyone().get("/").await.shows(notice).hides("path-chart");
        set_up(&mut coordinator, &plan, &TWO, &BASELINE).await;
        let page = site.anyone().get("/").await;
        page.hides(notice)
            .shows("path-chart")
            .shows("số gốc 24 doanh nghiệp")
            .shows("Doanh nghiệp chế biến hồi");
        page.shows("năm 2030").shows("36 doanh nghiệp").hides("href=\"/chi-tieu");
        // a second one without a baseline is not drawn, and says why
        let bare = [("ten", "Mô hình ứng dụng"), ("kieu", "reach")];
        let bare = set_up(&mut coordinator, &plan, &TWO, &bare).await;
        let page = site.anyone().get("/").await;
        page.shows("Chưa vẽ được lộ trình: chưa có số liệu.").shows("Mô hình ứng dụng");
        assert_eq!(page.text.matches("path-chart").count(), 1);
        // only what has been accepted is drawn
        let said = [("tien-do", "continuing"), ("ket-qua", "Đã hỗ trợ."), ("chi-tieu", "20")];
        reported(&site, &mut coordinator, "so-y-te", &said).await;
        site.anyone().get("/").await.shows("20 doanh nghiệp").shows("chưa đủ");
        // and what is no longer followed is gone
        let seen = rev(&mut coordinator, &format!("{bare}/sua")).await;
        coordinator.post_ok(&format!("{bare}/thoi"), &[("rev", &seen), ("ly-do", "Trùng")]).await;
        site.anyone().get("/").await.hides("Mô hình ứng dụng").shows("Doanh nghiệp chế biến hồi");
    }
);
