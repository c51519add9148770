//! `/missions/alerte?…`: somebody asks to be told of what is new in a search. The answer is the same whether or not the
//! portal knows the address; the letter says the rest.

use super::{context, manage, manage_path, whole};
use crate::{
    http::{
        AppError, Head, PageResult, Visit,
        form_stamp::{self, StampError},
        forms::read_form,
        kept_by_nobody,
        limits::{LETTERS_TO_A_MAILBOX, Limits, Network, count_one},
        page_with_status,
    },
    mail::{Letter, letters_of_alerts as letters, outbox},
    search::IndexQuery,
    search_feeds::{Asked, understand},
    search_page::{found, index_query},
    share::friends::hashes::mailbox,
    state::{App, SharedApp},
    store::{
        Tx,
        alerts::{self, AlertRow, NewAlert},
        need_documents::last_revision,
    },
};
use app::{
    alerts::{AskPage, Asking},
    domain::{
        Lang,
        alert::{MOST, Rhythm},
        area::Area,
        email::Email,
        search::{SearchQuery, address::pairs},
        share::links,
        text::fold,
    },
    forms::Problem,
    texts::alerts as say,
};
use axum::{
    body::Bytes,
    extract::{RawQuery, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use std::sync::Arc;

/// Where the page is.
const PATH: &str = "/missions/alerte";

/// The form.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Typed {
    email: String,
    rythme: String,
    /// The last opening when the form was given out.
    vu: String,
    /// The stamp of the form.
    t: String,
    /// Only robots fill it in.
    site: String,
}

/// `GET`. Where the place isn't clear, the search page asks which.
pub async fn page(State(app): State<SharedApp>, visit: Visit, RawQuery(raw): RawQuery) -> PageResult {
    let raw = raw.unwrap_or_default();
    let asked = match understand(&app, &raw) {
        Ok(asked) => asked,
        Err(unclear) => return Ok(Redirect::to(&visit.lang.href(&unclear.query.to_path())).into_response()),
    };
    let sent = pairs(&raw).iter().any(|(name, value)| name == "envoye" && value == "1");
    let refused = leads_away(visit.lang, &asked);
    shown(&app, visit.lang, &asked, Asking { sent, refused, ..Asking::default() }).await
}

/// `POST`.
pub async fn post(
    State(app): State<SharedApp>,
    visit: Visit,
    network: Network,
    RawQuery(raw): RawQuery,
    body: Bytes,
) -> PageResult {
    let typed: Typed = read_form(&body)?;
    let asked = match understand(&app, raw.as_deref().unwrap_or_default()) {
        Ok(asked) => asked,
        Err(unclear) => return Ok(Redirect::to(&visit.lang.href(&unclear.query.to_path())).into_response()),
    };
    let sent = sent(visit.lang, &asked);
    if !typed.site.is_empty() {
        // A robot is answered like everybody, and learns nothing.
        return Ok(sent);
    }
    let lang = visit.lang;
    let (email, rhythm) = (Email::parse(&typed.email), Rhythm::from_code(&typed.rythme));
    let (key, now) = (&app.secrets.forms, app.clock.now());
    let (stamp, refused) = match form_stamp::check(key, &typed.t, now) {
        Ok(()) => (typed.t, leads_away(lang, &asked)),
        Err(StampError::TooFast) => (typed.t, Some(Problem::TooFast.say(lang))),
        Err(StampError::Stale) => (form_stamp::renewed(key, now), Some(Problem::Stale.say(lang))),
    };
    let (Ok(email), Some(rhythm), None) = (&email, rhythm, &refused) else {
        let asking = Asking {
            email: typed.email,
            email_error: email.err(),
            rhythm,
            rhythm_missing: rhythm.is_none(),
            refused,
            stamp,
            ..Asking::default()
        };
        return shown(&app, lang, &asked, asking).await;
    };
    keep(&app, network, lang, &asked, (email, rhythm, typed.vu.parse().ok())).await?;
    Ok(sent)
}

/// Why these words can't be watched: what strangers may have sent to anybody leads nowhere.
fn leads_away(lang: Lang, asked: &Asked) -> Option<String> {
    links::found(&asked.query.words).map(|found| say::words_lead_away(lang, found))
}

/// Keeps the alert until it is confirmed, and writes to its address, in one transaction.
async fn keep(
    app: &App,
    network: Network,
    lang: Lang,
    asked: &Asked,
    (email, rhythm, seen): (&Email, Rhythm, Option<i64>),
) -> Result<(), AppError> {
    let (now, key) = (app.clock.now(), email.key());
    // What came after the form was given out is new to whoever fills it in.
    let newest = last_revision(&app.db).await?;
    let after_id = seen.filter(|seen| (0..newest).contains(seen)).unwrap_or(newest);
    let (search, search_key) = (asked.query.what().to_query_string(), search_key(asked));
    let new = NewAlert {
        email_key: &key,
        email: email.as_str(),
        lang,
        search: &search,
        search_key: &search_key,
        rhythm,
        after_id,
    };
    let theirs = alerts::of_address(&app.db, &key, now).await?;
    let mut tx = app.db.begin().await?;
    Limits::new(app, network, &key, now).count(&mut tx).await?;
    count_one(app, &mut tx, ("alerts to a mailbox", mailbox(email).as_bytes()), LETTERS_TO_A_MAILBOX, now)
        .await?;
    let letter = letter(app, &mut tx, new, asked, &theirs, now).await?;
    outbox::queue(&mut tx, [letter], now).await?;
    tx.commit().await?;
    app.outbox_wake.notify_one();
    Ok(())
}

/// What is written to whoever owns the address. It isn't known that they asked: the words are a stranger's, and stay
/// out.
async fn letter(
    app: &App,
    tx: &mut Tx,
    new: NewAlert<'_>,
    asked: &Asked,
    theirs: &[AlertRow],
    now: i64,
) -> Result<Letter, AppError> {
    let others = alerts::others(tx, new.email_key, new.search_key, now).await?;
    if others >= MOST
        && let Some(one) = theirs.first()
    {
        let (words, manage) =
            (without_words(app, one.lang(), asked), whole(app, one.lang(), &manage_path(app, one.id)));
        return Ok(letters::full(context(app, one, &words, &manage), &one.email, MOST));
    }
    let (id, confirmed) = alerts::ask(tx, new, now).await?;
    if confirmed && let Some(known) = theirs.iter().find(|known| known.id == id) {
        let lang = known.lang();
        let manage = whole(app, lang, &manage_path(app, id));
        let words = manage::words(app, lang, &known.search).join(" · ");
        return Ok(letters::known(context(app, known, &words, &manage), &known.email));
    }
    let (words, manage) = (without_words(app, new.lang, asked), whole(app, new.lang, &manage_path(app, id)));
    let context = letters::AlertContext {
        lang: new.lang,
        public_url: &app.settings.public_url,
        asked: &words,
        rhythm: new.rhythm,
        manage: &manage,
    };
    Ok(letters::confirm(context, new.email))
}

/// The search in one line, but that instead of its own words it only says that there are some.
fn without_words(app: &App, lang: Lang, asked: &Asked) -> String {
    let plain = Asked { query: asked.query.without_words(), ..asked.clone() };
    let by_words = (!asked.query.words.is_empty()).then(|| say::by_words(lang).to_owned());
    by_words.into_iter().chain(plain.words(app, lang)).collect::<Vec<_>>().join(" · ")
}

/// The same for the same search, however its words and its place are written.
fn search_key(asked: &Asked) -> String {
    let query = asked.query.what();
    let folded = fold(&query.words);
    let words = if folded.is_empty() { query.words.to_lowercase() } else { folded };
    let (place, radius_km) = match &asked.area {
        None => (String::new(), None),
        Some(Area::Around { centre, .. }) => {
            (format!("{:.3},{:.3}", centre.lat, centre.lon), Some(query.radius()))
        }
        Some(Area::Departments { codes, .. }) => (codes.join(","), None),
    };
    SearchQuery { words, place, radius_km, ..query }.to_query_string()
}

/// To the page that says so.
fn sent(lang: Lang, asked: &Asked) -> Response {
    let path = asked.query.what().to_path_below(PATH);
    let more = if path.contains('?') { '&' } else { '?' };
    kept_by_nobody(Redirect::to(&lang.href(&format!("{path}{more}envoye=1"))).into_response())
}

async fn shown(app: &Arc<App>, lang: Lang, asked: &Asked, asking: Asking) -> PageResult {
    let query = asked.query.what();
    let counted = IndexQuery { limit: 0, ..index_query(&query, asked.area.as_ref()) };
    let path = query.to_path_below(PATH);
    let fresh = form_stamp::fresh(&app.secrets.forms, app.clock.now());
    let asking = Asking {
        asked: asked.words(app, lang),
        problems: asked.problems.clone(),
        total: found(app, counted).await?.total,
        search: lang.href(&query.to_path()),
        action: lang.href(&path),
        seen: last_revision(&app.db).await?,
        stamp: if asking.stamp.is_empty() { fresh } else { asking.stamp },
        ..asking
    };
    let wrong = asking.email_error.is_some() || asking.rhythm_missing || asking.refused.is_some();
    let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let head = Head { title: say::title(lang).to_owned(), private: true, class: "alert", ..Head::default() };
    let place = Visit { lang, path };
    Ok(page_with_status(status, app, &place, head, || view! { <AskPage lang asking/> }))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use app::domain::Point;

    fn key(address: &str, area: Option<Area>) -> String {
        let (query, problems) = SearchQuery::parse(&pairs(address));
        search_key(&Asked { query, area, problems })
    }

    #[test]
    fn a_search_has_one_key_however_it_is_written() {
        let rennes = || {
            let (name, department) = ("Rennes (35)".to_owned(), "35".to_owned());
            Some(Area::Around { name, department, centre: Point::new(48.1113, -1.68).unwrap() })
        };
        let one = key("q=%C3%89t%C3%A9&lieu=Rennes&rayon=20&tri=date&page=3&domaine=sport", rennes());
        assert_eq!(one, key("domaine=sport&q=ETE&lieu=35000", rennes()));
        assert_ne!(one, key("q=ete&lieu=Rennes&rayon=5&domaine=sport", rennes()));
        assert_ne!(one, key("q=ete&domaine=sport", None));
        assert_ne!(key("q=%E7%8C%AB", None), key("q=%E7%8A%AC", None));
        let bretagne = Area::Departments { name: "x".into(), codes: vec!["22".into(), "35".into()] };
        assert_eq!(key("lieu=bretagne&rayon=5", Some(bretagne.clone())), key("lieu=reg-53", Some(bretagne)));
    }
}
