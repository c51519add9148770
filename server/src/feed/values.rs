//! Small values of a feed: dates, flags, links, numbers.

use ammonia::Url;
use app::domain::need::Remote;
use jiff::civil::{Date, DateTime};
use jiff::fmt::strtime;
use jiff::{Timestamp, tz::TimeZone};

/// Longest link that is kept, in bytes.
const MAX_LINK_BYTES: usize = 2000;

/// A day in any of the ways feeds write one: `JJ/MM/AAAA`, ISO 8601, both with or without a time.
/// A time with an offset is turned into the day in Paris.
pub(super) fn date(written: &str) -> Option<Date> {
    let day = if let Ok(moment) = written.parse::<Timestamp>() {
        moment.to_zoned(TimeZone::get("Europe/Paris").ok()?).date()
    } else {
        let first = written.split([' ', 'T']).next()?;
        french_day(first)
            .or_else(|| first.parse().ok())
            .or_else(|| written.parse::<DateTime>().ok().map(DateTime::date))?
    };
    (1990..=2100).contains(&day.year()).then_some(day)
}

fn french_day(written: &str) -> Option<Date> {
    let dashed = written.replace(['/', '.'], "-");
    strtime::parse("%d-%m-%Y", &dashed).ok()?.to_date().ok()
}

/// A flag; `None` if it says neither yes nor no.
pub(super) fn flag(written: &str) -> Option<bool> {
    match written.to_lowercase().as_str() {
        "yes" | "oui" | "true" | "1" => Some(true),
        "" | "no" | "non" | "false" | "0" => Some(false),
        _ => None,
    }
}

/// How far it can be done from home; on the spot where nothing is said.
pub(super) fn remote(written: &str) -> Option<Remote> {
    match written.to_lowercase().as_str() {
        "" | "no" | "non" | "local" => Some(Remote::No),
        "possible" => Some(Remote::Possible),
        "full" => Some(Remote::Full),
        _ => None,
    }
}

/// People wanted; one where nothing is said.
pub(super) fn places(written: &str) -> Option<i64> {
    if written.is_empty() {
        return Some(1);
    }
    written.parse().ok().filter(|count| (1..=100_000).contains(count))
}

/// An http(s) address with a host and without a password, in its canonical spelling, but the host as people read it.
pub(super) fn link(written: &str) -> Option<String> {
    let url = Url::parse(written).ok()?;
    let web =
        matches!(url.scheme(), "http" | "https") && url.host_str().is_some_and(|host| host.contains('.'));
    let plain = url.username().is_empty() && url.password().is_none();
    (web && plain && url.as_str().len() <= MAX_LINK_BYTES).then(|| read_by_people(&url))
}

/// `https://société.fr/`, not `https://xn--socit-esab.fr/`: what is shown, and what is looked at for disguises, is what
/// the association wrote.
fn read_by_people(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    match idna::domain_to_unicode(host) {
        (read, Ok(())) => url.as_str().replacen(host, &read, 1),
        _ => url.as_str().to_owned(),
    }
}

/// `Indemnité : 10 € brut par heure`, where the amount is a number above zero.
pub(super) fn compensation(amount: &str, unit: &str, kind: &str) -> Option<String> {
    let euros: f64 = amount.replace(',', ".").parse().ok()?;
    if !(euros > 0.0 && euros < 100_000.0) {
        return None;
    }
    let amount =
        if euros.fract() == 0.0 { format!("{euros:.0}") } else { format!("{euros:.2}").replace('.', ",") };
    let kind = match kind {
        "gross" => " brut",
        "net" => " net",
        _ => "",
    };
    let unit = match unit {
        "hour" => " par heure",
        "day" => " par jour",
        "month" => " par mois",
        "year" => " par an",
        _ => "",
    };
    Some(format!("Indemnité\u{202f}: {amount}\u{202f}€{kind}{unit}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    #[test]
    fn dates_as_feeds_write_them() {
        let january = Some(day(2025, 1, 11));
        for written in [
            "11/01/2025",
            "11/01/2025 08:30",
            "11-01-2025",
            "2025-01-11",
            "2025-01-11T00:00:00",
            "2025-01-11 09:00:00",
            "2025-01-10T23:00:00.000Z",
            "2025-01-11T10:00:00+01:00",
            "11/01/2025T08:30",
        ] {
            assert_eq!(date(written), january, "{written}");
        }
        for written in ["", "31/02/2025", "bientôt", "2025", "0000-00-00", "01/01/0001", "2025-13-01"] {
            assert_eq!(date(written), None, "{written}");
        }
    }

    #[test]
    fn only_web_links_pass() {
        assert_eq!(link("https://exemple.org/a?b=\"c\"").as_deref(), Some("https://exemple.org/a?b=%22c%22"));
        assert_eq!(link("https://Société.fr/équipe").as_deref(), Some("https://société.fr/%C3%A9quipe"));
        assert_eq!(link("https://xn--socit-esab.fr").as_deref(), Some("https://société.fr/"));
        for bad in [
            "",
            "javascript:alert(1)",
            "ftp://exemple.org",
            "//exemple.org",
            "https://",
            "http://a:b@exemple.org",
            "data:text/html,x",
            "https://localhost/x",
            "exemple.org",
        ] {
            assert_eq!(link(bad), None, "{bad}");
        }
    }

    #[test]
    fn small_values() {
        assert_eq!((flag("YES"), flag(""), flag("peut-être")), (Some(true), Some(false), None));
        assert_eq!(
            (places(""), places("12"), places("0"), places("-1"), places("dix")),
            (Some(1), Some(12), None, None, None)
        );
        assert_eq!(
            (remote("local"), remote("full"), remote("?")),
            (Some(Remote::No), Some(Remote::Full), None)
        );
        assert_eq!(
            compensation("10", "hour", "gross").as_deref(),
            Some("Indemnité\u{202f}: 10\u{202f}€ brut par heure")
        );
        assert_eq!(compensation("0", "hour", "gross"), None);
    }
}
