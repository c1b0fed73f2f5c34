//! The chain of documents that a document carries out: 182/KH-UBND → 88-CTr/TU → 36-NQ/TW.

use super::same;
use crate::model::Document;
use std::collections::HashMap;

impl Document {
    /// What the document carries out, and what that carries out in its turn: for each basis the numbers from the nearest
    /// to the first cause, as far as the text says. A document cited in a circle ends its chain.
    ///
    /// ```
    /// let text = "Số: 9/KH-UBND\n\nKẾ HOẠCH\n\nTrồng rừng\n\nThực hiện Chương trình hành động số 7-CTr/TU ngày 02/3/2026 \
    ///     của Tỉnh ủy về thực hiện Nghị quyết số 3-NQ/TW ngày 05/01/2026 của Bộ Chính trị.\n\nI. MỤC ĐÍCH\n\nTrồng rừng.";
    /// let plan = vanban::read(text.as_bytes())?;
    /// assert_eq!(plan.basis_chain(), [["7-CTr/TU", "3-NQ/TW"]]);
    /// # Ok::<(), vanban::ReadError>(())
    /// ```
    #[must_use]
    pub fn basis_chain(&self) -> Vec<Vec<&str>> {
        let causes = self.references.iter().filter_map(|known| Some((&known.number, known.basis.first()?)));
        let causes = causes.map(|(number, cause)| (number.to_lowercase(), cause.as_str())).collect();
        self.header.basis.iter().map(|first| chain(first, &causes)).collect()
    }
}

/// What follows from one document on: the cause of each by its number in lower case.
fn chain<'a>(first: &'a str, causes: &HashMap<String, &'a str>) -> Vec<&'a str> {
    let mut chain = vec![first];
    let mut last = first;
    while let Some(&next) = causes.get(&last.to_lowercase()) {
        if chain.iter().any(|number| same(number, next)) {
            break;
        }
        chain.push(next);
        last = next;
    }
    chain
}
