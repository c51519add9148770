//! Whether somebody has already what they ask for (RFC 9110, 13).

use axum::http::{HeaderMap, header};
use jiff::{Timestamp, fmt::rfc2822};

/// Epoch seconds as HTTP writes them: `Sun, 06 Nov 1994 08:49:37 GMT`.
#[must_use]
pub fn http_date(epoch: i64) -> String {
    let at = Timestamp::from_second(epoch).unwrap_or(Timestamp::UNIX_EPOCH);
    rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&at).unwrap_or_default()
}

/// Whether who asks has what bears `tag` and stands `since` that moment (epoch seconds), where one is known: by its tag,
/// or, if none is sent, by its date.
#[must_use]
pub fn is_known(headers: &HeaderMap, tag: &str, since: Option<i64>) -> bool {
    if headers.contains_key(header::IF_NONE_MATCH) {
        let sent = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
        return sent.flat_map(|tags| tags.split(',')).any(|one| one.trim() == "*" || bare(one) == bare(tag));
    }
    let date = headers.get(header::IF_MODIFIED_SINCE).and_then(|date| date.to_str().ok());
    let date = date.and_then(|date| rfc2822::DateTimeParser::new().parse_zoned(date).ok());
    since.zip(date).is_some_and(|(since, date)| date.timestamp().as_second() >= since)
}

/// A tag as it is compared weakly.
fn bare(tag: &str) -> &str {
    tag.trim().trim_start_matches("W/")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn who_has_it_is_told_so() {
        let ask = |name: header::HeaderName, value: &str| {
            is_known(&HeaderMap::from_iter([(name, value.parse().unwrap())]), "W/\"a\"", Some(1_795_165_200))
        };
        assert_eq!(http_date(1_795_165_200), "Fri, 20 Nov 2026 09:00:00 GMT");
        assert!(ask(header::IF_NONE_MATCH, "\"b\", W/\"a\"") && ask(header::IF_NONE_MATCH, "\"a\""));
        assert!(ask(header::IF_NONE_MATCH, "*") && !ask(header::IF_NONE_MATCH, "\"b\""));
        assert!(ask(header::IF_MODIFIED_SINCE, "Fri, 20 Nov 2026 09:00:00 GMT"));
        assert!(!ask(header::IF_MODIFIED_SINCE, "Fri, 20 Nov 2026 08:59:59 GMT"));
        assert!(!ask(header::IF_MODIFIED_SINCE, "hier"));
        assert!(!is_known(&HeaderMap::new(), "W/\"a\"", Some(0)));
        let dated = [(header::IF_MODIFIED_SINCE, "Fri, 20 Nov 2026 09:00:00 GMT".parse().unwrap())];
        assert!(!is_known(&HeaderMap::from_iter(dated), "\"a\"", None), "no date, no answer by date");
    }
}
