//! Invitations to a team: by mail, for two weeks, taken back or taken up.

use crate::{
    desk::Browser,
    harness::{Portal, both},
    team::{id_of, kinds, role_of},
};
use axum::http::StatusCode;

const OWNER: &str = "owner@mains.example";
const NADIA: &str = "nadia@ailleurs.example";

/// Invites Nadia; the address of her invitation.
async fn invited(portal: &Portal, owner: &mut Browser<'_>, team: &str, role: &str) -> String {
    let form = [("email", NADIA), ("role", role)];
    let answer = owner.post(&format!("{team}/invitations"), &form).await;
    assert_eq!(answer.header("location"), format!("{team}?fait=invited"), "{}", answer.body);
    let token = portal.mails_to(NADIA).await.last().unwrap().token("/invitation/");
    format!("/invitation/{token}")
}

both! {
    async fn an_invitation_lets_in_and_makes_a_member(portal: Portal) {
        let id = portal.association("mains").await;
        let team = format!("/espace/{id}/equipe");
        let mut owner = portal.signed_in(OWNER).await;
        owner.post("/espace/compte", &[("name", "Léa Martin"), ("lang", "fr")]).await;
        let link = invited(&portal, &mut owner, &team, "coordinator").await;
        let mail = portal.mails_to(NADIA).await.pop().unwrap();
        assert!(mail.subject.contains("mains") && mail.body_text.contains("Léa Martin"), "{}", mail.body_text);
        owner.get(&team).await.says(NADIA).says("Invitations en attente");

        portal.get(&link).await.says("Léa Martin").says("mains").says(NADIA).says("coordination");
        assert_eq!(role_of(&portal, id, NADIA).await, None, "looking changes nothing");

        let mut nadia = portal.browser();
        assert_eq!(nadia.post(&link, &[]).await.header("location"), format!("/espace/{id}"));
        nadia.get(&team).await.says("Léa Martin").says("vous");
        assert_eq!(role_of(&portal, id, NADIA).await.as_deref(), Some("coordinator"));
        assert_eq!(nadia.post(&link, &[]).await.header("location"), "/espace", "pressed twice");
        assert_eq!(portal.get(&link).await.status, StatusCode::NOT_FOUND);
        let late = portal.browser().post(&link, &[]).await;
        assert_eq!(late.status, StatusCode::NOT_FOUND);
        late.says("Cette invitation ne vaut plus").says("/connexion");
        assert_eq!(kinds(&portal, id).await, ["join", "invite"]);
    }

    async fn an_invitation_lives_two_weeks_and_can_be_taken_back(portal: Portal) {
        let id = portal.association("mains").await;
        let team = format!("/espace/{id}/equipe");
        let mut owner = portal.signed_in(OWNER).await;
        let old = invited(&portal, &mut owner, &team, "reader").await;
        portal.clock.advance(14 * 86_400 - 1);
        assert_eq!(portal.get(&old).await.status, StatusCode::OK);
        portal.clock.advance(1);
        assert_eq!(portal.get(&old).await.status, StatusCode::NOT_FOUND);
        assert_eq!(portal.browser().post(&old, &[]).await.status, StatusCode::NOT_FOUND);

        let first = invited(&portal, &mut owner, &team, "reader").await;
        let second = invited(&portal, &mut owner, &team, "owner").await;
        assert_eq!(portal.get(&first).await.status, StatusCode::NOT_FOUND, "the last one counts");
        let page = owner.get(&team).await;
        let (_, rest) = page.body.split_once("name=\"invitation\" value=\"").unwrap();
        let which = rest.split('"').next().unwrap();
        let mut stranger_owner = { portal.association("autre").await; portal.signed_in("owner@autre.example").await };
        let other = format!("/espace/{}/equipe/invitations/retrait", id + 1);
        assert_eq!(stranger_owner.post(&other, &[("invitation", which)]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(portal.get(&second).await.status, StatusCode::OK, "another association's");
        owner.post(&format!("{team}/invitations/retrait"), &[("invitation", which)]).await;
        assert_eq!(portal.browser().post(&second, &[]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(role_of(&portal, id, NADIA).await, None);
        for forged in ["nonsense", &"A".repeat(43)] {
            assert_eq!(portal.get(&format!("/invitation/{forged}")).await.status, StatusCode::NOT_FOUND);
        }
    }

    async fn what_is_wrong_with_an_invitation_is_said_and_kept(portal: Portal) {
        let id = portal.association("mains").await;
        let invitations = format!("/espace/{id}/equipe/invitations");
        let mut owner = portal.signed_in(OWNER).await;
        for (email, role, says) in [
            ("nadia@", "reader", "aria-invalid"),
            (NADIA, "king", "Choisissez dans la liste"),
            ("Reader@mains.example", "owner", "fait déjà partie de l’équipe"),
        ] {
            let answer = owner.post(&invitations, &[("email", email), ("role", role)]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{email}");
            answer.says(says).says(email);
        }
        assert_eq!(portal.count("invitations").await, 0);
        for _ in 0..5 {
            owner.post(&invitations, &[("email", NADIA), ("role", "reader")]).await;
        }
        let sixth = owner.post(&invitations, &[("email", NADIA), ("role", "reader")]).await;
        assert_eq!(sixth.status, StatusCode::TOO_MANY_REQUESTS, "nobody is flooded");
    }

    async fn an_invitation_takes_nothing_away(portal: Portal) {
        let id = portal.association("mains").await;
        let team = format!("/espace/{id}/equipe");
        let mut owner = portal.signed_in(OWNER).await;
        let link = invited(&portal, &mut owner, &team, "reader").await;
        let mut nadia = portal.browser();
        nadia.post(&link, &[]).await;
        let (nadia_id, owner_id) = (id_of(&portal, id, NADIA).await, id_of(&portal, id, OWNER).await);
        owner.post(&format!("{team}/{nadia_id}/role"), &[("role", "owner")]).await;
        nadia.post(&format!("{team}/{owner_id}/retrait"), &[]).await;
        nadia.post(&format!("{team}/invitations"), &[("email", OWNER), ("role", "reader")]).await;
        let token = portal.mails_to(OWNER).await.last().unwrap().token("/invitation/");
        // Owner again by another way before the link is used.
        let mut tx = portal.app.db.begin().await.unwrap();
        let now = portal.clock.now();
        server::store::members::put(&mut tx, id, owner_id, app::domain::association::Role::Owner, now).await.unwrap();
        tx.commit().await.unwrap();
        portal.browser().post(&format!("/invitation/{token}"), &[]).await;
        assert_eq!(role_of(&portal, id, OWNER).await.as_deref(), Some("owner"));
    }
}
