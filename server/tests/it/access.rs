//! Every address, tried as everybody: whoever may not call it is turned away before anything is done.

use crate::{
    api_keys,
    desk::Browser,
    harness::{Answer, Portal, both},
    people::on_pool,
    posting,
};
use axum::http::{Method, StatusCode};
use server::{
    http::access::Access,
    router::addresses,
    store::news::{self, About},
};

/// What somebody who may not gets. `Open` are those who may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gets {
    SignInFirst,
    /// Only a key lets in, whoever one is.
    KeyFirst,
    NotFound,
    Forbidden,
    Open,
}

/// Who tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    Nobody,
    /// Signed in, of another association, its owner even.
    Stranger,
    Reader,
    Coordinator,
    Owner,
    /// Watches over the portal, and acts for no association.
    Moderator,
}

const fn expected(access: Access, who: Who) -> Gets {
    match (access, who) {
        (Access::Anyone | Access::LinkHolder, _) => Gets::Open,
        (Access::Key, _) => Gets::KeyFirst,
        (_, Who::Nobody) => Gets::SignInFirst,
        (Access::SignedIn, _) | (Access::Moderator, Who::Moderator) => Gets::Open,
        (Access::Moderator, _) | (_, Who::Stranger | Who::Moderator) => Gets::NotFound,
        (Access::Coordinator, Who::Reader) | (Access::Owner, Who::Reader | Who::Coordinator) => {
            Gets::Forbidden
        }
        _ => Gets::Open,
    }
}

fn was(answer: &Answer) -> Gets {
    match answer.status {
        StatusCode::SEE_OTHER if answer.header("location").contains("/connexion?suite=") => Gets::SignInFirst,
        StatusCode::UNAUTHORIZED => Gets::KeyFirst,
        StatusCode::NOT_FOUND => Gets::NotFound,
        StatusCode::FORBIDDEN => Gets::Forbidden,
        _ => Gets::Open,
    }
}

/// One of everything that an address may name.
#[derive(Clone, Copy)]
struct Things {
    association: i64,
    need: i64,
    slot: i64,
    sign_up: i64,
    member: i64,
    follow_up: i64,
    message: i64,
    news: i64,
    key: i64,
    source: i64,
}

async fn newest(portal: &Portal, sql: &'static str) -> i64 {
    on_pool!(portal, |pool| sqlx::query_scalar(sql).fetch_one(pool).await.unwrap())
}

/// An association of that name with a need, somebody who is in, a follow-up that waits for its day and a message.
async fn with_everything(portal: &Portal, name: &str) -> Things {
    let association = portal.association(name).await;
    let member = newest(portal, "SELECT MAX(coordinator_id) FROM members WHERE role = 'reader'").await;
    let mut coordinator = portal.signed_in(&format!("coordinator@{name}.example")).await;
    let desk = format!("/espace/{association}");
    let days = posting::slots(&[
        ["", "2026-12-05", "09:00", "12:00", "3"],
        ["", "2026-12-12", "09:00", "12:00", "3"],
    ]);
    coordinator.post(&format!("{desk}/missions/nouvelle"), &posting::form(&days)).await;
    let need = newest(portal, "SELECT MAX(id) FROM needs").await;
    let slot = portal.slots(need).await[0];
    let email = format!("lea@{name}.fr");
    portal.confirmed(need, slot, &email).await;
    let sign_up = portal.sign_up_id(&email).await;
    let person = sign_up.to_string();
    let later = [
        ("personne", person.as_str()),
        ("subject", "Bientôt"),
        ("body", "Bonjour"),
        ("when", "2026-12-01T12:00"),
        ("faire", "envoyer"),
    ];
    coordinator.post(&format!("{desk}/relances/nouvelle"), &later).await;
    let parking = [("name", "Parking"), ("subject", "Où se garer"), ("body", "Derrière la salle")];
    coordinator.post(&format!("{desk}/relances/messages/nouveau"), &parking).await;
    let follow_up = newest(portal, "SELECT MAX(id) FROM follow_ups").await;
    let message = newest(portal, "SELECT MAX(id) FROM messages").await;
    api_keys::key(portal, association, "needs:write").await;
    let key = newest(portal, "SELECT MAX(id) FROM api_keys").await;
    let mut tx = portal.app.db.begin().await.unwrap();
    let news = news::keep(&mut tx, need, About::Moved, &[sign_up], portal.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    let feed = format!("https://flux.example/{name}.xml");
    coordinator.post(&format!("{desk}/flux"), &[("address", &feed), ("every", "24")]).await;
    let source = newest(portal, "SELECT MAX(id) FROM feed_sources").await;
    Things { association, need, slot, sign_up, member, follow_up, message, news, key, source }
}

/// All that could be changed by what was tried.
async fn everything(portal: &Portal) -> Vec<(String, String)> {
    on_pool!(portal, |pool| {
        sqlx::query_as(
        "SELECT 'member', CAST(coordinator_id AS TEXT) || role || CAST(association_id AS TEXT) FROM members
         UNION ALL SELECT 'need', CAST(id AS TEXT) || state || title FROM needs
         UNION ALL SELECT 'slot', CAST(id AS TEXT) FROM slots
         UNION ALL SELECT 'sign-up', CAST(id AS TEXT) || state || handling FROM sign_ups
         UNION ALL SELECT 'follow-up', CAST(id AS TEXT) || state FROM follow_ups
         UNION ALL SELECT 'message', CAST(id AS TEXT) || name FROM messages
         UNION ALL SELECT 'feed', CAST(id AS TEXT) || address || COALESCE(CAST(paused_at AS TEXT), '') FROM feed_sources
         UNION ALL SELECT 'news', CAST(id AS TEXT) || COALESCE(CAST(settled_at AS TEXT), '') FROM news
         UNION ALL SELECT 'key', CAST(id AS TEXT) || COALESCE(CAST(revoked_at AS TEXT), '') FROM api_keys
         UNION ALL SELECT 'act', CAST(id AS TEXT) || kind FROM acts ORDER BY 1, 2"
    )
    .fetch_all(pool)
    .await
    .unwrap()
    })
}

/// An address of things that exist.
fn address(path: &str, things: Things) -> String {
    let person = if path.contains("/equipe/") { things.member } else { things.sign_up };
    [
        ("{association}", things.association),
        ("{need}", things.need),
        ("{slot}", things.slot),
        ("{person}", person),
        ("{follow_up}", things.follow_up),
        ("{message}", things.message),
        ("{news}", things.news),
        ("{key}", things.key),
        ("{sign_up}", things.sign_up),
        ("{external_id}", 1),
        ("{source}", things.source),
    ]
    .into_iter()
    .fold(path.to_owned(), |path, (name, id)| path.replace(name, &id.to_string()))
    .replace("{token}", &"A".repeat(43))
    .replace("{hash}", "x")
    .replace("{file}", "x")
    .replace("{act}", "pause")
}

async fn try_all(browser: &mut Browser<'_>, who: Who, things: Things) {
    for (access, path) in addresses() {
        let gets = expected(access, who);
        // What is open may well be missing, or spoil the session: other tests are about those.
        if gets == Gets::Open {
            continue;
        }
        let path = address(&path, things);
        let mut answers = vec![browser.get(&path).await, browser.post(&path, &[]).await];
        if gets == Gets::KeyFirst {
            for method in [Method::PUT, Method::PATCH, Method::DELETE] {
                answers.push(browser.any(method, &path).await);
            }
        }
        let taken: Vec<_> =
            answers.iter().filter(|answer| answer.status != StatusCode::METHOD_NOT_ALLOWED).collect();
        assert!(!taken.is_empty(), "{path} takes neither GET nor POST");
        for answer in taken {
            assert_eq!(was(answer), gets, "{path} ({access:?}) as {who:?}: {}", answer.status);
        }
    }
}

both! {
    async fn nobody_gets_where_they_may_not(portal: Portal) {
        let mut moderator = portal.moderator("moderation@portail.example").await;
        let (mains, _) = (with_everything(&portal, "mains").await, portal.association("autre").await);
        let before = everything(&portal).await;
        try_all(&mut portal.browser(), Who::Nobody, mains).await;
        try_all(&mut moderator, Who::Moderator, mains).await;
        for (who, email) in [
            (Who::Stranger, "owner@autre.example"),
            (Who::Reader, "reader@mains.example"),
            (Who::Coordinator, "coordinator@mains.example"),
            (Who::Owner, "owner@mains.example"),
        ] {
            try_all(&mut portal.signed_in(email).await, who, mains).await;
        }
        assert_eq!(everything(&portal).await, before, "and nothing was done");
    }

    async fn who_may_finds_every_page(portal: Portal) {
        let mains = with_everything(&portal, "mains").await;
        let mut moderator = portal.moderator("moderation@portail.example").await;
        for (email, role) in [
            ("reader@mains.example", Who::Reader),
            ("coordinator@mains.example", Who::Coordinator),
            ("owner@mains.example", Who::Owner),
        ] {
            let mut browser = portal.signed_in(email).await;
            for (access, path) in addresses() {
                if !path.contains("/espace/") || expected(access, role) != Gets::Open {
                    continue;
                }
                let path = address(&path, mains);
                let answer = browser.get(&path).await;
                let there = [StatusCode::OK, StatusCode::METHOD_NOT_ALLOWED].contains(&answer.status);
                assert!(there, "{path} as {role:?}: {}", answer.status);
            }
        }
        assert_eq!(moderator.get("/moderation").await.status, StatusCode::OK);
        assert_eq!(moderator.get("/espace").await.status, StatusCode::OK);
    }

    async fn what_another_association_has_is_not_there_in_ones_own(portal: Portal) {
        let (mains, autre) = (with_everything(&portal, "mains").await, with_everything(&portal, "autre").await);
        let theirs = Things { association: mains.association, ..autre };
        let before = everything(&portal).await;
        let mut owner = portal.signed_in("owner@mains.example").await;
        // What each form needs to be taken at all.
        let form = posting::form(&[
            ("role", "owner"), ("version", "0"), ("act", "close"),
            ("name", "Autre"), ("subject", "a"), ("body", "b"), ("faire", "envoyer"),
        ]);
        let mut tried = 0;
        for (access, path) in addresses() {
            let names = ["{need}", "{slot}", "{person}", "{follow_up}", "{message}", "{key}", "{source}"];
            if !path.contains("/espace/{association}") || !names.iter().any(|name| path.contains(name)) {
                continue;
            }
            let path = address(&path, theirs);
            for answer in [owner.get(&path).await, owner.post(&path, &form).await] {
                if answer.status != StatusCode::METHOD_NOT_ALLOWED {
                    assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path} ({access:?}): {}", answer.body);
                    tried += 1;
                }
            }
        }
        assert!(tried > 30, "{tried}");
        assert_eq!(everything(&portal).await, before, "and nothing was done");
    }

    async fn a_need_of_another_association_lends_no_slot(portal: Portal) {
        // Their slot below one's own need.
        let (mains, autre) = (with_everything(&portal, "mains").await, with_everything(&portal, "autre").await);
        let before = everything(&portal).await;
        let mut owner = portal.signed_in("owner@mains.example").await;
        let path = format!("/espace/{}/missions/{}/creneaux/{}", mains.association, mains.need, autre.slot);
        assert_eq!(owner.get(&path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(owner.post(&path, &[]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(everything(&portal).await, before);
    }

    async fn an_association_that_is_not_there_is_not_there(portal: Portal) {
        portal.association("mains").await;
        let mut owner = portal.signed_in("owner@mains.example").await;
        for wrong in ["0", "-1", "99999999999999999999", "mains", "%2e%2e"] {
            assert_eq!(owner.get(&format!("/espace/{wrong}")).await.status, StatusCode::NOT_FOUND, "{wrong}");
        }
    }
}
