//! A form counts once, however often its button is pressed.

use crate::{
    http::AppError,
    store::{Tx, forms_taken},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// Whether the association hasn't sent this very form before; `of` says what it is about. Changed in one sign, it is
/// another.
///
/// # Errors
/// When the database fails.
pub async fn first<T: Serialize>(
    tx: &mut Tx,
    association: i64,
    (of, form): (&str, &T),
    now: i64,
) -> Result<bool, AppError> {
    let json = serde_json::to_string(form).map_err(|_| AppError::BadRequest("not a form"))?;
    let hash = URL_SAFE_NO_PAD.encode(Sha256::digest(format!("{of}{json}").as_bytes()));
    Ok(forms_taken::take(tx, association, &hash, now).await?)
}
