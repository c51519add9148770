//! The island in the form: it checks after a pause and on leaving a field, and keeps the places left fresh.

#[cfg(feature = "hydrate")]
mod check;
#[cfg(feature = "hydrate")]
mod dom;
#[cfg(feature = "hydrate")]
mod places;

use super::FormRules;
use crate::domain::Lang;
use leptos::prelude::*;

/// Stands inside the form and makes it live. It draws nothing.
#[island]
pub fn SignUpLive(lang: Lang, need_id: i64, rules: FormRules) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    if let Some(form) = dom::form() {
        check::start(&form, lang, rules);
        places::start(form, lang, need_id);
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (lang, need_id, rules);
}
