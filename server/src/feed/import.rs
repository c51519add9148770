//! The import of a feed. It reads the feed twice: first it learns which needs are in it, and decides whether
//! that can be right; only then it writes, in small transactions between which sign-ups get their turn.

use super::mission::{self, FeedMission, content_hash};
use super::source::Source;
use super::writer::{BATCH, Batch, Put, Writer};
use super::{FeedError, Format, Missions, Note, Publisher, RawMission, Reason, Refusal};
use crate::clock::Clock;
use crate::local_time::today;
use crate::places::Directory;
use crate::store::needs_import::{self as store, FeedRow, KnownNeed};
use crate::store::{Db, StoreError, holds};
use indicatif::ProgressBar;
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;
use tokio::sync::mpsc;

/// What an import is asked to do.
#[derive(Debug)]
pub struct Import {
    /// Where the feed is.
    pub source: Source,
    /// The feed's name; without one, its publisher's.
    pub name: Option<String>,
    /// Whom its needs' pages credit; without one, what is known of the publisher.
    pub credit: Option<String>,
    /// The association that all its needs are put under, whatever they say of themselves.
    pub owner: Option<i64>,
    /// Somebody knows that it is meant so if most needs are gone, or all.
    pub losses_meant: bool,
    /// What each batch is stamped by as it is written: who follows changes must not find one older than their last look.
    pub clock: Clock,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The feed's name.
    pub feed: String,
    /// What it is written in.
    pub format: Format,
    /// Needs that are new.
    pub added: usize,
    /// Needs that read otherwise than before, or came back.
    pub changed: usize,
    /// Needs left as they were.
    pub unchanged: usize,
    /// Needs that left the feed or are over.
    pub closed: usize,
    /// Missions left out.
    pub refused: usize,
    /// What was mended or dropped in new and changed ones, and how often.
    pub notes: BTreeMap<Note, usize>,
}

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The feed can't be read to its end.
    #[error("{0}; nothing was changed")]
    Feed(#[from] FeedError),
    /// It holds no mission at all.
    #[error("the feed holds no mission; nothing was changed")]
    NoMission,
    /// Too much of it is gone to be true.
    #[error(
        "{gone} of the {open} open needs of this feed are no longer in it, more than half; nothing was changed"
    )]
    Halved {
        /// Open needs before.
        open: usize,
        /// How many of them the feed no longer has.
        gone: usize,
    },
    /// Every mission was refused and none was known before.
    #[error("all {0} missions were refused; nothing was imported")]
    AllRefused(usize),
    /// The feed has no `<publisher>` and was given no name.
    #[error("the feed names no publisher; give it a name with --name")]
    Nameless,
    /// The database failed; what was committed before stays, and the next import goes on from there.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The thread that reads stopped.
    #[error("reading stopped: {0}")]
    Stopped(#[from] tokio::task::JoinError),
}

/// What the first reading learns.
struct Survey {
    publisher: Publisher,
    client_ids: HashSet<String>,
    missions: usize,
    format: Format,
}

impl Import {
    /// One with all as usual.
    #[must_use]
    pub const fn of(source: Source, clock: Clock) -> Self {
        Self { source, name: None, credit: None, owner: None, losses_meant: false, clock }
    }

    /// Imports. `bar` shows how far it is; each refusal is told to `refused`.
    ///
    /// # Errors
    /// When nothing could be done, and why.
    pub async fn run(
        self,
        db: &Db,
        directory: Arc<Directory>,
        bar: &ProgressBar,
        mut refused: impl FnMut(&Refusal),
    ) -> Result<Summary, ImportError> {
        let most_bytes = self.source.most_bytes();
        let source = Arc::new(self.source);
        let survey = {
            let (source, bar) = (Arc::clone(&source), bar.clone());
            tokio::task::spawn_blocking(move || survey(&source, most_bytes, &bar)).await??
        };
        let name = self.name.or_else(|| Some(survey.publisher.name.clone()).filter(|name| !name.is_empty()));
        let name = name.ok_or(ImportError::Nameless)?;
        let known = store::known_needs(db, &name).await?;
        let gone = gone(&known, &survey, self.losses_meant)?;
        let credit = self.credit.unwrap_or_else(|| super::credit::of(&survey.publisher.name).to_owned());
        let feed = FeedRow { name: &name, url: &survey.publisher.url, credit: &credit };
        let day = today(self.clock.now());
        let mut writer = Writer::new(db, feed, self.owner, self.clock);

        let known_by_id: HashMap<String, KnownNeed> =
            known.into_iter().map(|need| (need.client_id.clone(), need)).collect();
        let nothing_known = known_by_id.is_empty();
        let (sender, mut batches) = mpsc::channel(2);
        let reading = {
            let bar = bar.clone();
            tokio::task::spawn_blocking(move || {
                let feed =
                    Missions::bounded(bar.wrap_read(source.open().map_err(FeedError::Io)?.0), most_bytes)?;
                judge_all(feed, &known_by_id, &directory, day, &sender)
            })
        };
        while let Some(batch) = batches.recv().await {
            batch.refusals.iter().for_each(&mut refused);
            writer.write(batch).await?;
        }
        reading.await??;
        writer.close(&gone).await?;
        holds::read_unread(db, writer.now()).await?;
        let summary = Summary { feed: feed.name.to_owned(), format: survey.format, ..writer.summary };
        if nothing_known && summary.added == 0 && survey.missions > 0 {
            return Err(ImportError::AllRefused(summary.refused));
        }
        Ok(summary)
    }
}

/// The open needs that left the feed.
fn gone(known: &[KnownNeed], survey: &Survey, meant: bool) -> Result<Vec<i64>, ImportError> {
    if survey.missions == 0 && !meant {
        return Err(ImportError::NoMission);
    }
    let open: Vec<_> = known.iter().filter(|need| need.state == "open").collect();
    let gone: Vec<_> =
        open.iter().filter(|need| !survey.client_ids.contains(&need.client_id)).map(|need| need.id).collect();
    if gone.len() * 2 > open.len() && !meant {
        return Err(ImportError::Halved { open: open.len(), gone: gone.len() });
    }
    Ok(gone)
}

fn survey(source: &Source, most_bytes: u64, bar: &ProgressBar) -> Result<Survey, FeedError> {
    let (file, length) = source.open().map_err(FeedError::Io)?;
    // Twice the length: each byte is read once to survey and once to write.
    bar.set_length(length * 2);
    let mut missions = Missions::bounded(bar.wrap_read(file), most_bytes)?;
    let mut survey = Survey {
        publisher: Publisher::default(),
        client_ids: HashSet::new(),
        missions: 0,
        format: Format::default(),
    };
    for mission in missions.by_ref() {
        survey.missions += 1;
        survey.client_ids.insert(mission::client_id(&mission?));
    }
    survey.publisher = missions.publisher().clone();
    survey.format = missions.format();
    Ok(survey)
}

fn judge_all(
    feed: Missions<'_>,
    known: &HashMap<String, KnownNeed>,
    directory: &Directory,
    today: Date,
    sender: &mpsc::Sender<Batch>,
) -> Result<(), FeedError> {
    let (mut seen, mut batch) = (HashSet::new(), Batch::default());
    for (index, raw) in feed.enumerate() {
        batch.take(&raw?, index + 1, &mut seen, known, directory, today);
        if batch.puts.len() + batch.refusals.len() >= BATCH
            && sender.blocking_send(std::mem::take(&mut batch)).is_err()
        {
            return Ok(());
        }
    }
    // If nobody listens any more, the writer failed and says so itself.
    let _ = sender.blocking_send(batch);
    Ok(())
}

impl Batch {
    fn take(
        &mut self,
        raw: &RawMission,
        index: usize,
        seen: &mut HashSet<String>,
        known: &HashMap<String, KnownNeed>,
        directory: &Directory,
        today: Date,
    ) {
        let client_id = mission::client_id(raw);
        let known = known.get(&client_id);
        let refuse = |reason| mission::refusal(raw, index, reason);
        if !client_id.is_empty() && !seen.insert(client_id) {
            return self.refusals.push(refuse(Reason::Duplicate));
        }
        if let Some(end) = mission::ended(raw, today) {
            self.over.extend(known.filter(|need| need.state == "open").map(|need| need.id));
            return self.refusals.push(refuse(Reason::Ended(end)));
        }
        let hash = content_hash(raw);
        // One that ended here, as its last shift began, is the same as long as it says nothing new.
        let standing = |need: &KnownNeed| need.state == "open" || need.over_at.is_some();
        if known.is_some_and(|need| standing(need) && need.content_hash.as_ref() == Some(&hash)) {
            self.unchanged += 1;
            return;
        }
        match FeedMission::judge(raw, index, directory, today) {
            Ok(mission) => self.puts.push(Put { mission, hash, known: known.is_some() }),
            Err(refusal) => {
                let open = known.filter(|need| need.state == "open");
                let full = refusal.reason.is_full();
                self.over.extend(open.filter(|_| full).map(|need| need.id));
                self.refusals.push(Refusal { still_shown: open.is_some() && !full, ..refusal });
            }
        }
    }
}
