//! `/developpeurs`: what programs may ask of the portal, in words and with examples to copy.

mod examples;

use crate::{domain::Lang, texts::api as say};
use examples::Examples;
use leptos::prelude::*;

/// The page.
#[component]
pub fn DevelopersPage(
    /// Of the page.
    lang: Lang,
    /// Scheme and host of the portal.
    site: String,
    /// Kinds of problems: code, status, title.
    problems: Vec<(&'static str, u16, &'static str)>,
    /// What keys may do.
    scopes: Vec<&'static str>,
    /// How often a network may ask.
    a_minute: i64,
) -> impl IntoView {
    let examples = Examples { site: &site };
    let addresses = [
        ("/api/v1/needs", say::gives_needs(lang)),
        ("/api/v1/needs/{id}", say::gives_need(lang)),
        ("/api/v1/associations", say::gives_associations(lang)),
        ("/api/v1/fields", say::gives_fields(lang)),
        ("/api/v1/places?q=ren", say::gives_places(lang)),
        ("/api/v1/openapi.json", say::gives_openapi(lang)),
    ];
    let addresses = addresses
        .into_iter()
        .map(|(path, words)| {
            let name = view! { <code>{path}</code> };
            let name = if path.contains('{') {
                name.into_any()
            } else {
                view! { <a href=path>{name}</a> }.into_any()
            };
            view! { <li>{name} <span>{words}</span></li> }
        })
        .collect_view();
    let scopes = scopes.into_iter().map(|scope| view! { <li><code>{scope}</code></li> }).collect_view();
    let problems = problems
        .into_iter()
        .map(|(code, status, title)| {
            view! { <li id=code><code>{status} " " {code}</code> <span lang="en">{title}</span></li> }
        })
        .collect_view();
    view! {
        <article class="developers">
            <h1>{say::title(lang)}</h1>
            <p class="lead">{say::intro(lang)}</p>
            <section>
                <h2>{say::addresses(lang)}</h2>
                <ul class="addresses" role="list">{addresses}</ul>
            </section>
            <section>
                <h2>{say::read_title(lang)}</h2>
                <p>{say::read_text(lang)}</p>
                <p>{say::read_search(lang)}</p>
                {example(examples.search())}
                <p>{say::read_next(lang)}</p>
                <p>{say::read_etag(lang)}</p>
                <p>{say::read_copy(lang)}</p>
                {example(examples.changes())}
                <p>{say::read_limit(lang, crate::domain::numbers::whole(lang, a_minute))} " " {say::read_credit(lang)}</p>
            </section>
            <section>
                <h2>{say::feeds_title(lang)}</h2>
                <p>{say::feeds_text(lang)}</p>
                {example(examples.feeds())}
                <p>{say::widget_text(lang)}</p>
                {example(examples.widget())}
            </section>
            <section id="cles">
                <h2>{say::keys_section(lang)}</h2>
                <p>{say::keys_text(lang)}</p>
                <ul class="addresses" role="list">{scopes}</ul>
                <p>{say::push_text(lang)} " " {say::push_match(lang)}</p>
                {example(examples.push())}
                <p>{say::sign_ups_text(lang)}</p>
                {example(examples.sign_ups())}
            </section>
            <section>
                <h2>{say::problems_title(lang)}</h2>
                <p>{say::problems_text(lang)}</p>
                <ul class="addresses" role="list">{problems}</ul>
            </section>
        </article>
    }
}

/// Something to copy.
fn example(text: String) -> AnyView {
    view! { <pre class="example"><code>{text}</code></pre> }.into_any()
}
