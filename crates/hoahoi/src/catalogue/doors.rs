//! Where a public version is found: by facets in lists and counts, by links from both ends, by its words in the search.

use super::life::Scene;
use super::model::{Content, Link, LinkKind};
use super::show::{Names, Reader};
use super::{changes, links, store};
use crate::db::{Millis, Tx};
use crate::ids::RecordId;
use crate::search;
use crate::web::lang::Lang;

/// A record that the public sees.
pub(super) struct Shown<'a> {
    pub id: RecordId,
    pub slug: &'a str,
    /// When its version was published.
    pub at: Millis,
    pub demo: bool,
}

/// Puts a public version where lists, counts, links and the search find it.
pub(super) async fn lay_out(
    tx: &mut Tx,
    scene: &Scene<'_>,
    shown: &Shown<'_>,
    public: &Content,
) -> sqlx::Result<()> {
    let slugs = public.record_slugs(scene.kind).collect();
    let fields = store::public_ids(tx, slugs).await?;
    let mut all = public.links.clone();
    all.extend(fields.into_iter().map(|id| Link { kind: LinkKind::Record, id }));
    let names = Names::of(tx, scene.directory, scene.kind, &[public]).await?;
    let reader = Reader { directory: scene.directory, names: &names, lang: Lang::Vi };
    let entry = search::Entry {
        kind: scene.kind.id.clone(),
        href: format!("/muc/{}", shown.slug),
        title: public.title.clone(),
        body: reader.search_text(scene.kind, public),
        place: scene.kind.field("xa").map_or_else(String::new, |f| reader.words(f, public.values(&f.id))),
        at: shown.at,
        demo: shown.demo,
        facets: public.search_facets(scene.kind),
    };
    changes::set_facets(tx, shown.id, &scene.kind.id, &public.facets(scene.kind)).await?;
    links::replace(tx, shown.id, &all).await?;
    search::put(tx, "record", shown.id.0, &[entry]).await
}
