//! The monthly letter: once, to those who want it, with their own numbers and something to try.

use crate::{
    figures_page::counted,
    harness::{Answer, Portal, both, plain},
    outbox::another,
    people::on_pool,
    sow::Seed,
};
use app::domain::figures::Step;
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use server::{figures::report::write_some, state::SharedApp, store::figures::add};

const DAY: i64 = 86_400;
const HOUR: i64 = 3600;
const OWNER: &str = "owner@mains.example";

/// Late November 2026, and an association that people look at.
async fn watched(portal: &Portal) -> (i64, i64) {
    let association = portal.association("mains").await;
    let need = Seed::new("Servir la soupe").sow(portal).await;
    portal.gives(need, association).await;
    let month = [
        counted(need, 20_261_015, Step::Seen, "", "google.com", 90),
        counted(need, 20_261_110, Step::Seen, "", "google.com", 1240),
        counted(need, 20_261_110, Step::Begun, "", "google.com", 60),
        counted(need, 20_261_110, Step::Finished, "", "google.com", 40),
        counted(need, 20_261_110, Step::Confirmed, "", "", 38),
        counted(need, 20_261_110, Step::Accepted, "", "", 30),
        counted(need, 20_261_110, Step::Came, "", "", 29),
        counted(need, 20_261_110, Step::Left, "tel", "", 12),
    ];
    add(&portal.app.db, &month).await.unwrap();
    (association, need)
}

/// To the first of December, 10 o'clock in Paris.
fn december(portal: &Portal) {
    portal.clock.advance(11 * DAY);
}

async fn letters(portal: &Portal, to: &str) -> Vec<(String, String, Option<String>)> {
    on_pool!(portal, |pool| {
        sqlx::query_as(
        "SELECT subject, body_text, unsubscribe FROM outbox WHERE to_address = $1 AND kind = 'figures' ORDER BY id"
    )
    .bind(to)
    .fetch_all(pool)
    .await
    .unwrap()
    })
}

async fn one_click(portal: &Portal, address: &str) -> Answer {
    let request = Request::post(address)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("origin", "https://mail.example")
        .header("sec-fetch-site", "cross-site")
        .body(Body::from("List-Unsubscribe=One-Click"))
        .unwrap();
    portal.send(request).await
}

async fn write_all(app: &SharedApp) -> usize {
    write_some(app).await.unwrap()
}

both! {
    async fn it_comes_once_with_their_numbers_and_something_to_try(portal: Portal) {
        watched(&portal).await;
        assert_eq!(write_all(&portal.app).await, 0, "not in the middle of the month");
        december(&portal);
        assert_eq!(write_all(&portal.app).await, 1);
        assert_eq!(write_all(&portal.app).await, 0, "once");
        portal.clock.advance(DAY);
        assert_eq!(write_all(&portal.app).await, 0, "nor the next day");
        for to in [OWNER, "coordinator@mains.example"] {
            let letters = letters(&portal, to).await;
            let [(subject, text, stop)] = letters.as_slice() else { panic!("{letters:?}") };
            assert_eq!(plain(subject), "mains : vos chiffres, novembre 2026 · Coup de main");
            let text = plain(text);
            for words in [
                "les missions de mains en novembre 2026",
                "Vue : 1 240 (90)",
                "Personne venue : 29 (0)",
                "La mission la plus lue : Servir la soupe (1 240).",
                "À essayer : 12 personnes ont quitté le formulaire au téléphone.",
                "https://portail.example/espace/1/chiffres?periode=12-mois",
            ] {
                assert!(text.contains(words), "{words}: {text}");
            }
            assert!(!text.contains("J’aime"), "nobody liked anything: {text}");
            assert!(stop.as_ref().is_some_and(|stop| stop.contains("/desabonnement/chiffres/")));
        }
        assert_eq!(letters(&portal, "reader@mains.example").await, [], "who only reads isn't written to");
        portal.clock.advance(31 * DAY);
        assert_eq!(write_all(&portal.app).await, 1, "and in January again");
        assert_eq!(letters(&portal, OWNER).await.len(), 2);
    }

    async fn it_is_in_the_language_of_its_reader(portal: Portal) {
        watched(&portal).await;
        portal.sql("UPDATE coordinators SET lang = 'en' WHERE email = 'owner@mains.example'").await;
        december(&portal);
        write_all(&portal.app).await;
        let (subject, text, _) = letters(&portal, OWNER).await.remove(0);
        assert!(plain(&subject).starts_with("mains: your figures, November 2026"), "{subject}");
        assert!(plain(&text).contains("Seen: 1,240 (90)"), "{text}");
        assert!(text.contains("/en/espace/1/chiffres"), "{text}");
    }

    async fn of_two_servers_one_writes_it(portal: Portal) {
        watched(&portal).await;
        december(&portal);
        let other = another(&portal, |_| {}).await;
        let (one, two) = tokio::join!(write_some(&portal.app), write_some(&other));
        one.unwrap();
        two.unwrap();
        assert_eq!(letters(&portal, OWNER).await.len(), 1);
    }

    async fn nobody_is_written_to_at_night_late_or_of_nothing(portal: Portal) {
        let (association, need) = watched(&portal).await;
        // One with an open need that nobody ever saw, one without any need.
        let quiet = portal.association("calme").await;
        let unseen = Seed::new("Personne ne la voit").sow(&portal).await;
        portal.gives(unseen, quiet).await;
        portal.association("vide").await;
        december(&portal);
        portal.clock.advance(-3 * HOUR);
        assert_eq!(write_all(&portal.app).await, 0, "at seven in the morning");
        portal.clock.advance(3 * HOUR);
        assert_eq!(write_all(&portal.app).await, 2);
        assert_eq!(letters(&portal, "owner@calme.example").await, []);
        assert_eq!(letters(&portal, "owner@vide.example").await, []);
        assert_eq!(letters(&portal, OWNER).await.len(), 1);
        // A server that was away for the first week leaves it.
        portal.clock.advance(31 * DAY + 8 * DAY);
        add(&portal.app.db, &[counted(need, 20_261_215, Step::Seen, "", "", 10)]).await.unwrap();
        assert_eq!(write_all(&portal.app).await, 0);
        assert_eq!(association, 1);
    }

    async fn one_click_stops_it_and_the_account_brings_it_back(portal: Portal) {
        watched(&portal).await;
        december(&portal);
        write_all(&portal.app).await;
        let (_, text, stop) = letters(&portal, OWNER).await.remove(0);
        let stop = stop.unwrap();
        assert!(text.contains(&stop), "the reader finds it in the letter, too");
        let stop = stop.strip_prefix("https://portail.example").unwrap();
        portal.get(stop).await.says("Ne plus recevoir la lettre du mois");
        portal.get(stop).await.says("Je n’en veux plus");
        assert_eq!(portal.post(stop, &[("a", "b")]).await.status, StatusCode::BAD_REQUEST);
        let done = one_click(&portal, stop).await;
        assert_eq!(done.status, StatusCode::OK);
        done.says("C’est fait");

        portal.clock.advance(31 * DAY);
        write_all(&portal.app).await;
        assert_eq!(letters(&portal, OWNER).await.len(), 1, "no more to them");
        assert_eq!(letters(&portal, "coordinator@mains.example").await.len(), 2, "but to the others");

        let mut owner = portal.signed_in(OWNER).await;
        owner.get("/espace/compte").await.says("La lettre du mois ne vous est plus envoyée");
        let again = owner.post("/espace/compte/chiffres", &[("recevoir", "oui")]).await;
        assert_eq!(again.header("location"), "/espace/compte?fait=1");
        owner.get("/espace/compte").await.says("vous recevez les chiffres de vos associations");
        owner.post("/espace/compte/chiffres", &[("recevoir", "non")]).await;
        owner.get("/espace/compte").await.says("ne vous est plus envoyée");
        owner.post("/espace/compte", &[("name", "Camille"), ("lang", "fr")]).await;
        owner.get("/espace/compte").await.says("ne vous est plus envoyée");

        for wrong in ["x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] {
            let path = format!("/desabonnement/chiffres/{wrong}");
            assert_eq!(portal.get(&path).await.status, StatusCode::NOT_FOUND, "{wrong}");
            assert_eq!(one_click(&portal, &path).await.status, StatusCode::NOT_FOUND, "{wrong}");
        }
    }
}
