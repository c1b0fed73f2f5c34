//! One outline, written at random in every format, gives one tree.

use crate::soundness::assert_sound;
use crate::word::{NUMBERING, numbered, p, tbl, tr, word};
use proptest::prelude::*;
use proptest::sample::select;
use vanban::Document;
use vanban::model::Section;

/// A part of an outline: a heading, what stands below it, and smaller parts.
#[derive(Debug, Clone)]
struct Part {
    heading: &'static str,
    items: Vec<Item>,
    parts: Vec<Part>,
}

#[derive(Debug, Clone)]
enum Item {
    Paragraph(String),
    Dash(String),
    Table(Vec<[String; 4]>),
}

const HEADINGS: &[&str] = &[
    "Sở Y tế",
    "Công an tỉnh",
    "Sở Nông nghiệp và Môi trường",
    "Báo và Đài Phát thanh, Truyền hình tỉnh",
    "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
    "Về giống cây trồng",
    "Nâng cao năng lực nghiên cứu",
];
const SENTENCES: &[&str] = &[
    "Chủ trì, phối hợp với Sở Tài chính rà soát vùng trồng hồi, hoàn thành trước ngày 30/6/2027.",
    "Xây dựng cơ sở dữ liệu về nguồn gen; cập nhật hằng quý.",
    "Tuyên truyền, phổ biến kết quả nghiên cứu đến người dân & doanh nghiệp.",
    "Giao Sở Khoa học và Công nghệ chủ trì, phối hợp với các sở, ban, ngành kiểm tra việc thực hiện.",
    "Thực hiện Nghị quyết số 36-NQ/TW ngày 30/01/2023 của Bộ Chính trị.",
    "Số lượng doanh nghiệp tăng 50% so với năm 2023.",
    "Tăng cường hợp tác quốc tế (nhất là với các tỉnh giáp biên).",
];

fn item() -> impl Strategy<Value = Item> {
    let sentence = || select(SENTENCES).prop_map(str::to_owned);
    let agency =
        || select(vec!["Sở Y tế", "Công an tỉnh", "UBND các xã, phường", ""]).prop_map(str::to_owned);
    let time = select(vec!["Hằng năm", "Quý IV/2026", "2026 - 2027", ""]).prop_map(str::to_owned);
    let row =
        (sentence(), agency(), agency(), time).prop_map(|(task, lead, with, time)| [task, lead, with, time]);
    prop_oneof![
        4 => sentence().prop_map(Item::Paragraph),
        4 => sentence().prop_map(Item::Dash),
        1 => prop::collection::vec(row, 1..4).prop_map(Item::Table),
    ]
}

fn part(parts: Vec<Part>) -> impl Strategy<Value = Part> {
    (select(HEADINGS), prop::collection::vec(item(), 1..5)).prop_map(move |(heading, items)| Part {
        heading,
        items,
        parts: parts.clone(),
    })
}

/// Two to four parts, each with up to three smaller ones.
fn outline() -> impl Strategy<Value = Vec<Part>> {
    let leaf = part(Vec::new());
    let branch = prop::collection::vec(leaf, 0..4).prop_flat_map(part);
    prop::collection::vec(branch, 2..5)
}

/// How one format writes what an outline is made of.
trait Writer {
    fn heading(&mut self, depth: u32, label: &str, text: &str);
    fn paragraph(&mut self, text: &str);
    fn dash(&mut self, text: &str);
    fn table(&mut self, rows: &[Vec<String>]);
}

fn write(outline: &[Part], writer: &mut impl Writer) {
    const ROMAN: [&str; 4] = ["I", "II", "III", "IV"];
    writer.paragraph("KẾ HOẠCH");
    writer.paragraph("PHÁT TRIỂN CÂY HỒI TỈNH HẢI ĐĂNG");
    for (roman, part) in ROMAN.iter().zip(outline) {
        write_part(part, 0, &format!("{roman}."), writer);
    }
}

fn write_part(part: &Part, depth: u32, label: &str, writer: &mut impl Writer) {
    writer.heading(depth, label, part.heading);
    for item in &part.items {
        match item {
            Item::Paragraph(text) => writer.paragraph(text),
            Item::Dash(text) => writer.dash(text),
            Item::Table(rows) => {
                let head = ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"];
                let mut table = vec![head.map(str::to_owned).to_vec()];
                table.extend((1..).zip(rows).map(|(n, row)| [&[n.to_string()], row.as_slice()].concat()));
                writer.table(&table);
            }
        }
    }
    for (number, part) in (1..).zip(&part.parts) {
        write_part(part, depth + 1, &format!("{number}."), writer);
    }
}

/// Plain text and Markdown differ in the marks around headings, and in the ruling of tables.
#[derive(Default)]
struct Lines {
    text: String,
    marked: bool,
}

impl Writer for Lines {
    fn heading(&mut self, _: u32, label: &str, text: &str) {
        let bold = if self.marked { "**" } else { "" };
        self.text += &format!("{bold}{label} {text}{bold}\n\n");
    }
    fn paragraph(&mut self, text: &str) {
        self.text += &format!("{text}\n\n");
    }
    fn dash(&mut self, text: &str) {
        self.text += &format!("- {text}\n\n");
    }
    fn table(&mut self, rows: &[Vec<String>]) {
        for (i, row) in rows.iter().enumerate() {
            self.text += &format!("| {} |\n", row.join(" | "));
            if i == 0 && self.marked {
                self.text += &format!("|{}\n", "---|".repeat(row.len()));
            }
        }
        self.text += "\n";
    }
}

/// Text as HTML and XML write it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
}

#[derive(Default)]
struct Page(String);

impl Writer for Page {
    fn heading(&mut self, depth: u32, label: &str, text: &str) {
        self.0 += &format!("<h{0}>{label}&nbsp;<b>{text}</b></h{0}>\n", depth + 2);
    }
    fn paragraph(&mut self, text: &str) {
        self.0 += &format!("<p>{}</p>\n", escaped(text));
    }
    fn dash(&mut self, text: &str) {
        self.0 += &format!("<ul><li>{}</ul>\n", escaped(text));
    }
    fn table(&mut self, rows: &[Vec<String>]) {
        let cell = |text: &String| format!("<td>{}", escaped(text));
        let row = |row: &Vec<String>| format!("<tr>{}\n", row.iter().map(cell).collect::<String>());
        self.0 += &format!("<table>{}</table>\n", rows.iter().map(row).collect::<String>());
    }
}

/// A Word document whose numbers and dashes Word computes.
#[derive(Default)]
struct Body(String);

impl Writer for Body {
    fn heading(&mut self, depth: u32, _: &str, text: &str) {
        self.0 += &numbered(depth, text);
    }
    fn paragraph(&mut self, text: &str) {
        self.0 += &p(&escaped(text));
    }
    fn dash(&mut self, text: &str) {
        self.0 += &numbered(3, &escaped(text));
    }
    fn table(&mut self, rows: &[Vec<String>]) {
        let row = |row: &Vec<String>| {
            let cells: Vec<String> = row.iter().map(|cell| escaped(cell)).collect();
            tr(&cells.iter().map(String::as_str).collect::<Vec<_>>())
        };
        self.0 += &tbl(&rows.iter().map(row).collect::<Vec<_>>());
    }
}

/// The whole tree and all duties, as lines.
fn gist(document: &Document) -> Vec<String> {
    fn walk(section: &Section, out: &mut Vec<String>) {
        out.push(format!("§ {} {:?}", section.path, section.heading));
        out.extend(section.paragraphs.iter().map(|p| format!("¶ {:?} {}", p.mark, p.text)));
        for row in section.tables.iter().flat_map(|table| &table.rows) {
            out.push(row.cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" ¦ "));
        }
        section.sections.iter().for_each(|child| walk(child, out));
    }
    let mut out = vec![format!("{:?} {:?}", document.header.kind, document.header.title)];
    out.extend(document.preamble.iter().map(|p| p.text.clone()));
    document.sections.iter().for_each(|section| walk(section, &mut out));
    out.extend(document.closing.paragraphs.iter().map(|p| p.text.clone()));
    out.extend(document.duties.iter().map(|d| {
        format!(
            "{:?} {:?} {:?} {:?} {:?} {:?} {}",
            d.section, d.role, d.owners, d.coordinators, d.deadline, d.recurrence, d.text
        )
    }));
    out.extend(document.targets.iter().map(|t| format!("{} {:?}", t.value, t.unit)));
    out.extend(document.references.iter().map(|r| r.number.clone()));
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn an_outline_gives_the_same_tree_in_every_format(outline in outline()) {
        let (mut text, mut markdown) = (Lines::default(), Lines { marked: true, ..Lines::default() });
        let (mut page, mut body) = (Page("<!DOCTYPE html>\n".to_owned()), Body::default());
        write(&outline, &mut text);
        write(&outline, &mut markdown);
        write(&outline, &mut page);
        write(&outline, &mut body);
        let crlf = format!("\u{FEFF}{}", text.text.replace('\n', "\r\n"));
        let files = [
            text.text.into_bytes(),
            crlf.into_bytes(),
            markdown.text.into_bytes(),
            page.0.into_bytes(),
            word(&body.0, &[("word/numbering.xml", NUMBERING)]),
        ];
        let mut first: Option<Vec<String>> = None;
        for file in files {
            let document = vanban::read(&file).unwrap();
            assert_sound(&document);
            let gist = gist(&document);
            let sections = gist.iter().filter(|line| line.starts_with('§')).count();
            let parts: usize = outline.iter().map(|part| 1 + part.parts.len()).sum();
            prop_assert_eq!(sections, parts, "{:?}: {:#?}", document.source.format, gist);
            match &first {
                Some(first) => prop_assert_eq!(&gist, first, "{:?}", document.source.format),
                None => first = Some(gist),
            }
        }
    }
}
