//! The request as pages see it: in which language, and where.

use app::domain::Lang;
use axum::{
    extract::{FromRequestParts, OriginalUri},
    http::{Uri, request::Parts},
};
use std::convert::Infallible;

/// Language and address of a request.
#[derive(Clone, Debug)]
pub struct Visit {
    /// By the address alone: `/en/…` is English, everything else French.
    pub lang: Lang,
    /// Path and query without the language.
    pub path: String,
}

impl Visit {
    /// Reads language and address out of the whole request address.
    #[must_use]
    pub fn of(uri: &Uri) -> Self {
        let whole = uri.path_and_query().map_or("/", |path| path.as_str());
        let english =
            whole.strip_prefix("/en").filter(|rest| rest.is_empty() || rest.starts_with(['/', '?']));
        match english {
            Some(rest) if rest.starts_with('/') => Self { lang: Lang::En, path: rest.to_owned() },
            Some(rest) => Self { lang: Lang::En, path: format!("/{rest}") },
            None => Self { lang: Lang::Fr, path: whole.to_owned() },
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let uri = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |uri| &uri.0);
        Ok(Self::of(uri))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_alone_says_the_language() {
        for (address, lang, path) in [
            ("/", Lang::Fr, "/"),
            ("/missions?q=soupe", Lang::Fr, "/missions?q=soupe"),
            ("/en", Lang::En, "/"),
            ("/en/missions?page=2", Lang::En, "/missions?page=2"),
            ("/en?x=1", Lang::En, "/?x=1"),
            ("/enseigne", Lang::Fr, "/enseigne"),
        ] {
            let visit = Visit::of(&Uri::from_static(address));
            assert_eq!((visit.lang, visit.path.as_str()), (lang, path), "{address}");
        }
    }
}
