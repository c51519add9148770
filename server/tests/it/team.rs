//! Several people act for an association: invitations, roles, leaving, what the owner reads of it all.

use crate::{
    desk::Browser,
    harness::{Portal, both},
};
use axum::http::StatusCode;
use server::store::{
    acts::{self, Act},
    teams::{self, Changed},
};

const OWNER: &str = "owner@mains.example";
const NADIA: &str = "nadia@ailleurs.example";

async fn role_of(portal: &Portal, association: i64, email: &str) -> Option<String> {
    let team = teams::all_of(&portal.app.db, association).await.unwrap();
    team.into_iter().find(|one| one.email == email).map(|one| one.role)
}

async fn id_of(portal: &Portal, association: i64, email: &str) -> i64 {
    let team = teams::all_of(&portal.app.db, association).await.unwrap();
    team.into_iter().find(|one| one.email == email).unwrap().id
}

async fn kinds(portal: &Portal, association: i64) -> Vec<String> {
    let acts = acts::before(&portal.app.db, association, i64::MAX, 100).await.unwrap();
    acts.into_iter().map(|act| act.kind).collect()
}

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

    async fn roles_change_and_people_go(portal: Portal) {
        let id = portal.association("mains").await;
        let team = format!("/espace/{id}/equipe");
        let mut owner = portal.signed_in(OWNER).await;
        let reader = id_of(&portal, id, "reader@mains.example").await;
        let done = owner.post(&format!("{team}/{reader}/role"), &[("role", "coordinator")]).await;
        assert_eq!(done.header("location"), format!("{team}?fait=role"));
        assert_eq!(role_of(&portal, id, "reader@mains.example").await.as_deref(), Some("coordinator"));
        owner.get(&format!("{team}?fait=role")).await.says("Le rôle est changé");

        let mut coordinator = portal.signed_in("coordinator@mains.example").await;
        let page = coordinator.get(&team).await;
        assert!(!page.body.contains("/role\"") && !page.body.contains("/retrait\""), "only owners change it");
        let left = coordinator.post(&format!("{team}/depart"), &[]).await;
        assert_eq!(left.header("location"), "/espace");
        assert_eq!(coordinator.get(&team).await.status, StatusCode::NOT_FOUND);

        let mut removed = portal.signed_in("reader@mains.example").await;
        assert_eq!(removed.get(&team).await.status, StatusCode::OK);
        owner.post(&format!("{team}/{reader}/retrait"), &[]).await;
        assert_eq!(removed.get(&team).await.status, StatusCode::NOT_FOUND, "at once");
        assert_eq!(owner.post(&format!("{team}/{reader}/retrait"), &[]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(kinds(&portal, id).await, ["remove", "leave", "role"]);
    }

    async fn who_is_gone_looks_after_nobody(portal: Portal) {
        let (mains, autre) = (portal.association("mains").await, portal.association("autre").await);
        let need = crate::sow::Seed::new("Servir la soupe").sow(&portal).await;
        let other = crate::sow::Seed::new("Trier des livres").sow(&portal).await;
        portal.gives(need, mains).await;
        portal.gives(other, autre).await;
        for (need, email) in [(need, "lea@exemple.fr"), (other, "lea@exemple.fr")] {
            portal.sign_up(need, portal.slots(need).await[0], email).await;
        }
        let coordinator = id_of(&portal, mains, "coordinator@mains.example").await;
        // They act for both, and are removed from one.
        portal.sql("UPDATE sign_ups SET assigned_to = (SELECT id FROM coordinators WHERE email_key = 'coordinator@mains.example')").await;
        let mut owner = portal.signed_in(OWNER).await;
        owner.post(&format!("/espace/{mains}/equipe/{coordinator}/retrait"), &[]).await;
        let left: Vec<Option<i64>> = crate::people::on_pool!(portal, |pool| {
            sqlx::query_scalar("SELECT assigned_to FROM sign_ups ORDER BY id").fetch_all(pool).await.unwrap()
        });
        assert_eq!(left, [None, Some(coordinator)]);
    }

    async fn nobody_of_another_association_is_touched(portal: Portal) {
        let (mains, autre) = (portal.association("mains").await, portal.association("autre").await);
        let theirs = id_of(&portal, autre, "reader@autre.example").await;
        let mut owner = portal.signed_in(OWNER).await;
        for act in ["role", "retrait"] {
            let answer = owner.post(&format!("/espace/{mains}/equipe/{theirs}/{act}"), &[("role", "owner")]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{act}");
        }
        assert_eq!(role_of(&portal, autre, "reader@autre.example").await.as_deref(), Some("reader"));
    }

    async fn the_last_owner_stays(portal: Portal) {
        let id = portal.association("mains").await;
        let team = format!("/espace/{id}/equipe");
        let mut owner = portal.signed_in(OWNER).await;
        let owner_id = id_of(&portal, id, OWNER).await;
        for (path, form) in [
            (format!("{team}/depart"), vec![]),
            (format!("{team}/{owner_id}/retrait"), vec![]),
            (format!("{team}/{owner_id}/role"), vec![("role", "reader")]),
        ] {
            let answer = owner.post(&path, &form).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
            answer.says("garde au moins un propriétaire");
        }
        assert_eq!(role_of(&portal, id, OWNER).await.as_deref(), Some("owner"));
        assert!(kinds(&portal, id).await.is_empty());
    }

    async fn of_two_owners_who_leave_at_once_one_stays(portal: Portal) {
        for round in 0..5 {
            let id = portal.association(&format!("mains{round}")).await;
            let owner = id_of(&portal, id, &format!("owner@mains{round}.example")).await;
            let other = id_of(&portal, id, &format!("reader@mains{round}.example")).await;
            let now = portal.clock.now();
            let mut tx = portal.app.db.begin().await.unwrap();
            let role = app::domain::association::Role::Owner;
            teams::set_role(&mut tx, id, other, role, now).await.unwrap();
            tx.commit().await.unwrap();
            let leave = async |who: i64| {
                let mut tx = portal.app.db.begin().await.unwrap();
                teams::lock(&mut tx, id).await.unwrap();
                // The other one gets every chance to look in between.
                tokio::task::yield_now().await;
                let changed = teams::remove(&mut tx, id, who).await.unwrap();
                tokio::task::yield_now().await;
                tx.commit().await.unwrap();
                changed
            };
            let (one, two) = tokio::join!(leave(owner), leave(other));
            assert_ne!(one, two, "one goes, one stays");
            assert!([one, two].contains(&Changed::Done) && [one, two].contains(&Changed::LastOwner));
        }
        // The same through the pages.
        let id = portal.association("mains").await;
        let mut first = portal.signed_in(OWNER).await;
        let mut second = portal.signed_in("reader@mains.example").await;
        let reader = id_of(&portal, id, "reader@mains.example").await;
        first.post(&format!("/espace/{id}/equipe/{reader}/role"), &[("role", "owner")]).await;
        let path = format!("/espace/{id}/equipe/depart");
        let (one, two) = tokio::join!(first.post(&path, &[]), second.post(&path, &[]));
        let mut statuses = [one.status, two.status];
        statuses.sort();
        assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::UNPROCESSABLE_ENTITY]);
    }

    async fn one_says_how_one_is_called_and_written_to(portal: Portal) {
        let mut nadia = portal.signed_in(NADIA).await;
        nadia.get("/espace").await.says("/espace/compte");
        let saved = nadia.post("/espace/compte", &[("name", "  Nadia\nB. "), ("lang", "en")]).await;
        assert_eq!(saved.header("location"), "/espace/compte?fait=1");
        nadia.get("/espace/compte?fait=1").await.says("value=\"Nadia B.\"").says("enregistré");
        let long = "é".repeat(81);
        let refused = nadia.post("/espace/compte", &[("name", &long), ("lang", "fr")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says(&long).says("80 signes");
        let refused = nadia.post("/espace/compte", &[("name", "N"), ("lang", "tlh")]).await;
        refused.says("Choisissez dans la liste");
    }

    async fn the_owner_reads_who_did_what_page_by_page(portal: Portal) {
        let id = portal.association("mains").await;
        let log = format!("/espace/{id}/journal");
        let mut owner = portal.signed_in(OWNER).await;
        owner.get(&log).await.says("Rien encore");
        let who = id_of(&portal, id, OWNER).await;
        let mut tx = portal.app.db.begin().await.unwrap();
        for number in 0..120 {
            let (kind, people) = match number {
                0 => ("export", 7),
                1 => ("licorne", 3),
                _ => ("note", 1),
            };
            let coordinator_id = (number != 0).then_some(who);
            let act = Act { association_id: id, coordinator_id, kind, need_id: None, people, detail: "<b>" };
            acts::note(&mut tx, &act, portal.clock.now()).await.unwrap();
        }
        tx.commit().await.unwrap();

        let mut path = log.clone();
        let mut pages = Vec::new();
        for _ in 0..9 {
            let page = owner.get(&path).await;
            assert_eq!(page.status, StatusCode::OK);
            let next = page.body.split_once("\" rel=\"next\"").map(|(before, _)| before.rsplit("avant=").next().unwrap());
            let next = next.map(str::to_owned);
            pages.push(page.body.matches("<strong>").count());
            match next {
                Some(before) => path = format!("{log}?avant={before}"),
                None => {
                    page.says("a exporté 7 inscriptions").says("Le portail").says("a fait autre chose").says(OWNER);
                    break;
                }
            }
        }
        assert_eq!(pages, [50, 50, 20]);
        assert_eq!(owner.get(&format!("{log}?avant=nonsense")).await.status, StatusCode::OK);
        owner.get(&format!("/en{log}")).await.says("wrote a note about 1 person");
    }

    async fn owners_change_the_entry(portal: Portal) {
        let id = portal.association("mains").await;
        let path = format!("/espace/{id}/fiche");
        let mut owner = portal.signed_in(OWNER).await;
        owner.get(&path).await.says("contact@mains.example").says("Rennes (35)").says("value=\"mains\"");
        let form = |email: &'static str, name: &'static str, place: &'static str, version: &'static str| {
            vec![
                ("organization", name),
                ("lieu", place),
                ("domaine", "solidarite-insertion"),
                ("email", email),
                ("about", "La soupe, le soir."),
                ("version", version),
            ]
        };
        let same = owner.post(&path, &form("contact@mains.example", "Les Mains", "Rennes (35)", "0")).await;
        assert_eq!(same.header("location"), format!("{path}?fait=1"), "{}", same.body);
        assert!(portal.mails_to("contact@mains.example").await.is_empty(), "the address is the same");
        let public = portal.get(&format!("/associations/{id}-les-mains")).await;
        public.says("La soupe, le soir.").says("Rennes");

        owner.post(&path, &form("contact@mains.example", "Les Mains", "Brest", "1")).await;
        owner.get(&format!("{path}?fait=1")).await.says("La fiche est enregistrée").says("Brest (29)");

        let wrong = owner.post(&path, &form("bonjour@", "", "Zzyxville", "2")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.says("Il manque quelque chose").says("Zzyxville").says("La soupe, le soir.");
        assert_eq!(kinds(&portal, id).await, ["entry", "entry"]);
        owner.get(&format!("/espace/{id}/journal")).await.says("a modifié la fiche");
    }
}
