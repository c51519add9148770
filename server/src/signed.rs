//! What addresses and cookies carry that only we can have written: a few bytes, signed for one purpose.

use crate::store::secrets::Key;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// Bytes of the signature that are kept.
const SIGNED: usize = 16;

/// `content`, signed, in signs that addresses take. No purpose may begin another one.
#[must_use]
pub fn write(key: &Key, purpose: &[u8], content: &[u8]) -> String {
    let mut whole = content.to_vec();
    if let Some(mac) = mac(key, purpose, content) {
        whole.extend(mac.finalize().into_bytes().iter().take(SIGNED));
    }
    URL_SAFE_NO_PAD.encode(whole)
}

/// What [`write`] wrote with this key for this purpose.
#[must_use]
pub fn read<const N: usize>(key: &Key, purpose: &[u8], text: &str) -> Option<[u8; N]> {
    let whole = URL_SAFE_NO_PAD.decode(text).ok()?;
    let (content, signature) = whole.split_first_chunk::<N>()?;
    let signature: &[u8; SIGNED] = signature.try_into().ok()?;
    mac(key, purpose, content)?.verify_truncated_left(signature).ok()?;
    Some(*content)
}

fn mac(key: &Key, purpose: &[u8], content: &[u8]) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).ok()?;
    mac.update(purpose);
    mac.update(content);
    Some(mac)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const KEY: Key = [7; 32];

    #[test]
    fn what_was_sent_long_ago_is_still_read() {
        let twelve = 12_i64.to_be_bytes();
        for (purpose, sent) in [
            (&b"manage "[..], "AAAAAAAAAAy1Kp2R0a4EwW2mDVSiF4kC"),
            (b"stop ", "AAAAAAAAAAxVIlWt58KPRox5CxQ_CMA5"),
            (b"unsubscribe ", "AAAAAAAAAAyb5mZtlrzI38ZjP0iBpUBD"),
            (b"monthly ", "AAAAAAAAAAxuLISWU7_T-95vkkTBzrCo"),
        ] {
            assert_eq!(read(&KEY, purpose, sent), Some(twelve), "{sent}");
            assert_eq!(write(&KEY, purpose, &twelve), sent);
        }
        assert_eq!(read(&KEY, b"cookie ", "AQEBAQEBAQEBAQEBAQEBAXzEKx3GETGD0Ui3l5j4jUw"), Some([1; 16]));
    }

    proptest! {
        #[test]
        fn it_is_read_whole_for_its_purpose_and_with_its_key(content in any::<[u8; 24]>(), at in 0..54_usize, sign in "[A-Za-z0-9_-]") {
            let right = write(&KEY, b"a ", &content);
            prop_assert_eq!(read(&KEY, b"a ", &right), Some(content));
            prop_assert_eq!(read::<24>(&KEY, b"b ", &right), None);
            prop_assert_eq!(read::<24>(&[8; 32], b"a ", &right), None);
            prop_assert_eq!(read::<16>(&KEY, b"a ", &right), None);
            let mut wrong = right.clone();
            wrong.replace_range(at..=at, &sign);
            prop_assert!(wrong == right || read::<24>(&KEY, b"a ", &wrong).is_none());
        }

        #[test]
        fn nothing_typed_makes_it_stumble(text in "\\PC{0,60}") {
            prop_assert_eq!(read::<8>(&KEY, b"a ", &text), None);
        }
    }
}
