//! All that is known of one sign-up: the person, their place, their mails, what coordinators wrote down.

use super::table::{AssignTo, HandlingButtons};
use crate::{
    coordination::{DeskFrame, Tab},
    domain::{
        Lang,
        association::{Association, Role},
        delivery::Delivery,
        handling::{Handling, Seen},
    },
    forms::{ErrorSummary, LongInput, Problems, TextInput},
    sign_ups::subject,
    texts::{correspondence, sign_up_table as say, unsubscribe},
};
use leptos::prelude::*;

/// A mail about the sign-up.
#[derive(Clone, Debug)]
pub struct Mail {
    /// Its subject; nothing for one that left before subjects were kept.
    pub subject: String,
    /// To whom, in a word.
    pub to: &'static str,
    /// When it left or was written, in words.
    pub when: String,
    /// Where it is.
    pub delivery: Delivery,
}

/// A note.
#[derive(Clone, Debug)]
pub struct Written {
    /// By whom.
    pub who: Option<String>,
    /// When, in words.
    pub when: String,
    /// What it says.
    pub text: String,
}

/// Everything, in words.
#[derive(Clone, Debug)]
pub struct PersonView {
    /// The sign-up's id.
    pub id: i64,
    /// First and last name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their phone.
    pub phone: Option<String>,
    /// Their word to the association.
    pub message: Option<String>,
    /// A parent's address and whether they agreed, of those under 18.
    pub parent: Option<(String, bool)>,
    /// The need: title and address.
    pub need: (String, String),
    /// When, if dated.
    pub slot: Option<String>,
    /// When they signed up.
    pub since: String,
    /// Of their mails.
    pub language: Lang,
    /// What was made of it.
    pub seen: Seen,
    /// Where their place stands.
    pub place: &'static str,
    /// Who looks after them.
    pub assigned: Option<i64>,
    /// How long they have helped, where the association said so.
    pub hours: Option<String>,
    /// They want nothing more of what the association writes of its own accord.
    pub silent: bool,
    /// Whether the mail server of the address refused it for good.
    pub dead: bool,
    /// The same address is elsewhere at the same time.
    pub twice: bool,
    /// Somebody called the same is in for the same need.
    pub namesake: bool,
    /// The other sign-ups of the same address: id and need.
    pub others: Vec<(i64, String)>,
    /// The mails.
    pub mails: Vec<Mail>,
    /// What they wrote from their own page.
    pub words: Vec<Written>,
    /// The notes.
    pub notes: Vec<Written>,
}

/// What was typed and not taken, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// A note.
    pub note: String,
    /// Hours, if they were what was typed.
    pub hours: Option<String>,
    /// What is wrong with it.
    pub problems: Problems,
}

/// The page.
#[component]
pub fn PersonPage(
    lang: Lang,
    association: Association,
    role: Role,
    person: PersonView,
    members: Vec<(i64, String)>,
    typed: Typed,
    #[prop(default = None)] notice: Option<String>,
) -> impl IntoView {
    let acts = role >= Role::Coordinator;
    let desk = lang.href(&association.desk());
    let but = match person.seen {
        Seen::Handled(handling) => Some(handling),
        Seen::Cancelled => None,
    };
    let here = format!("{desk}/inscriptions/{}", person.id);
    let action = format!("{desk}/inscriptions/reponse");
    let hidden = {
        let (id, here) = (person.id.to_string(), here.clone());
        move || {
            view! {
                <input type="hidden" name="personne" value=id.clone()/>
                <input type="hidden" name="retour" value=here.clone()/>
            }
        }
    };
    let answer = acts.then(|| {
        view! {
            <form class="panel answer" method="post" action=action.clone()>
                {hidden()}
                <h2>{say::answer(lang)}</h2>
                {(person.seen != Seen::Cancelled).then(|| view! { <HandlingButtons lang but/> })}
                <AssignTo lang members chosen=person.assigned/>
            </form>
        }
    });
    let Typed { note, hours, problems } = typed;
    let came = person.seen == Seen::Handled(Handling::Came);
    let hours = (acts && came).then(|| {
        view! {
            <form class="plain-form hours" method="post" action=format!("{here}/heures")>
                <TextInput lang name="heures" label=say::hours(lang) hint=say::hours_hint(lang) most=20 optional=true
                    value=hours.or_else(|| person.hours.clone()).unwrap_or_default() problems=problems.clone()/>
                <p class="actions"><button class="button quiet" type="submit">{say::do_hours(lang)}</button></p>
            </form>
        }
    });
    let write = acts.then(|| {
        view! {
            <form class="plain-form" method="post" action=action>
                {hidden()}
                <ErrorSummary lang problems=problems.clone()/>
                <LongInput lang name="note" label=say::note(lang) hint=say::note_hint(lang) value=note
                    problems=problems rows=3/>
                <p class="actions">
                    <button class="button quiet" type="submit" name="faire" value="note">{say::do_note(lang)}</button>
                </p>
            </form>
        }
    });
    let (facts, mails, notes) =
        (facts(lang, &person, &desk), mails(lang, &person.mails), notes(&person.notes));
    let words = (!person.words.is_empty()).then(|| {
        view! {
            <section aria-labelledby="words">
                <h2 id="words">{correspondence::they_wrote(lang, &person.name)}</h2>
                {self::notes(&person.words)}
            </section>
        }
    });
    let no_notes = person.notes.is_empty().then(|| view! { <p>{say::no_notes(lang)}</p> });
    view! {
        <DeskFrame lang association role tab=Tab::SignUps notice>
            <p class="back"><a href=format!("{desk}/inscriptions")>{say::back(lang)}</a></p>
            <div class="desk-title">
                <h1>{person.name.clone()}</h1>
                <span class=format!("badge {}", person.seen.tone())>{person.seen.label(lang)}</span>
            </div>
            <div class="person">
                <div>{facts}</div>
                {answer}
                {hours}
            </div>
            {words}
            <section aria-labelledby="notes">
                <h2 id="notes">{say::notes(lang)}</h2>
                {no_notes}
                {notes}
                {write}
            </section>
            <section aria-labelledby="mails">
                <h2 id="mails">{say::mails(lang)}</h2>
                {mails}
            </section>
        </DeskFrame>
    }
}

fn fact(name: &'static str, value: AnyView) -> AnyView {
    view! { <dt>{name}</dt> <dd>{value}</dd> }.into_any()
}

fn facts(lang: Lang, person: &PersonView, desk: &str) -> AnyView {
    let others = person
        .others
        .iter()
        .map(|(id, need)| view! { <li><a href=format!("{desk}/inscriptions/{id}")>{need.clone()}</a></li> })
        .collect_view();
    let has_others = !person.others.is_empty();
    let email = person.email.clone();
    let parent = person.parent.clone().map(|(email, agreed)| {
        let words = if agreed { say::parent_agreed(lang, email) } else { say::parent_silent(lang, email) };
        fact(say::col_parent(lang), words.into_any())
    });
    let phone = person.phone.clone().map(|phone| {
        fact(say::col_phone(lang), view! { <a href=format!("tel:{phone}")>{phone.clone()}</a> }.into_any())
    });
    view! {
        {person.dead.then(|| view! { <p class="notice calm">{unsubscribe::dead_seen(lang)}</p> })}
        {person.silent.then(|| view! { <p class="notice calm">{unsubscribe::seen(lang)}</p> })}
        {person.twice.then(|| view! { <p class="notice calm">{say::twice_text(lang)}</p> })}
        {person.namesake.then(|| view! { <p class="notice calm">{say::namesake_text(lang)}</p> })}
        <dl class="facts">
            {fact(say::col_need(lang), view! { <a href=person.need.1.clone()>{person.need.0.clone()}</a> }.into_any())}
            {person.slot.clone().map(|slot| fact(say::slot(lang), slot.into_any()))}
            {fact(say::col_email(lang), view! { <a href=format!("mailto:{email}")>{email.clone()}</a> }.into_any())}
            {phone}
            {parent}
            {fact(say::col_since(lang), person.since.clone().into_any())}
            {fact(say::col_place(lang), person.place.into_any())}
            {fact(say::language(lang), match person.language { Lang::Fr => say::french(lang), Lang::En => say::english(lang) }.into_any())}
        </dl>
        {person.message.clone().map(|words| view! { <blockquote class="lines">{words}</blockquote> })}
        {has_others.then(|| view! { <h2>{say::others(lang)}</h2> <ul>{others}</ul> })}
    }
    .into_any()
}

fn mails(lang: Lang, mails: &[Mail]) -> AnyView {
    if mails.is_empty() {
        return view! { <p>{say::no_mails(lang)}</p> }.into_any();
    }
    let lines = mails
        .iter()
        .map(|mail| {
            let tone = format!("badge {}", mail.delivery.tone());
            view! {
                <li>
                    <span>{subject(lang, &mail.subject)}</span>
                    <span class="small">{format!("{} · {}", mail.to, mail.when)}</span>
                    <span class=tone>{mail.delivery.label(lang)}</span>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="history" role="list">{lines}</ul> }.into_any()
}

fn notes(notes: &[Written]) -> AnyView {
    let lines = notes
        .iter()
        .map(|note| {
            let by = [note.who.clone(), Some(note.when.clone())]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" · ");
            view! {
                <li>
                    <span class="small">{by}</span>
                    <span class="lines">{note.text.clone()}</span>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="history" role="list">{lines}</ul> }.into_any()
}
