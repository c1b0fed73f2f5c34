//! The template on its way out: the columns of a kind, empty or with an agency's records. Pure.

use thethuc::form::{Access, Form, FormCell, FormColumn, FormSheet, Rule};
use thethuc::table::{Cell, Column, Table};

use super::columns::What;
use super::texts::ImportTexts;
use super::trial::Known;
use crate::catalogue::form::typed_form;
use crate::catalogue::kinds::{FieldType, Kind};
use crate::catalogue::show::{Names, Reader};
use crate::organisations::Directory;
use crate::web::lang::Lang;

/// Empty rows offered for new records.
const SPARE: u32 = 300;
/// The most characters that a spreadsheet's own list of choices may have.
const LIST: usize = 240;

/// What a template says besides its rows.
#[derive(Debug, Clone, Default)]
pub struct About {
    /// Label and words.
    pub facts: Vec<(String, String)>,
    /// The mark of demonstration data.
    pub mark: Option<String>,
}

/// What the template is made from.
pub struct Content<'a> {
    /// The kind.
    pub kind: &'a Kind,
    /// Names of organisations and communes.
    pub directory: &'a Directory,
    /// Titles of the records that fields lead to.
    pub names: &'a Names,
    /// The agency's records with the addresses of their links; none for an empty template.
    pub records: &'a [(Known, Vec<String>)],
    /// In which language.
    pub lang: Lang,
}

impl Content<'_> {
    /// The template as a workbook to be filled in.
    #[must_use]
    pub fn form(&self, about: About, t: &ImportTexts) -> Form {
        let all = What::all(self.kind);
        let columns = all.iter().map(|what| self.column(*what, t)).collect();
        let rows = self.rows().into_iter().map(|row| row.into_iter().map(FormCell::from).collect()).collect();
        let advice = [t.a_row, t.a_match, t.a_empty, t.a_many, t.a_values, t.a_write];
        let name = self.kind.name.get(self.lang).to_owned();
        let sheet = FormSheet {
            name: name.clone(),
            title: name.clone(),
            remarks: about.mark.iter().cloned().collect(),
            columns,
            rows,
            spare: SPARE,
        };
        Form {
            name: t.sheet_guide.to_owned(),
            title: name,
            facts: about.facts,
            advice: advice.into_iter().map(str::to_owned).chain(about.mark).collect(),
            sheets: vec![sheet],
        }
    }

    /// The rows alone, as CSV.
    #[must_use]
    pub fn csv(&self) -> Vec<u8> {
        let columns =
            What::all(self.kind).into_iter().map(|what| Column::words(what.heading(self.lang), 20.0));
        Table { columns: columns.collect(), rows: self.rows(), ..Table::default() }.csv()
    }

    fn column(&self, what: What<'_>, t: &ImportTexts) -> FormColumn {
        let width = match what {
            What::Identifier => 22.0,
            What::Title => 36.0,
            What::Summary => 50.0,
            What::Field(field) if field.kind == FieldType::LongText => 50.0,
            _ => 24.0,
        };
        let column = Column::words(what.heading(self.lang), width);
        match what {
            What::Identifier => FormColumn::closed(column, Access::Fixed),
            What::Field(field) if field.kind == FieldType::Choice => {
                let names: Vec<String> = field.options.iter().map(|o| o.name(self.lang).to_owned()).collect();
                let short = names.iter().map(|name| name.chars().count() + 1).sum::<usize>() < LIST;
                // a comma separates the choices of a spreadsheet's list
                let listed = short && names.iter().all(|name| !name.contains(','));
                let rule = if listed { Rule::OneOf(names) } else { Rule::Any };
                FormColumn::open(column, rule, t.refuse_option)
            }
            _ => FormColumn::open(column, Rule::Any, ""),
        }
    }

    fn rows(&self) -> Vec<Vec<Cell>> {
        let reader = Reader { directory: self.directory, names: self.names, lang: self.lang };
        let row = |(known, links): &(Known, Vec<String>)| {
            let (record, content) = (&known.record, &known.content);
            let cell = |what: What<'_>| match what {
                What::Identifier => record.slug.clone(),
                What::Title => content.title.clone(),
                What::Summary => content.summary.clone(),
                What::Sources => content.sources.join("\n"),
                What::Links => links.join("\n"),
                What::Field(field) => {
                    let values = content.values(&field.id);
                    match field.kind {
                        FieldType::List => values.join("\n"),
                        FieldType::Choice
                        | FieldType::Choices
                        | FieldType::Communes
                        | FieldType::Organisation
                        | FieldType::Organisations => {
                            values.iter().map(|v| reader.word(field, v)).collect::<Vec<_>>().join("; ")
                        }
                        _ => values.iter().map(|v| typed_form(field, v)).collect::<Vec<_>>().join("\n"),
                    }
                }
            };
            What::all(self.kind).into_iter().map(|what| Cell::from(cell(what))).collect()
        };
        self.records.iter().map(row).collect()
    }
}
