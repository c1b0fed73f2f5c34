//! Small PDFs, made in memory: words where a test puts them.

use std::collections::BTreeMap;
use std::process::Command;

/// Width of every letter and of a space, in thousandths of an em.
const ADVANCES: (u32, u32) = (500, 250);
/// Size of the letters, in points.
pub const SIZE: f32 = 12.0;

/// Pages of lines, each with its place: left end and height above the lower edge of an A4 page, in points.
#[derive(Default)]
pub struct Pages(Vec<Vec<(f32, f32, String)>>);

impl Pages {
    /// Begins a page.
    pub fn page(mut self) -> Self {
        self.0.push(Vec::new());
        self
    }

    /// Puts a line on the page.
    pub fn at(mut self, left: f32, height: f32, text: &str) -> Self {
        self.0.last_mut().unwrap().push((left, height, text.to_owned()));
        self
    }

    /// Puts lines below each other.
    pub fn lines(self, left: f32, height: f32, lines: &[&str]) -> Self {
        let below = |i: usize| height - i as f32 * 14.0;
        lines.iter().enumerate().fold(self, |pages, (i, line)| pages.at(left, below(i), line))
    }

    /// A row of a table: cells of several lines, beginning at these places.
    pub fn row(self, lefts: &[f32], height: f32, cells: &[&[&str]]) -> Self {
        lefts.iter().zip(cells).fold(self, |pages, (&left, lines)| pages.lines(left, height, lines))
    }

    /// The file. Its one font has a code for each letter that is used, and the table that leads back to them.
    pub fn pdf(&self) -> Vec<u8> {
        let mut codes: BTreeMap<char, u8> = BTreeMap::new();
        for c in self.0.iter().flatten().flat_map(|(_, _, text)| text.chars()) {
            let next = 33 + codes.len() as u8;
            codes.entry(c).or_insert(next);
        }
        let map: String =
            codes.iter().map(|(c, code)| format!("<{code:02X}> <{:04X}>\n", *c as u32)).collect();
        let map = format!(
            "/CIDInit /ProcSet findresource begin begincmap /CMapName /T def 1 begincodespacerange <00> <FF> \
             endcodespacerange {} beginbfchar\n{map}endbfchar endcmap end",
            codes.len()
        );
        let kids: String = (0..self.0.len()).map(|i| format!("{} 0 R ", 10 + 2 * i)).collect();
        let space = codes.get(&' ').copied();
        let advance = |code: u8| if Some(code) == space { ADVANCES.1 } else { ADVANCES.0 };
        let widths: String = (33..=255).map(|code| format!("{} ", advance(code))).collect();
        let mut objects = vec![
            (1, "<</Type/Catalog/Pages 2 0 R>>".to_owned()),
            (2, format!("<</Type/Pages/Kids[{kids}]/Count {}>>", self.0.len())),
            (
                3,
                format!(
                    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/FirstChar 33/LastChar 255/Widths[{widths}]/ToUnicode 4 0 R>>"
                ),
            ),
            (4, stream(&map)),
        ];
        for (i, lines) in self.0.iter().enumerate() {
            let (page, content) = (10 + 2 * i, 11 + 2 * i);
            objects.push((
                page,
                format!(
                    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {content} 0 R/Resources<</Font<</F 3 0 R>>>>>>"
                ),
            ));
            let shows = lines.iter().map(|(left, height, text)| {
                let codes: String = text.chars().map(|c| format!("{:02X}", codes[&c])).collect();
                format!("BT /F {SIZE} Tf 1 0 0 1 {left} {height} Tm <{codes}> Tj ET\n")
            });
            objects.push((content, stream(&shows.collect::<String>())));
        }
        let body: String =
            objects.iter().map(|(id, object)| format!("{id} 0 obj {object} endobj\n")).collect();
        format!("%PDF-1.4\n{body}trailer<</Root 1 0 R>>\n%%EOF\n").into_bytes()
    }
}

fn stream(content: &str) -> String {
    format!("<</Length {}>>stream\n{content}\nendstream", content.len())
}

/// Whether a program that a test needs is there; says so when it is not.
pub fn installed(program: &str, package: &str) -> bool {
    let there = Command::new(program).arg("--version").output().is_ok();
    if !there {
        eprintln!("skipped: {program} (package {package}) is not installed");
    }
    there
}
