//! `/associations/{id}-{slug}`: who they are, what they need, where else they are.

use super::LogoImage;
use crate::{
    domain::{
        Lang,
        association::{Association, Logo},
        need::NeedCard,
    },
    links_back::{Followed, OutwardLink},
    needs::Cards,
    places::department_name,
    texts::{associations as say, claims, logos, needs},
    ui::{FieldMark, Icon, Sign, turn},
};
use jiff::civil::Date;
use leptos::prelude::*;

/// The page. Descriptions are plain text: paragraphs are all that is made of them.
#[component]
pub fn AssociationPage(
    lang: Lang,
    association: Association,
    logo: Option<Logo>,
    /// A page of its needs.
    cards: Vec<NeedCard>,
    /// Which page this is, from 1.
    page: i64,
    /// How many pages there are.
    pages: i64,
    /// Whether nobody acts for it yet.
    open: bool,
    today: Date,
) -> impl IntoView {
    let place = association
        .place
        .as_ref()
        .map(|(city, code)| format!("{city} ({})", department_name(code).unwrap_or(code)));
    let paragraphs: Vec<String> =
        association.about.split("\n\n").filter(|text| !text.trim().is_empty()).map(str::to_owned).collect();
    let outward = |href: String, words: String, followed: Option<Followed>| {
        view! { <li><OutwardLink lang href followed words/></li> }
    };
    let followed = Some(Followed::Association(association.id));
    let site = association.web_page.clone();
    let site = site.map(|href| outward(href, needs::web_page(lang).to_owned(), followed));
    let networks = association.networks.iter();
    let networks = networks.map(|href| outward(href.clone(), host(href).to_owned(), None)).collect_view();
    let registers = [("RNA", &association.rna), ("SIREN", &association.siren)];
    let registers = registers
        .into_iter()
        .filter_map(|(name, number)| number.as_ref().map(|number| format!("{name} {number}")))
        .collect::<Vec<_>>()
        .join(" · ");
    let logo = logo.map(|logo| view! { <LogoImage logo alt=logos::alt(lang, &association.name)/> });
    let path = association.path();
    let claim = open.then(|| {
        let href = lang.href(&format!("{}/revendication", association.path()));
        view! { <p class="small claim">{claims::yours(lang)} " " <a href=href>{claims::yours_way(lang)}</a></p> }
    });
    view! {
        <article class="association">
            <header class="need-head">
                {logo}
                {association.field.map(|field| view! { <FieldMark lang field/> })}
                <h1>{association.name.clone()}</h1>
                {place.map(|place| view! { <p class="by"><span class="at"><Icon sign=Sign::MapPin/>{place}</span></p> })}
            </header>
            <div class="prose">
                {paragraphs.into_iter().map(|text| view! { <p class="lines">{text}</p> }).collect_view()}
            </div>
            <ul class="links" role="list">{site} {networks}</ul>
            {(!registers.is_empty()).then(|| view! { <p class="small">{registers}</p> })}
            <section class="band" aria-labelledby="their-needs">
                <h2 id="their-needs">{say::needs_now(lang)}</h2>
                {if cards.is_empty() {
                    view! { <p>{say::no_need_now(lang)}</p> }.into_any()
                } else {
                    view! { <Cards lang cards today wide=true/> }.into_any()
                }}
                {turn(lang, page, pages, &|page| lang.href(&format!("{path}?page={page}")))}
            </section>
            {claim}
        </article>
    }
}

/// The host of an address, without `www.`.
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split('/').next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}
