//! What was typed, made fit to be kept. Pure.

/// The text with composed letters, plain line ends and no character that cannot be seen; more than one empty line in a
/// row is one.
#[must_use]
pub fn text(typed: &str) -> String {
    let seen: String = typed.replace("\r\n", "\n").replace('\r', "\n").chars().filter_map(seen).collect();
    let composed = viet::nfc(&seen);
    let mut out = String::with_capacity(composed.len());
    let mut empty = 0;
    for line in composed.trim().lines().map(str::trim_end) {
        empty = if line.is_empty() { empty + 1 } else { 0 };
        if empty < 2 {
            out.push_str(line);
            out.push('\n');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The same on one line.
#[must_use]
pub fn line(typed: &str) -> String {
    text(typed).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The beginning of a text on one line, for lists.
#[must_use]
pub fn short(text: &str) -> String {
    const MOST: usize = 240;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
        None => line,
    }
}

/// The character as it is kept: marks of direction and width, and what controls a terminal, are left out.
fn seen(c: char) -> Option<char> {
    match c {
        '\n' => Some('\n'),
        '\t' | '\u{a0}' => Some(' '),
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => None,
        c if c.is_control() => None,
        c => Some(c),
    }
}

/// How many links a text holds.
#[must_use]
pub fn links(text: &str) -> usize {
    let lower = text.to_lowercase();
    let with_scheme = lower.matches("://").count();
    let bare = lower.match_indices("www.").filter(|(at, _)| !lower[..*at].ends_with("://")).count();
    with_scheme + bare
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_cannot_be_seen_is_left_out_and_letters_are_composed() {
        assert_eq!(
            text("  Cây ho\u{302}\u{300}i\r\n\r\n\r\n\r\nnở\u{202e} hoa\u{7}\u{200b} "),
            "Cây hồi\n\nnở hoa"
        );
        assert_eq!(line("Nguyễn\n Văn\tA"), "Nguyễn Văn A");
    }

    #[test]
    fn what_is_short_stays_whole() {
        assert_eq!(short("Cây hồi\nnở hoa"), "Cây hồi nở hoa");
        assert_eq!(short(&"ồ ".repeat(500)).chars().count(), 240);
    }

    #[test]
    fn links_are_counted_with_and_without_their_scheme() {
        assert_eq!(links("https://www.a.vn, http://b.vn và WWW.c.vn"), 3);
        assert_eq!(links("3://2"), 1);
        assert_eq!(links("không có"), 0);
    }

    proptest! {
        #[test]
        fn what_is_clean_stays_as_it_is(typed in "\\PC{0,40}[\r\n\t\u{200b} ]{0,6}\\PC{0,40}") {
            let once = text(&typed);
            prop_assert_eq!(text(&once), once.clone());
            prop_assert!(!once.contains("\n\n\n"));
        }
    }
}
