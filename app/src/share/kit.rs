//! `/espace/{association}/missions/{need}/partager`: texts for each network and each occasion, to be changed and copied.

use super::{ShareLive, panel::name};
use crate::{
    coordination::{DeskFrame, Tab},
    domain::{
        Lang,
        association::{Association, Role},
        numbers::whole,
        share::{Channel, words::Occasion},
    },
    texts::{share as say_share, share_kit as say},
    ui::{Icon, Sign, TextArea},
};
use leptos::prelude::*;

/// A text that is ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KitText {
    /// What for.
    pub occasion: Occasion,
    /// Where.
    pub channel: Channel,
    /// With its link.
    pub text: String,
    /// How much room it takes there.
    pub used: usize,
    /// How much there is.
    pub most: usize,
    /// The network's own page with it, where there is one.
    pub page: Option<String>,
}

/// All that is ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kit {
    /// The need's.
    pub title: String,
    /// The need's page, without language.
    pub public: String,
    /// The picture, with language.
    pub picture: String,
    /// The poster, without language; none of a need that is over.
    pub poster: Option<String>,
    /// The need is over.
    pub closed: bool,
    /// In the order in which they are shown.
    pub texts: Vec<KitText>,
}

/// The page.
#[component]
pub fn KitPage(lang: Lang, association: Association, role: Role, kit: Kit) -> AnyView {
    let sections = Occasion::ALL
        .into_iter()
        .filter(|occasion| kit.texts.iter().any(|text| text.occasion == *occasion))
        .map(|occasion| {
            let texts = kit
                .texts
                .iter()
                .filter(|text| text.occasion == occasion)
                .map(|text| ready(lang, text))
                .collect_view();
            let (title, hint) = words(lang, occasion);
            view! {
                <section class="kit-occasion" aria-labelledby=occasion.code()>
                    <h2 id=occasion.code()>{title}</h2>
                    <p class="small">{hint}</p>
                    <ul class="kit-texts" role="list">{texts}</ul>
                </section>
            }
        })
        .collect_view();
    let poster = kit.poster.clone().map(|path| {
        view! {
            <li>
                <a href=lang.href(&path) r#type="application/pdf"><Icon sign=Sign::Printer/>{say::poster(lang)}</a>
            </li>
        }
    });
    view! {
        <DeskFrame lang association role tab=Tab::Needs>
            <div class="share-kit">
                <h1>{say::title(lang, &kit.title)}</h1>
                <p>{say::intro(lang)}</p>
                {kit.closed.then(|| view! { <p class="notice calm" role="note">{say::closed(lang)}</p> })}
                <p class="share-status small" role="status"></p>
                {sections}
                <section class="kit-tools" aria-labelledby="tools">
                    <h2 id="tools">{say::tools(lang)}</h2>
                    <ul role="list">
                        {poster}
                        <li>
                            <a href=kit.picture.clone() r#type="image/png"><Icon sign=Sign::Share/>{say::picture(lang)}</a>
                        </li>
                        <li>
                            <a href=lang.href(&kit.public)><Icon sign=Sign::ArrowRight/>{say::public(lang)}</a>
                        </li>
                    </ul>
                    <img src=kit.picture.clone() alt="" width="600" height="315" loading="lazy"/>
                    <p class="small">{say::picture_hint(lang)}</p>
                </section>
                <ShareLive/>
            </div>
        </DeskFrame>
    }
    .into_any()
}

fn words(lang: Lang, occasion: Occasion) -> (&'static str, &'static str) {
    match occasion {
        Occasion::Announcement => (say::occasion_announcement(lang), say::occasion_announcement_hint(lang)),
        Occasion::LastPlaces => (say::occasion_last_places(lang), say::occasion_last_places_hint(lang)),
        Occasion::Thanks => (say::occasion_thanks(lang), say::occasion_thanks_hint(lang)),
    }
}

fn ready(lang: Lang, text: &KitText) -> impl IntoView + use<> {
    let id = format!("{}-{}", text.occasion.code(), text.channel.code());
    let network = name(lang, text.channel);
    let number = |value: usize| whole(lang, i64::try_from(value).unwrap_or(i64::MAX));
    let rows =
        u8::try_from(text.text.lines().map(|line| line.chars().count() / 52 + 1).sum::<usize>().clamp(3, 14))
            .unwrap_or(14);
    let note = format!("{id}-note");
    let elsewhere = text.page.clone().filter(|page| page.starts_with("https:"));
    view! {
        <li>
            <label for=id.clone()>
                {network} <span class="heard">", " {words(lang, text.occasion).0}</span>
            </label>
            <TextArea id=id.clone() name="texte" value=text.text.clone() rows described_by=note.clone() invalid=false/>
            <p class="kit-acts">
                <span class="small" id=note>{say::room(lang, number(text.used), number(text.most))}</span>
                <button
                    class="button quiet"
                    type="button"
                    data-copy=id
                    data-done=say_share::text_copied(lang)
                    data-failed=say_share::copy_failed(lang)
                >
                    <Icon sign=Sign::Copy/>
                    {say::copy(lang)}
                    <span class="heard">" " {say::copy_of(lang, network)}</span>
                </button>
                {elsewhere
                    .map(|page| {
                        view! {
                            <a href=page target="_blank" rel="noopener nofollow">
                                {say::post(lang, network)} <span class="heard">" (" {say_share::elsewhere(lang)} ")"</span>
                            </a>
                        }
                    })}
            </p>
        </li>
    }
}
