//! The page of one need: what, for whom, where and when, and the way to say yes beside it.

use super::{Cards, facts::Facts};
use crate::associations::LogoImage;
use crate::domain::{
    Lang, activity, dates,
    likes::Likes,
    need::{Need, NeedCard, NeedState, SignUpAt},
};
use crate::likes::LikeButton;
use crate::links_back::{Followed, OutwardLink};
use crate::texts::{activities, needs as say, reports, share};
use crate::ui::{FieldMark, Icon, Sign};
use jiff::civil::Date;
use leptos::prelude::*;

/// The whole page.
#[component]
pub fn NeedPage(
    /// Language of the page.
    lang: Lang,
    /// What it is about.
    need: Need,
    /// The sign-up card, shown beside the need while it takes sign-ups here; anything otherwise.
    sign_up: AnyView,
    /// Who likes it, where one can say so.
    #[prop(default = None)]
    likes: Option<Likes>,
    /// The ways to pass it on; none while it is only a preview.
    share: Option<AnyView>,
    /// Other open needs near this one, nearest first.
    nearby: Vec<NeedCard>,
    /// Today on the need's calendar.
    today: Date,
    /// Code of where the reader came from.
    #[prop(optional)]
    from: String,
) -> impl IntoView {
    let closed = need.state == NeedState::Closed;
    let takes = need.takes_sign_ups();
    let there = !closed && need.sign_up == SignUpAt::There;
    let beside = if takes {
        sign_up
    } else if there && need.page_url.is_some() {
        view! { <There lang need=need.clone() from=from.clone()/> }.into_any()
    } else {
        view! { <Over lang closed nearby=!nearby.is_empty()/> }.into_any()
    };
    let activity = need.activity.as_deref().and_then(|code| activity::label(lang, code));
    let bar = (takes || there).then(|| view! { <Bar lang need=need.clone() from=from.clone()/> });
    let layout = if takes { "need-layout takes" } else { "need-layout" };
    view! {
        <article class=format!("need field-{}", need.field.code())>
            <div class=layout>
                <Heading lang need=need.clone() likes shared=share.is_some() from=from.clone()/>
                <aside class="need-beside" id="inscription">{beside}</aside>
                <div class="need-body">
                    <Facts lang need=need.clone() today/>
                    <section class="prose" aria-labelledby="what">
                        <h2 id="what">{say::what_you_do(lang)}</h2>
                        <div inner_html=need.description_html.clone()></div>
                        {activity.map(|words| view! { <p class="small">{activities::is(lang, words)}</p> })}
                        {need.tags.clone().map(|tags| view! { <p class="small">{say::tags(lang, tags)}</p> })}
                    </section>
                    {share}
                    <About lang need=need.clone() today from/>
                </div>
            </div>
            {bar}
        </article>
        {(!nearby.is_empty())
            .then(|| {
                let title = if closed { say::nearby_closed(lang) } else { say::nearby(lang) };
                view! {
                    <section class="band nearby" id="nearby" aria-labelledby="nearby-title">
                        <h2 id="nearby-title">{title}</h2>
                        <Cards lang cards=nearby today wide=true/>
                    </section>
                }
            })}
    }
}

#[component]
fn Heading(lang: Lang, need: Need, likes: Option<Likes>, shared: bool, from: String) -> impl IntoView {
    let place = need.addresses.first().map(|address| address.city.clone());
    let title = need.title.clone();
    let heart = likes.map(|likes| view! { <LikeButton lang need_id=need.id title likes wide=true from/> });
    view! {
        <header class="need-head">
            <nav class="breadcrumb" aria-label=say::breadcrumb(lang)>
                <a href=lang.href("/missions")><Icon sign=Sign::ArrowLeft/>{say::back_to_search(lang)}</a>
            </nav>
            <FieldMark lang field=need.field/>
            <h1>{need.title}</h1>
            <p class="by">
                <b>{need.association.name}</b>
                {place.map(|place| view! { <span class="at"><Icon sign=Sign::MapPin/>{place}</span> })}
                {shared.then(|| view! { <a class="share-jump" href="#partager"><Icon sign=Sign::Share/>{share::jump(lang)}</a> })}
            </p>
            {heart}
        </header>
    }
}

/// Who asks, and where else they speak of it.
#[component]
fn About(lang: Lang, need: Need, today: Date, from: String) -> impl IntoView {
    let posted = dates::date_only(lang, need.posted_on, today);
    let followed = Followed::Need(need.id);
    let own_page = need.page_url.clone().filter(|_| need.sign_up == SignUpAt::Here);
    let here = from.clone();
    let own_page =
        own_page.map(|href| view! { <OutwardLink lang href followed words=say::own_page(lang) from=here/> });
    let web_page = need.association.web_page.clone();
    let web_page =
        web_page.map(|href| view! { <OutwardLink lang href followed words=say::web_page(lang) from/> });
    // What is only a preview can't be reported.
    let report = (need.id > 0).then(|| {
        let href = lang.href(&format!("{}/signaler", need.path()));
        view! { <p class="small report-link"><a href=href rel="nofollow">{reports::link(lang)}</a></p> }
    });
    let their_page = lang.href(&format!("/associations/{}", need.association.id));
    // Their name stands beside it.
    let logo =
        need.association.logo.clone().map(|logo| view! { <LogoImage logo alt=String::new() small=true/> });
    view! {
        <section class="about" aria-labelledby="who">
            <h2 id="who">{say::association(lang)}</h2>
            <p class="about-name">{logo} <a href=their_page>{need.association.name}</a></p>
            <p class="about-links">{own_page} {web_page}</p>
            <p class="small">
                {say::posted(lang, posted)} {need.credit.map(|credit| format!(" {}", say::credit(lang, credit)))}
            </p>
            {report}
        </section>
    }
}

/// In the form's place: the association signs people up on its own site.
#[component]
fn There(lang: Lang, need: Need, from: String) -> impl IntoView {
    view! {
        <section class="panel there" aria-labelledby="there">
            <h2 id="there">{say::there_title(lang)}</h2>
            <p>{say::there(lang, &need.association.name)}</p>
            <GoThere lang need from/>
        </section>
    }
}

#[component]
fn GoThere(lang: Lang, need: Need, from: String) -> impl IntoView {
    let followed = Followed::Need(need.id);
    need.page_url
        .map(|href| view! { <OutwardLink lang href followed words=say::go_there(lang) button=true from/> })
}

/// In the form's place: too late for this one.
#[component]
fn Over(lang: Lang, closed: bool, nearby: bool) -> impl IntoView {
    let title = if closed { say::closed_title(lang) } else { say::no_slot_title(lang) };
    view! {
        <section class="panel over" role="status">
            <h2>{title}</h2>
            <p>{say::closed_words(lang)}</p>
            <a class="button wide" href=if nearby { "#nearby".to_owned() } else { lang.href("/missions") }>
                {if nearby { say::nearby(lang) } else { say::back_to_search(lang) }}
            </a>
        </section>
    }
}

/// On a phone: the one thing to do, always under the thumb.
#[component]
fn Bar(lang: Lang, need: Need, from: String) -> impl IntoView {
    let (left, _) = need.places();
    let here = need.sign_up == SignUpAt::Here;
    let button = if here {
        let words = if left > 0 { say::sign_up(lang) } else { say::wait(lang) };
        let href = lang.href(&format!("{}/inscription", need.path()));
        view! { <a class="button wide" href=href>{words}</a> }.into_any()
    } else {
        view! { <GoThere lang need from/> }.into_any()
    };
    view! { <div class="bottom-bar">{button}</div> }
}
