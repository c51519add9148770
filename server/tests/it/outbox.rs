//! The outbox: written with what it tells of, sent at least once, given up after three days.

use crate::harness::{Portal, START, both};
use app::domain::Lang;
use server::{
    jobs::{Jobs, outbox::run_once},
    mail::{
        Letter,
        letters::{self, LetterContext},
        outbox::queue,
    },
    settings::Settings,
    state::SharedApp,
    store::{Db, outbox::CLAIMED_FOR},
};
use std::{collections::BTreeSet, path::Path};

const HOUR: i64 = 3600;

/// What the outbox says of a letter.
#[derive(Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Row {
    pub message_id: String,
    pub to_address: String,
    pub subject: String,
    pub body_text: String,
    pub body_html: String,
    pub calendar: Option<String>,
    pub due_at: Option<i64>,
    pub tries: i64,
    pub sent_at: Option<i64>,
    pub gave_up_at: Option<i64>,
    pub last_error: Option<String>,
}

pub async fn outbox(app: &SharedApp) -> Vec<Row> {
    let select =
        "SELECT message_id, to_address, subject, body_text, body_html, calendar, due_at, tries, sent_at,
        gave_up_at, last_error FROM outbox ORDER BY id";
    match &app.db {
        Db::Sqlite { read, .. } => sqlx::query_as(select).fetch_all(read).await.unwrap(),
        Db::Postgres(pool) => sqlx::query_as(select).fetch_all(pool).await.unwrap(),
    }
}

pub fn context() -> LetterContext {
    LetterContext {
        lang: Lang::Fr,
        public_url: "https://portail.example".to_owned(),
        sign_up_id: None,
        first_name: "Camille".to_owned(),
        need_title: "Servir la soupe".to_owned(),
        need_path: "/missions/12-servir-la-soupe".to_owned(),
        association: "La Soupe & Cie".to_owned(),
        their_page: None,
        place: Some("Rennes".to_owned()),
        when: Some("samedi 5 décembre, 9 h – 12 h".to_owned()),
    }
}

pub async fn put(app: &SharedApp, letter: &Letter) {
    let mut tx = app.db.begin().await.unwrap();
    queue(&mut tx, [letter.clone()], app.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
}

fn to(address: &str) -> Letter {
    letters::confirm(&context(), address, "t0k3n", Some("BEGIN:VCALENDAR\r\n".to_owned()))
}

/// A second server on the same database.
pub async fn another(portal: &Portal, change: impl FnOnce(&mut Settings)) -> SharedApp {
    let mut settings = portal.app.settings.clone();
    settings.index_dir.push_str("-of-the-other");
    change(&mut settings);
    server::serve::start(settings, portal.clock.clone()).await.unwrap()
}

fn files(folder: &str) -> BTreeSet<String> {
    let Ok(files) = std::fs::read_dir(folder) else { return BTreeSet::new() };
    files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
}

both! {
    async fn a_letter_not_committed_was_never_written(portal: Portal) {
        let mut tx = portal.app.db.begin().await.unwrap();
        queue(&mut tx, [to("camille@example.org")], START).await.unwrap();
        drop(tx);
        assert_eq!(outbox(&portal.app).await, []);
        assert_eq!(run_once(&portal.app).await.unwrap(), 0);
    }

    async fn a_sent_letter_leaves_nothing_readable_behind(portal: Portal) {
        put(&portal.app, &to("camille@example.org")).await;
        let before = outbox(&portal.app).await.remove(0);
        assert_eq!((before.due_at, before.to_address.as_str()), (Some(START), "camille@example.org"));
        portal.clock.advance(3);
        assert_eq!(run_once(&portal.app).await.unwrap(), 1);
        let after = outbox(&portal.app).await.remove(0);
        assert_eq!(after, Row {
            message_id: before.message_id.clone(), to_address: String::new(), subject: String::new(),
            body_text: String::new(), body_html: String::new(), calendar: None, due_at: None, tries: 1,
            sent_at: Some(START + 3), gave_up_at: None, last_error: None,
        });
        let folder = &portal.app.settings.mail_dir;
        let names = files(folder);
        assert_eq!(names.len(), 1, "{names:?}");
        let name = names.first().unwrap();
        assert!(name.starts_with(&START.to_string()) && name.ends_with("-confirm.eml"), "{name}");
        let mail = std::fs::read_to_string(Path::new(folder).join(name)).unwrap();
        assert!(mail.contains(&format!("Message-ID: {}\r\n", before.message_id)), "{mail}");
        assert!(before.message_id.ends_with("@portail.example>"), "{}", before.message_id);
        assert_eq!(run_once(&portal.app).await.unwrap(), 0);
    }

    async fn pauses_grow_until_it_is_given_up_with_its_reason(portal: Portal) {
        // Nothing listens on port 1.
        let app = another(&portal, |settings| settings.smtp_url = Some("smtp://127.0.0.1:1".to_owned())).await;
        put(&app, &to("camille@example.org")).await;
        let mut pauses = Vec::new();
        loop {
            assert_eq!(run_once(&app).await.unwrap(), 0);
            let row = outbox(&app).await.remove(0);
            let Some(due_at) = row.due_at else { break };
            let pause = due_at - app.clock.now();
            app.clock.advance(pause - 1);
            assert_eq!(run_once(&app).await.unwrap(), 0);
            assert_eq!(outbox(&app).await[0].tries, row.tries, "tried too early");
            app.clock.advance(1);
            pauses.push(pause);
        }
        assert_eq!(pauses[..7], [60, 300, 900, HOUR, 3 * HOUR, 6 * HOUR, 6 * HOUR]);
        let row = outbox(&app).await.remove(0);
        assert_eq!(row.gave_up_at, Some(START + 72 * HOUR));
        let reason = row.last_error.unwrap();
        assert!(reason.contains("onnection") && !reason.contains('@'), "{reason}");
        assert_eq!((row.to_address.as_str(), row.body_text.as_str()), ("", ""));
        app.db.close().await;
    }

    async fn two_servers_send_each_letter_once(portal: Portal) {
        let other = another(&portal, |settings| settings.mail_dir.push_str("-of-the-other")).await;
        for number in 0..100 {
            put(&portal.app, &to(&format!("v{number}@example.org"))).await;
        }
        let (ours, theirs) = tokio::join!(run_once(&portal.app), run_once(&other));
        assert_eq!(ours.unwrap() + theirs.unwrap(), 100);
        let (ours, theirs) = (files(&portal.app.settings.mail_dir), files(&other.settings.mail_dir));
        assert_eq!(ours.len() + theirs.len(), 100, "each letter in one folder");
        assert!(ours.is_disjoint(&theirs));
        assert!(!ours.is_empty() && !theirs.is_empty(), "both had a share");
        other.db.close().await;
    }

    async fn what_a_killed_server_held_goes_out_unchanged(portal: Portal) {
        put(&portal.app, &to("camille@example.org")).await;
        let other = another(&portal, |_| ()).await;
        let held = server::store::outbox::claim(&other.db, 16, START).await.unwrap();
        assert_eq!(held.len(), 1);
        other.db.close().await;
        portal.clock.advance(CLAIMED_FOR - 1);
        assert_eq!(run_once(&portal.app).await.unwrap(), 0, "still held");
        portal.clock.advance(1);
        assert_eq!(run_once(&portal.app).await.unwrap(), 1);
        let name = files(&portal.app.settings.mail_dir).pop_first().unwrap();
        let mail = std::fs::read_to_string(Path::new(&portal.app.settings.mail_dir).join(name)).unwrap();
        assert!(mail.contains(&format!("Message-ID: {}\r\n", held[0].message_id)), "{mail}");
    }

    async fn a_queued_letter_leaves_at_once_and_jobs_stop(portal: Portal) {
        let jobs = Jobs::start(&portal.app);
        put(&portal.app, &to("camille@example.org")).await;
        portal.app.outbox_wake.notify_one();
        for _ in 0..500 {
            if outbox(&portal.app).await[0].sent_at.is_some() {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        jobs.stop().await;
        assert_eq!(outbox(&portal.app).await[0].sent_at, Some(START));
    }

    async fn old_traces_go(portal: Portal) {
        put(&portal.app, &to("camille@example.org")).await;
        portal.clock.advance(31 * 24 * HOUR);
        server::jobs::outbox::forget_old(&portal.app).await.unwrap();
        assert_eq!(outbox(&portal.app).await.len(), 1, "not sent yet");
        run_once(&portal.app).await.unwrap();
        server::jobs::outbox::forget_old(&portal.app).await.unwrap();
        assert_eq!(outbox(&portal.app).await, []);
    }
}
