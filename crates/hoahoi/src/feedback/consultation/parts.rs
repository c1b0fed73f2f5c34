//! The paragraphs of a draft, and what each is called when it is cited: "khoản 1 Điều 2", "điểm a mục III". Pure.

/// A paragraph of a draft's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Its number, from one.
    pub number: i64,
    /// Its words.
    pub text: String,
    /// What it is called; nothing for what has no number of its own.
    pub place: Option<String>,
    /// Whether it stands above others: an article, a chapter, a part with a Roman number.
    pub heading: bool,
}

/// The paragraphs of a text: a line is a paragraph.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<Paragraph> {
    let mut place = Place::default();
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    (1..)
        .zip(lines)
        .map(|(number, line)| {
            let mark = mark(line);
            let heading = matches!(mark, Some(Mark::Heading(_) | Mark::Roman(_)));
            Paragraph { number, text: line.to_owned(), place: mark.map(|mark| place.of(mark)), heading }
        })
        .collect()
}

/// How a paragraph begins.
#[derive(Debug, PartialEq, Eq)]
enum Mark {
    /// A heading with its number: "Điều 2", "Chương I", "Phụ lục".
    Heading(String),
    /// "III."
    Roman(String),
    /// "1." or "2.1."
    Number(String),
    /// "a)"
    Letter(char),
}

/// Under which headings a paragraph stands.
#[derive(Debug, Default)]
struct Place {
    heading: Option<String>,
    number: Option<String>,
}

impl Place {
    /// What a paragraph is called, after those before it.
    fn of(&mut self, mark: Mark) -> String {
        let called = match mark {
            Mark::Heading(heading) => {
                self.number = None;
                self.heading.insert(heading).clone()
            }
            Mark::Roman(roman) => {
                self.number = None;
                self.heading.insert(format!("mục {roman}")).clone()
            }
            Mark::Number(number) => {
                let called = match &self.heading {
                    Some(article) if article.starts_with("Điều") => format!("khoản {number} {article}"),
                    Some(heading) => format!("điểm {number} {heading}"),
                    None => format!("mục {number}"),
                };
                self.number.insert(called).clone()
            }
            Mark::Letter(letter) => match (&self.number, &self.heading) {
                (Some(number), _) if number.starts_with("điểm") => format!("tiết {letter} {number}"),
                (Some(above), _) | (None, Some(above)) => format!("điểm {letter} {above}"),
                (None, None) => format!("điểm {letter}"),
            },
        };
        viet::capital(&called)
    }
}

/// Words before the number of a heading.
const HEADINGS: [(&str, &str); 5] =
    [("điều", "Điều"), ("chương", "Chương"), ("mục", "Mục"), ("phần", "Phần"), ("phụ lục", "Phụ lục")];

fn mark(line: &str) -> Option<Mark> {
    let lower = line.to_lowercase();
    for (word, name) in HEADINGS {
        let Some(rest) = lower.strip_prefix(word).filter(|rest| rest.starts_with(' ')) else { continue };
        let number = rest.split_whitespace().next().unwrap_or_default();
        let number = number.trim_end_matches(['.', ':', ',', ';']);
        if is_number(number) {
            return Some(Mark::Heading(format!("{name} {number}")));
        }
        let roman = number.to_uppercase();
        if is_roman(&roman) {
            return Some(Mark::Heading(format!("{name} {roman}")));
        }
    }
    if lower == "phụ lục" {
        return Some(Mark::Heading("Phụ lục".to_owned()));
    }
    let first = line.split_whitespace().next().filter(|first| first.len() < line.len())?;
    let number = first.strip_suffix(['.', ')'])?;
    let mut letters = number.chars();
    match (letters.next(), letters.next()) {
        _ if first.ends_with('.') && is_roman(number) => Some(Mark::Roman(number.to_owned())),
        _ if number.split('.').all(is_number) => Some(Mark::Number(number.to_owned())),
        (Some(letter), None) if first.ends_with(')') && letter.is_lowercase() => Some(Mark::Letter(letter)),
        _ => None,
    }
}

/// "12", and "12a" for what was put in later.
fn is_number(text: &str) -> bool {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_lowercase());
    (1..=3).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit())
        && text.len() <= digits.len() + 1
}

fn is_roman(text: &str) -> bool {
    (1..=7).contains(&text.len()) && text.bytes().all(|b| b"IVXL".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn places(text: &str) -> Vec<String> {
        paragraphs(text).into_iter().map(|one| one.place.unwrap_or_default()).collect()
    }

    #[test]
    fn lines_are_paragraphs() {
        let read = paragraphs("Điều 1. Phạm vi\n\n  Lời dẫn \n");
        assert_eq!(read.iter().map(|one| one.number).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(read[1].text, "Lời dẫn");
        assert_eq!(read.iter().map(|one| one.heading).collect::<Vec<_>>(), [true, false]);
    }

    #[test]
    fn articles_clauses_and_points_are_called_as_they_are_cited() {
        let read = places(
            "Chương I. Quy định chung\nĐiều 1. Phạm vi\nQuy chế này quy định.\n1. Việc thứ nhất:\na) một;\nđ) hai.\n\
             ĐIỀU 2a: Đối tượng\na) một\nĐiều kiện áp dụng\n2. Việc",
        );
        let asked = [
            "Chương I",
            "Điều 1",
            "",
            "Khoản 1 Điều 1",
            "Điểm a khoản 1 Điều 1",
            "Điểm đ khoản 1 Điều 1",
            "Điều 2a",
            "Điểm a Điều 2a",
            "",
            "Khoản 2 Điều 2a",
        ];
        assert_eq!(read, asked);
    }

    #[test]
    fn plans_are_cited_by_roman_numbers() {
        let read = places(
            "Mở đầu\n1. Căn cứ\nII. Nhiệm vụ\n1. Nghiên cứu\na) một\n1.2. Chuyển giao\n- gạch\nPhụ lục\n1. Biểu",
        );
        let asked = [
            "",
            "Mục 1",
            "Mục II",
            "Điểm 1 mục II",
            "Tiết a điểm 1 mục II",
            "Điểm 1.2 mục II",
            "",
            "Phụ lục",
            "Điểm 1 Phụ lục",
        ];
        assert_eq!(read, asked);
        assert_eq!(places("Phần mềm dùng chung\nMục tiêu chung\n2026 là năm đầu\nV"), ["", "", "", ""]);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "\\PC{0,60}(\n(Điều|Mục|[a-zIVX0-9]{1,3})[.) ]\\PC{0,20}){0,6}") {
            for (at, one) in (1..).zip(paragraphs(&text)) {
                prop_assert_eq!(one.number, at);
                prop_assert!(text.contains(&one.text));
            }
        }
    }
}
