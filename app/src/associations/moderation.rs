//! `/moderation`: the associations that wait to be let in, the first to come first, and those that were refused.

use crate::{
    domain::{
        Lang,
        association::{Association, AssociationState},
    },
    forms::{Problem, field_class},
    texts::{self, associations as say, partner_feeds, reports},
    ui::TextArea,
};
use leptos::prelude::*;

/// An association in the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queued {
    /// Its entry.
    pub association: Association,
    /// Since when, in words.
    pub since: String,
    /// Where it is written to.
    pub contact: String,
    /// What the moderators last wrote to it.
    pub words: Option<String>,
}

/// The queue; each association with its buttons and room for words, which are mailed to its owner.
#[component]
pub fn ModerationPage(
    lang: Lang,
    queue: Vec<Queued>,
    /// Those that may have been refused by mistake, the last first.
    refused: Vec<Queued>,
    /// How many needs wait to be read.
    reported: i64,
    /// The one for which a decision lacks its words.
    #[prop(default = None)]
    missing: Option<i64>,
    /// What has just been done.
    #[prop(default = None)]
    notice: Option<&'static str>,
) -> impl IntoView {
    let (empty, any_refused) = (queue.is_empty(), !refused.is_empty());
    let to_reports = match reported {
        0 => reports::queue_link_none(lang).to_owned(),
        waiting => reports::queue_link(lang, waiting),
    };
    let lines = |queue: Vec<Queued>| {
        let line = |queued: Queued| {
            let missing = missing == Some(queued.association.id);
            view! { <Waiting lang queued missing/> }
        };
        queue.into_iter().map(line).collect_view()
    };
    view! {
        <section class="moderation narrow">
            {notice.map(|notice| view! { <p class="notice" role="status">{notice}</p> })}
            <h1>{say::moderation_title(lang)}</h1>
            <p class="small"><a href=lang.href("/moderation/flux")>{partner_feeds::partners_title(lang)}</a></p>
            <p class="small"><a href=lang.href("/moderation/j-aime")>{crate::texts::likes::marked_title(lang)}</a></p>
            <p><a href=lang.href("/moderation/chiffres")>{texts::figures::to_portal(lang)}</a></p>
            <p><a href=lang.href("/moderation/signalements")>{to_reports}</a></p>
            {empty.then(|| view! { <p>{say::moderation_empty(lang)}</p> })}
            {lines(queue)}
            {any_refused
                .then(|| {
                    view! {
                        <details class="more" open=missing.is_some()>
                            <summary>{say::refused_ones(lang)}</summary>
                            {lines(refused)}
                        </details>
                    }
                })}
        </section>
    }
}

#[component]
fn Waiting(lang: Lang, queued: Queued, missing: bool) -> AnyView {
    let Queued { association, since, contact, words } = queued;
    let id = association.id;
    let asked = association.state == AssociationState::Asked;
    let refused = association.state == AssociationState::Refused;
    let note = if missing { Problem::Missing.say(lang) } else { say::your_words_hint(lang).to_owned() };
    let place = association.place.map(|(city, code)| format!("{city} ({code})")).unwrap_or_default();
    let field = association.field.map(|field| field.label(lang)).unwrap_or_default();
    let site = association.web_page.map(|href| {
        view! { <dt>{say::url(lang)}</dt> <dd><a href=href.clone() rel="nofollow noopener" target="_blank">{href.clone()}</a></dd> }
    });
    let number = [association.rna, association.siren].into_iter().flatten().collect::<Vec<_>>().join(", ");
    view! {
        <section class="standing" aria-labelledby=format!("association-{id}")>
            <h2 id=format!("association-{id}")>{association.name}</h2>
            {asked.then(|| view! { <p class="badge warn">{say::asked(lang)}</p> })}
            <dl class="facts">
                <dt>{say::place(lang)}</dt>
                <dd>{place}</dd>
                <dt>{say::field(lang)}</dt>
                <dd>{field}</dd>
                <dt>{say::email(lang)}</dt>
                <dd>{contact}</dd>
                {site}
                {(!number.is_empty()).then(|| view! { <dt>{say::numbers(lang)}</dt> <dd>{number}</dd> })}
                <dt>{say::since(lang)}</dt>
                <dd>{since}</dd>
            </dl>
            {(!association.about.is_empty()).then(|| view! { <blockquote class="lines">{association.about}</blockquote> })}
            {words.map(|words| view! { <p class="small">{say::last_words(lang, words)}</p> })}
            <form class="plain-form" method="post" action=lang.href("/moderation")>
                <input type="hidden" name="association" value=id.to_string()/>
                {refused.then(|| view! { <input type="hidden" name="again" value="oui"/> })}
                <div class=field_class(missing)>
                    <label for=format!("words-{id}")>{say::your_words(lang)}</label>
                    <p class="note" id=format!("words-{id}-note")>{note}</p>
                    <div class="input">
                        <TextArea id=format!("words-{id}") name="words" value=String::new() rows=3
                            described_by=format!("words-{id}-note") invalid=missing/>
                    </div>
                </div>
                <p class="actions in-a-row">
                    <button class="button" type="submit" name="verdict" value="approved">{say::approve(lang)}</button>
                    <button class="button quiet" type="submit" name="verdict" value="asked">{say::ask(lang)}</button>
                    {(!refused)
                        .then(|| {
                            view! {
                                <button class="button quiet danger" type="submit" name="verdict" value="refused">{say::refuse(lang)}</button>
                            }
                        })}
                </p>
            </form>
        </section>
    }
    .into_any()
}
