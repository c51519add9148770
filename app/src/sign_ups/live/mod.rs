//! The island in the form: it checks after a pause and on leaving a field, and keeps the places left fresh.

#[cfg(feature = "hydrate")]
mod check;
#[cfg(feature = "hydrate")]
mod dom;
#[cfg(feature = "hydrate")]
mod measure;
#[cfg(feature = "hydrate")]
mod places;

use leptos::prelude::*;

/// Stands inside the form and makes it live. It draws nothing, and reads what it must know from the form's
/// `data-` attributes: an island with properties brings a JSON parser into the browser.
#[island]
pub fn SignUpLive() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    if let Some(form) = dom::form() {
        let lang = crate::browser::language();
        check::start(&form, lang, dom::rules(&form));
        measure::start(&form);
        places::start(form, lang);
    }
}
