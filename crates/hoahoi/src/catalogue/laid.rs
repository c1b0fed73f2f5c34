//! A record's page as its kind lays it out.

use super::kinds::{Choice, Field, FieldType, Kind, Sign, Stars};
use super::model::Content;
use super::show::{Part, Reader, Row, Shown, paragraphs};

/// A short mark: an option with its stars or its sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Badge {
    /// What it marks, for those who hear it read.
    pub label: String,
    /// The option.
    pub text: String,
    /// Stars of a rating.
    pub stars: Option<Stars>,
    /// What it means to a reader.
    pub sign: Option<Sign>,
}

/// An article.
#[derive(Debug, Clone)]
pub struct Story {
    /// Where and when.
    pub dateline: String,
    /// Its paragraphs.
    pub body: Vec<String>,
    /// Who wrote it.
    pub byline: Vec<Row>,
}

/// A page laid out; what is empty is left out, and what has no place of its own stands in `parts`.
#[derive(Debug, Clone)]
pub struct Laid {
    /// Below the title.
    pub subtitle: Option<Row>,
    /// Short marks.
    pub badges: Vec<Badge>,
    /// What is asked first.
    pub keys: Vec<Row>,
    /// Lists side by side.
    pub lists: Vec<Row>,
    /// With whom to ask.
    pub ask: Vec<Row>,
    /// Boxes beside the page.
    pub side: Vec<Part>,
    /// The article, of a kind whose records are read as such.
    pub story: Option<Story>,
    /// The rest, section by section.
    pub parts: Vec<Part>,
}

impl Laid {
    /// Lays out a version of a record.
    #[must_use]
    pub fn of(reader: &Reader<'_>, kind: &Kind, content: &Content) -> Self {
        let layout = &kind.layout;
        let row = |id: &String| reader.row(kind.field(id)?, content);
        let rows = |ids: &[String]| ids.iter().filter_map(row).collect::<Vec<_>>();
        let side = layout.side.iter().map(|side| Part {
            heading: side.heading.get(reader.lang).to_owned(),
            rows: rows(&side.fields),
            texts: Vec::new(),
        });
        let words = |id: &String| {
            let field = kind.field(id)?;
            Some(reader.words(field, content.values(id))).filter(|words| !words.is_empty())
        };
        let story = layout.article.as_ref().map(|article| Story {
            dateline: viet::capital(
                &article.dateline.iter().filter_map(words).collect::<Vec<_>>().join(", "),
            ),
            body: paragraphs(content.value(&article.body).unwrap_or_default()),
            byline: rows(&article.byline),
        });
        Self {
            subtitle: layout.subtitle.as_ref().and_then(row),
            badges: layout.badges.iter().flat_map(|id| badges(reader, kind.field(id), content)).collect(),
            keys: rows(&layout.keys),
            lists: layout.lists.iter().filter_map(|id| list(reader, kind.field(id)?, content)).collect(),
            ask: rows(&layout.ask),
            side: side.filter(|part| !part.rows.is_empty()).collect(),
            story,
            parts: reader.parts_of(kind, content, |field| !layout.places(&field.id)),
        }
    }
}

fn badges(reader: &Reader<'_>, field: Option<&Field>, content: &Content) -> Vec<Badge> {
    let Some(field) = field else { return Vec::new() };
    let badge = |value: &String| {
        let option = field.option(value);
        Badge {
            label: field.short_label(reader.lang).to_owned(),
            text: reader.word(field, value),
            stars: option.and_then(Choice::rating),
            sign: option.and_then(|option| option.sign),
        }
    };
    content.values(&field.id).iter().map(badge).collect()
}

/// A field of several values, one a line.
fn list(reader: &Reader<'_>, field: &Field, content: &Content) -> Option<Row> {
    let mut row = reader.row(field, content)?;
    if field.kind != FieldType::List && matches!(row.value, Shown::Text(_)) {
        let words = content.values(&field.id).iter().map(|value| reader.word(field, value));
        row.value = Shown::Items(words.collect());
    }
    Some(row)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::catalogue::kinds::Kinds;
    use crate::catalogue::show::Names;
    use crate::organisations::data::Data;
    use crate::web::lang::Lang;

    fn content(values: &[(&str, &[&str])]) -> Content {
        let values = values
            .iter()
            .map(|(id, values)| ((*id).to_owned(), values.iter().map(|value| (*value).to_owned()).collect()));
        Content { title: "Mẫu".to_owned(), values: values.collect(), ..Content::default() }
    }

    #[test]
    fn every_public_value_stands_on_the_page_once() {
        let kinds = Kinds::load(std::path::Path::new("/nowhere")).unwrap();
        let directory = Data::lang_son().unwrap().directory();
        let names = Names::default();
        let reader = Reader { directory: &directory, names: &names, lang: Lang::Vi };
        for kind in kinds.all() {
            let plain =
                |field: &&Field| !field.kind.has_options() && field.role.is_none() && field.is_public();
            let texts = |field: &&Field| {
                plain(field) && matches!(field.kind, FieldType::Text | FieldType::List | FieldType::LongText)
            };
            let said: Vec<(String, String)> = kind
                .fields()
                .filter(texts)
                .map(|field| (field.id.clone(), format!("⟨{}⟩", field.id)))
                .collect();
            let values: Vec<(&str, Vec<&str>)> =
                said.iter().map(|(id, value)| (id.as_str(), vec![value.as_str()])).collect();
            let values: Vec<(&str, &[&str])> = values.iter().map(|(id, v)| (*id, v.as_slice())).collect();
            let page = format!("{:?}", Laid::of(&reader, kind, &content(&values)));
            for (id, value) in &said {
                assert_eq!(page.matches(value.as_str()).count(), 1, "{} {id}", kind.id);
            }
        }
    }

    #[test]
    fn stars_signs_and_lists_are_read_from_the_declaration() {
        let kinds = Kinds::load(std::path::Path::new("/nowhere")).unwrap();
        let directory = Data::lang_son().unwrap().directory();
        let names = Names::default();
        let reader = Reader { directory: &directory, names: &names, lang: Lang::En };
        let laid = |kind: &str, values: &[(&str, &[&str])]| {
            Laid::of(&reader, kinds.get(kind).unwrap(), &content(values))
        };
        let product = laid("san-pham", &[("ocop", &["4-sao"]), ("gia", &["10.000"])]);
        assert_eq!(
            (product.badges[0].stars, product.badges[0].text.as_str()),
            (Some([true, true, true, true, false]), "OCOP 4 stars")
        );
        assert_eq!(product.side.len(), 1, "an empty box is left out");
        let gene = laid("nguon-gen", &[("tinh-trang", &["nguy-co"]), ("ten-khoa-hoc", &["Citrus L."])]);
        assert_eq!(gene.badges[0].sign, Some(Sign::Care));
        assert_eq!(gene.subtitle.unwrap().value, Shown::Scientific("Citrus L.".to_owned()));
        let expert = laid("chuyen-gia", &[("ho-tro", &["tu-van", "dao-tao"])]);
        assert_eq!(
            expert.lists[0].value,
            Shown::Items(vec!["Technical advice".to_owned(), "Training".to_owned()])
        );
        let news = laid("tin-tuc", &[("ngay", &["2026-11-17"]), ("noi-dung", &["Một.\n\nHai."])]);
        let story = news.story.unwrap();
        assert_eq!((story.dateline.as_str(), story.body.len()), ("17/11/2026", 2));
    }
}
