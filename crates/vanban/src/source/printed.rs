//! Documents with a structure of their own, written down as text: a line for each paragraph, tables between bars.

/// The text in the making.
#[derive(Debug, Default)]
pub(super) struct Printed {
    text: String,
}

impl Printed {
    /// Takes a paragraph; the line breaks within it stay.
    pub(super) fn paragraph(&mut self, text: &str) {
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            // a line of text that begins with a bar is no table
            self.text.push_str(if line.starts_with('|') { "\\" } else { "" });
            self.text.push_str(line);
            self.text.push('\n');
        }
        self.text.push('\n');
    }

    /// Takes a row of a table; the lines of a cell are parted by `<br>`.
    pub(super) fn row<T: AsRef<str>>(&mut self, cells: &[T]) {
        if cells.iter().all(|cell| cell.as_ref().trim().is_empty()) {
            return;
        }
        self.text.push('|');
        for cell in cells {
            let lines: Vec<&str> =
                cell.as_ref().lines().map(str::trim).filter(|line| !line.is_empty()).collect();
            self.text.push(' ');
            self.text.push_str(&lines.join("<br>").replace('|', "\\|"));
            self.text.push_str(" |");
        }
        self.text.push('\n');
    }

    /// Ends a table.
    pub(super) fn table_end(&mut self) {
        self.text.push('\n');
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }
}
