//! `/inscriptions/lien-perdu`: the personal link once more, by mail.

use crate::domain::{Lang, email::EmailError};
use leptos::prelude::*;

/// One address; the answer is the same whether or not it is known.
#[component]
pub fn LostLinkPage(
    lang: Lang,
    /// Whether the form was sent.
    sent: bool,
    /// What was typed, shown again beside the error.
    email: String,
    error: Option<EmailError>,
) -> impl IntoView {
    let _ = (lang, sent, email, error);
}
