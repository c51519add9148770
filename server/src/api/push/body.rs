//! A body of JSON, read.

use crate::api::problem::{ApiError, Kind, Wrong};
use app::domain::Lang;
use axum::http::{HeaderMap, header};
use serde::de::DeserializeOwned;

/// Reads a body.
///
/// # Errors
/// When it isn't sent as JSON, is none, or says something that nobody asks for.
pub fn read<T: DeserializeOwned>(headers: &HeaderMap, body: &[u8]) -> Result<T, ApiError> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if kind != "application/json" {
        return Err(Kind::MediaType.with("Send it as application/json.").into());
    }
    serde_json::from_slice(&without_controls(body)).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => {
            let wrong = Wrong::pointer("", error.to_string());
            Kind::Invalid.with("The body isn't as the document describes it.").listing(vec![wrong]).into()
        }
        _ => Kind::Body.with(format!("It is no JSON: {error}.")).into(),
    })
}

/// JSON without the signs of control that its texts write as `\u0000`: forms drop them too.
fn without_controls(json: &[u8]) -> Vec<u8> {
    let unwanted = |digits: &[u8]| {
        let sign = std::str::from_utf8(digits).ok().and_then(|digits| u32::from_str_radix(digits, 16).ok());
        sign.and_then(char::from_u32)
            .is_some_and(|sign| sign.is_control() && !matches!(sign, '\n' | '\r' | '\t'))
    };
    let mut kept = Vec::with_capacity(json.len());
    let mut rest = json;
    while let Some((&first, after)) = rest.split_first() {
        let length = match after {
            [b'u', a, b, c, d, ..] if first == b'\\' && unwanted(&[*a, *b, *c, *d]) => {
                rest = rest.get(6..).unwrap_or_default();
                continue;
            }
            // Of two backslashes the second begins nothing.
            [_, ..] if first == b'\\' => 2,
            _ => 1,
        };
        let (piece, after) = rest.split_at(length);
        kept.extend_from_slice(piece);
        rest = after;
    }
    kept
}

/// The language in which errors of a form are told: English unless French is asked for first.
#[must_use]
pub fn lang(headers: &HeaderMap) -> Lang {
    let asked =
        headers.get(header::ACCEPT_LANGUAGE).and_then(|asked| asked.to_str().ok()).unwrap_or_default();
    if asked.trim_start().to_ascii_lowercase().starts_with("fr") { Lang::Fr } else { Lang::En }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_lose_their_signs_of_control_and_nothing_else() {
        let kept = |json: &str| String::from_utf8(without_controls(json.as_bytes())).unwrap_or_default();
        assert_eq!(kept(r#"{"a":"S\u0000o\u001Fu\u007fp\u0009e"}"#), r#"{"a":"Soup\u0009e"}"#);
        for same in [r#"{"a":"\\u0000 \u00e9 \ud83c\udf72 \" \\"}"#, r#"{"a":"\"#, r#"{"a":"\u00"#, "é"] {
            assert_eq!(kept(same), same);
        }
    }
}
