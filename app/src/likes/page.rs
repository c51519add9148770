//! `/mes-favoris`: the shortlist.

use super::MOST_COMPARED;
use crate::{
    domain::{Lang, need::NeedCard},
    needs::Card,
    texts::likes as say,
    ui::{Hands, Icon, Sign, turn},
};
use jiff::civil::Date;
use leptos::prelude::*;

/// Where the list is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// In this browser alone.
    Browser,
    /// With the address of a volunteer.
    Address,
    /// With the account of whoever is signed in, whose address this is.
    SignedIn(String),
}

/// The form by which somebody sends themselves the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SendForm {
    /// As typed.
    pub email: String,
    /// When the server gave this form out, signed by it.
    pub stamp: String,
    /// What is wrong with the address.
    pub error: Option<String>,
    /// Why it wasn't sent though nothing is wrong with the address.
    pub trouble: Option<String>,
}

/// What somebody likes, a page of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Shortlist {
    /// The needs of this page, the last liked first.
    pub cards: Vec<NeedCard>,
    /// How many there are on all pages.
    pub total: usize,
    /// Which page this is, from 1.
    pub page: i64,
    /// How many pages there are.
    pub pages: i64,
}

/// The page.
#[component]
pub fn FavoritesPage(
    lang: Lang,
    whose: Whose,
    list: Shortlist,
    typed: SendForm,
    /// What has just been done.
    #[prop(default = None)]
    notice: Option<&'static str>,
    today: Date,
) -> AnyView {
    let Shortlist { cards, total, page, pages } = list;
    let notice = notice.map(|notice| view! { <p class="notice" role="status">{notice}</p> });
    if cards.is_empty() {
        return view! {
            <section class="favorites-empty narrow">
                {notice}
                <h1>{say::title(lang)}</h1>
                <Hands/>
                <h2>{say::empty_title(lang)}</h2>
                <p>{say::empty_text(lang)}</p>
                <p class="actions"><a class="button" href=lang.href("/missions")>{say::empty_action(lang)}</a></p>
            </section>
        }
        .into_any();
    }
    let kept = match &whose {
        Whose::Browser => say::in_browser(lang).to_owned(),
        Whose::Address => say::with_address(lang).to_owned(),
        Whose::SignedIn(email) => say::with_account(lang, email),
    };
    let count = i64::try_from(total).unwrap_or(i64::MAX);
    let several = cards.len() > 1;
    let lines = cards.into_iter().map(|card| line(lang, card, several, today)).collect_view();
    view! {
        <div class="favorites-page">
            {notice}
            <header class="favorites-head">
                <h1>{say::title(lang)}</h1>
                <p class="small">{kept}</p>
            </header>
            <section aria-labelledby="shortlist">
                <h2 id="shortlist" class="heard">{say::shortlist(lang, count)}</h2>
                <ul class="cards wide favorites-list" role="list">{lines}</ul>
                {turn(lang, page, pages, &|page| lang.href(&format!("/mes-favoris?page={page}")))}
                {several
                    .then(|| {
                        view! {
                            <form id="comparer" class="compare-bar" action=lang.href("/mes-favoris/comparer")>
                                <p class="small">{say::pick_hint(lang, MOST_COMPARED)}</p>
                                <button class="button" type="submit"><Icon sign=Sign::Scale/>{say::compare(lang)}</button>
                            </form>
                        }
                    })}
            </section>
            <div class="favorites-acts">
                <Send lang typed/>
                <Forget lang whose/>
            </div>
        </div>
    }
    .into_any()
}

fn line(lang: Lang, card: NeedCard, several: bool, today: Date) -> impl IntoView {
    let (id, title) = (card.id.to_string(), card.title.clone());
    view! {
        <li>
            <Card lang card today/>
            {several
                .then(|| {
                    view! {
                        <label class="compare-pick">
                            <input type="checkbox" name="mission" value=id form="comparer"/>
                            {say::pick(lang)}
                            <span class="heard">" "{say::like_this(lang, title)}</span>
                        </label>
                    }
                })}
        </li>
    }
}

#[component]
fn Send(lang: Lang, typed: SendForm) -> impl IntoView {
    let SendForm { email, stamp, error, trouble } = typed;
    let wrong = error.is_some();
    let trouble = trouble.map(|words| view! { <p class="notice" role="alert">{words}</p> });
    view! {
        <section class="panel" id="envoi" aria-labelledby="send">
            <h2 id="send">{say::send_title(lang)}</h2>
            {trouble}
            <form class="plain-form" method="post" action=lang.href("/mes-favoris/envoi")>
                <input type="hidden" name="t" value=stamp/>
                <div class=if wrong { "field wrong" } else { "field" }>
                    <label for="email">{say::email(lang)}</label>
                    <p class="note" id="email-note">{error.unwrap_or_else(|| say::send_text(lang).to_owned())}</p>
                    <div class="input">
                        <input
                            id="email"
                            name="email"
                            r#type="email"
                            autocomplete="email"
                            inputmode="email"
                            autocapitalize="off"
                            spellcheck="false"
                            required
                            value=email
                            aria-describedby="email-note"
                            aria-invalid=wrong.then_some("true")
                            autofocus=wrong
                        />
                    </div>
                </div>
                <button class="button" type="submit">{say::send(lang)}</button>
            </form>
        </section>
    }
}

/// Unfolds first, so that no stray click does it.
#[component]
fn Forget(lang: Lang, whose: Whose) -> impl IntoView {
    let alone = whose == Whose::Browser;
    let text = if alone { say::forget_text(lang) } else { say::forget_account(lang) };
    let here = (whose == Whose::Address).then(|| {
        view! {
            <p>{say::forget_here_text(lang)}</p>
            <form method="post" action=lang.href("/mes-favoris/oubli")>
                <button class="button quiet" type="submit" name="quoi" value="ici">{say::forget_here(lang)}</button>
            </form>
        }
    });
    view! {
        <details class="fold">
            <summary>{say::forget_title(lang)}</summary>
            {here}
            <p>{text}</p>
            <form method="post" action=lang.href("/mes-favoris/oubli")>
                <button class="button danger" type="submit" name="quoi" value="tout">{say::forget(lang)}</button>
            </form>
        </details>
    }
}
