//! One person acts for two associations: what they are in one says nothing about the other.

use crate::{
    desk::Browser,
    harness::{Portal, both},
    sow::Seed,
};
use app::domain::association::Role;
use axum::http::StatusCode;
use server::store::{coordinators, members};

const NADIA: &str = "nadia@ailleurs.example";

/// Nadia reads in `mains` and owns `autre`; each has a need with one person, and Zoé.
async fn nadia(portal: &Portal) -> (Browser<'_>, [i64; 2], [i64; 2]) {
    let (mains, soup) = portal.with_need("mains", Seed::new("Servir la soupe").dated(&[(3, 8)])).await;
    let (autre, walk) = portal.with_need("autre", Seed::new("Marcher ensemble").dated(&[(3, 8)])).await;
    for (need, email) in [(soup, "lea@exemple.fr"), (walk, "tom@exemple.fr")] {
        for email in [email, "zoe@exemple.fr"] {
            portal.confirmed(need, portal.slots(need).await[0], email).await;
        }
    }
    let browser = portal.signed_in(NADIA).await;
    let email = app::domain::email::Email::parse(NADIA).unwrap();
    let now = portal.clock.now();
    let mut tx = portal.app.db.begin().await.unwrap();
    let id = coordinators::enter(&mut tx, &email, app::domain::Lang::Fr, now).await.unwrap();
    members::put(&mut tx, mains, id, Role::Reader, now).await.unwrap();
    members::put(&mut tx, autre, id, Role::Owner, now).await.unwrap();
    tx.commit().await.unwrap();
    (browser, [mains, autre], [soup, walk])
}

both! {
    async fn the_space_shows_both_with_what_one_is_there(portal: Portal) {
        let (mut nadia, [mains, autre], _) = nadia(&portal).await;
        let space = nadia.get("/espace").await.body;
        let of = |id: i64| {
            let (_, rest) = space.split_once(&format!("href=\"/espace/{id}\"")).unwrap();
            rest.split("</li>").next().unwrap().to_owned()
        };
        assert!(of(mains).contains(">mains<") && of(mains).contains("lecture"), "{space}");
        assert!(of(autre).contains(">autre<") && of(autre).contains("propriétaire"), "{space}");
    }

    async fn each_table_has_its_own_people_alone(portal: Portal) {
        let (mut nadia, associations, needs) = nadia(&portal).await;
        let people = ["lea@exemple.fr", "tom@exemple.fr"];
        for (here, there) in [(0, 1), (1, 0)] {
            let desk = format!("/espace/{}", associations[here]);
            let table = format!("{desk}/inscriptions");
            for path in [
                table.clone(),
                format!("{table}.csv"),
                format!("{table}?q=camille"),
                format!("{desk}/missions/{}/inscriptions", needs[here]),
                format!("{desk}/missions/{}/inscriptions.csv", needs[here]),
            ] {
                let page = nadia.get(&path).await;
                page.says(people[here]);
                assert!(!page.body.contains(people[there]), "{path}");
                // Zoé is in both at the same time, which is nobody's business.
                assert!(page.body.contains("zoe@exemple.fr"), "{path}");
                assert!(!page.body.contains("deux fois à la même heure"), "{path}");
            }
            for narrowed in [format!("mission={}", needs[there]), format!("q={}", people[there])] {
                let page = nadia.get(&format!("{table}?{narrowed}")).await;
                assert!(!page.body.contains(&format!(">{}<", people[there])), "{narrowed}");
                assert!(!page.body.contains(&format!("mailto:{}", people[there])), "{narrowed}");
            }
            let id = portal.sign_up_id(people[there]).await;
            assert_eq!(nadia.get(&format!("{table}/{id}")).await.status, StatusCode::NOT_FOUND);
        }
    }

    async fn a_role_in_one_gives_nothing_in_the_other(portal: Portal) {
        let (mut nadia, [mains, autre], _) = nadia(&portal).await;
        let lea = portal.sign_up_id("lea@exemple.fr").await.to_string();
        for (path, form) in [
            ("relances/nouvelle", vec![("personne", lea.as_str()), ("subject", "a"), ("body", "b"), ("faire", "envoyer")]),
            ("inscriptions/reponse", vec![("personne", lea.as_str()), ("faire", "declined")]),
            ("missions/nouvelle", vec![("title", "Une mission")]),
            ("equipe/invitations", vec![("email", NADIA), ("role", "owner")]),
            ("fiche", vec![("organization", "à moi")]),
        ] {
            let refused = nadia.post(&format!("/espace/{mains}/{path}"), &form).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
        }
        for path in ["journal", "fiche", "relances/nouvelle", "missions/nouvelle"] {
            assert_eq!(nadia.get(&format!("/espace/{mains}/{path}")).await.status, StatusCode::FORBIDDEN, "{path}");
            assert_eq!(nadia.get(&format!("/espace/{autre}/{path}")).await.status, StatusCode::OK, "{path}");
        }
        // Even where the other association's address is used: the person stays as they are.
        let there = format!("/espace/{autre}/inscriptions/reponse");
        let kept = nadia.post(&there, &[("personne", &lea), ("faire", "declined")]).await;
        assert!(kept.header("location").ends_with("faites=0&restees=1"), "{}", kept.header("location"));
        assert_eq!(portal.state_of("lea@exemple.fr").await.unwrap(), "confirmed");
    }
}
