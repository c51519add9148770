//! The document of every page in a frame, and what its address says of the look.

use crate::{
    http::{Visit, assets, forms::read_form, page::html},
    state::App,
};
use app::{
    domain::colour::Colour,
    ui::Trouble,
    widget::{Look, View, WidgetHead, WidgetTrouble, widget_document},
};
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use leptos::prelude::*;
use serde::Deserialize;

/// What every address in the frame may say of the look. What makes no sense is as good as nothing: a visitor of the
/// association's site sees its needs in the portal's own colour, and `/espace/{association}/widget` says what is wrong.
#[derive(Clone, Debug, Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    vue: String,
    couleur: String,
}

impl Asked {
    /// The look.
    #[must_use]
    pub fn look(&self) -> Look {
        Look { colour: Colour::parse(&self.couleur), view: View::from_code(&self.vue) }
    }
}

/// What is told of the page beside its content.
pub struct Told {
    /// Its title.
    pub title: String,
    /// The whole page about the same, without language.
    pub whole: String,
}

/// The answer: `content` in its document.
pub fn framed<V: IntoView>(
    status: StatusCode,
    app: &App,
    visit: &Visit,
    look: Look,
    told: Told,
    content: impl FnOnce() -> V,
) -> Response {
    let head = WidgetHead {
        lang: visit.lang,
        title: told.title,
        look,
        whole: told.whole,
        assets: assets::folder().to_owned(),
        public_url: app.settings.public_url.clone(),
    };
    let html = html(|| widget_document(head, content()));
    let headers = [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")];
    (status, headers, html).into_response()
}

/// The look of a page in the frame, by its address alone; `None` for every other page.
#[must_use]
pub fn look_of(visit: &Visit) -> Option<Look> {
    let rest = visit.path.strip_prefix("/widget/")?;
    let query = rest.split_once('?').map_or("", |(_, query)| query);
    Some(read_form::<Asked>(query.as_bytes()).unwrap_or_default().look())
}

/// The page of an error in the frame: our other error pages lead to where a frame can't go.
pub fn trouble(status: StatusCode, app: &App, visit: &Visit, look: Look, trouble: Trouble) -> Response {
    let lang = visit.lang;
    let told = Told { title: trouble.title(lang).to_owned(), whole: "/missions".to_owned() };
    framed(status, app, visit, look, told, || view! { <WidgetTrouble lang trouble/> })
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Uri;

    #[test]
    fn errors_keep_the_look() {
        let look = |address| look_of(&Visit::of(&Uri::from_static(address)));
        let green = Look { colour: Colour::parse("2a6f4e"), view: Some(View::Map) };
        assert_eq!(look("/en/widget/missions/1?vue=carte&couleur=2a6f4e"), Some(green));
        assert_eq!(look("/widget/missions/1?couleur=rouge&couleur"), Some(Look::default()));
        assert_eq!(look("/missions/1?couleur=2a6f4e"), None);
    }
}
