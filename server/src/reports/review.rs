//! What coordinators see of a need that looks like fraud, before they send it and while it waits.

use crate::store::{Db, StoreError, holds, report_decisions};
use app::{
    domain::{
        flags::{self, Flag, Link, Written, links_of},
        need::Need,
    },
    reports::Review,
};

/// What the words of a need that is being typed would raise, by the rules that it is read by once it is sent.
#[must_use]
pub fn flags(need: &Need) -> Vec<Flag> {
    let more = [&need.schedule, &need.audience, &need.requirements].into_iter().filter_map(Option::as_deref);
    let pages = [&need.page_url, &need.association.web_page].into_iter().flatten();
    let pages = pages.map(|href| Link { href: href.clone(), shown: String::new() });
    flags::raise(&Written {
        title: &need.title,
        texts: std::iter::once(need.description_text.as_str()).chain(more).collect(),
        links: links_of(&need.description_html).into_iter().chain(pages).collect(),
    })
}

/// Where a need stands that the public doesn't see.
///
/// # Errors
/// When the database fails.
pub async fn of(db: &Db, need_id: i64) -> Result<Option<Review>, StoreError> {
    let Some(hold) = holds::of(db, need_id).await? else { return Ok(None) };
    let Some(withheld) = hold.withheld else { return Ok(None) };
    let words = report_decisions::last_words(db, need_id).await?;
    Ok(Some(Review { withheld, flags: hold.flags, words }))
}
