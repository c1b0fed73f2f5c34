//! What the index keeps of an entry, and how a text reaches it.

use tantivy::schema::{
    Field, IndexRecordOption, NumericOptions, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer};
use tantivy::{Index, TantivyDocument};
use uuid::Uuid;

use super::store::Kept;
use super::terms::{Analyser, BETWEEN};

/// Raised whenever what stands in the index changes its meaning: an index of another version is built anew.
pub const VERSION: u32 = 1;

/// What results are counted by and narrowed to, in the order of the page.
pub const FACETS: [&str; 4] = ["kind", "field", "commune", "year"];

/// The fields of the index.
#[derive(Debug, Clone, Copy)]
pub struct Fields {
    /// `record:…`, `plan:…`: what a change replaces.
    pub subject: Field,
    /// All terms of the title.
    pub title: Field,
    /// All terms of title and body.
    pub text: Field,
    /// What a title is suggested by; parts of a plan have none.
    pub name: Field,
    id: [Field; 2],
    at: Field,
    facets: [Field; 4],
}

/// The fields and the schema that holds them.
#[must_use]
pub fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let terms = |option, lengths| {
        let indexing = TextFieldIndexing::default().set_tokenizer(PARTS).set_fieldnorms(lengths);
        TextOptions::default().set_indexing_options(indexing.set_index_option(option))
    };
    let column = || NumericOptions::default().set_fast();
    let counted = || TextOptions::default().set_fast("raw");
    let fields = Fields {
        subject: schema.add_text_field("subject", STRING),
        title: schema.add_text_field("title", terms(IndexRecordOption::WithFreqs, true)),
        text: schema.add_text_field("text", terms(IndexRecordOption::WithFreqs, true)),
        name: schema.add_text_field("name", terms(IndexRecordOption::Basic, false)),
        id: [schema.add_u64_field("id_high", column()), schema.add_u64_field("id_low", column())],
        at: schema.add_i64_field("at", column()),
        facets: FACETS.map(|name| schema.add_text_field(name, counted())),
    };
    (schema.build(), fields)
}

/// Makes the index understand what [`Fields::document`] gives it.
pub fn register(index: &Index) {
    index.tokenizers().register(PARTS, TextAnalyzer::from(Parts::default()));
}

/// The name of a subject in the index.
#[must_use]
pub fn subject(kind: &str, id: Uuid) -> String {
    format!("{kind}:{id}")
}

impl Fields {
    /// An entry as the index keeps it.
    #[must_use]
    pub fn document(&self, analyser: &mut Analyser, kept: &Kept) -> TantivyDocument {
        let mut document = TantivyDocument::default();
        document.add_text(self.subject, subject(&kept.subject_kind, kept.subject_id));
        document.add_text(self.title, analyser.terms(&[&kept.title]));
        document.add_text(self.text, analyser.terms(&[&kept.title, &kept.body]));
        if !kept.href.contains('#') {
            document.add_text(self.name, analyser.name(&kept.title));
        }
        let (high, low) = kept.id.as_u64_pair();
        document.add_u64(self.id[0], high);
        document.add_u64(self.id[1], low);
        document.add_i64(self.at, kept.at.0);
        let values = [kept.kind.as_str(), &kept.field, &kept.communes, &kept.year];
        for (field, value) in self.facets.into_iter().zip(values) {
            for value in value.lines().filter(|value| !value.is_empty()) {
                document.add_text(field, value);
            }
        }
        document
    }
}

/// Under this name the index knows [`Parts`].
const PARTS: &str = "parts";

/// Takes apart what an [`Analyser`] has put together.
#[derive(Debug, Clone, Default)]
struct Parts {
    token: Token,
}

/// The terms still to come.
struct Stream<'a> {
    rest: std::str::SplitTerminator<'a, char>,
    token: &'a mut Token,
}

impl Tokenizer for Parts {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        self.token.reset();
        Stream { rest: text.split_terminator(BETWEEN), token: &mut self.token }
    }
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        let Some(term) = self.rest.next() else { return false };
        self.token.position = self.token.position.wrapping_add(1);
        self.token.text.clear();
        self.token.text.push_str(term);
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}
