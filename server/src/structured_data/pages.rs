//! The other pages: an association, the first page, a list of needs.

use super::{Seen, known, told};
use app::{
    domain::{
        association::{Association, Logo},
        need::NeedCard,
    },
    ui::Told,
};
use serde_json::json;

/// An association's page.
#[must_use]
pub fn association(seen: Seen<'_>, association: &Association, logo: Option<&Logo>) -> Told {
    let url = seen.at(&association.path());
    let elsewhere: Vec<_> = association.web_page.iter().chain(&association.networks).collect();
    let numbers: Vec<_> = [("RNA", &association.rna), ("SIREN", &association.siren)]
        .into_iter()
        .filter_map(|(name, number)| {
            let value = number.as_ref()?;
            Some(json!({ "@type": "PropertyValue", "propertyID": name, "value": value }))
        })
        .collect();
    told(vec![known(json!({
        "@type": "NGO",
        "@id": format!("{url}#association"),
        "name": association.name,
        "url": url,
        "description": Some(&association.about).filter(|about| !about.is_empty()),
        "sameAs": elsewhere,
        "identifier": numbers,
        "logo": logo.map(|logo| format!("{}{}", seen.public_url, logo.path())),
        "address": association.place.as_ref().map(|(city, _)| {
            json!({ "@type": "PostalAddress", "addressLocality": city, "addressCountry": "FR" })
        }),
    }))])
}

/// The first page: a site that can be searched.
#[must_use]
pub fn home(seen: Seen<'_>) -> Told {
    told(vec![json!({
        "@type": "WebSite",
        "name": app::texts::common::name(seen.lang),
        "url": seen.at("/"),
        "inLanguage": seen.lang.code(),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": format!("{}?q={{search_term_string}}", seen.at("/missions")),
            },
            "query-input": "required name=search_term_string",
        },
    })])
}

/// A page of a list of needs, of which the first is number `from`; nothing where it is empty.
#[must_use]
pub fn list(seen: Seen<'_>, cards: &[NeedCard], from: usize) -> Told {
    if cards.is_empty() {
        return Told::default();
    }
    let items: Vec<_> = cards
        .iter()
        .enumerate()
        .map(|(index, card)| {
            json!({
                "@type": "ListItem",
                "position": from + index,
                "url": seen.at(&card.path()),
                "name": card.title,
            })
        })
        .collect();
    told(vec![json!({ "@type": "ItemList", "itemListElement": items })])
}
