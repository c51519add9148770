//! The panel on a need's page: the browser's own share sheet where there is one, and plain links to everywhere else.

use super::ShareLive;
use crate::{
    domain::{Lang, share::Channel},
    texts::share as say,
    ui::{Icon, Sign},
};
use leptos::prelude::*;

/// What the panel offers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ways {
    /// The need's page, without language.
    pub path: String,
    /// The need's title.
    pub title: String,
    /// What the share sheet gets beside the link.
    pub text: String,
    /// The link to copy.
    pub link: String,
    /// The link for the share sheet.
    pub sheet_link: String,
    /// Pages of networks, with text and link in their address.
    pub networks: Vec<(Channel, String)>,
    /// Where the browser tells that it was shared.
    pub count: String,
    /// It is over: nobody is told, no poster is printed.
    pub closed: bool,
}

/// The panel.
#[component]
pub fn SharePanel(lang: Lang, ways: Ways) -> impl IntoView {
    let here = lang.href(&ways.path);
    let networks = ways
        .networks
        .into_iter()
        .map(|(channel, href)| view! { <li>{network(lang, channel, href, &here)}</li> })
        .collect_view();
    let more = (!ways.closed).then(|| {
        view! {
            <ul class="share-more" role="list">
                <li>
                    <a href=format!("{here}/amis")><Icon sign=Sign::Users/>{say::friends(lang)}</a>
                </li>
                <li>
                    <a href=format!("{here}/affiche.pdf") r#type="application/pdf">
                        <Icon sign=Sign::Printer/>
                        <span>{say::poster(lang)} " " <span class="small">{say::poster_hint(lang)}</span></span>
                    </a>
                </li>
            </ul>
        }
    });
    view! {
        <section
            class="share"
            id="partager"
            aria-labelledby="share-title"
            data-title=ways.title
            data-text=ways.text
            data-url=ways.sheet_link
            data-count=ways.count
        >
            <h2 id="share-title">{say::title(lang)}</h2>
            <p class="small">{say::intro(lang)}</p>
            <div class="share-link">
                <label for="share-link">{say::link(lang)}</label>
                <div>
                    <input id="share-link" type="url" readonly value=ways.link/>
                    <button
                        class="button quiet"
                        type="button"
                        data-copy="share-link"
                        data-done=say::copied(lang)
                        data-failed=say::copy_failed(lang)
                    >
                        <Icon sign=Sign::Copy/>
                        {say::copy(lang)}
                    </button>
                    <button class="button quiet" type="button" data-share="">
                        <Icon sign=Sign::Share/>
                        {say::sheet(lang)}
                    </button>
                </div>
            </div>
            <p class="share-status small" role="status"></p>
            <ul class="share-networks" role="list">{networks}</ul>
            {more}
            <ShareLive/>
        </section>
    }
}

/// The name of a network, as its own people write it.
#[must_use]
pub fn name(lang: Lang, channel: Channel) -> &'static str {
    match channel {
        Channel::Email => say::email(lang),
        Channel::Whatsapp => say::whatsapp(lang),
        Channel::Sms => say::sms(lang),
        Channel::Facebook => say::facebook(lang),
        Channel::Mastodon => say::mastodon(lang),
        Channel::Bluesky => say::bluesky(lang),
        Channel::Linkedin => say::linkedin(lang),
        Channel::X => say::x(lang),
        Channel::Sheet => say::jump(lang),
        Channel::Link => say::link(lang),
        Channel::Friends => say::friends(lang),
        Channel::Poster => say::poster(lang),
    }
}

fn network(lang: Lang, channel: Channel, href: String, here: &str) -> AnyView {
    let words = name(lang, channel);
    if channel == Channel::Mastodon {
        // Counted by the server, once the instance is known.
        return view! { <a href=format!("{here}/mastodon")>{words}</a> }.into_any();
    }
    let elsewhere = href.starts_with("https:");
    view! {
        <a
            href=href
            data-channel=channel.code()
            target=elsewhere.then_some("_blank")
            rel=elsewhere.then_some("noopener nofollow")
        >
            {words}
            {elsewhere.then(|| view! { <span class="heard">" (" {say::elsewhere(lang)} ")"</span> })}
        </a>
    }
    .into_any()
}
