//! The first page's parts, from the question down to what it means for associations.

use crate::domain::{Field, Lang, need::NeedCard};
use crate::needs::Cards;
use crate::places::{DepartmentList, FranceMap, PlaceField};
use crate::texts::home as say;
use crate::ui::{Hands, Icon, Sign, field_sign};
use jiff::civil::Date;
use leptos::prelude::*;

/// The first page.
#[component]
pub fn HomePage(
    /// Language of the page.
    lang: Lang,
    /// Today on the reader's calendar.
    today: Date,
    /// Needs open now.
    open_needs: i64,
    /// The newest open needs, six of them if there are as many.
    newest: Vec<NeedCard>,
    /// Open needs by field, in any order.
    fields: Vec<(Field, u32)>,
    /// Open needs by department code.
    departments: Vec<(String, u32)>,
) -> impl IntoView {
    view! {
        <Question lang open_needs/>
        {(!newest.is_empty())
            .then(|| {
                view! {
                    <section class="band" aria-labelledby="newest">
                        <div class="band-head">
                            <h2 id="newest">{say::newest(lang)}</h2>
                            <a class="onwards" href=lang.href("/missions")>
                                {say::see_all(lang)} <Icon sign=Sign::ArrowRight/>
                            </a>
                        </div>
                        <Cards lang cards=newest today wide=true/>
                    </section>
                }
            })}
        <Everywhere lang departments/>
        <Fields lang fields/>
        <ForAssociations lang/>
    }
}

#[component]
fn Question(lang: Lang, open_needs: i64) -> impl IntoView {
    view! {
        <section class="question">
            <div class="question-words">
                <h1>{say::question(lang)}</h1>
                <form class="ask" action=lang.href("/missions") method="get" role="search">
                    <div class="ask-what">
                        <label for="what">{say::what(lang)}</label>
                        <input id="what" name="q" type="search" placeholder=say::what_example(lang) maxlength="200" autocomplete="off" enterkeyhint="search"/>
                    </div>
                <div class="ask-where">
                    <PlaceField lang id="where".to_owned() text=String::new() value=String::new()/>
                </div>
                    <button class="button" type="submit"><Icon sign=Sign::Search/>{say::go(lang)}</button>
                </form>
                <p class="waiting">{say::open_needs(lang, open_needs)}</p>
            </div>
            <Hands/>
        </section>
    }
}

#[component]
fn Everywhere(lang: Lang, departments: Vec<(String, u32)>) -> impl IntoView {
    let leads = || {
        Box::new(move |code: &str| lang.href(&format!("/missions?lieu=dep-{code}")))
            as Box<dyn Fn(&str) -> String>
    };
    view! {
        <section class="band everywhere" aria-labelledby="everywhere">
            <div>
                <h2 id="everywhere">{say::everywhere(lang)}</h2>
                <p>{say::everywhere_more(lang)}</p>
                <DepartmentList lang counts=departments.clone() href=leads()/>
            </div>
            <FranceMap lang counts=departments href=leads()/>
        </section>
    }
}

#[component]
fn Fields(lang: Lang, fields: Vec<(Field, u32)>) -> impl IntoView {
    let count =
        |field: Field| fields.iter().find(|(known, _)| *known == field).map_or(0, |(_, count)| *count);
    let mut sorted = Field::ALL.map(|field| (field, count(field)));
    sorted.sort_by_key(|(field, count)| (std::cmp::Reverse(*count), field.label(lang)));
    let marks = sorted
        .into_iter()
        .map(|(field, count)| {
            let href = lang.href(&format!("/missions?domaine={}", field.code()));
            view! {
                <li>
                    <a class=format!("field-tile field-{}", field.code()) href=href>
                        <Icon sign=field_sign(field)/>
                        <span>{field.label(lang)}</span>
                        <span class="count">{crate::domain::numbers::whole(lang, count.into())}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="band" aria-labelledby="fields">
            <h2 id="fields">{say::fields(lang)}</h2>
            <ul class="field-tiles" role="list">{marks}</ul>
        </section>
    }
}

#[component]
fn ForAssociations(lang: Lang) -> impl IntoView {
    let points = [
        (Sign::Repeat, say::feed_title(lang), say::feed(lang)),
        (Sign::Clock, say::minute_title(lang), say::minute(lang)),
        (Sign::Shield, say::yours_title(lang), say::yours(lang)),
    ];
    let points = points
        .into_iter()
        .map(|(sign, title, words)| view! { <li><Icon sign/><h3>{title}</h3><p>{words}</p></li> })
        .collect_view();
    view! {
        <section class="for-associations" aria-labelledby="associations">
            <h2 id="associations">{say::associations(lang)}</h2>
            <ul role="list">{points}</ul>
            <a class="button" href=lang.href("/associations/inscription")>{say::enter(lang)}</a>
        </section>
    }
}
