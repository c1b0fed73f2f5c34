//! What makes the text of a run look other than it is stored, and what keeps it off the paper.

use super::xml::Tag;

/// Properties of a run or of a style; `None` where nothing is said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Hidden text (§17.3.2.41).
    vanish: Option<bool>,
    /// Printed in capitals, whatever was typed (§17.3.2.5).
    caps: Option<bool>,
}

impl Look {
    /// Takes a property in.
    pub(super) fn see(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            "vanish" => self.vanish = Some(tag.is_on()),
            "caps" => self.caps = Some(tag.is_on()),
            _ => {}
        }
    }

    /// These properties, and those of `base` where nothing is said.
    pub(super) fn over(self, base: Self) -> Self {
        Self { vanish: self.vanish.or(base.vanish), caps: self.caps.or(base.caps) }
    }

    pub(super) fn is_hidden(self) -> bool {
        self.vanish == Some(true)
    }

    /// The text as printed.
    pub(super) fn print(self, text: String) -> String {
        if self.caps == Some(true) { text.to_uppercase() } else { text }
    }
}

/// The fields around us (§17.16.18): each has an instruction, which is not printed, and then a result, which is.
#[derive(Debug, Clone, Default)]
pub(super) struct Fields {
    /// For each open field, whether its instruction goes on.
    open: Vec<bool>,
}

/// Fields within fields that are told apart; Word itself allows twenty.
const MAX_FIELDS: usize = 64;

impl Fields {
    /// Takes a mark that begins, parts or ends a field.
    pub(super) fn mark(&mut self, tag: &Tag<'_>) {
        match tag.value("fldCharType").as_deref() {
            Some("begin") if self.open.len() < MAX_FIELDS => self.open.push(true),
            Some("separate") => {
                if let Some(instructs) = self.open.last_mut() {
                    *instructs = false;
                }
            }
            Some("end") => _ = self.open.pop(),
            _ => {}
        }
    }

    /// Whether text here belongs to an instruction.
    pub(super) fn instructs(&self) -> bool {
        self.open.contains(&true)
    }

    /// An instruction ends with its paragraph: where a file forgets to end one, nothing more may be lost.
    pub(super) fn end_paragraph(&mut self) {
        self.open.fill(false);
    }
}
