//! `/moderation/signalements/bilan`: every report of a month and what was done about it, also by mail once a month.

use crate::{
    csv::{Cell, attached},
    http::{AppError, Head, PageResult, Visit, forms::Query, page, signed_in::ForModerators},
    local_time::{epoch, local, today},
    mail::{letters_about_reports as letters, outbox},
    state::{App, SharedApp},
    store::{
        holds,
        reports::{
            decisions,
            summary::{self as store, Line, Total},
        },
    },
};
use app::{
    domain::{
        Lang, dates,
        report::{Reason, Verdict},
    },
    reports::{SummaryLine, SummaryPage},
    texts::reports as say,
};
use axum::extract::State;
use jiff::{
    ToSpan,
    civil::{Date, Time},
};
use leptos::prelude::*;
use serde::Deserialize;

/// What the address says.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    /// `2026-10`; the current month without it.
    mois: String,
}

/// A month on the clocks of Paris.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Month(Date);

impl Month {
    fn of(date: Date) -> Self {
        Self(date.first_of_month())
    }

    fn read(code: &str) -> Option<Self> {
        let (year, month) = code.split_once('-')?;
        Date::new(year.parse().ok()?, month.parse().ok()?, 1)
            .ok()
            .filter(|date| date.year() >= 2000)
            .map(Self)
    }

    fn code(self) -> String {
        format!("{:04}-{:02}", self.0.year(), self.0.month())
    }

    fn before(self) -> Self {
        Self(self.0.checked_sub(1.month()).unwrap_or(self.0))
    }

    fn after(self) -> Self {
        Self(self.0.checked_add(1.month()).unwrap_or(self.0))
    }

    fn starts(self) -> i64 {
        epoch(self.0.to_datetime(Time::midnight()), "75").unwrap_or_default()
    }

    fn name(self, lang: Lang) -> String {
        dates::month(lang, self.0)
    }

    async fn totals(self, app: &App) -> Result<Vec<Total>, AppError> {
        Ok(store::totals(&app.db, self.starts(), self.after().starts()).await?)
    }

    async fn lines(self, app: &App) -> Result<Vec<Line>, AppError> {
        Ok(store::between(&app.db, self.starts(), self.after().starts()).await?)
    }
}

/// `GET`.
pub async fn page_of_month(
    State(app): State<SharedApp>,
    visit: Visit,
    _: ForModerators,
    Query(asked): Query<Asked>,
) -> PageResult {
    let (lang, now) = (visit.lang, app.clock.now());
    let this = Month::of(today(now));
    let month = Month::read(&asked.mois).unwrap_or(this);
    let lines = month.lines(&app).await?;
    let totals = totals(lang, &month.totals(&app).await?);
    let lines = lines.into_iter().map(|line| in_words(lang, line)).collect();
    let after = (month < this).then(|| month.after().code());
    let months = (month.code(), month.before().code(), after);
    let month = month.name(lang);
    let title = say::summary_title(lang, &month);
    let head = Head { title, private: true, class: "moderation", ..Head::default() };
    Ok(page(&app, &visit, head, || view! { <SummaryPage lang month months totals lines/> }))
}

/// `GET …bilan.csv`.
pub async fn csv(
    State(app): State<SharedApp>,
    visit: Visit,
    _: ForModerators,
    Query(asked): Query<Asked>,
) -> PageResult {
    let month = Month::read(&asked.mois).unwrap_or_else(|| Month::of(today(app.clock.now())));
    let lines = month.lines(&app).await?;
    let header = SummaryLine::header(visit.lang).map(|name| Cell::Text(name.to_owned()).in_csv()).to_vec();
    let lines = lines.into_iter().map(|line| {
        in_words(visit.lang, line).cells().map(|cell| Cell::Text(cell.to_owned()).in_csv()).to_vec()
    });
    attached(&format!("signalements-{}", month.code()), std::iter::once(header).chain(lines))
}

/// Sends the summary of the month that is over to every moderator, once, whichever server does; answers to how many. A
/// month without a report needs no letter.
///
/// # Errors
/// When the database fails; then nothing is sent.
pub async fn send(app: &App) -> Result<usize, AppError> {
    let now = app.clock.now();
    let month = Month::of(today(now)).before();
    let mut tx = app.db.begin().await?;
    if !store::claim(&mut tx, &month.code(), now).await? {
        return Ok(0);
    }
    let all = month.totals(app).await?;
    let mut letters = Vec::new();
    if !all.is_empty() {
        for to in decisions::moderators(&mut tx).await? {
            let lang = to.lang();
            let (name, code, totals) = (month.name(lang), month.code(), totals(lang, &all));
            letters.push(letters::summary(lang, &app.settings.public_url, &to.email, (&name, &code), totals));
        }
    }
    let count = letters.len();
    outbox::queue(&mut tx, letters, now).await?;
    tx.commit().await?;
    app.outbox_wake.notify_one();
    Ok(count)
}

/// What it comes to: reports, needs that were stopped, each verdict, what waits. What came in counts in the month in
/// which it came, what was decided in the one in which it was.
fn totals(lang: Lang, all: &[Total]) -> Vec<String> {
    let count = |of: &dyn Fn(&Total) -> bool| -> i64 {
        all.iter().filter(|total| of(total)).map(|total| total.many).sum()
    };
    let reports = count(&|one| one.came && !one.flagged);
    let flagged = count(&|one| one.came && one.flagged);
    let waiting = count(&|one| one.came && one.waits);
    let mut totals = vec![say::summary_count(lang, reports)];
    totals.extend((flagged > 0).then(|| say::summary_flagged(lang, flagged)));
    for verdict in Verdict::ALL {
        let decided = count(&|one| one.verdict.as_deref() == Some(verdict.code()));
        totals.extend((decided > 0).then(|| say::summary_verdict(lang, verdict.label(lang), decided)));
    }
    totals.extend((waiting > 0).then(|| say::summary_waiting(lang, waiting)));
    totals
}

fn in_words(lang: Lang, line: Line) -> SummaryLine {
    let day = |at| {
        let date = local(at, "75").date();
        dates::date_only(lang, date, date)
    };
    let reason = Reason::from_code(&line.reason);
    let words = match reason {
        Some(_) => line.words,
        None => {
            holds::read(&line.words).iter().map(|flag| flag.words.clone()).collect::<Vec<_>>().join(" · ")
        }
    };
    SummaryLine {
        day: day(line.at),
        need: (format!("/missions/{}", line.need_id), line.title),
        association: line.association,
        reason: reason.map_or(say::reason_flagged(lang), |reason| reason.short(lang)).to_owned(),
        words,
        verdict: line
            .verdict
            .as_deref()
            .and_then(Verdict::from_code)
            .map_or(say::waits(lang), |verdict| verdict.label(lang))
            .to_owned(),
        decided: line.decided_at.map(day).unwrap_or_default(),
        who: line.who.unwrap_or_default(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_month_begins_and_ends_at_midnight_in_paris() {
        let october = Month::read("2026-10").unwrap();
        assert_eq!(local(october.starts(), "75").to_string(), "2026-10-01T00:00:00");
        assert_eq!(local(october.after().starts(), "75").to_string(), "2026-11-01T00:00:00");
        assert_eq!(
            (october.before().code(), october.after().code()),
            ("2026-09".to_owned(), "2026-11".to_owned())
        );
        assert_eq!(Month::read("2026-01").unwrap().before().code(), "2025-12");
        for wrong in ["", "2026", "2026-13", "0001-01", "demain-10", "99999-01"] {
            assert_eq!(Month::read(wrong), None, "{wrong}");
        }
    }
}
