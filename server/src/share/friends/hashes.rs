//! What is kept of a friend's address, and what their letter carries: keyed hashes, for which nobody can try
//! addresses without the key.

use crate::{signed, store::secrets::Key};
use app::domain::email::Email;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// Bytes of a hash.
const HASHED: usize = 16;
/// What a token is signed for.
const TOKEN: &[u8] = b"token ";

/// Of an address.
pub type Hash = [u8; HASHED];

/// What is kept of an address that is told of a need; different for each need.
#[must_use]
pub fn told(key: &Key, need_id: i64, email: &Email) -> Hash {
    hashed(key, b"told ", &[&need_id.to_be_bytes(), mailbox(email).as_bytes()])
}

/// What is kept of an address that wants no such letter.
#[must_use]
pub fn silence(key: &Key, email: &Email) -> Hash {
    hashed(key, b"silence ", &[mailbox(email).as_bytes()])
}

/// All by which an address may have said so: what was kept before the dots of Gmail were looked through counts too.
#[must_use]
pub fn silences(key: &Key, email: &Email) -> Vec<Hash> {
    let mut all = vec![silence(key, email), hashed(key, b"silence ", &[untagged(email).as_bytes()])];
    all.dedup();
    all
}

/// What the letter to an address carries, by which it wants no more: the hash, signed.
#[must_use]
pub fn token(key: &Key, email: &Email) -> String {
    signed::write(key, TOKEN, &silence(key, email))
}

/// The hash that a token carries, if we signed it.
#[must_use]
pub fn read(key: &Key, token: &str) -> Option<Hash> {
    signed::read(key, TOKEN, token)
}

/// The mailbox behind an address: `lea+essai@exemple.fr` is Léa's too, and to Gmail dots are nothing.
#[must_use]
pub fn mailbox(email: &Email) -> String {
    let key = untagged(email);
    match key.split_once('@') {
        Some((name, "gmail.com" | "googlemail.com")) => format!("{}@gmail.com", name.replace('.', "")),
        _ => key,
    }
}

fn untagged(email: &Email) -> String {
    let key = email.key();
    match key.split_once('@') {
        Some((name, domain)) => format!("{}@{domain}", name.split('+').next().unwrap_or(name)),
        None => key,
    }
}

fn hashed(key: &Key, what: &[u8], parts: &[&[u8]]) -> Hash {
    let mut out = [0; HASHED];
    if let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) {
        mac.update(what);
        parts.iter().for_each(|part| mac.update(part));
        out.iter_mut().zip(mac.finalize().into_bytes()).for_each(|(to, from)| *to = from);
    }
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    use proptest::prelude::*;

    const KEY: Key = [7; 32];

    fn email(text: &str) -> Email {
        Email::parse(text).unwrap()
    }

    #[test]
    fn a_hash_is_of_one_mailbox_and_one_need() {
        let lea = email("lea@exemple.fr");
        assert_eq!(told(&KEY, 1, &lea), told(&KEY, 1, &email("Lea+x@Exemple.fr")));
        assert_ne!(told(&KEY, 1, &lea), told(&KEY, 2, &lea));
        assert_ne!(told(&KEY, 1, &lea), told(&[8; 32], 1, &lea));
        assert_ne!(told(&KEY, 1, &lea), silence(&KEY, &lea));
        assert_ne!(silence(&KEY, &lea), silence(&KEY, &email("leo@exemple.fr")));
        for same in ["lea.martin@gmail.com", "l.e.a.martin+x@GMail.com", "leamartin@googlemail.com"] {
            assert_eq!(told(&KEY, 1, &email(same)), told(&KEY, 1, &email("leamartin@gmail.com")), "{same}");
        }
        assert_ne!(
            silence(&KEY, &email("lea.martin@exemple.fr")),
            silence(&KEY, &email("leamartin@exemple.fr"))
        );
    }

    #[test]
    fn who_said_never_stays_silent() {
        assert_eq!(silences(&KEY, &email("lea@exemple.fr")), [silence(&KEY, &email("lea@exemple.fr"))]);
        let before = hashed(&KEY, b"silence ", &[b"lea.martin@gmail.com"]);
        assert!(silences(&KEY, &email("lea.martin@gmail.com")).contains(&before));
        // As a letter carried it that was sent before.
        let sent = "WMyfluEGFEbaB0pkgI_2MKIz4-pebA2_lflBzIzq6u4";
        assert_eq!(read(&KEY, sent), Some(silence(&KEY, &email("lea@exemple.fr"))));
        assert_eq!(token(&KEY, &email("lea@exemple.fr")), sent);
    }

    #[test]
    fn only_our_tokens_are_read_and_they_hold_no_address() {
        let lea = email("lea@exemple.fr");
        let ours = token(&KEY, &lea);
        assert_eq!(read(&KEY, &ours), Some(silence(&KEY, &lea)));
        assert!(!String::from_utf8_lossy(&URL_SAFE_NO_PAD.decode(&ours).unwrap()).contains("lea"));
        for wrong in [String::new(), "A".repeat(43), token(&[8; 32], &lea), ours[1..].to_owned()] {
            assert_eq!(read(&KEY, &wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn nothing_typed_makes_it_stumble(text in "\\PC{0,60}") {
            prop_assert_eq!(read(&KEY, &text), None);
        }
    }
}
