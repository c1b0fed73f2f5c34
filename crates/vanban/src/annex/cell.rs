//! Several parties in one cell.

use crate::parties;

/// The parties that a cell names, as printed: known names whole, anything else up to the next separator.
pub(crate) fn parties(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let skipped = rest.trim_start_matches(|c: char| {
            c.is_whitespace() || matches!(c, ',' | ';' | '-' | '+' | '•' | '.' | '/')
        });
        let skipped = skipped.strip_prefix("và ").unwrap_or(skipped);
        at = text.len() - skipped.len();
        if skipped.is_empty() {
            break;
        }
        let known = parties::at(text, at);
        let end = match &known {
            Some(party) => party.range.end,
            None => at + skipped.find([',', ';', '\n']).unwrap_or(skipped.len()),
        };
        let end = end.max(at + skipped.chars().next().map_or(1, char::len_utf8));
        // Words after a known party say what it does ("chủ trì hướng dẫn"), not who else.
        let name = text[at..end].split_whitespace().collect::<Vec<_>>().join(" ");
        let tail = text[end..].find([',', ';', '\n']).map_or(text.len(), |to| end + to);
        let verb = text[end..tail].trim_start().starts_with(|c: char| c.is_lowercase());
        let goes_on = text[end..tail].trim_start().starts_with("và ");
        let action = known.is_none() && !names.is_empty() && name.starts_with(char::is_lowercase);
        let remark = action || name.starts_with('(') || !name.chars().any(char::is_alphabetic);
        if !remark && !names.contains(&name) {
            names.push(name);
        }
        at = if verb && !goes_on { tail } else { end };
    }
    names
}

#[cfg(test)]
mod tests {
    use super::parties;

    #[test]
    fn several_agencies_stand_in_one_cell() {
        assert_eq!(
            parties("Sở Khoa học và Công nghệ, các sở, ngành, UBND xã, phường, đặc khu"),
            ["Sở Khoa học và Công nghệ", "các sở, ngành", "UBND xã, phường, đặc khu"]
        );
        assert_eq!(parties("- Sở Y tế;\n- Công an tỉnh"), ["Sở Y tế", "Công an tỉnh"]);
    }

    #[test]
    fn an_unknown_name_is_kept_and_a_verb_is_no_name() {
        assert_eq!(parties("Nhà máy Hồi Văn Quan, Sở Y tế"), ["Nhà máy Hồi Văn Quan", "Sở Y tế"]);
        assert_eq!(parties("Sở KH&CN chủ trì hướng dẫn, tổng hợp; Sở Y tế"), ["Sở KH&CN", "Sở Y tế"]);
    }
}
