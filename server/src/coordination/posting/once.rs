//! A need's form counts once, however often its button is pressed.

use crate::{
    coordination::once,
    http::AppError,
    store::{Tx, links::Token},
};
use app::coordination::posting::NeedForm;

/// The form, to be filled in anew: what it was told apart by is gone.
pub(super) fn fresh(form: NeedForm) -> NeedForm {
    NeedForm { once: Token::fresh().as_str().to_owned(), ..form }
}

/// Whether this very form hasn't been taken before. Changed in one sign, it is another: who goes back and posts
/// something like it means two needs. One that nothing tells apart is always new.
///
/// # Errors
/// When the database fails.
pub(super) async fn first(
    tx: &mut Tx,
    association: i64,
    form: &NeedForm,
    now: i64,
) -> Result<bool, AppError> {
    if form.once.is_empty() {
        return Ok(true);
    }
    // What is kept while one types has no say in it.
    let plain = NeedForm { draft: String::new(), version: String::new(), ..form.clone() };
    once::first(tx, association, ("", &plain), now).await
}

/// Whether this very change of a need hasn't been saved before. The version that it was typed in is part of it, so that
/// who changes something back is no second press.
///
/// # Errors
/// When the database fails.
pub(super) async fn first_change(
    tx: &mut Tx,
    association: i64,
    (need, form): (i64, &NeedForm),
    now: i64,
) -> Result<bool, AppError> {
    let plain = NeedForm { draft: String::new(), ..form.clone() };
    once::first(tx, association, (&need.to_string(), &plain), now).await
}
