//! "Tell me when there are new ones": asked for, confirmed once, told exactly what is new, stopped by one click.

use crate::{
    harness::{Answer, Portal, both, plain},
    people::{Mail, on_pool},
    sow::Seed,
};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use server::{
    alerts::send, http::form_stamp, jobs::outbox::run_once, local_time::epoch_in_paris, store::alerts,
};

pub const LEA: &str = "lea@exemple.fr";
pub const TOM: &str = "tom@exemple.fr";
pub const DAY: i64 = 86_400;
const HOUR: i64 = 3600;

pub async fn ask(portal: &Portal, query: &str, email: &str, rhythm: &str) -> Answer {
    let form = [("email", email), ("rythme", rhythm), ("t", &*portal.stamp())];
    portal.post(&format!("/missions/alerte?{query}"), &form).await
}

/// The address of this kind in the last letter to somebody.
#[track_caller]
pub fn address(mail: &Mail, path: &str) -> String {
    format!("{path}{}", mail.token(path))
}

pub async fn last(portal: &Portal, email: &str) -> Mail {
    portal.mails_to(email).await.pop().expect("no mail")
}

/// Asks and confirms; the alert's own page.
pub async fn confirmed(portal: &Portal, query: &str, email: &str, rhythm: &str) -> String {
    let asked = ask(portal, query, email, rhythm).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.body);
    let own = address(&last(portal, email).await, "/alertes/");
    let done = portal.post(&own, &[("faire", "confirmer")]).await;
    assert_eq!(done.header("location"), format!("{own}?fait=confirmee"));
    own
}

pub async fn alerts_to(portal: &Portal, email: &str) -> Vec<Mail> {
    portal.mails_to(email).await.into_iter().filter(|mail| mail.kind == "alert").collect()
}

/// The titles in a letter, in its order.
pub fn told(mail: &Mail) -> Vec<String> {
    mail.body_text.lines().filter(|line| line.starts_with("Mission ")).map(str::to_owned).collect()
}

/// To a time on the clocks of Paris.
pub fn go_to(portal: &Portal, time: &str) {
    portal.clock.advance(epoch_in_paris(time).unwrap() - portal.clock.now());
}

pub async fn run_all(portal: &Portal) {
    while send::run(&portal.app).await.unwrap() > 0 {}
}

pub async fn sow(portal: &Portal, title: &'static str) -> i64 {
    Seed::new(title).sow(portal).await
}

async fn one_click(portal: &Portal, address: &str, body: &'static str) -> Answer {
    let request = Request::post(address)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("origin", "https://mail.example")
        .header("sec-fetch-site", "cross-site")
        .body(Body::from(body))
        .unwrap();
    portal.send(request).await
}

/// Where the headers of the last letter say that one unsubscribes.
async fn unsubscribe(portal: &Portal, email: &str) -> Option<String> {
    let found: Vec<Option<String>> = on_pool!(portal, |pool| sqlx::query_scalar(
        "SELECT unsubscribe FROM outbox WHERE to_address = $1 ORDER BY id"
    )
    .bind(email)
    .fetch_all(pool)
    .await
    .unwrap());
    let address = found.into_iter().next_back().flatten()?;
    Some(address.strip_prefix("https://portail.example").unwrap().to_owned())
}

both! {
    async fn it_is_asked_for_and_confirmed_once(portal: Portal) {
        sow(&portal, "Mission ancienne").await;
        let page = portal.get("/missions/alerte?q=mission&lieu=Rennes&tri=date&page=4").await;
        page.says("Recevoir les nouvelles missions").says("« mission »").says("Rennes (35), à moins de 20 km").says("1 mission aujourd’hui").says("noindex");
        page.says("action=\"/missions/alerte?q=mission&amp;lieu=Rennes\"");
        let asked = ask(&portal, "q=mission&lieu=Rennes&tri=date", LEA, "daily").await;
        assert_eq!((asked.status, asked.header("location")), (StatusCode::SEE_OTHER, "/missions/alerte?q=mission&lieu=Rennes&envoye=1"));
        portal.get(asked.header("location")).await.says("Regardez vos e-mails");
        let letter = last(&portal, LEA).await;
        assert_eq!(letter.kind, "alert_confirm");
        assert_eq!(plain(&letter.subject), "À confirmer : votre alerte par mots-clés · Rennes (35), à moins de 20 km");
        let own = address(&letter, "/alertes/");
        for _ in 0..2 {
            let looked = portal.get(&own).await;
            looked.says("Commencer cette alerte ?").says(LEA).says("Je confirme");
            assert_eq!(looked.header("cache-control"), "no-store");
        }
        // A scanner has opened the link: nothing began.
        portal.clock.advance(DAY);
        sow(&portal, "Mission nouvelle").await;
        run_all(&portal).await;
        assert_eq!(alerts_to(&portal, LEA).await.len(), 0);
        let done = portal.post(&own, &[("faire", "confirmer")]).await;
        portal.get(done.header("location")).await.says("C’est parti").says("Votre alerte").says("Chaque matin").says("dimanche 22 novembre, 8 h");
        go_to(&portal, "2026-11-22T08:00");
        run_all(&portal).await;
        // What came between asking and confirming is new too.
        assert_eq!(told(&alerts_to(&portal, LEA).await[0]), ["Mission nouvelle"]);
        // Pressed again, it goes on as it is.
        portal.post(&own, &[("faire", "confirmer")]).await;
        portal.get(&own).await.says("lundi 23 novembre, 8 h");
    }

    async fn what_was_typed_wrong_is_kept_and_said(portal: Portal) {
        for (email, rhythm, words) in [("lea@exemple", "daily", "Il manque le point"), ("", "weekly", "adresse"), (LEA, "", "Choisissez")] {
            let answer = ask(&portal, "q=soupe", email, rhythm).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            answer.says(words).says("« soupe »");
            assert!(answer.body.contains(&format!("value=\"{email}\"")) || email.is_empty(), "{}", answer.body);
        }
        let kept = ask(&portal, "", "lea@exemple", "daily").await.body;
        let daily = kept.split("<input").find(|input| input.contains("value=\"daily\"")).unwrap();
        assert!(daily.split('>').next().unwrap().contains("checked"), "{daily}");
        // An unclear place is asked about where all places are.
        for (address, words) in [
            ("/missions/alerte?lieu=%C5%92uilly&q=a", "Plusieurs lieux portent ce nom"),
            ("/missions/alerte?lieu=Zzyxville", "Nous ne connaissons pas « Zzyxville »"),
        ] {
            let answer = portal.get(address).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER);
            portal.get(answer.header("location")).await.says(words);
        }
        portal.get("/missions/alerte?rayon=9999&lieu=Rennes").await.says("La distance va de 1 à 500 km");
        // What strangers may have sent to anybody leads nowhere, and isn't sent by a robot.
        ask(&portal, "q=gagnez+sur+exemple.com", LEA, "daily").await.says("« exemple.com » ressemble à une adresse");
        portal.get("/missions/alerte?q=exemple.com").await.says("ressemble à une adresse");
        for (stamp, words) in [("", "restée ouverte longtemps"), (&*form_stamp::fresh(&portal.app.secrets.forms, portal.clock.now()), "rapide")] {
            let answer = portal.post("/missions/alerte", &[("email", LEA), ("rythme", "daily"), ("t", stamp)]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            answer.says(words).says("role=\"alert\"").says(LEA);
        }
        // Robots are answered, and nothing is kept.
        let robot = [("email", LEA), ("rythme", "daily"), ("site", "https://spam.example")];
        assert_eq!(portal.post("/missions/alerte", &robot).await.status, StatusCode::SEE_OTHER);
        assert_eq!((portal.count("alerts").await, portal.count("outbox").await), (0, 0));
    }

    async fn one_click_stops_it_and_erases_the_address(portal: Portal) {
        let own = confirmed(&portal, "", LEA, "daily").await;
        sow(&portal, "Mission").await;
        portal.clock.advance(DAY);
        run_all(&portal).await;
        let there = unsubscribe(&portal, LEA).await.unwrap();
        assert!(there.starts_with("/desabonnement/alertes/"), "{there}");
        let looked = portal.get(&there).await;
        looked.says("Arrêter cette alerte ?").says("noindex");
        assert_eq!(portal.count("alerts").await, 1, "scanners open links");
        assert_eq!(one_click(&portal, &there, "a=b").await.status, StatusCode::BAD_REQUEST);
        for _ in 0..2 {
            let done = one_click(&portal, &there, "List-Unsubscribe=One-Click").await;
            assert_eq!(done.status, StatusCode::OK, "no redirect, and twice is once");
            done.says("C’est arrêté");
        }
        assert_eq!((portal.count("alerts").await, portal.count("alert_told").await), (0, 0));
        // The letter that hadn't left yet doesn't leave any more, and its address is gone.
        assert_eq!(alerts_to(&portal, LEA).await.len(), 0);
        run_once(&portal.app).await.unwrap();
        assert_eq!(portal.mails_to(LEA).await.len(), 0, "nothing of the address is left");
        let dead = portal.get(&own).await;
        assert_eq!(dead.status, StatusCode::NOT_FOUND);
        dead.says("Cette alerte n’existe plus");
        sow(&portal, "Mission 2").await;
        portal.clock.advance(DAY);
        run_all(&portal).await;
        assert_eq!(portal.mails_to(LEA).await.len(), 0);
    }

    async fn links_do_what_they_are_for_and_nobody_makes_one(portal: Portal) {
        let own = confirmed(&portal, "q=a", LEA, "daily").await;
        let theirs = confirmed(&portal, "q=b", TOM, "daily").await;
        sow(&portal, "Mission a").await;
        portal.clock.advance(DAY);
        run_all(&portal).await;
        let stop = unsubscribe(&portal, LEA).await.unwrap();
        let (stop, own_token) = (stop.rsplit_once('/').unwrap().1.to_owned(), own.rsplit_once('/').unwrap().1);
        let mixed = format!("{}{}", &theirs.rsplit_once('/').unwrap().1[..11], &own_token[11..]);
        for wrong in [&*stop, &mixed, "x", &"A".repeat(32)] {
            assert_eq!(portal.get(&format!("/alertes/{wrong}")).await.status, StatusCode::NOT_FOUND, "{wrong}");
            assert_eq!(portal.post(&format!("/alertes/{wrong}"), &[("faire", "arreter")]).await.status, StatusCode::NOT_FOUND);
        }
        for wrong in [own_token, &mixed, "x"] {
            let answer = one_click(&portal, &format!("/desabonnement/alertes/{wrong}"), "List-Unsubscribe=One-Click").await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{wrong}");
        }
        // Another site's form changes nothing.
        assert_eq!(one_click(&portal, &own, "faire=arreter").await.status, StatusCode::FORBIDDEN);
        assert_eq!(portal.count("alerts").await, 2);
    }

    async fn the_same_search_is_one_alert_and_strangers_learn_nothing(portal: Portal) {
        let own = confirmed(&portal, "q=%C3%89t%C3%A9&lieu=Rennes&domaine=sport", LEA, "weekly").await;
        let first = ask(&portal, "q=autre", TOM, "daily").await;
        let again = ask(&portal, "domaine=sport&lieu=35000&q=ete&rayon=20&page=2", "Lea@Exemple.fr", "daily").await;
        assert_eq!((first.status, first.body), (again.status, again.body));
        assert_eq!(portal.count("alerts").await, 2);
        let letter = last(&portal, LEA).await;
        assert_eq!(letter.kind, "alert_known");
        assert!(letter.subject.starts_with("Vous avez déjà cette alerte"), "{}", letter.subject);
        assert_eq!(address(&letter, "/alertes/"), own);
        portal.get(&own).await.says("Chaque lundi matin");
        // One that waits is asked for anew, and is one still.
        ask(&portal, "q=autre", TOM, "weekly").await;
        assert_eq!(portal.kinds_to(TOM).await, ["alert_confirm", "alert_confirm"]);
        assert_eq!(portal.count("alerts").await, 2);
        let theirs = address(&last(&portal, TOM).await, "/alertes/");
        portal.get(&theirs).await.says("Chaque lundi matin");
    }

    async fn what_is_not_confirmed_in_72_hours_is_erased(portal: Portal) {
        ask(&portal, "q=a", LEA, "daily").await;
        let own = address(&last(&portal, LEA).await, "/alertes/");
        portal.clock.advance(72 * HOUR - 1);
        assert_eq!(portal.get(&own).await.status, StatusCode::OK);
        assert_eq!(alerts::forget_unconfirmed(&portal.app.db, portal.clock.now()).await.unwrap(), 0);
        portal.clock.advance(1);
        assert_eq!(portal.get(&own).await.status, StatusCode::NOT_FOUND);
        assert_eq!(portal.post(&own, &[("faire", "confirmer")]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(alerts::forget_unconfirmed(&portal.app.db, portal.clock.now()).await.unwrap(), 1);
        assert_eq!(portal.count("alerts").await, 0);
        confirmed(&portal, "q=a", LEA, "daily").await;
        portal.clock.advance(100 * DAY);
        assert_eq!(alerts::forget_unconfirmed(&portal.app.db, portal.clock.now()).await.unwrap(), 0);
    }

    async fn its_page_shows_all_that_is_kept_and_all_alerts_of_the_address(portal: Portal) {
        let own = confirmed(&portal, "q=mission&lieu=Rennes&au=2026-12-31", LEA, "daily").await;
        let id = sow(&portal, "Mission").await;
        portal.clock.advance(DAY);
        run_all(&portal).await;
        ask(&portal, "domaine=sport", LEA, "weekly").await;
        confirmed(&portal, "q=autre", TOM, "daily").await;
        let page = portal.get(&own).await;
        for words in [LEA, "« mission »", "Jusqu’au 31 décembre", "Chaque matin", "Français", "vendredi 20 novembre, 10 h", "samedi 21 novembre, 10 h",
            "dimanche 22 novembre, 8 h", "s’arrête d’elle-même après le 31 décembre", "Vos autres alertes", "Sport", "pas encore confirmée"] {
            page.says(words);
        }
        page.says(&format!("<dt>Missions déjà signalées</dt><dd>{id}</dd>"));
        assert!(!page.body.contains("autre »") && !page.body.contains(TOM));
        let done = portal.post(&own, &[("faire", "tout")]).await;
        portal.get(done.header("location")).await.says("C’est arrêté").says("votre adresse est effacée");
        assert_eq!(portal.count("alerts").await, 1, "Tom's");
        let theirs = address(&last(&portal, TOM).await, "/alertes/");
        portal.post(&theirs, &[("faire", "arreter")]).await;
        assert_eq!(portal.count("alerts").await, 0);
    }
}
