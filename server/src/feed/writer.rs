//! Writes what an import decided, in small transactions between which sign-ups get their turn.

use super::Refusal;
use super::import::Summary;
use super::{FeedAssociation, FeedMission};
use crate::clock::Clock;
use crate::local_time::day_number;
use crate::store::needs_import::{self as store, AssociationToPut, FeedRow, NeedToPut, SlotToPut};
use crate::store::{Db, StoreError, Tx};
use app::domain::need::SignUpAt;
use app::domain::register::{Rna, Siren};
use std::collections::HashMap;

/// Needs written in one transaction: few enough that nobody who signs up meanwhile notices.
pub(super) const BATCH: usize = 100;

/// What the second reading hands over to be written.
#[derive(Default)]
pub(super) struct Batch {
    pub puts: Vec<Put>,
    pub refusals: Vec<Refusal>,
    /// Needs that are still in the feed but over.
    pub over: Vec<i64>,
    pub unchanged: usize,
}

pub(super) struct Put {
    pub mission: FeedMission,
    pub hash: String,
    /// It came before.
    pub known: bool,
}

/// Writes batch after batch.
pub(super) struct Writer<'a> {
    db: &'a Db,
    feed: FeedRow<'a>,
    /// Whose all needs are, whatever the feed says.
    owner: Option<i64>,
    clock: Clock,
    /// Known once the first need was written: an import that adds nothing leaves no trace.
    feed_id: Option<i64>,
    associations: HashMap<String, i64>,
    pub summary: Summary,
}

impl<'a> Writer<'a> {
    pub(super) fn new(db: &'a Db, feed: FeedRow<'a>, owner: Option<i64>, clock: Clock) -> Self {
        Self {
            db,
            feed,
            owner,
            clock,
            feed_id: None,
            associations: HashMap::new(),
            summary: Summary::default(),
        }
    }

    pub(super) fn now(&self) -> i64 {
        self.clock.now()
    }

    pub(super) async fn write(&mut self, batch: Batch) -> Result<(), StoreError> {
        self.summary.refused += batch.refusals.len();
        self.summary.unchanged += batch.unchanged;
        if !batch.puts.is_empty() {
            let mut tx = self.db.begin().await?;
            let mut revision = store::take_revisions(&mut tx, batch.puts.len()).await?;
            // Revisions are taken one transaction after the other: from here to the commit nobody else writes needs.
            let now = self.clock.now();
            for put in &batch.puts {
                self.put(&mut tx, put, revision, now).await?;
                revision += 1;
            }
            tx.commit().await?;
        }
        self.close(&batch.over).await
    }

    async fn put(&mut self, tx: &mut Tx, put: &Put, revision: i64, now: i64) -> Result<(), StoreError> {
        let mission = &put.mission;
        let feed_id = match self.feed_id {
            Some(id) => id,
            None => store::put_feed(tx, self.feed, now).await?,
        };
        self.feed_id = Some(feed_id);
        let association_id = self.association(tx, feed_id, &mission.association, now).await?;
        let posted_at = mission.posted_on.map_or(now, |day| i64::from(day_number(day)) * 86_400);
        let slots = slots_of(mission);
        let need = NeedToPut {
            association_id,
            client_id: &mission.client_id,
            content_hash: &put.hash,
            title: &mission.title,
            description_html: &mission.description_html,
            description_text: &mission.description_text,
            field: mission.field,
            activity: mission.activity,
            remote: mission.remote,
            schedule: mission.schedule.as_deref(),
            audience: mission.audience.as_deref(),
            requirements: mission.requirements.as_deref(),
            tags: mission.tags.as_deref(),
            open_to_minors: mission.open_to_minors,
            reduced_mobility: mission.reduced_mobility,
            close_to_transport: mission.close_to_transport,
            page_url: Some(&mission.application_url),
            sign_up: SignUpAt::There,
            first_day: mission.first_day,
            last_day: mission.last_day,
            feed_extra: mission.extra.as_deref(),
            posted_at,
            addresses: &mission.addresses,
            slots: &slots,
        };
        store::put_need(tx, feed_id, &need, revision, now).await?;
        *if put.known { &mut self.summary.changed } else { &mut self.summary.added } += 1;
        for note in &mission.notes {
            *self.summary.notes.entry(*note).or_default() += 1;
        }
        Ok(())
    }

    async fn association(
        &mut self,
        tx: &mut Tx,
        feed_id: i64,
        association: &FeedAssociation,
        now: i64,
    ) -> Result<i64, StoreError> {
        if let Some(id) = self.owner {
            return Ok(id);
        }
        if let Some(id) = self.associations.get(&association.key) {
            return Ok(*id);
        }
        let put = AssociationToPut {
            key: &association.key,
            name: &association.name,
            about: association.about.as_deref(),
            web_page: association.web_page.as_deref(),
            contact_email: None,
            rna: association.rna.as_ref().map(Rna::as_str),
            siren: association.siren.as_ref().map(Siren::as_str),
            feed_extra: association.extra.as_deref(),
        };
        let id = store::put_association(tx, feed_id, put, now).await?;
        self.associations.insert(association.key.clone(), id);
        Ok(id)
    }

    pub(super) async fn close(&mut self, ids: &[i64]) -> Result<(), StoreError> {
        for some in ids.chunks(BATCH) {
            let mut tx = self.db.begin().await?;
            let mut revision = store::take_revisions(&mut tx, some.len()).await?;
            let now = self.clock.now();
            for id in some {
                store::close_need(&mut tx, *id, revision, now).await?;
                revision += 1;
            }
            tx.commit().await?;
            self.summary.closed += some.len();
        }
        Ok(())
    }
}

/// A need's slots: the dated shifts, or one without a date.
fn slots_of(mission: &FeedMission) -> Vec<SlotToPut> {
    if mission.slots.is_empty() {
        return vec![SlotToPut { starts_at: None, ends_at: None, capacity: mission.places }];
    }
    let slots = mission.slots.iter();
    slots
        .map(|slot| SlotToPut {
            starts_at: Some(slot.starts_at),
            ends_at: slot.ends_at,
            capacity: slot.capacity,
        })
        .collect()
}
