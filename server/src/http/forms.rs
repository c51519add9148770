//! What people send: a form's body, what stands in an address after the `?`.

use super::AppError;
use axum::{extract::FromRequestParts, http::request::Parts};
use serde::de::DeserializeOwned;

/// What a page's address says after the `?`; what makes no sense in it is as good as nothing.
pub struct Query<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Default> FromRequestParts<S> for Query<T> {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self(read_form(parts.uri.query().unwrap_or_default().as_bytes()).unwrap_or_default()))
    }
}

/// Reads a form, forgiving: fields that nobody asked for are dropped, of a field sent twice the first counts, and so
/// are signs of control, which nobody types and not every database keeps.
///
/// # Errors
/// When it is no form at all.
pub fn read_form<T: DeserializeOwned>(body: &[u8]) -> Result<T, AppError> {
    let body = &without_controls(body);
    let bad = |_| AppError::BadRequest("not a form");
    if let Ok(form) = serde_html_form::from_bytes(body) {
        return Ok(form);
    }
    let mut fields: Vec<(String, String)> = serde_html_form::from_bytes(body).map_err(bad)?;
    let mut seen = std::collections::HashSet::new();
    fields.retain(|(name, _)| seen.insert(name.clone()));
    let tidy = serde_html_form::to_string(&fields).map_err(|_| AppError::BadRequest("not a form"))?;
    serde_html_form::from_str(&tidy).map_err(bad)
}

/// A form's body without signs of control, written out or as `%00`; those between words and lines stay.
fn without_controls(body: &[u8]) -> Vec<u8> {
    let unwanted = |byte: u8| byte.is_ascii_control() && !matches!(byte, b'\n' | b'\r' | b'\t');
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut kept = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some((&first, after)) = rest.split_first() {
        let written = match after {
            [high, low, ..] if first == b'%' => {
                digit(high).zip(digit(low)).map(|(high, low)| high << 4 | low)
            }
            _ => None,
        };
        let (piece, after) = rest.split_at(if written.is_some() { 3 } else { 1 });
        if !unwanted(written.unwrap_or(first)) {
            kept.extend_from_slice(piece);
        }
        rest = after;
    }
    kept
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use app::sign_ups::SignUpForm;

    #[test]
    fn a_form_is_read_whatever_comes_with_it() {
        let form: SignUpForm =
            read_form(b"given-name=L%C3%A9a&email=a%40b.fr&mineur=on&email=c%40d.fr&autre=1").unwrap();
        assert_eq!((form.first_name.as_str(), form.email.as_str(), form.minor), ("Léa", "a@b.fr", true));
        let empty: SignUpForm = read_form(b"").unwrap();
        assert!(empty == SignUpForm::default());
        let controls: SignUpForm = read_form(b"given-name=L\0%C3%A9%00%1fa%7f&email=%2500%").unwrap();
        assert_eq!((controls.first_name.as_str(), controls.email.as_str()), ("Léa", "%00%"));
        assert_eq!(without_controls(b"a%0D%0A%09b"), b"a%0D%0A%09b");
        let odd: SignUpForm = read_form(b"given-name=%ff%fe&&==&%").unwrap();
        assert!(!odd.minor);
    }
}
