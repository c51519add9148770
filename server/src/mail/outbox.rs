//! Into the outbox: in the transaction of what the letter tells of, so that neither exists without the other.

use super::Letter;
use crate::store::{StoreError, Tx, outbox};

/// Puts letters into the outbox, to be sent at once (`now`, epoch seconds) when `tx` is committed. After the
/// commit, `app.outbox_wake.notify_one()` saves them the second that they would otherwise wait.
///
/// # Errors
/// When the database fails.
pub async fn queue(
    tx: &mut Tx,
    letters: impl IntoIterator<Item = Letter>,
    now: i64,
) -> Result<(), StoreError> {
    let letters: Vec<_> = letters
        .into_iter()
        .map(|letter| {
            let message_id = fresh_message_id(&letter.host);
            (letter, message_id)
        })
        .collect();
    outbox::insert(tx, &letters, now).await
}

/// `<random@host>`, the same for every try to send this letter.
// No rule depends on it, so that nobody needs to choose it: it only has to be like no other.
#[allow(clippy::disallowed_methods)]
fn fresh_message_id(host: &str) -> String {
    let host: String = host.split(':').next().unwrap_or_default().to_ascii_lowercase();
    format!("<{:032x}@{host}>", rand::random::<u128>())
}
