//! `/espace/{association}/widget`: the line that puts an association's needs on its own site.

use crate::{
    http::{Head, PageResult, Visit, forms::Query, page as document, signed_in::Member},
    state::SharedApp,
};
use app::{
    domain::{Lang, colour::Colour},
    texts,
    widget::{DEFAULT_HEIGHT, HEIGHTS, Look, Setup, SetupPage, View},
};
use axum::extract::State;
use leptos::prelude::*;
use serde::Deserialize;

/// What was chosen.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    vue: String,
    couleur: String,
    hauteur: String,
    langue: Option<String>,
}

impl Asked {
    fn setup(&self, lang: Lang) -> Setup {
        let colour = Colour::parse(&self.couleur);
        let height = self.hauteur.trim().parse().ok().filter(|height| HEIGHTS.contains(height));
        Setup {
            look: Look { colour, view: Some(View::from_code(&self.vue).unwrap_or(View::List)) },
            colour_wrong: colour.is_none() && !self.couleur.is_empty(),
            height: height.unwrap_or(DEFAULT_HEIGHT),
            height_wrong: height.is_none() && !self.hauteur.is_empty(),
            language: self.langue.as_deref().map_or(lang, Lang::from_code),
        }
    }
}

/// `GET`.
pub async fn page(
    State(app): State<SharedApp>,
    visit: Visit,
    member: Member,
    Query(asked): Query<Asked>,
) -> PageResult {
    let (lang, setup) = (visit.lang, asked.setup(visit.lang));
    let (association, role) = (member.association, member.role);
    let public_url = app.settings.public_url.clone();
    let title = format!("{} · {}", texts::widget::setup_title(lang), association.name);
    let head = Head { title, private: true, class: "desk", ..Head::default() };
    Ok(document(&app, &visit, head, || view! { <SetupPage lang association role setup public_url/> }))
}
