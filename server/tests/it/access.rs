//! Every address, tried as everybody: whoever may not call it is turned away before anything is done.

use crate::{
    desk::Browser,
    harness::{Answer, both},
};
use axum::http::StatusCode;
use server::{http::access::Access, router::addresses};

/// What somebody who may not gets. `Open` are those who may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gets {
    SignInFirst,
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
}

const fn expected(access: Access, who: Who) -> Gets {
    match (access, who) {
        (Access::Anyone | Access::LinkHolder, _) => Gets::Open,
        (_, Who::Nobody) => Gets::SignInFirst,
        (Access::SignedIn, _) => Gets::Open,
        (Access::Moderator, _) | (_, Who::Stranger) => Gets::NotFound,
        (Access::Coordinator, Who::Reader) | (Access::Owner, Who::Reader | Who::Coordinator) => {
            Gets::Forbidden
        }
        _ => Gets::Open,
    }
}

fn was(answer: &Answer) -> Gets {
    match answer.status {
        StatusCode::SEE_OTHER if answer.header("location").contains("/connexion?suite=") => Gets::SignInFirst,
        StatusCode::NOT_FOUND => Gets::NotFound,
        StatusCode::FORBIDDEN => Gets::Forbidden,
        _ => Gets::Open,
    }
}

/// An address of the association and the need that exist.
fn address(path: &str, association: i64, need: i64) -> String {
    path.replace("{association}", &association.to_string())
        .replace("{need}", &need.to_string())
        .replace("{person}", "999999999")
        .replace("{token}", &"A".repeat(43))
        .replace("{follow_up}", "999999999")
        .replace("{message}", "nouveau")
        .replace("{news}", "999999999")
        .replace("{slot}", "1")
        .replace("{hash}", "x")
        .replace("{file}", "x")
}

async fn try_all(browser: &mut Browser<'_>, who: Who, association: i64, need: i64) {
    for (access, path) in addresses() {
        let gets = expected(access, who);
        // What is open may well be missing, or spoil the session: other tests are about those.
        if gets == Gets::Open {
            continue;
        }
        let path = address(&path, association, need);
        let answers = [browser.get(&path).await, browser.post(&path, &[]).await];
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
        let (mains, _) = (portal.association("mains").await, portal.association("autre").await);
        let need = crate::sow::Seed::new("Servir la soupe").sow(&portal).await;
        try_all(&mut portal.browser(), Who::Nobody, mains, need).await;
        for (who, email) in [
            (Who::Stranger, "owner@autre.example"),
            (Who::Reader, "reader@mains.example"),
            (Who::Coordinator, "coordinator@mains.example"),
            (Who::Owner, "owner@mains.example"),
        ] {
            try_all(&mut portal.signed_in(email).await, who, mains, need).await;
        }
    }

    async fn an_association_that_is_not_there_is_not_there(portal: Portal) {
        portal.association("mains").await;
        let mut owner = portal.signed_in("owner@mains.example").await;
        for wrong in ["0", "-1", "99999999999999999999", "mains", "%2e%2e"] {
            assert_eq!(owner.get(&format!("/espace/{wrong}")).await.status, StatusCode::NOT_FOUND, "{wrong}");
        }
    }
}
