//! What a picture shows, and the hash of it.

use super::host;
use crate::lettering::legible;
use app::{
    domain::{
        Field, Lang,
        association::Logo,
        need::{Need, NeedState},
        share::words::Told,
    },
    texts::{common, share as say},
};
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Counted up when the drawing changes, so that networks ask for the new one.
const DRAWING: u8 = 2;
/// Bytes of the hash that are kept.
const HASHED: usize = 8;

/// What a picture shows; every text is in signs that the type has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The portal's name.
    pub name: String,
    /// The large words.
    pub title: String,
    /// The field, for its colour and sign; the portal's own picture has none.
    pub field: Option<(Field, &'static str)>,
    /// When, in words.
    pub when: Option<String>,
    /// Where, in words.
    pub place: Option<String>,
    /// Who asks.
    pub association: Option<String>,
    /// In place of the time: the need is over.
    pub closed: Option<&'static str>,
    /// The association's.
    pub logo: Option<Logo>,
    /// The portal's, as people type it; not part of the hash.
    pub host: String,
}

impl Subject {
    /// What a need's picture shows; `today` on its calendar.
    #[must_use]
    pub fn of_need(lang: Lang, need: &Need, today: Date) -> Self {
        let told = Told::of(lang, need, today);
        let closed = need.state == NeedState::Closed;
        Self {
            name: common::name(lang).to_owned(),
            title: legible(&told.title),
            field: Some((need.field, need.field.label(lang))),
            when: told.when.filter(|_| !closed).map(|when| legible(&when)),
            place: told.place.map(|place| legible(&place)),
            association: Some(legible(&told.association)).filter(|name| !name.is_empty()),
            closed: closed.then(|| say::closed(lang)),
            logo: need.association.logo.clone(),
            host: String::new(),
        }
    }

    /// What the portal's own shows.
    #[must_use]
    pub fn of_portal(lang: Lang, public_url: &str) -> Self {
        Self {
            name: common::name(lang).to_owned(),
            title: legible(say::card_question(lang)),
            field: None,
            when: None,
            place: None,
            association: None,
            closed: None,
            logo: None,
            host: host(public_url).to_owned(),
        }
    }

    /// Tells it from every other picture, and from itself before a change: 16 signs.
    #[must_use]
    pub fn version(&self) -> String {
        let mut hash = Sha256::new();
        hash.update([DRAWING]);
        let logo = self.logo.as_ref().map(|logo| format!("{}/{}", logo.association_id, logo.hash));
        let parts = [
            Some(self.name.as_str()),
            Some(self.title.as_str()),
            self.field.map(|(field, _)| field.code()),
            self.field.map(|(_, label)| label),
            self.when.as_deref(),
            self.place.as_deref(),
            self.association.as_deref(),
            self.closed,
            logo.as_deref(),
        ];
        for part in parts {
            hash.update([u8::from(part.is_some())]);
            hash.update(part.unwrap_or_default().len().to_be_bytes());
            hash.update(part.unwrap_or_default());
        }
        hash.finalize().iter().take(HASHED).fold(String::new(), |mut out, byte| {
            // Writing to a string can't fail.
            let _ = write!(out, "{byte:02x}");
            out
        })
    }
}
