//! The index itself: opened, kept up to date, asked.

use super::SearchError;
use super::columns::{Departments, SegmentColumns};
use super::document::NeedDocument;
use super::nearest::Nearest;
use super::query::{Found, IndexQuery};
use super::scan::Scan;
use super::schema::{Fields, VERSION, documents, schema};
use super::text::tokenizers;
use super::words::words_query;
use app::domain::Point;
use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use tantivy::index::SegmentId;
use tantivy::indexer::UserOperation;
use tantivy::query::EnableScoring;
use tantivy::{IndexReader, IndexWriter, ReloadPolicy, Searcher, Term};

/// Memory that collects documents before they become a segment, in bytes. One thread does that.
const WRITER_BYTES: usize = 32_000_000;
/// Says how the index in a folder was built.
const VERSION_FILE: &str = "version";

/// All open needs, searchable. Every method blocks: call them where blocking is allowed.
pub struct Index {
    index: tantivy::Index,
    fields: Fields,
    writer: Mutex<Writing>,
    reader: IndexReader,
    departments: Departments,
    view: RwLock<Arc<View>>,
}

/// The one who writes.
#[derive(Default)]
struct Writing {
    /// Made when needed. One that failed is thrown away with all that it had staged, because tantivy's takes
    /// nothing more once, say, the disk was full.
    writer: Option<IndexWriter>,
    /// While an index is built from nothing: the needs that were staged. Others need not be deleted first,
    /// which would take longer than adding them.
    fresh: Option<HashSet<i64>>,
}

/// One state of the index; a search keeps to one from beginning to end.
struct View {
    searcher: Searcher,
    /// In the order of the searcher's segments.
    columns: Vec<Arc<SegmentColumns>>,
    revision: i64,
}

impl Index {
    /// The index in `dir`, or in memory. One that is missing, broken or built by another version starts
    /// empty, at revision 0; for this all files in `dir` are deleted.
    ///
    /// # Errors
    /// The folder can't be made, emptied or written, or another process writes to it.
    pub fn open(dir: Option<&Path>) -> Result<Self, SearchError> {
        let Some(dir) = dir else {
            return Self::around(tantivy::Index::create_in_ram(schema().0));
        };
        fs::create_dir_all(dir)?;
        if fs::read_to_string(dir.join(VERSION_FILE)).is_ok_and(|version| version == VERSION) {
            match tantivy::Index::open_in_dir(dir).map_err(SearchError::from).and_then(Self::whole) {
                Ok(index) => return Ok(index),
                Err(SearchError::Index(tantivy::TantivyError::LockFailure(lock, why))) => {
                    return Err(tantivy::TantivyError::LockFailure(lock, why).into());
                }
                Err(error) => tracing::warn!(%error, "search index unusable, building a new one"),
            }
        }
        for entry in fs::read_dir(dir)? {
            let entry = entry?;
            if entry.file_type()?.is_file() {
                fs::remove_file(entry.path())?;
            }
        }
        let index = Self::around(tantivy::Index::create_in_dir(dir, schema().0)?)?;
        fs::write(dir.join(VERSION_FILE), VERSION)?;
        Ok(index)
    }

    /// tantivy looks at checksums only when asked, and may panic on a file that a broken disk changed.
    fn whole(index: tantivy::Index) -> Result<Self, SearchError> {
        match index.validate_checksum()?.into_iter().next() {
            None => Self::around(index),
            Some(file) => Err(SearchError::Damaged(file)),
        }
    }

    fn around(mut index: tantivy::Index) -> Result<Self, SearchError> {
        let (expected, fields) = schema();
        if index.schema() != expected {
            return Err(tantivy::TantivyError::SchemaError("another schema".to_owned()).into());
        }
        index.set_tokenizers(tokenizers());
        let payload = index.load_metas()?.payload;
        let revision = payload.and_then(|revision| revision.parse().ok()).unwrap_or(0);
        let reader: IndexReader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let departments = Departments::default();
        let view = View::read(&reader, &departments, None, revision)?;
        let opened = Self {
            index,
            fields,
            writer: Mutex::default(),
            reader,
            departments,
            view: RwLock::new(Arc::new(view)),
        };
        // Takes the folder's lock, so that a second server learns of it now.
        opened.write(|_, _| Ok(()))?;
        Ok(opened)
    }

    /// The revision of the database up to which the index knows all changes.
    #[must_use]
    pub fn revision(&self) -> i64 {
        self.view().revision
    }

    /// Whether no need is open.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.view().searcher.num_docs() == 0
    }

    /// Takes over new and changed needs and drops those that are gone. Searches see all of it from the
    /// moment this returns, and nothing of it if it fails.
    ///
    /// # Errors
    /// The index can't be written.
    pub fn apply(
        &self,
        changed: &[NeedDocument],
        removed: &[i64],
        up_to_revision: i64,
    ) -> Result<(), SearchError> {
        self.stage(changed, removed)?;
        self.commit(up_to_revision)
    }

    /// Like [`Self::apply`], but nothing is seen or kept before [`Self::commit`]: for building it whole,
    /// batch by batch.
    ///
    /// # Errors
    /// The index can't be written. All that was staged is forgotten then: start again from [`Self::revision`].
    pub fn stage(&self, changed: &[NeedDocument], removed: &[i64]) -> Result<(), SearchError> {
        let deletion = |need_id| UserOperation::Delete(Term::from_field_i64(self.fields.need, need_id));
        self.write(|writer, fresh| {
            let known = |need_id: &&i64| fresh.as_ref().is_none_or(|staged| staged.contains(need_id));
            for need_id in removed.iter().filter(known) {
                writer.run([deletion(*need_id)])?;
            }
            for need in changed {
                let is_new = fresh.as_mut().is_some_and(|staged| staged.insert(need.need_id));
                let deletion = (!is_new).then(|| deletion(need.need_id));
                let documents = documents(self.fields, need).into_iter().map(UserOperation::Add);
                // One run keeps the documents of a need together, which counting relies on.
                writer.run(deletion.into_iter().chain(documents).collect::<Vec<_>>())?;
            }
            Ok(())
        })
    }

    /// Forgets everything, at the next [`Self::commit`].
    ///
    /// # Errors
    /// The index can't be written.
    pub fn clear(&self) -> Result<(), SearchError> {
        self.write(|writer, fresh| {
            writer.delete_all_documents()?;
            *fresh = Some(HashSet::new());
            Ok(())
        })
    }

    /// Keeps and shows all that was staged.
    ///
    /// # Errors
    /// The index can't be written. All that was staged is forgotten then.
    pub fn commit(&self, up_to_revision: i64) -> Result<(), SearchError> {
        self.write(|writer, fresh| {
            *fresh = None;
            let mut commit = writer.prepare_commit()?;
            commit.set_payload(&up_to_revision.to_string());
            commit.commit()?;
            self.reader.reload()?;
            let view = View::read(&self.reader, &self.departments, Some(&self.view()), up_to_revision)?;
            *self.view.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(view);
            Ok(())
        })
    }

    /// Lets `work` write, alone.
    fn write<T>(
        &self,
        work: impl FnOnce(&mut IndexWriter, &mut Option<HashSet<i64>>) -> Result<T, SearchError>,
    ) -> Result<T, SearchError> {
        let mut writing = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let Writing { writer, fresh } = &mut *writing;
        let ready = match writer {
            Some(ready) => ready,
            None => {
                *fresh = self.is_empty().then(HashSet::new);
                writer.insert(self.index.writer_with_num_threads(1, WRITER_BYTES)?)
            }
        };
        let done = work(ready, fresh);
        if done.is_err() {
            *writer = None;
        }
        done
    }

    /// Finds needs.
    ///
    /// # Errors
    /// The index can't be read.
    pub fn search(&self, query: &IndexQuery) -> Result<Found, SearchError> {
        let view = self.view();
        let codes = self.departments.codes();
        let words = words_query(&view.searcher, self.fields, &query.words)?;
        let mut scan = Scan::new(query, &codes);
        let segments = view.searcher.segment_readers().iter().zip(&view.columns);
        let Some(words) = words else {
            for (segment, columns) in segments {
                scan.all(segment, columns);
            }
            return Ok(scan.finish(&codes));
        };
        let scoring = if scan.needs_scores() && query.limit > 0 {
            EnableScoring::enabled_from_searcher(&view.searcher)
        } else {
            EnableScoring::disabled_from_searcher(&view.searcher)
        };
        let weight = words.weight(scoring)?;
        for (segment, columns) in segments {
            scan.matching(segment, columns, weight.scorer(segment, 1.0)?.as_mut());
        }
        Ok(scan.finish(&codes))
    }

    /// The `wanted` needs nearest to a point and within `radius_km` of it, nearest first.
    #[must_use]
    pub fn nearest(&self, centre: Point, radius_km: f64, wanted: usize) -> Vec<i64> {
        let view = self.view();
        let mut nearest = Nearest::new(centre, radius_km, wanted);
        for (segment, columns) in view.searcher.segment_readers().iter().zip(&view.columns) {
            nearest.all(segment, columns);
        }
        nearest.into_ids()
    }

    fn view(&self) -> Arc<View> {
        self.view.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl View {
    /// What the reader sees now; columns of segments that `before` had already are taken over.
    fn read(
        reader: &IndexReader,
        departments: &Departments,
        before: Option<&Self>,
        revision: i64,
    ) -> Result<Self, SearchError> {
        let searcher = reader.searcher();
        let known: HashMap<SegmentId, &Arc<SegmentColumns>> = before.map_or_else(HashMap::new, |before| {
            let ids = before.searcher.segment_readers().iter().map(tantivy::SegmentReader::segment_id);
            ids.zip(&before.columns).collect()
        });
        let columns =
            searcher.segment_readers().iter().map(|segment| match known.get(&segment.segment_id()) {
                Some(columns) => Ok(Arc::clone(columns)),
                None => SegmentColumns::read(segment, departments).map(Arc::new),
            });
        let columns = columns.collect::<Result<_, _>>()?;
        Ok(Self { searcher, columns, revision })
    }
}
