//! The document in the frame: no header and no footer of ours around it, but one line that says what this is made with.

use super::Look;
use crate::{domain::Lang, texts::widget as say, ui::Brand};
use leptos::prelude::*;

/// What the document says about the page in it.
#[derive(Clone, Debug)]
pub struct WidgetHead {
    /// Language of the page.
    pub lang: Lang,
    /// The page's own title.
    pub title: String,
    /// Its look.
    pub look: Look,
    /// The whole page about the same, without language: `/missions/12-servir-la-soupe`.
    pub whole: String,
    /// Where the assets of this build are: `/pkg/{hash}`.
    pub assets: String,
    /// Scheme and host, without a slash at the end.
    pub public_url: String,
}

/// The whole HTML document around `page`.
pub fn widget_document(head: WidgetHead, page: impl IntoView) -> impl IntoView {
    let WidgetHead { lang, title, look, whole, assets, public_url } = head;
    let file = |name: &str| format!("{assets}/{name}");
    let whole = lang.href(&whole);
    // The page around the frame has a main part of its own: this one has a name.
    let name = title.clone();
    // The build stands in the address, so that a sheet kept for ever is one of this build.
    let colours = look.colour.map(|colour| {
        let build = assets.rsplit('/').next().unwrap_or_default();
        view! { <link rel="stylesheet" href=format!("/widget/couleur/{colour}.css?v={build}")/> }
    });
    view! {
        <!DOCTYPE html>
        <html lang=lang.code() class="framed">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <title>{title}</title>
                <meta name="color-scheme" content="light dark"/>
                <meta name="robots" content="noindex"/>
                <link rel="canonical" href=format!("{public_url}{whole}")/>
                <link rel="preload" href=file("bricolage.woff2") r#as="font" r#type="font/woff2" crossorigin=""/>
                <link rel="stylesheet" href=file("coup-de-main.css")/>
                {colours}
                <link rel="icon" href="/favicon.svg" r#type="image/svg+xml"/>
                <script r#type="module" src=file("start.js")></script>
                // Not a module: those aren't loaded in a frame that was given an origin of its own.
                <script defer src=file("frame.js")></script>
            </head>
            <body class="widget">
                <main id="page" tabindex="-1" aria-label=name>
                    {page.into_any()}
                    // In the page's only landmark: beside the portal's own footer, a second would be one too many.
                    <p class="widget-foot">
                        <a href=whole target="_blank" rel="noopener">
                            <Brand/>
                            {say::made_with(lang)}
                            <span class="heard">{format!(" ({})", say::new_tab(lang))}</span>
                        </a>
                    </p>
                </main>
            </body>
        </html>
    }
}
