//! Likes for pages: one question for a whole list.

use super::{Liker, cookie};
use crate::{
    state::App,
    store::{
        StoreError,
        likes::{self, LikerKey},
    },
};
use app::{
    domain::{
        likes::Likes,
        need::{NeedCard, NeedState},
    },
    likes::LikeOffer,
};

/// Says on each card who likes its need.
///
/// # Errors
/// When the database fails.
pub async fn on_cards(app: &App, liker: &Liker, cards: &mut [NeedCard]) -> Result<(), StoreError> {
    let ids: Vec<i64> = cards.iter().map(|card| card.id).collect();
    let found = likes::of_needs(&app.db, &ids, liker.who.as_ref()).await?;
    for card in cards {
        card.likes = Some(found.get(&card.id).copied().unwrap_or_default());
    }
    Ok(())
}

/// Who likes one need; `None` where nobody can begin or cease to.
///
/// # Errors
/// When the database fails.
pub async fn of_need(
    app: &App,
    liker: &Liker,
    id: i64,
    state: NeedState,
) -> Result<Option<Likes>, StoreError> {
    let likes = likes::of_needs(&app.db, &[id], liker.who.as_ref()).await?.remove(&id).unwrap_or_default();
    Ok((state == NeedState::Open || likes.mine).then_some(likes))
}

/// What the buttons of a page send along.
#[must_use]
pub fn form(app: &App, liker: &Liker) -> Option<LikeOffer> {
    let nobody_yet = liker.who.is_none();
    let offer = || cookie::offer(&app.secrets.likes, &LikerKey::fresh(), app.clock.now());
    Some(LikeOffer(if nobody_yet { offer() } else { String::new() }))
}
