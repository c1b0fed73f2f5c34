//! Several parties in one cell.

use super::Owner;
use crate::model::Role;
use crate::parties;
use crate::scan::{self, Scan};

/// The parties that a cell names, as printed: known names whole, anything else up to the next separator.
pub(crate) fn parties(text: &str) -> Vec<String> {
    named(text).into_iter().map(|party| party.name).collect()
}

/// The parties of a cell whose column gives them a role, unless the cell's own words say better ("Chủ trì: …",
/// "Sở Y tế (phối hợp)"). The second list holds those who are only to work with the others.
pub(super) fn owners(text: &str, role: Role) -> (Vec<Owner>, Vec<String>) {
    let mut pieces = vec![(0, 0, role)];
    let mut at = 0;
    while let Some((range, role)) = scan::find(text, at, label) {
        at = range.end;
        pieces.push((range.start, range.end, role));
    }
    let (mut owners, mut coordinators): (Vec<Owner>, Vec<String>) = (Vec::new(), Vec::new());
    for (i, &(_, from, role)) in pieces.iter().enumerate() {
        let to = pieces.get(i + 1).map_or(text.len(), |(to, ..)| *to);
        for party in named(&text[from..to]) {
            let role = said(party.tail.trim_start_matches(['(', ' '])).unwrap_or(role);
            if owners.iter().any(|owner| owner.name == party.name) || coordinators.contains(&party.name) {
                continue;
            }
            match role {
                Role::Coordinate => coordinators.push(party.name),
                role => owners.push(Owner { name: party.name, role }),
            }
        }
    }
    (owners, coordinators)
}

/// Reads a label inside a cell: "Chủ trì:", "Cơ quan phối hợp:", "phối hợp chặt chẽ với ".
fn label(scan: &mut Scan<'_>) -> Option<Role> {
    let office = |scan: &mut Scan<'_>| {
        scan.folded("cơ quan").or_else(|| scan.folded("đơn vị"))?;
        scan.space()
    };
    let role = |scan: &mut Scan<'_>| {
        let from = scan.at();
        ["chủ trì", "phối hợp", "thực hiện"].iter().find_map(|word| scan.folded(word))?;
        let role = said(scan.since(from))?;
        let with = |scan: &mut Scan<'_>| {
            scan.attempt(|scan| scan.space().and_then(|()| scan.folded("chặt chẽ")));
            scan.space()?;
            ["cùng với", "với", "cùng"].iter().find_map(|word| {
                scan.attempt(|scan| scan.folded(word).and_then(|()| scan.one(char::is_whitespace)))
            })
        };
        let titled = scan.attempt(|scan| scan.spaces().and_then(|()| scan.word(":")));
        match titled {
            None if role == Role::Coordinate => with(scan).map(|_| role),
            titled => titled.map(|()| role),
        }
    };
    scan.attempt(|scan| office(scan).and_then(|()| role(scan))).or_else(|| role(scan))
}

/// The role that words begin with.
fn said(words: &str) -> Option<Role> {
    let words = words.to_lowercase();
    [("chủ trì", Role::Lead), ("phối hợp", Role::Coordinate), ("thực hiện", Role::Responsible)]
        .into_iter()
        .find(|(begin, _)| words.starts_with(begin))
        .map(|(_, role)| role)
}

/// Most parties of one cell; real ones have up to forty.
const MOST: usize = 200;

struct Named<'a> {
    name: String,
    /// The words between it and the next separator.
    tail: &'a str,
}

/// Length of a name that the grammar of parties does not know: up to a mark, or to "và" before a party.
fn unknown(text: &str) -> usize {
    let mark = text.find([',', ';', '\n']).unwrap_or(text.len());
    let joined = text[..mark].match_indices(" và ").map(|(at, _)| at);
    joined.into_iter().find(|at| parties::several_at(text, at + " và ".len()).is_some()).unwrap_or(mark)
}

fn named(text: &str) -> Vec<Named<'_>> {
    let mut names: Vec<Named<'_>> = Vec::new();
    let mut at = 0;
    while at < text.len() && names.len() < MOST {
        let rest = &text[at..];
        let skipped = rest.trim_start_matches(|c: char| {
            c.is_whitespace() || matches!(c, ',' | ';' | '-' | '+' | '•' | '.' | '/')
        });
        let skipped = skipped.strip_prefix("và ").unwrap_or(skipped);
        at = text.len() - skipped.len();
        if skipped.is_empty() {
            break;
        }
        let known = parties::several_at(text, at);
        let end = known.as_ref().map_or_else(|| at + unknown(skipped), |(_, end)| *end);
        let end = end.max(at + skipped.chars().next().map_or(1, char::len_utf8));
        // Words after a known party say what it does ("chủ trì hướng dẫn"), not who else.
        let joined = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = joined(&text[at..end]);
        let tail = text[end..].find([',', ';', '\n']).map_or(text.len(), |to| end + to);
        let verb = text[end..tail].trim_start().starts_with(|c: char| c.is_lowercase());
        let goes_on = text[end..tail].trim_start().starts_with("và ");
        let action = known.is_none() && !names.is_empty() && name.starts_with(char::is_lowercase);
        let remark = action || name.starts_with('(') || !name.chars().any(char::is_alphabetic);
        let listed = known.map(|(parties, _)| parties.iter().filter_map(|party| party.name(text)).collect());
        for name in listed.unwrap_or_else(|| vec![name]).iter().map(|name| joined(name)) {
            if !remark && !names.iter().any(|known| known.name == name) {
                names.push(Named { name, tail: text[end..tail].trim_start() });
            }
        }
        at = if verb && !goes_on { tail } else { end };
    }
    names
}

#[cfg(test)]
mod tests {
    use super::{Owner, owners, parties};
    use crate::model::Role;

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

    #[test]
    fn the_words_of_a_cell_say_better_than_its_column_who_does_what() {
        let owner = |name: &str, role| Owner { name: name.to_owned(), role };
        let (found, others) =
            owners("Chủ trì: Sở Y tế\nPhối hợp: Sở Tài chính, Công an tỉnh", Role::Responsible);
        assert_eq!(found, [owner("Sở Y tế", Role::Lead)]);
        assert_eq!(others, ["Sở Tài chính", "Công an tỉnh"]);
        let (found, others) =
            owners("Sở Y tế (chủ trì), Sở Công Thương, Sở Tài chính phối hợp", Role::Responsible);
        assert_eq!(found, [owner("Sở Y tế", Role::Lead), owner("Sở Công Thương", Role::Responsible)]);
        assert_eq!(others, ["Sở Tài chính"]);
        let (found, others) = owners("Sở Y tế chủ trì, phối hợp với Sở Tài chính", Role::Lead);
        assert_eq!((found, others), (vec![owner("Sở Y tế", Role::Lead)], vec!["Sở Tài chính".to_owned()]));
    }
}
