//! What a search asks for, in words.

use crate::domain::{Lang, area::Area, dates, numbers, search::SearchQuery};
use crate::texts::search as say;
use jiff::civil::Date;

/// Every condition in a few words, the most telling first: `« soupe »`, `Rennes (35), à moins de 20 km`, `Sport`. What
/// asks for everything is said by where: `Partout en France`.
#[must_use]
pub fn asked(lang: Lang, query: &SearchQuery, area: Option<&Area>, today: Date) -> Vec<String> {
    let mut parts = Vec::new();
    if !query.words.is_empty() {
        parts.push(say::words(lang, &query.words));
    }
    let km = numbers::whole(lang, query.radius().into());
    parts.push(match area {
        Some(Area::Around { name, .. }) if name.is_empty() => say::around_you(lang, km),
        Some(Area::Around { name, .. }) => say::around(lang, name, km),
        Some(Area::Departments { name, .. }) => name.clone(),
        None => say::anywhere(lang).to_owned(),
    });
    parts.extend(query.fields.iter().map(|field| field.label(lang).to_owned()));
    for (on, words) in [
        (query.remote, say::remote(lang)),
        (query.minors, say::minors(lang)),
        (query.reduced_mobility, say::reduced_mobility(lang)),
    ] {
        parts.extend(on.then(|| words.to_owned()));
    }
    parts.extend(days(lang, query, today));
    parts
}

fn days(lang: Lang, query: &SearchQuery, today: Date) -> Option<String> {
    let day = |day| dates::date_only(lang, day, today);
    match (query.from, query.until) {
        (Some(from), Some(until)) => Some(dates::range(lang, from, until, today)),
        (Some(from), None) => Some(format!("{} {}", say::from(lang), day(from))),
        (None, Some(until)) => Some(format!("{} {}", say::until(lang), day(until))),
        (None, None) => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::domain::{Point, search::address::pairs};

    fn said(lang: Lang, address: &str, area: Option<&Area>) -> String {
        let query = SearchQuery::parse(&pairs(address)).0;
        let today = jiff::civil::date(2026, 11, 20);
        asked(lang, &query, area, today).join(" · ").replace(['\u{202f}', '\u{a0}'], " ")
    }

    #[test]
    fn every_condition_is_said() {
        let rennes = Area::Around {
            name: "Rennes (35)".into(),
            department: "35".into(),
            centre: Point::new(48.1, -1.7).unwrap(),
        };
        assert_eq!(
            said(
                Lang::Fr,
                "q=soupe&lieu=x&rayon=5&domaine=sport&a-distance=1&mineurs=1&pmr=1&du=2026-12-01",
                Some(&rennes)
            ),
            "« soupe » · Rennes (35), à moins de 5 km · Sport · À distance · Moins de 18 ans · Mobilité réduite \
             · À partir du 1er décembre"
        );
        assert_eq!(said(Lang::Fr, "", None), "Partout en France");
        let bretagne = Area::Departments { name: "Bretagne".into(), codes: vec!["35".into()] };
        assert!(said(Lang::En, "lieu=reg-53&au=2027-01-05", Some(&bretagne)).starts_with("Bretagne · "));
    }
}
