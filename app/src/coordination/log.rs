//! `/espace/{association}/journal`: what was done with people's data, by whom.

use super::{DeskFrame, Tab, role_words};
use crate::{
    domain::{
        Lang,
        association::{Association, Role},
    },
    texts::{self, team as say},
};
use leptos::prelude::*;

/// Something done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedAct {
    /// By whom; nobody for the portal itself or one who is gone.
    pub who: Option<String>,
    /// Code of what.
    pub kind: String,
    /// Title of the need that it was about.
    pub need: Option<String>,
    /// How many people it was about.
    pub people: i64,
    /// What more there is to know, in codes.
    pub detail: String,
    /// When, in words.
    pub when: String,
}

/// What was done, in words; a kind that isn't known here yet is said so plainly.
#[must_use]
pub fn act_words(lang: Lang, kind: &str, people: i64, detail: &str) -> String {
    let role = || Role::from_code(detail).map_or("", |role| role_words(lang, role));
    match (kind, detail) {
        ("entry", "") => say::act_entry(lang).to_owned(),
        ("entry", "logo") => say::act_logo(lang).to_owned(),
        ("entry", "contact") => texts::contact::act(lang).to_owned(),
        ("entry", _) => say::act_entry_changed(lang).to_owned(),
        ("key", "revoked") => texts::api::act_revoked(lang).to_owned(),
        ("key", _) => texts::api::act_made(lang).to_owned(),
        ("claim", _) => texts::claims::act(lang).to_owned(),
        ("invite", _) => say::act_invite(lang, role()),
        ("withdraw", _) => say::act_withdraw(lang).to_owned(),
        ("join", _) => say::act_join(lang, role()),
        ("role", _) => say::act_role(lang, role()),
        ("remove", _) => say::act_remove(lang).to_owned(),
        ("leave", _) => say::act_leave(lang).to_owned(),
        ("export", _) => say::act_export(lang, people),
        ("answer", "slot_cancelled") => say::act_slot(lang, people),
        ("answer", "accepted") => say::act_accepted(lang, people),
        ("answer", "declined") => say::act_declined(lang, people),
        ("answer", "contacted") => say::act_contacted(lang, people),
        ("answer", "came") => say::act_came(lang, people),
        ("answer", "absent") => say::act_absent(lang, people),
        ("answer", "assigned") => say::act_assigned(lang, people),
        ("answer", "hours") => say::act_hours(lang, people),
        ("answer", _) => say::act_answer(lang, people),
        ("note", _) => say::act_note(lang, people),
        ("follow_up", "news") => say::act_news(lang, people),
        ("follow_up", _) => say::act_follow_up(lang, people),
        ("message" | "rule", _) => say::act_message(lang).to_owned(),
        ("need", "posted") => say::act_posted(lang).to_owned(),
        ("need", "closed") => say::act_closed(lang).to_owned(),
        ("need", "open") => say::act_open(lang).to_owned(),
        ("need", "archived") => say::act_archived(lang).to_owned(),
        ("need", "down") => texts::reports::log_down(lang).to_owned(),
        ("need", "warned") => texts::reports::log_warned(lang).to_owned(),
        ("need", "passed") => texts::reports::log_passed(lang).to_owned(),
        ("need", "nothing_sent") => say::act_nothing_sent(lang, people),
        ("need", _) => say::act_need(lang).to_owned(),
        _ => say::act_other(lang).to_owned(),
    }
}

/// The page.
#[component]
pub fn LogPage(
    lang: Lang,
    association: Association,
    role: Role,
    acts: Vec<LoggedAct>,
    /// Whether it is a later page.
    later: bool,
    /// The id that the next page comes before, if there is one.
    older: Option<i64>,
) -> impl IntoView {
    let path = lang.href(&format!("{}/journal", association.desk()));
    let none = acts.is_empty();
    let rows = acts.into_iter().map(|act| row(lang, act)).collect_view();
    let next = older.map(|id| format!("{path}?avant={id}"));
    view! {
        <DeskFrame lang association role tab=Tab::Log>
            <h1>{say::log_title(lang)}</h1>
            <p>{say::log_intro(lang)}</p>
            {none.then(|| view! { <p>{say::log_empty(lang)}</p> })}
            <ol class="log" role="list">{rows}</ol>
            <p class="actions">
                {later.then(|| view! { <a class="button quiet" href=path>{say::newest(lang)}</a> })}
                {next.map(|href| view! { <a class="button quiet" href=href rel="next">{say::older(lang)}</a> })}
            </p>
        </DeskFrame>
    }
}

fn row(lang: Lang, act: LoggedAct) -> impl IntoView {
    let words = act_words(lang, &act.kind, act.people, &act.detail);
    view! {
        <li>
            <span class="small">{act.when}</span>
            <p>
                <strong>{act.who.unwrap_or_else(|| say::by_portal(lang).to_owned())}</strong>
                " " {words}
                {act.need.map(|need| view! { <span class="small">" · " {need}</span> })}
            </p>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acts_are_said_in_both_languages() {
        assert_eq!(act_words(Lang::Fr, "export", 3, "csv"), "a exporté 3 inscriptions");
        assert_eq!(act_words(Lang::En, "answer", 1, ""), "answered 1 person");
        assert_eq!(
            act_words(Lang::Fr, "role", 1, "owner"),
            "a changé le rôle d’un membre\u{202f}: propriétaire"
        );
        assert_eq!(act_words(Lang::En, "entry", 0, ""), "entered the association");
        assert_eq!(act_words(Lang::En, "need", 0, "posted"), "published a need");
        assert_eq!(act_words(Lang::Fr, "need", 0, "changed"), "a modifié une mission");
        assert_eq!(
            act_words(Lang::Fr, "answer", 2, "slot_cancelled"),
            "a annulé un créneau où 2 personnes étaient inscrites"
        );
    }

    #[test]
    fn an_unknown_kind_or_detail_is_no_trouble() {
        for kind in ["", "licorne", "role", "invite", "<b>"] {
            for lang in Lang::ALL {
                assert!(!act_words(lang, kind, -1, "nonsense").is_empty());
            }
        }
    }
}
