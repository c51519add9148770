//! What is read of a need.

use crate::store::{StoreError, Tx, tx_row};
use app::domain::flags::{self, Flag, Written, links_of};
use sha2::{Digest, Sha256};

/// What is read of a need before it is published.
#[derive(sqlx::FromRow)]
pub(super) struct Words {
    title: String,
    description_html: String,
    description_text: String,
    schedule: Option<String>,
    audience: Option<String>,
    requirements: Option<String>,
    page_url: Option<String>,
    web_page: Option<String>,
    pub(super) open: bool,
    pub(super) fresh: bool,
}

impl Words {
    /// What raises a flag.
    pub(super) fn flags(&self) -> Vec<Flag> {
        let more =
            [&self.schedule, &self.audience, &self.requirements].into_iter().filter_map(Option::as_deref);
        let pages = [&self.page_url, &self.web_page].into_iter().flatten();
        let pages = pages.map(|href| flags::Link { href: href.clone(), shown: String::new() });
        flags::raise(&Written {
            title: &self.title,
            texts: std::iter::once(self.description_text.as_str()).chain(more).collect(),
            links: links_of(&self.description_html).into_iter().chain(pages).collect(),
        })
    }

    /// The same for the same words.
    pub(super) fn digest(&self) -> Vec<u8> {
        let parts =
            [Some(&self.title), Some(&self.description_html), self.schedule.as_ref(), self.audience.as_ref()];
        let more = [self.requirements.as_ref(), self.page_url.as_ref()];
        let mut digest = Sha256::new();
        for part in parts.into_iter().chain(more) {
            digest.update(part.map_or("", String::as_str));
            digest.update([0]);
        }
        digest.finalize().to_vec()
    }
}

/// What a need says now.
pub(super) async fn words(tx: &mut Tx, need_id: i64, now: i64) -> Result<Option<Words>, StoreError> {
    tx_row!(
        tx,
        Words,
        "SELECT n.title, n.description_html, n.description_text, n.schedule, n.audience, n.requirements, n.page_url,
            a.web_page, n.state = 'open' AS open, n.posted_form IS NOT NULL AND n.posted_at = $2 AS fresh
         FROM needs n JOIN associations a ON a.id = n.association_id WHERE n.id = $1",
        need_id,
        now
    )
}
