//! Nothing changes on the word of another site: every request but GET and HEAD must come from ours.

use crate::state::SharedApp;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// Refuses a changing request whose browser says that another site sent it.
pub async fn same_origin(State(app): State<SharedApp>, request: Request, next: Next) -> Response {
    let harmless = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if harmless
        || is_ours(request.headers(), &app.settings.public_url)
        || is_one_click(request.uri().path(), request.headers())
    {
        return next.run(request).await;
    }
    StatusCode::FORBIDDEN.into_response()
}

/// `Sec-Fetch-Site` where the browser sends it, else `Origin` against the public address or the host
/// asked for. Neither header: no browser, so no cookie or link of a person that could be abused.
fn is_ours(headers: &HeaderMap, public_url: &str) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok()) {
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text(header::ORIGIN) else { return true };
    let host = text(header::HOST).unwrap_or_default();
    origin == public_url || origin.split_once("://").is_some_and(|(_, from)| from == host)
}

/// A mail program unsubscribes its reader (RFC 8058), wherever it runs: the address itself is what allows it, and it
/// carries no cookie that could be abused.
fn is_one_click(path: &str, headers: &HeaderMap) -> bool {
    let path = path.strip_prefix("/en").unwrap_or(path);
    path.starts_with("/desabonnement/") && !headers.contains_key(header::COOKIE)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn mail_programs_unsubscribe_and_do_nothing_else() {
        let cookie = HeaderMap::from_iter([(header::COOKIE, "session=x".parse().unwrap())]);
        for path in ["/desabonnement/abc", "/en/desabonnement/abc"] {
            assert!(is_one_click(path, &HeaderMap::new()) && !is_one_click(path, &cookie));
        }
        for path in ["/desabonnement", "/inscriptions/abc/desabonnement/", "/espace/1", "/"] {
            assert!(!is_one_click(path, &HeaderMap::new()), "{path}");
        }
    }

    fn sent(headers: &[(&'static str, &str)]) -> bool {
        let headers =
            headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
        is_ours(&headers, "https://exemple.fr")
    }

    #[test]
    fn only_our_own_pages_change_things() {
        assert!(sent(&[("sec-fetch-site", "same-origin")]));
        assert!(!sent(&[("sec-fetch-site", "cross-site"), ("origin", "https://exemple.fr")]));
        assert!(!sent(&[("sec-fetch-site", "same-site")]));
        assert!(sent(&[("origin", "https://exemple.fr"), ("host", "interne:3000")]));
        assert!(sent(&[("origin", "http://127.0.0.1:3000"), ("host", "127.0.0.1:3000")]));
        assert!(!sent(&[("origin", "https://mechant.example"), ("host", "exemple.fr")]));
        assert!(!sent(&[("origin", "null"), ("host", "exemple.fr")]));
    }
}
