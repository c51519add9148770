//! Paths that name nothing.

use axum::{
    extract::Request,
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};

/// Nothing of ours is called by signs of control, and not every database can even be asked for it.
pub async fn readable(request: Request, next: Next) -> Response {
    if has_controls(request.uri().path()) {
        return StatusCode::NOT_FOUND.into_response();
    }
    next.run(request).await
}

fn has_controls(path: &str) -> bool {
    path.split('%').skip(1).any(|after| {
        let code = after.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        code.is_some_and(|code| code.is_ascii_control())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_control_are_known_however_they_are_written() {
        for path in ["/a/%00", "/%1fb", "/%1F", "/%7f", "/%0a/b"] {
            assert!(has_controls(path), "{path}");
        }
        for path in ["/", "/missions/12-%C3%A9t%C3%A9", "/%2500", "/100%", "/%", "/%zz"] {
            assert!(!has_controls(path), "{path}");
        }
    }
}
