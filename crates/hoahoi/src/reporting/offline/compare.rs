//! A form that came back beside the draft as it stands. Pure.

use super::filled::{Filled, FilledLine, Findings, Standing};
use crate::reporting::model::Draft;
use crate::reporting::store::lines::Line;

/// A line for which file and draft say different things.
#[derive(Debug, Clone)]
pub struct Difference<'a> {
    /// The line as it stands.
    pub line: &'a Line,
    /// What the file says.
    pub said: Draft,
}

/// A file beside the draft.
#[derive(Debug, Clone, Default)]
pub struct Compared<'a> {
    /// Lines that the file would change.
    pub changes: Vec<Difference<'a>>,
    /// Lines that were changed both in the file and, since it was made, by somebody else.
    pub conflicts: Vec<Difference<'a>>,
    /// Lines that stay as they are although they are in the file.
    pub same: usize,
    /// Lines owed that are not in the file.
    pub left_out: usize,
    /// Whether the report has gone through a step since the form was made.
    pub moved_on: bool,
    /// What was found in the file.
    pub found: Findings,
}

/// Lays a file beside the lines of a report with this revision.
#[must_use]
pub fn compare(filled: Filled, known: &[Line], report: i64) -> Compared<'_> {
    let mut compared = Compared { found: filled.found, ..Compared::default() };
    let owed = known.iter().filter(|line| line.exempt_reason.is_none());
    for line in owed {
        let Some(at) = filled.lines.iter().position(|one| one.obligation == line.obligation) else {
            compared.left_out += 1;
            continue;
        };
        let FilledLine { stamp, said, .. } = &filled.lines[at];
        compared.moved_on |= stamp.report != report;
        let mut said = said.clone();
        if !filled.whole {
            said.figures.clone_from(&line.said.figures);
            said.money.clone_from(&line.said.money);
        }
        match stamp.judge(&said.digest(), &line.said.digest(), line.rev) {
            Standing::Same => compared.same += 1,
            Standing::Changed => compared.changes.push(Difference { line, said }),
            Standing::Conflict => compared.conflicts.push(Difference { line, said }),
        }
    }
    compared
}
