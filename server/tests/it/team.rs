//! Several people act for an association: invitations, roles, leaving, what the owner reads of it all.

use crate::harness::{Portal, both};
use axum::http::StatusCode;
use server::store::{
    acts::{self, Act},
    teams::{self, Changed},
};

const OWNER: &str = "owner@mains.example";
const NADIA: &str = "nadia@ailleurs.example";

pub async fn role_of(portal: &Portal, association: i64, email: &str) -> Option<String> {
    let team = teams::all_of(&portal.app.db, association).await.unwrap();
    team.into_iter().find(|one| one.email == email).map(|one| one.role)
}

pub async fn id_of(portal: &Portal, association: i64, email: &str) -> i64 {
    let team = teams::all_of(&portal.app.db, association).await.unwrap();
    team.into_iter().find(|one| one.email == email).unwrap().id
}

pub async fn kinds(portal: &Portal, association: i64) -> Vec<String> {
    let acts = acts::before(&portal.app.db, association, i64::MAX, 100).await.unwrap();
    acts.into_iter().map(|act| act.kind).collect()
}

both! {
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
