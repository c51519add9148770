//! What coordinators see of a need that looks like fraud, before they send it and while it waits.

use crate::store::{Db, StoreError, holds, reports::decisions};
use app::{
    domain::{
        association::Association,
        flags::{self, Flag, Written},
        need::Need,
    },
    reports::Review,
};

/// What the words of a need that is being typed would raise, by the rules that it is read by once it is sent.
#[must_use]
pub fn flags(need: &Need, association: &Association) -> Vec<Flag> {
    let texts = [&need.schedule, &need.audience, &need.requirements, &need.tags];
    let texts = texts.into_iter().filter_map(Option::as_deref);
    let streets = need.addresses.iter().map(|address| address.street.as_str());
    let texts = [need.description_text.as_str(), &association.name].into_iter().chain(texts).chain(streets);
    let written = Written::of(&need.title, &need.description_html, texts, need.page_url.as_deref());
    let pages = association.web_page.as_deref().into_iter();
    let pages = pages.chain(association.networks.iter().map(String::as_str));
    flags::raise_of_need(&written, &association.about, pages)
}

/// Where a need stands that the public doesn't see.
///
/// # Errors
/// When the database fails.
pub async fn of(db: &Db, need_id: i64) -> Result<Option<Review>, StoreError> {
    let Some(hold) = holds::of(db, need_id).await? else { return Ok(None) };
    let Some(withheld) = hold.withheld else { return Ok(None) };
    let words = decisions::last_words(db, need_id).await?;
    Ok(Some(Review { withheld, flags: hold.flags, words }))
}
