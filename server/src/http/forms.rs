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

/// Reads a form, forgiving: fields that nobody asked for are dropped, of a field sent twice the first counts.
///
/// # Errors
/// When it is no form at all.
pub fn read_form<T: DeserializeOwned>(body: &[u8]) -> Result<T, AppError> {
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
        let odd: SignUpForm = read_form(b"given-name=%ff%fe&&==&%").unwrap();
        assert!(!odd.minor);
    }
}
