//! A list on its way out.

use thethuc::table::{Cell, Column, Table, workbook};

use crate::files::as_attachment;
use crate::files::kinds::FileKind;
use crate::text_enum;
use crate::web::lang::fill;
use crate::web::{Ctx, Result};

/// The most rows of one file.
pub const MOST: usize = 100_000;

text_enum! {
    /// The form of a downloaded list; in addresses the field `tai`.
    pub enum Format {
        /// A workbook.
        Xlsx = "xlsx",
        /// Comma-separated values.
        Csv = "csv",
    }
}

/// A list on its way out.
#[derive(Debug, Default)]
pub struct Export {
    /// What the file is called, without day and extension: `nhiem-vu`.
    pub stem: &'static str,
    /// The filters that were set: the label of each and what was chosen.
    pub filters: Vec<(&'static str, String)>,
    /// Whether the list goes on after [`MOST`] rows.
    pub cut: bool,
    /// Its tables; CSV holds the first alone. Remarks are added here.
    pub tables: Vec<Table>,
}

impl Export {
    /// The file: above each table when and by whom it was exported and under which filters, whether it is cut, and the
    /// mark of demonstration data. In CSV the mark is a column of its own, and what is cut says so in its name.
    ///
    /// # Errors
    /// When the workbook cannot be written.
    pub async fn reply(mut self, ctx: &Ctx, format: Format) -> Result {
        let remarks = self.remarks(ctx);
        for table in &mut self.tables {
            table.remarks.splice(0..0, remarks.iter().cloned());
        }
        let name = self.file_name(ctx, format);
        let demo = ctx.app.config.demo.then_some((ctx.t.sheets.note, ctx.t.common.demo_band));
        let tables = self.tables;
        let work = tokio::task::spawn_blocking(move || match format {
            Format::Xlsx => workbook(&tables),
            Format::Csv => Ok(csv(tables, demo)),
        });
        let bytes = work.await.map_err(anyhow::Error::from)?.map_err(anyhow::Error::from)?;
        let kind = match format {
            Format::Xlsx => FileKind::Xlsx,
            Format::Csv => FileKind::Csv,
        };
        as_attachment(bytes, kind.as_str(), &name)
    }

    fn remarks(&self, ctx: &Ctx) -> Vec<String> {
        let t = &ctx.t.sheets;
        let who = ctx.viewer.who().map_or(t.anyone, |who| who.name.as_str());
        let set: Vec<String> = self
            .filters
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(label, value)| format!("{label}: {value}"))
            .collect();
        let mut remarks = vec![
            fill(t.exported, &[&ctx.now().show(), &who]),
            if set.is_empty() { t.unfiltered.to_owned() } else { fill(t.filtered, &[&set.join("; ")]) },
        ];
        if self.cut {
            remarks.push(fill(t.cut, &[&viet::number::show(MOST)]));
        }
        if ctx.app.config.demo {
            remarks.push(ctx.t.common.demo_band.to_owned());
        }
        remarks
    }

    fn file_name(&self, ctx: &Ctx, format: Format) -> String {
        let demo = if ctx.app.config.demo { "minh-hoa-" } else { "" };
        let cut = if self.cut { format!("-{MOST}-dong-dau") } else { String::new() };
        format!("{demo}{}-{}{cut}.{format}", self.stem, ctx.today())
    }
}

fn csv(tables: Vec<Table>, mark: Option<(&str, &str)>) -> Vec<u8> {
    let Some(mut table) = tables.into_iter().next() else { return Vec::new() };
    if let Some((heading, mark)) = mark {
        table.columns.push(Column::words(heading, 24.0));
        for row in &mut table.rows {
            row.push(Cell::from(mark));
        }
    }
    table.csv()
}

/// The cell that names a row for programs: its identifier, leading to its page when the address of the site is known.
#[must_use]
pub fn identifier(site: Option<&str>, path: &str, id: &str) -> Cell {
    match site {
        Some(site) => Cell::Link { href: format!("{site}{path}"), text: id.to_owned() },
        None => Cell::from(id),
    }
}
