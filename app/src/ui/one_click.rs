//! The one button of the pages that letters lead to who wants no more of them: what a mail program sends by itself
//! (RFC 8058), as a form.

use leptos::prelude::*;

/// The button, POST to the page's own address.
#[component]
pub fn OneClick(action: String, words: &'static str, #[prop(optional)] class: &'static str) -> AnyView {
    let class = (!class.is_empty()).then_some(class);
    view! {
        <form class=class method="post" action=action>
            <input type="hidden" name="List-Unsubscribe" value="One-Click"/>
            <button class="button big" type="submit">{words}</button>
        </form>
    }
    .into_any()
}

/// A page of it: what stops, and the button; or that it is done.
#[component]
pub fn StopPage(
    class: &'static str,
    #[prop(into)] title: String,
    #[prop(into)] text: String,
    /// Where the button leads and what it says; none once it is done.
    button: Option<(String, &'static str)>,
    /// What more there is to say.
    #[prop(default = None)]
    aside: Option<&'static str>,
) -> AnyView {
    view! {
        <section class=class>
            <h1>{title}</h1>
            <p>{text}</p>
            {aside.map(|words| view! { <p class="aside">{words}</p> })}
            {button.map(|(action, words)| view! { <OneClick action words/> })}
        </section>
    }
    .into_any()
}
