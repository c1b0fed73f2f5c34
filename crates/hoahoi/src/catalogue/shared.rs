//! What records of several kinds have in common, by which people look for them across kinds: the field of the plan's
//! III.3, the commune, the year.

use super::kinds::{Field, FieldType, Kind, Kinds};
use super::model::FIELD;
use super::show::commune_name;
use crate::organisations::Directory;
use crate::text_enum;
use crate::web::lang::Lang;

text_enum! {
    /// One of them, by its name in addresses.
    pub enum Shared {
        /// The field of the plan's III.3.
        Field = "linh-vuc",
        /// The commune or ward.
        Commune = "xa",
        /// The year it belongs to: of issue, of acceptance.
        Year = "nam",
    }
}

impl Kind {
    /// The field by which its records are found so; `None` when lists of the kind are not narrowed by it.
    #[must_use]
    pub fn shared(&self, shared: Shared) -> Option<&Field> {
        self.facets().find(|field| match shared {
            Shared::Field => field.id == FIELD,
            Shared::Commune => field.kind == FieldType::Communes,
            Shared::Year => field.kind == FieldType::Year,
        })
    }
}

impl Shared {
    /// A value in words; what cannot be read any more stays as it was written.
    #[must_use]
    pub fn word(self, kinds: &Kinds, directory: &Directory, lang: Lang, value: &str) -> String {
        let read = match self {
            Self::Field => {
                let mut fields = kinds.all().iter().filter_map(|kind| kind.field(FIELD));
                fields.find_map(|field| field.option(value)).map(|option| option.name(lang).to_owned())
            }
            Self::Commune => directory.by_slug(value).map(|org| viet::capital(&commune_name(org))),
            Self::Year => None,
        };
        read.unwrap_or_else(|| value.to_owned())
    }
}
