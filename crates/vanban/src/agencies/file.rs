//! A province's own list of agencies, from a file: TOML, or a table as CSV or XLSX.

use super::{Agency, AgencyList, Successor};
use crate::workbook;
use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;

/// A list that cannot be used, and where. `Display` is Vietnamese; [`ListError::english`] is the same in English.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("Dòng {line}: {vi}")]
pub struct ListError {
    /// The line or row, counted from 1.
    pub line: usize,
    vi: String,
    en: String,
}

impl ListError {
    fn new(line: usize, vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { line, vi: vi.into(), en: en.into() }
    }

    /// The sentence in English.
    #[must_use]
    pub fn english(&self) -> String {
        format!("Line {}: {}", self.line, self.en)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    agency: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: Spanned<String>,
    #[serde(default)]
    aliases: Vec<String>,
    since: Option<Spanned<String>>,
    until: Option<Spanned<String>>,
    #[serde(default)]
    successor: Names,
}

/// One name or several.
#[derive(Deserialize, Default)]
#[serde(untagged)]
enum Names {
    #[default]
    None,
    One(String),
    Several(Vec<String>),
}

/// What a row says, with the line of each part that can be wrong.
struct Row {
    name: (usize, String),
    aliases: Vec<String>,
    since: Option<(usize, String)>,
    until: Option<(usize, String)>,
    successors: Vec<String>,
}

impl AgencyList {
    /// Reads a list: TOML with a table `[[agency]]` for each body (`name`, `aliases`, `since`, `until`, `successor`), or CSV
    /// or XLSX with these words, or *tên, tên khác, từ ngày, đến ngày, kế thừa*, as the heading row; names in one cell are
    /// parted by `|`. Days are written 2025-03-01 or 01/3/2025.
    ///
    /// ```
    /// use vanban::agencies::AgencyList;
    /// let list = AgencyList::read("tên,viết tắt\nTrung tâm Xúc tiến,TTXT\n".as_bytes())?;
    /// assert_eq!(list.find("TTXT").unwrap().name, "Trung tâm Xúc tiến");
    /// # Ok::<(), vanban::agencies::ListError>(())
    /// ```
    ///
    /// # Errors
    /// [`ListError`] with the line of the first thing that is wrong; nothing of such a list is taken.
    pub fn read(bytes: &[u8]) -> Result<Self, ListError> {
        let rows = match std::str::from_utf8(bytes) {
            Ok(text) if text.lines().any(|line| line.trim_start().starts_with("[[")) => from_toml(text)?,
            _ => from_table(bytes)?,
        };
        if rows.is_empty() {
            return Err(ListError::new(1, "danh mục không có cơ quan nào.", "the list holds no agency."));
        }
        let agencies = rows.into_iter().map(agency).collect::<Result<Vec<_>, _>>()?;
        Ok(Self::new(agencies))
    }
}

fn from_toml(text: &str) -> Result<Vec<Row>, ListError> {
    let line = |at: usize| text.bytes().take(at).filter(|&byte| byte == b'\n').count() + 1;
    let file: File = toml::from_str(text).map_err(|error| {
        let at = line(error.span().map_or(0, |span| span.start));
        let why = error.message();
        ListError::new(at, format!("tệp TOML không đúng mẫu: {why}."), format!("not a list in TOML: {why}."))
    })?;
    let part = |value: Spanned<String>| (line(value.span().start), value.into_inner());
    let row = |entry: Entry| Row {
        name: part(entry.name),
        aliases: entry.aliases,
        since: entry.since.map(part),
        until: entry.until.map(part),
        successors: match entry.successor {
            Names::None => Vec::new(),
            Names::One(name) => vec![name],
            Names::Several(names) => names,
        },
    };
    Ok(file.agency.into_iter().map(row).collect())
}

/// Columns of a table: the words that head them.
const COLUMNS: [&[&str]; 5] = [
    &["name", "tên", "tên cơ quan"],
    &["aliases", "tên khác", "viết tắt"],
    &["since", "từ ngày"],
    &["until", "đến ngày"],
    &["successor", "successors", "kế thừa", "cơ quan kế thừa"],
];

fn from_table(bytes: &[u8]) -> Result<Vec<Row>, ListError> {
    let book =
        workbook::read(bytes).map_err(|error| ListError::new(1, error.to_string(), error.english()))?;
    let rows = book.sheets.first().map(|sheet| sheet.rows.as_slice()).unwrap_or_default();
    let Some((head, rows)) = rows.split_first() else { return Ok(Vec::new()) };
    let titles: Vec<String> =
        (0..head.cells.len()).map(|column| viet::canonical(&head.text(column))).collect();
    let place = |words: &[&str]| titles.iter().position(|title| words.contains(&title.as_str()));
    let [Some(name), aliases, since, until, successor] = COLUMNS.map(place) else {
        return Err(ListError::new(
            head.number as usize,
            "không có cột “tên” (hoặc “name”).",
            "there is no column “name” (or “tên”).",
        ));
    };
    let line = |row: &workbook::Row| row.number as usize;
    let text = |row: &workbook::Row, column: Option<usize>| column.map(|at| row.text(at)).unwrap_or_default();
    let names = |cell: String| -> Vec<String> {
        cell.split('|').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
    };
    let day =
        |row: &workbook::Row, column| Some((line(row), text(row, column))).filter(|(_, day)| !day.is_empty());
    let filled = rows.iter().filter(|row| !row.is_blank());
    Ok(filled
        .map(|row| Row {
            name: (line(row), row.text(name)),
            aliases: names(text(row, aliases)),
            since: day(row, since),
            until: day(row, until),
            successors: names(text(row, successor)),
        })
        .collect())
}

fn agency(row: Row) -> Result<Agency, ListError> {
    let (line, name) = row.name;
    if name.trim().is_empty() {
        return Err(ListError::new(line, "thiếu tên cơ quan.", "the name is missing."));
    }
    let (since, until) = (row.since.map(day).transpose()?, row.until.map(day).transpose()?);
    if since.zip(until).is_some_and(|(since, until)| until < since) {
        return Err(ListError::new(
            line,
            format!("“{name}” kết thúc trước khi bắt đầu."),
            format!("“{name}” ends before it begins."),
        ));
    }
    let successors = row.successors.into_iter().map(|name| Successor { name, ..Successor::default() });
    Ok(Agency {
        name: name.trim().to_owned(),
        aliases: row.aliases,
        since,
        until,
        successors: successors.collect(),
        unverified: false,
    })
}

fn day((line, text): (usize, String)) -> Result<Date, ListError> {
    viet::date::parse(&text).map_err(|_| {
        ListError::new(
            line,
            format!("“{text}” không phải là ngày; hãy viết 01/3/2025 hoặc 2025-03-01."),
            format!("“{text}” is no day; write 2025-03-01 or 01/3/2025."),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_list_in_toml_and_the_same_as_a_table() {
        let toml = "[[agency]]\nname = \"Ban Quản lý Rừng Mẫu Sơn\"\naliases = [\"BQL rừng Mẫu Sơn\"]\nuntil = \"2025-06-30\"\nsuccessor = \"Sở Nông nghiệp và Môi trường\"\n";
        let table = "Tên;Viết tắt;Từ ngày;Đến ngày;Kế thừa\nBan Quản lý Rừng Mẫu Sơn;BQL rừng Mẫu Sơn;;30/6/2025;Sở Nông nghiệp và Môi trường\n";
        let list = AgencyList::read(toml.as_bytes()).unwrap();
        assert_eq!(list, AgencyList::read(table.as_bytes()).unwrap());
        let found = list.find("BQL rừng Mẫu Sơn").unwrap();
        assert_eq!(found.until, Some(date(2025, 6, 30)));
        assert_eq!(found.successors[0].name, "Sở Nông nghiệp và Môi trường");
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let says = |text: &str| AgencyList::read(text.as_bytes()).unwrap_err().to_string();
        assert_eq!(
            says("name,since\nTrung tâm A,2025-01-01\nTrung tâm B,hôm qua\n"),
            "Dòng 3: “hôm qua” không phải là ngày; hãy viết 01/3/2025 hoặc 2025-03-01."
        );
        assert_eq!(says("cơ quan nào,ngày\nA,B\n"), "Dòng 1: không có cột “tên” (hoặc “name”).");
        assert_eq!(
            says("[[agency]]\nname = \"A\"\n\n[[agency]]\nname = \"B\"\nsince = \"2025-02-30\"\n"),
            "Dòng 6: “2025-02-30” không phải là ngày; hãy viết 01/3/2025 hoặc 2025-03-01."
        );
        assert!(says("[[agency]]\nname = \"A\"\nsucessor = \"B\"\n").starts_with("Dòng 3: tệp TOML"));
        assert_eq!(
            says("name,since,until\nA,2025-03-01,2025-02-01\n"),
            "Dòng 2: “A” kết thúc trước khi bắt đầu."
        );
        assert_eq!(says("name\n"), "Dòng 1: danh mục không có cơ quan nào.");
        let error = AgencyList::read(b"name,since\nA,x\n").unwrap_err();
        assert_eq!(error.english(), "Line 2: “x” is no day; write 2025-03-01 or 01/3/2025.");
    }
}
