//! The island in a form of the associations' side: what is typed is checked, kept and previewed by the server while
//! one goes on.

#[cfg(feature = "hydrate")]
mod ask;

use leptos::prelude::*;

/// Wakes the forms of this page that have a `data-live` address; one island wakes them all. After a pause, and on leaving a field, the whole form
/// is sent there; the answer is `{"problems": {field: words}, "preview": html, "saved": words, "values": {input:
/// value}}`, each part of which may be missing. A problem is shown once its field was left or changed (in a form with
/// `data-eager`, once something was typed there), the preview in `[data-preview]`, the words of what is kept in
/// `[data-saved]`, and the values go into the form's own inputs.
#[island]
pub fn FormLive() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    ask::start();
}
