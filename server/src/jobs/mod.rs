//! Work in the background: each job runs again and again, beside the others, on every server; what must be
//! done once is claimed in the database.

pub mod outbox;

use crate::{
    alerts,
    catch_up::catch_up,
    coordination::sign_ups::nudge,
    feed, figures, follow_ups, likes, links_back, reports,
    sign_ups::upkeep,
    state::SharedApp,
    store::{
        self, claims, contact_changes, forms_taken, holds, invitations, links, needs_over, rate_limits,
        sessions, sign_in_links, sign_ups,
    },
};
use futures_util::future::BoxFuture;
use std::{error::Error, time::Duration};
use tokio::{
    sync::watch,
    task::JoinSet,
    time::{MissedTickBehavior, interval},
};

/// What a job's run comes to: whether more is waiting, so that the next run begins without a pause. The error is
/// logged: nothing personal in it.
pub type JobResult = Result<bool, Box<dyn Error + Send + Sync>>;

/// One run.
type Run = fn(SharedApp) -> BoxFuture<'static, JobResult>;

const SECOND: Duration = Duration::from_secs(1);
const FEW_SECONDS: Duration = Duration::from_secs(5);
const MINUTE: Duration = Duration::from_secs(60);
/// Some links are tried this often: each host is left alone for longer.
const LINKS: Duration = Duration::from_secs(15);
const HOUR: Duration = Duration::from_secs(3600);
/// Longer than any window of the rate limits, in seconds.
const COUNTERS_KEPT_FOR: i64 = 2 * 24 * 3600;
/// How long listing waits for the people who are signing up just then. Whoever looks lists before, so it may be long.
const AFTER_YOU: Duration = Duration::from_secs(10);
/// How long figures wait in memory: what a server that dies loses of them.
const FIGURES_WAIT: Duration = Duration::from_secs(3);
/// How long stopping waits for the runs under way.
const STOP_WITHIN: Duration = Duration::from_secs(20);

/// The running jobs.
pub struct Jobs {
    stop: watch::Sender<bool>,
    tasks: JoinSet<()>,
}

impl Jobs {
    /// Starts all jobs.
    #[must_use]
    pub fn start(app: &SharedApp) -> Self {
        let mut jobs = Self { stop: watch::Sender::new(false), tasks: JoinSet::new() };
        jobs.every(app, "outbox", SECOND, |app| {
            Box::pin(async move { Ok(outbox::send_some(&app).await?.is_some()) })
        });
        jobs.every(app, "follow-ups", SECOND, |app| {
            Box::pin(async move {
                follow_ups::send::write_some(&app).await?;
                Ok(false)
            })
        });
        jobs.every(app, "messages by themselves", MINUTE, |app| {
            Box::pin(async move { Ok(follow_ups::by_itself::run(&app).await? > 0) })
        });
        jobs.every(app, "partner feeds", FEW_SECONDS, |app| {
            Box::pin(async move { feed::scheduled::fetch_one(&app).await })
        });
        jobs.every(app, "alerts", MINUTE, |app| {
            Box::pin(async move { Ok(alerts::send::run(&app).await? > 0) })
        });
        jobs.every(app, "index", SECOND, |app| {
            Box::pin(async move {
                catch_up(&app).await?;
                Ok(false)
            })
        });
        jobs.every(app, "old letters", HOUR, |app| {
            Box::pin(async move {
                outbox::forget_old(&app).await?;
                Ok(false)
            })
        });
        jobs.every(app, "places", MINUTE, |app| {
            Box::pin(async move {
                upkeep::expire_due(&app).await?;
                upkeep::offer_places(&app).await?;
                Ok(false)
            })
        });
        jobs.every(app, "listing", SECOND, |app| {
            Box::pin(async move {
                app.desk.quiet(AFTER_YOU).await;
                Ok(sign_ups::list_some(&app.db).await?)
            })
        });
        jobs.every(app, "unanswered", HOUR, |app| {
            Box::pin(async move { Ok(nudge::remind(&app).await? > 0) })
        });
        jobs.every(app, "needs over", HOUR, |app| {
            Box::pin(async move {
                needs_over::close_over(&app.db, app.clock.now()).await?;
                needs_over::move_on(&app.db, app.clock.now()).await?;
                Ok(false)
            })
        });
        jobs.every(app, "unread needs", MINUTE, |app| {
            Box::pin(async move {
                holds::read_unread(&app.db, app.clock.now()).await?;
                Ok(false)
            })
        });
        jobs.every(app, "reports", MINUTE, |app| {
            Box::pin(async move {
                reports::notices::tell(&app).await?;
                Ok(false)
            })
        });
        jobs.every(app, "summary of reports", HOUR, |app| {
            Box::pin(async move {
                reports::summary::send(&app).await?;
                reports::notices::forget(&app).await?;
                Ok(false)
            })
        });
        jobs.every(app, "links back", LINKS, |app| {
            Box::pin(async move {
                links_back::check::run(&app).await?;
                Ok(false)
            })
        });
        jobs.every(app, "links back, new and dead", HOUR, |app| {
            Box::pin(async move {
                links_back::tell::tell(&app).await?;
                Ok(links_back::check::take_up(&app).await?)
            })
        });
        jobs.every(app, "old links", HOUR, |app| {
            Box::pin(async move {
                links::forget(&app.db, app.clock.now()).await?;
                Ok(false)
            })
        });
        jobs.every(app, "old sessions", HOUR, |app| {
            Box::pin(async move {
                sessions::forget_ended(&app.db, app.clock.now()).await?;
                sign_in_links::forget(&app.db, app.clock.now()).await?;
                invitations::forget(&app.db, app.clock.now()).await?;
                claims::forget(&app.db, app.clock.now()).await?;
                contact_changes::forget(&app.db, app.clock.now()).await?;
                forms_taken::forget(&app.db, app.clock.now()).await?;
                store::alerts::forget_unconfirmed(&app.db, app.clock.now()).await?;
                Ok(false)
            })
        });
        jobs.every(app, "old likes", HOUR, |app| {
            Box::pin(async move { Ok(likes::forget::unseen(&app).await?) })
        });
        jobs.every(app, "old counters", HOUR, |app| {
            Box::pin(async move {
                let before = app.clock.now() - COUNTERS_KEPT_FOR;
                rate_limits::forget(&app.db, before).await?;
                Ok(false)
            })
        });
        jobs.every(app, "figures", FIGURES_WAIT, |app| {
            Box::pin(async move {
                figures::flush(&app).await?;
                Ok(false)
            })
        });
        jobs.every(app, "old figures", MINUTE, |app| {
            Box::pin(async move {
                figures::forget(&app).await?;
                Ok(false)
            })
        });
        jobs.every(app, "monthly figures", HOUR, |app| {
            Box::pin(async move { Ok(figures::report::write_some(&app).await? > 0) })
        });
        jobs
    }

    /// Runs `run` now and every `period`, or as soon as a longer run is over; the outbox also whenever a letter was
    /// queued here.
    fn every(&mut self, app: &SharedApp, name: &'static str, period: Duration, run: Run) {
        let (app, mut stop) = (app.clone(), self.stop.subscribe());
        self.tasks.spawn(async move {
            let mut failing = false;
            let mut ticks = interval(period);
            ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
            ticks.tick().await;
            while !*stop.borrow_and_update() {
                // A task of its own: a run that panics is one that failed, not the end of its job.
                let result = match tokio::spawn(run(app.clone())).await {
                    Ok(result) => result,
                    Err(lost) => Err(lost.into()),
                };
                match result {
                    Ok(_) if failing => tracing::info!(job = name, "job works again"),
                    Ok(_) => {}
                    Err(_) if failing => {}
                    Err(ref error) => {
                        tracing::error!(job = name, "job failed, tried again every run: {error}")
                    }
                }
                failing = result.is_err();
                if matches!(result, Ok(true)) {
                    continue;
                }
                tokio::select! {
                    _ = stop.changed() => {}
                    _ = ticks.tick() => {}
                    () = app.outbox_wake.notified(), if name == "outbox" && !failing => {}
                }
            }
        });
    }

    /// Lets the runs under way finish, then ends. A run that takes too long is cut off: what it had claimed
    /// another server takes over, or this one when it is back.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        let all_done = async { while self.tasks.join_next().await.is_some() {} };
        if tokio::time::timeout(STOP_WITHIN, all_done).await.is_err() {
            tracing::warn!("stopping: a job was cut off");
        }
    }
}
