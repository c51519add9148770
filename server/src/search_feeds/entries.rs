//! What a feed is made of, read once, whatever form it is given.

use super::Asked;
use crate::{
    http::AppError,
    local_time::today,
    search::IndexQuery,
    search_page::{found, index_query},
    state::App,
    store::{
        needs::{self, Change},
        slots_coming::{self, ComingSlot},
    },
};
use app::{
    domain::{
        Lang,
        need::{Need, NeedState},
        search::{FeedKind, MAX_PAGE, Sort},
    },
    texts::search_feeds as say,
};
use jiff::civil::Date;
use std::sync::Arc;

/// Needs on one page of a feed.
pub const SIZE: usize = 100;
/// Needs in a calendar, which has no pages.
pub const MOST_IN_CALENDAR: usize = 500;

/// One need of a feed.
pub struct Entry {
    /// The need.
    pub need: Need,
    /// When it came and changed.
    pub change: Change,
}

/// A search with what it found.
pub struct Feed<'a> {
    /// The portal.
    pub app: &'a App,
    /// Of its own words; needs are in their associations'.
    pub lang: Lang,
    /// In which form.
    pub kind: FeedKind,
    /// The search.
    pub asked: Asked,
    /// `Missions : « soupe » · Rennes (35), à moins de 20 km`.
    pub title: String,
    /// Needs found, on all pages together.
    pub total: u32,
    /// Those of this page.
    pub entries: Vec<Entry>,
    /// For calendars: the dated slots to come of all entries, in order of time.
    pub slots: Vec<ComingSlot>,
    /// Today in Paris.
    pub today: Date,
}

impl<'a> Feed<'a> {
    /// Asks the index and reads what it found.
    ///
    /// # Errors
    /// When the index or the database can't be read.
    pub async fn read(app: &'a Arc<App>, kind: FeedKind, lang: Lang, asked: Asked) -> Result<Self, AppError> {
        let now = app.clock.now();
        let found = found(app, query(kind, &asked)).await?;
        let ids: Vec<i64> = found.hits.iter().map(|hit| hit.need_id).collect();
        let needs = needs::whole_and_changes(&app.db, &ids, now).await?.into_iter();
        let slots = match kind {
            FeedKind::Calendar => slots_coming::of(&app.db, &ids, now).await?,
            _ => Vec::new(),
        };
        Ok(Self {
            title: say::feed_title(lang, asked.words(app, lang).join(" · ")),
            entries: needs
                .filter(|(need, _)| need.state == NeedState::Open)
                .map(|(need, change)| Entry { need, change })
                .collect(),
            total: found.total,
            today: today(now),
            app,
            lang,
            kind,
            asked,
            slots,
        })
    }

    /// `path` (without language) as a whole address.
    pub fn whole(&self, path: &str) -> String {
        format!("{}{}", self.app.settings.public_url, self.lang.href(path))
    }

    /// The address of this feed's page of that number.
    pub fn page(&self, page: u32) -> String {
        self.whole(&self.asked.query.with_page(page).to_feed_path(self.kind))
    }

    /// The search page.
    pub fn search(&self) -> String {
        self.whole(&self.asked.query.with_page(1).to_path())
    }

    /// The number of the last page, 1 where nothing was found.
    pub fn last_page(&self) -> u32 {
        let size = u32::try_from(SIZE).unwrap_or(u32::MAX);
        self.total.div_ceil(size).clamp(1, MAX_PAGE)
    }
}

fn query(kind: FeedKind, asked: &Asked) -> IndexQuery {
    let page = index_query(&asked.query, asked.area.as_ref());
    if kind == FeedKind::Calendar {
        return IndexQuery { sort: Sort::Date, dated: true, offset: 0, limit: MOST_IN_CALENDAR, ..page };
    }
    let before = (asked.query.page.saturating_sub(1) as usize).saturating_mul(SIZE);
    // Who follows a search wants what is new; who names an order gets it.
    IndexQuery { newest: asked.query.sort.is_none(), offset: before, limit: SIZE, ..page }
}

impl Entry {
    /// The need's identity for ever: its address without a title, which may change, or a language.
    pub fn id(&self, public_url: &str) -> String {
        format!("{public_url}/missions/{}", self.need.id)
    }

    /// Its content: the facts in a line, the association's own words, the way to both pages.
    pub fn html(&self, feed: &Feed<'_>) -> String {
        let need = &self.need;
        let mut facts = vec![need.association.name.clone(), app::search_feeds::whereabouts(feed.lang, need)];
        facts.extend(app::search_feeds::when(feed.lang, need, feed.today));
        let facts: Vec<String> = facts.iter().map(|fact| escaped(fact)).collect();
        let link = |url: &str, words: &str| format!("<a href=\"{}\">{}</a>", escaped(url), escaped(words));
        let mut ways = vec![link(&feed.whole(&need.path()), say::need_page(feed.lang))];
        ways.extend(own_page(need).map(|url| link(url, say::own_page(feed.lang))));
        let credit = need.credit.as_ref().map(|credit| escaped(&say::credit(feed.lang, credit)));
        let credit = credit.map(|credit| format!("<p><small>{credit}</small></p>")).unwrap_or_default();
        format!("<p>{}</p>{}<p>{}</p>{credit}", facts.join(" · "), need.description_html, ways.join(" · "))
    }
}

/// The association's own page: about the need if there is one, else its web site.
#[must_use]
pub fn own_page(need: &Need) -> Option<&str> {
    need.page_url.as_deref().or(need.association.web_page.as_deref()).filter(|url| !url.is_empty())
}

/// Text in HTML.
fn escaped(text: &str) -> String {
    quick_xml::escape::escape(text).into_owned()
}
