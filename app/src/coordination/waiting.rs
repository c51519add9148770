//! What waits for an answer, in a line that leads there.

use crate::{
    domain::{
        Lang,
        association::Association,
        handling::{Handling, Seen},
    },
    texts::coordination as say,
};
use leptos::prelude::*;

/// New sign-ups that nobody has answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// How many.
    pub count: i64,
    /// Full days since the first of them.
    pub days: i64,
}

/// The line; nothing where nobody waits.
#[component]
pub fn WaitingLine(lang: Lang, association: Association, waiting: Waiting) -> impl IntoView {
    let Waiting { count, days } = waiting;
    let fresh = Seen::Handled(Handling::New).code();
    let href = lang.href(&format!("{}/inscriptions?etat={fresh}&tri=ancien", association.desk()));
    let since = if days > 0 { say::longest(lang, days) } else { say::since_today(lang).to_owned() };
    (count > 0).then(|| {
        view! {
            <p class="waiting">
                <a href=href>{say::waiting(lang, count)}</a>
                <span class="small">{since}</span>
            </p>
        }
    })
}
