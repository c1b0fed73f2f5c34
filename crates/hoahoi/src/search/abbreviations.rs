//! Abbreviations: whoever asks for one finds what is written out, and the other way round.

use std::sync::LazyLock;

use serde::Deserialize;

use super::terms::Terms;

const TABLE: &str = include_str!("../../data/abbreviations.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    abbreviation: Vec<Row>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    short: String,
    long: String,
    #[allow(dead_code, reason = "for whoever reads the file")]
    source: String,
}

/// Two ways to write one thing.
#[derive(Debug)]
struct Pair {
    short: Terms,
    long: Terms,
}

/// Words of a query that can be written another way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    /// The first of the query's words concerned.
    pub from: usize,
    /// How many there are.
    pub length: usize,
    /// The other way.
    pub written: Terms,
}

// A test reads the table, so the default is never taken.
static PAIRS: LazyLock<Vec<Pair>> = LazyLock::new(|| read(TABLE).unwrap_or_default());

fn read(table: &str) -> Result<Vec<Pair>, toml::de::Error> {
    let file: File = toml::from_str(table)?;
    let pair = |row: &Row| Pair { short: Terms::asked(&row.short), long: Terms::asked(&row.long) };
    Ok(file.abbreviation.iter().map(pair).collect())
}

/// The other ways to write parts of a query.
#[must_use]
pub fn others(asked: &Terms) -> Vec<Other> {
    let mut found = Vec::new();
    for pair in PAIRS.iter() {
        for (this, other) in [(&pair.short, &pair.long), (&pair.long, &pair.short)] {
            let length = this.folded.len();
            let places = asked.folded.windows(length).enumerate();
            let at = places.filter(|(_, words)| *words == this.folded).map(|(from, _)| from);
            found.extend(at.map(|from| Other { from, length, written: other.clone() }));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(query: &str) -> Vec<String> {
        others(&Terms::asked(query)).iter().map(|other| other.written.exact.join(" ")).collect()
    }

    #[test]
    fn the_table_can_be_read_and_every_row_says_where_it_is_from() {
        let file: File = toml::from_str(TABLE).unwrap();
        assert!(file.abbreviation.iter().all(|row| !row.source.trim().is_empty()));
        assert_eq!(PAIRS.len(), file.abbreviation.len());
    }

    #[test]
    fn an_abbreviation_is_written_out_and_the_other_way_round() {
        assert_eq!(written("đề tài CNSH"), ["công nghệ sinh học"]);
        assert_eq!(written("cong nghe sinh hoc"), ["cnsh"]);
        assert_eq!(written("Sở NN&PTNT"), ["nông nghiệp và phát triển nông thôn"]);
        let other = &others(&Terms::asked("sở khoa học và công nghệ"))[0];
        assert_eq!((other.from, other.length), (1, 5));
        assert!(written("công nghệ").is_empty());
    }
}
