//! Puts the demo needs into the database; a second time on the same day it changes nothing.

use super::data::{self, DemoAddress, DemoAssociation, DemoNeed, DemoSignUps};
use super::dates;
use super::figures::{self, Fresh};
use crate::feed::description;
use crate::local_time::today;
use crate::places::{Directory, PostalAddress};
use crate::store::demo_sign_ups::add_sign_ups;
use crate::store::needs_import::{self as store, AssociationToPut, FeedRow, KnownNeed, NeedToPut, SlotToPut};
use crate::store::{Db, StoreError, Tx};
use app::domain::need::{Address, NeedState, Remote, SignUpAt};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

const FEED: FeedRow<'_> = FeedRow { name: "demo", url: "", credit: "" };
/// A day, in seconds.
const DAY: i64 = 86_400;

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// New needs.
    pub added: usize,
    /// Needs whose text or dates moved on.
    pub changed: usize,
    /// Needs left as they were.
    pub unchanged: usize,
}

/// Why the demo could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// `demo.json` is broken.
    #[error("demo.json: {0}")]
    Json(#[from] serde_json::Error),
    /// An address in it is nowhere.
    #[error("demo.json: the directory doesn't know {0}")]
    Nowhere(String),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Loads all demo needs in one transaction.
///
/// # Errors
/// When the database fails.
pub async fn load(db: &Db, directory: &Directory, now: i64) -> Result<Loaded, DemoError> {
    let demo = data::demo()?;
    let known = store::known_needs(db, FEED.name).await?;
    let known: HashMap<&str, &KnownNeed> = known.iter().map(|need| (need.client_id.as_str(), need)).collect();
    let mut loader =
        Loader { tx: db.begin().await?, directory, known, now, loaded: Loaded::default(), fresh: Vec::new() };
    store::hold_revisions(&mut loader.tx).await?;
    let feed_id = store::put_feed(&mut loader.tx, FEED, now).await?;
    for association in &demo.associations {
        loader.association(feed_id, association).await?;
    }
    loader.tx.commit().await?;
    figures::write(db, &loader.fresh, now).await?;
    Ok(loader.loaded)
}

struct Loader<'a> {
    tx: Tx,
    directory: &'a Directory,
    known: HashMap<&'a str, &'a KnownNeed>,
    now: i64,
    loaded: Loaded,
    fresh: Vec<Fresh>,
}

impl Loader<'_> {
    async fn association(&mut self, feed_id: i64, of: &DemoAssociation) -> Result<(), DemoError> {
        let association = AssociationToPut {
            key: &of.key,
            name: &of.name,
            web_page: Some(&of.web_page),
            contact_email: Some(&of.email),
            ..AssociationToPut::default()
        };
        let id = store::put_association(&mut self.tx, feed_id, association, self.now).await?;
        for need in &of.needs {
            self.need(feed_id, id, need, &format!("{}/{}", of.key, need.id)).await?;
        }
        Ok(())
    }

    async fn need(
        &mut self,
        feed_id: i64,
        association_id: i64,
        need: &DemoNeed,
        client_id: &str,
    ) -> Result<(), DemoError> {
        let addresses =
            need.addresses.iter().map(|written| self.place(written)).collect::<Result<Vec<_>, _>>()?;
        let slots = self.slots(need, &addresses);
        let (hash, html) = (hash(need, &slots)?, description::html(&need.text).unwrap_or_default());
        let known = self.known.get(client_id).copied();
        if known.is_some_and(|known| known.content_hash.as_ref() == Some(&hash)) {
            self.loaded.unchanged += 1;
            return Ok(());
        }
        let put = NeedToPut {
            association_id,
            client_id,
            content_hash: &hash,
            title: &need.title,
            description_html: &html,
            description_text: &description::text(&html),
            field: need.field,
            activity: need.activity.as_deref(),
            remote: need.remote.unwrap_or(Remote::No),
            schedule: need.schedule.as_deref(),
            audience: need.audience.as_deref(),
            requirements: need.requirements.as_deref(),
            tags: None,
            open_to_minors: need.minors,
            reduced_mobility: need.pmr,
            close_to_transport: need.transport,
            page_url: need.page.as_deref(),
            sign_up: need.sign_up.unwrap_or(SignUpAt::Here),
            first_day: None,
            last_day: None,
            feed_extra: None,
            posted_at: self.now - days_ago(client_id) * DAY,
            addresses: &addresses,
            slots: &slots,
        };
        let revision = store::take_revisions(&mut self.tx, 1).await?;
        let id = store::put_need(&mut self.tx, feed_id, &put, revision, self.now).await?;
        if known.is_some() {
            self.loaded.changed += 1;
        } else {
            self.loaded.added += 1;
            // Of the first associations some needs, which are enough to fill a year.
            let all_year = association_id <= 3 && self.fresh.len().is_multiple_of(3);
            self.fresh.push(Fresh { id, age: days_ago(client_id), all_year });
            if let Some(DemoSignUps { confirmed, waiting, slot }) = need.full {
                add_sign_ups(&mut self.tx, id, slot, (confirmed, waiting), self.now).await?;
            }
        }
        if need.state == Some(NeedState::Closed) {
            store::close_need(&mut self.tx, id, revision, self.now).await?;
        }
        Ok(())
    }

    fn place(&self, written: &DemoAddress) -> Result<Address, DemoError> {
        let nowhere = || DemoError::Nowhere(format!("{} {}", written.postcode, written.city));
        let DemoAddress { street, postcode, city } = written;
        let located =
            self.directory.locate(&PostalAddress { street, postcode, city, ..PostalAddress::default() });
        let located = located.ok_or_else(nowhere)?;
        let commune = self.directory.commune(&located.insee).ok_or_else(nowhere)?;
        Ok(Address {
            street: street.clone(),
            postcode: postcode.clone(),
            city: commune.name.to_string(),
            insee: located.insee,
            department_code: located.department_code,
            point: located.point.ok_or_else(nowhere)?,
        })
    }

    fn slots(&self, need: &DemoNeed, addresses: &[Address]) -> Vec<SlotToPut> {
        let department = addresses.first().map_or("75", |address| address.department_code.as_str());
        let today = today(self.now);
        let dated: Vec<_> =
            need.slots.iter().filter_map(|slot| dates::slot(slot, today, department)).collect();
        if dated.is_empty() {
            vec![SlotToPut { starts_at: None, ends_at: None, capacity: need.places }]
        } else {
            dated
        }
    }
}

fn hash(need: &DemoNeed, slots: &[SlotToPut]) -> Result<String, serde_json::Error> {
    let times: Vec<_> = slots.iter().map(|slot| (slot.starts_at, slot.ends_at, slot.capacity)).collect();
    let digest = Sha256::digest(serde_json::to_vec(&(need, times))?);
    Ok(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Spreads the posting dates over the last weeks, the same for a need each time.
fn days_ago(client_id: &str) -> i64 {
    client_id.bytes().fold(7_i64, |sum, byte| (sum * 31 + i64::from(byte)) % 45)
}
