//! A changed filter applies at once.

use crate::{domain::Lang, texts};
use leptos::prelude::*;

/// Nothing to see.
#[island]
pub fn LiveSearch(lang: Lang) -> impl IntoView {
    let _ = texts::search::searching(lang);
    view! { <p class="heard" role="status"></p> }
}
