//! What is read of a need.

use crate::store::{StoreError, Tx, tx_row};
use app::domain::flags::{self, Flag, Written};
use sha2::{Digest as _, Sha256};

/// What is read of a need before it is published, and where and when it is.
#[derive(sqlx::FromRow)]
pub(super) struct Words {
    pub(super) association_id: i64,
    title: String,
    description_html: String,
    description_text: String,
    schedule: Option<String>,
    audience: Option<String>,
    requirements: Option<String>,
    tags: Option<String>,
    page_url: Option<String>,
    /// Its streets.
    streets: Option<String>,
    /// Its addresses, its slots, its days.
    places: Option<String>,
    slots: Option<String>,
    days: String,
    /// Its association's name, and what it says of itself.
    name: String,
    about: Option<String>,
    web_page: Option<String>,
    networks: Option<String>,
    pub(super) open: bool,
    pub(super) fresh: bool,
}

impl Words {
    /// What raises a flag.
    pub(super) fn flags(&self) -> Vec<Flag> {
        let texts = [&self.schedule, &self.audience, &self.requirements, &self.tags, &self.streets];
        let texts = texts.into_iter().filter_map(Option::as_deref);
        let texts = [self.description_text.as_str(), &self.name].into_iter().chain(texts);
        let written = Written::of(&self.title, &self.description_html, texts, self.page_url.as_deref());
        let networks = self.networks.as_deref().unwrap_or_default().lines();
        let pages = self.web_page.as_deref().into_iter().chain(networks);
        flags::raise_of_need(&written, self.about.as_deref().unwrap_or_default(), pages)
    }

    /// What it comes to.
    pub(super) fn digest(&self) -> Digest {
        let some = [
            &self.schedule,
            &self.audience,
            &self.requirements,
            &self.tags,
            &self.page_url,
            &self.places,
            &self.slots,
            &self.about,
            &self.web_page,
            &self.networks,
        ];
        let some = some.into_iter().map(|part| part.as_deref().unwrap_or_default());
        let all = [&self.title, &self.description_html, &self.days, &self.name].map(String::as_str);
        let mut digest = Sha256::new();
        for part in all.into_iter().chain(some) {
            digest.update(part);
            digest.update([0]);
        }
        Digest([&[DIGESTED][..], &digest.finalize()].concat())
    }
}

/// The same for the same words at the same places and times, as long as the same of them is taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Digest(Vec<u8>);

/// The first byte of a [`Digest`]: raise it when other parts of a need are taken in. Those of before have none.
const DIGESTED: u8 = 1;
/// Its bytes.
const LONG: usize = 33;

impl Digest {
    /// As stored.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Whether something else is said than when `stored` was made. Of one that took in other parts nobody can tell: then
    /// nothing is.
    pub(super) fn says_else_than(&self, stored: &[u8]) -> bool {
        let comparable = stored.len() == LONG && stored.first() == Some(&DIGESTED);
        comparable && self.0 != stored
    }
}

/// What a need says now.
pub(super) async fn words(tx: &mut Tx, need_id: i64, now: i64) -> Result<Option<Words>, StoreError> {
    tx_row!(
        tx,
        Words,
        "SELECT n.association_id, n.title, n.description_html, n.description_text, n.schedule, n.audience,
            n.requirements, n.tags, n.page_url, a.name, a.about, a.web_page, a.networks,
            (SELECT string_agg(street, ' / ' ORDER BY position) FROM need_addresses WHERE need_id = n.id) AS streets,
            (SELECT string_agg(street || ', ' || postcode || ' ' || city || ' ' || insee, ' / ' ORDER BY position)
                FROM need_addresses WHERE need_id = n.id) AS places,
            (SELECT string_agg(COALESCE(CAST(starts_at AS TEXT), '') || '-' || COALESCE(CAST(ends_at AS TEXT), ''),
                ' ' ORDER BY starts_at, id) FROM slots WHERE need_id = n.id AND capacity > 0) AS slots,
            COALESCE(CAST(n.first_day AS TEXT), '') || '-' || COALESCE(CAST(n.last_day AS TEXT), '') AS days,
            n.state = 'open' AS open, n.posted_form IS NOT NULL AND n.posted_at = $2 AS fresh
         FROM needs n JOIN associations a ON a.id = n.association_id WHERE n.id = $1",
        need_id,
        now
    )
}
