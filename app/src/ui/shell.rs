//! The document around every page: head, header, footer.

use super::{Icon, Sign, drawings::Brand};
use crate::{
    domain::Lang,
    likes::{LikeForm, LikeOffer},
    texts,
};
use leptos::prelude::*;

/// What the document says about the page in it.
#[derive(Clone, Debug)]
pub struct PageHead {
    /// Language of the page.
    pub lang: Lang,
    /// The page's own title; the portal's name is added.
    pub title: String,
    /// For search engines and shared links; empty for none.
    pub description: String,
    /// Path and query without the language, as in French: where the other language's page is.
    pub path: String,
    /// `false` for pages that only their owner should find (personal links, forms, errors).
    pub indexed: bool,
    /// Where the assets of this build are: `/pkg/{hash}`.
    pub assets: String,
    /// Scheme and host, without a slash at the end.
    pub public_url: String,
    /// Name of the page's own style and layout, as a class of `<body>`: `home`, `search`, `need`…
    pub class: &'static str,
    /// What other programs are told besides.
    pub told: Told,
    /// Where the page has hearts: what they send along.
    pub likes: Option<LikeOffer>,
}

/// What a page tells other programs about itself: networks that draw a card of it, readers of feeds, search engines.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// `<meta property content>` (OpenGraph), and `<meta name content>` where the name begins with `twitter:`.
    pub cards: Vec<(&'static str, String)>,
    /// The same in other forms: `<link rel="alternate">`.
    pub alternates: Vec<Alternate>,
    /// schema.org, as JSON-LD: a JSON text of ours in which every `<` is written `\u003c`.
    pub data: Option<String>,
}

/// The same in another form.
#[derive(Clone, Debug)]
pub struct Alternate {
    /// Its media type: `application/atom+xml`.
    pub kind: &'static str,
    /// What it is, in the page's language.
    pub title: String,
    /// Where it is.
    pub href: String,
}

/// The whole HTML document around `page`.
pub fn document(head: PageHead, page: impl IntoView) -> impl IntoView {
    let lang = head.lang;
    let assets = head.assets.clone();
    let file = |name: &str| format!("{assets}/{name}");
    let other = if lang == Lang::Fr { Lang::En } else { Lang::Fr };
    let absolute = |lang: Lang| format!("{}{}", head.public_url, lang.href(&head.path));
    let name = texts::common::name(lang);
    let title = if head.title.is_empty() { name.to_owned() } else { format!("{} · {name}", head.title) };
    let path = head.path.clone();
    let likes = head.likes.map(|offer| view! { <LikeForm lang offer path/> });
    view! {
        <!DOCTYPE html>
        <html lang=lang.code()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <title>{title}</title>
                <meta name="description" content=head.description.clone()/>
                <meta name="color-scheme" content="light dark"/>
                {(!head.indexed).then(|| view! { <meta name="robots" content="noindex"/> })}
                {head.indexed.then(|| {
                    view! {
                        <link rel="canonical" href=absolute(lang)/>
                        <link rel="alternate" hreflang="fr" href=absolute(Lang::Fr)/>
                        <link rel="alternate" hreflang="en" href=absolute(Lang::En)/>
                    }
                })}
                {head.told.cards.into_iter().map(card_line).collect_view()}
                {head.told.alternates.into_iter().map(|other| {
                    view! { <link rel="alternate" r#type=other.kind title=other.title href=other.href/> }
                }).collect_view()}
                {head.told.data.map(|data| view! { <script r#type="application/ld+json" inner_html=data></script> })}
                <link rel="preload" href=file("bricolage.woff2") r#as="font" r#type="font/woff2" crossorigin=""/>
                <link rel="stylesheet" href=file("coup-de-main.css")/>
                <link rel="icon" href="/favicon.svg" r#type="image/svg+xml"/>
                <script r#type="module" src=file("start.js")></script>
            </head>
            <body class=head.class>
                <a class="skip" href="#page">{texts::common::skip(lang)}</a>
                <header class="site-header">
                    <a class="brand" href=lang.href("/")><Brand/>{name}</a>
                    <nav aria-label=texts::common::navigation(lang)>
                        <a href=lang.href("/missions")>{texts::common::needs(lang)}</a>
                        <a class="to-likes" href=lang.href("/mes-favoris")>
                            <Icon sign=Sign::Heart/>
                            <span class="heard">{texts::likes::title(lang)}</span>
                        </a>
                        <a class="to-space" href=lang.href("/espace")>{texts::common::space(lang)}</a>
                        <a class="other-lang" href=other.href(&head.path) hreflang=other.code() lang=other.code()>
                            <Icon sign=Sign::Languages/>
                            <span class="heard">{texts::common::this_language(other)}</span>
                            <span class="short" aria-hidden="true">{other.code()}</span>
                        </a>
                    </nav>
                </header>
                <main id="page" tabindex="-1">{page.into_any()} {likes}</main>
                <footer class="site-footer">
                    <div>
                        <p>{texts::common::who_runs_this(lang)}</p>
                        <p>{texts::common::what_happens_to_data(lang)}</p>
                        <ul role="list">
                            <li><a href=lang.href("/espace")>{texts::common::to_space(lang)}</a></li>
                            <li><a href=lang.href("/chiffres/comment")>{texts::figures::how_link(lang)}</a></li>
                            <li><a href=lang.href("/developpeurs")>{texts::api::footer(lang)}</a></li>
                        </ul>
                    </div>
                </footer>
            </body>
        </html>
    }
}

fn card_line((name, content): (&'static str, String)) -> AnyView {
    let meta = leptos::html::meta();
    let key = if name.starts_with("twitter:") { "name" } else { "property" };
    meta.attr(key, name).content(content).into_any()
}
