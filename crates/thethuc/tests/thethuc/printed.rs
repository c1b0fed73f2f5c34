//! What comes out of the printer: one run of LibreOffice turns every sample into PDF, `pdftotext` reads it.

use std::{collections::BTreeMap, fs, path::Path, process::Command};

use crate::samples;

/// The pages of each sample as text, laid out.
fn printed(folder: &Path) -> BTreeMap<&'static str, Vec<String>> {
    let documents = [
        ("report", samples::report()),
        ("letter", samples::letter()),
        ("notice", samples::notice()),
        ("minutes", samples::minutes()),
        ("decision", samples::decision()),
        ("resolution", samples::resolution()),
    ];
    let files: Vec<_> = documents
        .iter()
        .map(|(name, document)| {
            let file = folder.join(name).with_extension("docx");
            fs::write(&file, document.docx().unwrap()).unwrap();
            file
        })
        .collect();
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    run(Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "pdf", "--outdir"])
        .arg(folder)
        .args(&files));
    documents
        .iter()
        .map(|(name, _)| {
            let text = run(Command::new("pdftotext")
                .arg("-layout")
                .arg(folder.join(name).with_extension("pdf"))
                .arg("-"));
            (*name, text.split('\u{c}').map(str::to_owned).collect())
        })
        .collect()
}

fn run(command: &mut Command) -> String {
    let program = command.get_program().to_owned();
    let output = command.output().unwrap_or_else(|error| {
        panic!("{program:?} is needed to look at printed documents (./test installs it): {error}")
    });
    assert!(output.status.success(), "{program:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The words in their order, whatever the lines.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn holds(page: &str, expected: &[&str]) {
    let page = words(page);
    let mut from = 0;
    for part in expected {
        match page[from..].find(part) {
            Some(at) => from += at + part.len(),
            None => panic!("'{part}' is missing, or stands too early, in: {page}"),
        }
    }
}

#[test]
fn documents_are_printed_as_the_decree_wants_them() {
    let folder = tempfile::tempdir().unwrap();
    let printed = printed(folder.path());

    let report = &printed["report"];
    holds(
        &report[0],
        &[
            "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "TỈNH LẠNG SƠN Độc lập - Tự do - Hạnh phúc",
            "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
            "/BC-SKHCN Lạng Sơn, ngày tháng năm",
            "BÁO CÁO",
            "Kết quả thực hiện Kế hoạch số 182/KH-UBND",
            "Kính gửi: Ủy ban nhân dân tỉnh Lạng Sơn",
            "I. KẾT QUẢ THỰC HIỆN",
            "1. Về mục tiêu",
            "Đã có 12/16 cơ quan",
            "TT Chỉ tiêu Năm 2023 Kỳ báo cáo",
            "Cộng 18 12",
        ],
    );
    let annex = report.iter().position(|page| page.contains("Phụ lục")).unwrap();
    let body = words(&report[..annex].join(" "));
    holds(
        &body,
        &[
            "2. Về nhiệm vụ a) Hoàn thiện hệ thống thông tin; b) Tổ chức tập huấn: - Cho cán bộ cấp xã; + tại",
            "II. KIẾN NGHỊ, ĐỀ XUẤT",
            "xem xét, chỉ đạo./.",
            "Nơi nhận: KT. GIÁM ĐỐC - Như trên; PHÓ GIÁM ĐỐC - Các sở, ban, ngành tỉnh;",
            "- Lưu: VT, QLKH.",
            "Nguyễn Văn Mẫu",
        ],
    );
    assert!(words(&report[1]).starts_with("2 "), "the second page has its number: {}", report[1]);
    holds(
        &report[annex],
        &[
            "Phụ lục DANH MỤC NHIỆM VỤ ĐƯỢC GIAO",
            "(Kèm theo Báo cáo số /BC-SKHCN ngày tháng năm của Sở Khoa học và",
        ],
    );
    // the annex counts its own pages and repeats the head of its table
    holds(&report[annex + 1], &["2 TT Nhiệm vụ Cơ quan chủ trì"]);

    holds(
        &printed["letter"].join(" "),
        &[
            "ỦY BAN NHÂN DÂN CỘNG HÒA",
            "Số: 07/UBND-KGVX Lạng Sơn, ngày 05 tháng 02 năm 2026",
            "V/v đôn đốc báo cáo",
            "Kính gửi:",
            "- Các sở, ban, ngành tỉnh;",
            "- Ủy ban nhân dân các xã, phường.",
            "1. Yêu cầu",
            "2. Giao Sở Khoa học và Công nghệ tổng hợp, theo dõi & đôn đốc./.",
            "Nơi nhận: TM. ỦY BAN NHÂN DÂN - Như trên; KT. CHỦ TỊCH",
            "PHÓ CHỦ TỊCH",
            "Trần Thị Mẫu",
        ],
    );

    let notice = &printed["notice"];
    holds(
        &notice[0],
        &[
            "DỮ LIỆU MINH HỌA",
            "VĂN PHÒNG",
            "Số: 120/TB-VP Lạng Sơn, ngày 20 tháng 11 năm 2026",
            "THÔNG BÁO",
            "Phần I ĐÁNH GIÁ CHUNG",
            "Phần II NHIỆM VỤ THỜI GIAN TỚI",
            "I. ĐỐI VỚI CÁC SỞ, NGÀNH 1. Báo cáo 1.1. Nội dung",
            "Nơi nhận: TL. CHỦ TỊCH - Các sở, ngành; CHÁNH VĂN PHÒNG",
            "Lê Văn Mẫu",
        ],
    );
    holds(
        &notice[1],
        &["Phụ lục I DANH SÁCH THỨ NHẤT (Kèm theo Thông báo số 120/TB-VP ngày 20 tháng 11 năm 2026"],
    );
    holds(&notice[2], &["DỮ LIỆU MINH HỌA", "Phụ lục II"]);

    holds(
        &printed["decision"].join(" "),
        &[
            "Số: 09/QĐ-SKHCN Lạng Sơn, ngày 15 tháng 01 năm 2026",
            "HỎA TỐC",
            "QUYẾT ĐỊNH Về việc thành lập Tổ giúp việc",
            "GIÁM ĐỐC SỞ KHOA HỌC VÀ CÔNG NGHỆ Căn cứ Kế hoạch số 182/KH-UBND",
            "tỉnh Lạng Sơn; Theo đề nghị của Trưởng phòng Quản lý khoa học. QUYẾT ĐỊNH: Điều 1. Thành lập",
            "Điều 2. Nhiệm vụ của Tổ giúp việc 1. Theo dõi, đôn đốc",
            "2. Tổng hợp báo cáo định kỳ. Điều 3. Quyết định này",
            "chịu trách nhiệm thi hành./.",
            "Nơi nhận: GIÁM ĐỐC - Như Điều 3;",
            "- Lưu: VT, QLKH.",
        ],
    );
    holds(
        &printed["resolution"].join(" "),
        &[
            "/NQ-HĐND",
            "THƯỢNG KHẨN",
            "NGHỊ QUYẾT Về chương trình giám sát HỘI ĐỒNG NHÂN DÂN TỈNH LẠNG SƠN Xét Tờ trình",
            "QUYẾT NGHỊ: Điều 1. Thông qua chương trình giám sát./.",
        ],
    );

    let minutes = printed["minutes"].join(" ");
    holds(
        &minutes,
        &[
            "Số: 03/BB-SKHCN",
            "BIÊN BẢN",
            "Họp Hội đồng",
            "Quyết định thành lập Hội đồng; Hồ sơ của nhiệm vụ.",
            "11 giờ 30 cùng ngày./.",
            "THƯ KÝ CHỦ TỌA",
            "Hoàng Mẫu Đỗ Mẫu",
            "Nơi nhận: - Thành viên Hội đồng; - Lưu: VT, Hồ sơ.",
        ],
    );
    assert!(!minutes.contains("Lạng Sơn, ngày"), "minutes have no date in the head");
}
