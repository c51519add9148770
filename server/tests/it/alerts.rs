//! "Tell me when there are new ones": asked for, confirmed once, told exactly what is new, stopped by one click.

use crate::{
    harness::{Answer, Portal, START, both, plain},
    outbox::another,
    people::{Mail, on_pool},
    sow::{Seed, cesson, paris},
};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use server::{alerts::send, jobs::outbox::run_once, local_time::epoch_in_paris, store::alerts};

const LEA: &str = "lea@exemple.fr";
const TOM: &str = "tom@exemple.fr";
const DAY: i64 = 86_400;
const HOUR: i64 = 3600;

async fn ask(portal: &Portal, query: &str, email: &str, rhythm: &str) -> Answer {
    portal.post(&format!("/missions/alerte?{query}"), &[("email", email), ("rythme", rhythm)]).await
}

/// The address of this kind in the last letter to somebody.
#[track_caller]
fn address(mail: &Mail, path: &str) -> String {
    format!("{path}{}", mail.token(path))
}

async fn last(portal: &Portal, email: &str) -> Mail {
    portal.mails_to(email).await.pop().expect("no mail")
}

/// Asks and confirms; the alert's own page.
async fn confirmed(portal: &Portal, query: &str, email: &str, rhythm: &str) -> String {
    let asked = ask(portal, query, email, rhythm).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.body);
    let own = address(&last(portal, email).await, "/alertes/");
    let done = portal.post(&own, &[("faire", "confirmer")]).await;
    assert_eq!(done.header("location"), format!("{own}?fait=confirmee"));
    own
}

async fn alerts_to(portal: &Portal, email: &str) -> Vec<Mail> {
    portal.mails_to(email).await.into_iter().filter(|mail| mail.kind == "alert").collect()
}

/// The titles in a letter, in its order.
fn told(mail: &Mail) -> Vec<String> {
    mail.body_text.lines().filter(|line| line.starts_with("Mission ")).map(str::to_owned).collect()
}

/// To a time on the clocks of Paris.
fn go_to(portal: &Portal, time: &str) {
    portal.clock.advance(epoch_in_paris(time).unwrap() - portal.clock.now());
}

async fn run_all(portal: &Portal) {
    while send::run(&portal.app).await.unwrap() > 0 {}
}

async fn sow(portal: &Portal, title: &'static str) -> i64 {
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
        assert_eq!(plain(&letter.subject), "À confirmer : votre alerte « mission » · Rennes (35), à moins de 20 km");
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
        // Robots are answered, and nothing is kept.
        let robot = [("email", LEA), ("rythme", "daily"), ("site", "https://spam.example")];
        assert_eq!(portal.post("/missions/alerte", &robot).await.status, StatusCode::SEE_OTHER);
        assert_eq!((portal.count("alerts").await, portal.count("outbox").await), (0, 0));
    }

    async fn each_need_is_told_once_and_none_is_lost(portal: Portal) {
        sow(&portal, "Mission 0 ancienne").await;
        let own = confirmed(&portal, "lieu=Rennes", LEA, "daily").await;
        confirmed(&portal, "lieu=dep-75", TOM, "daily").await;
        go_to(&portal, "2026-11-21T08:00");
        run_all(&portal).await;
        assert_eq!(portal.mails_to(LEA).await.len(), 1, "nothing new, no letter");

        sow(&portal, "Mission 1").await;
        Seed::new("Mission à Cesson").at(&[cesson()]).sow(&portal).await;
        Seed::new("Mission à Paris").at(&[paris()]).sow(&portal).await;
        // One that is closed when its turn comes.
        let closed = Seed { closed: true, ..Seed::new("Mission fermée") }.sow(&portal).await;
        run_all(&portal).await;
        assert_eq!(alerts_to(&portal, LEA).await.len(), 0, "it had its turn today");
        go_to(&portal, "2026-11-22T07:59");
        run_all(&portal).await;
        assert_eq!(alerts_to(&portal, LEA).await.len(), 0, "not before eight");
        go_to(&portal, "2026-11-22T08:01");
        run_all(&portal).await;
        run_all(&portal).await;
        let letters = alerts_to(&portal, LEA).await;
        assert_eq!(letters.len(), 1);
        assert_eq!(told(&letters[0]), ["Mission à Cesson", "Mission 1"], "the newest first");
        assert_eq!(told(&alerts_to(&portal, TOM).await[0]), ["Mission à Paris"]);

        // Changed and reopened needs were told; one that opens for the first time was not.
        portal.sql("UPDATE needs SET title = 'Mission 1 bis', revision = 20, updated_at = 0 WHERE title = 'Mission 1'").await;
        on_pool!(portal, |pool| sqlx::query("UPDATE needs SET state = 'open', revision = 21 WHERE id = $1").bind(closed).execute(pool).await.map(|_| ()).unwrap());
        sow(&portal, "Mission 2").await;
        go_to(&portal, "2026-11-23T08:00");
        run_all(&portal).await;
        let letters = alerts_to(&portal, LEA).await;
        assert_eq!(told(&letters[1]), ["Mission 2", "Mission fermée"]);

        // Days without a server: one letter with all of it, and not in the night.
        for title in ["Mission 3", "Mission 4"] {
            portal.clock.advance(DAY);
            sow(&portal, title).await;
        }
        go_to(&portal, "2026-11-27T03:00");
        run_all(&portal).await;
        assert_eq!(alerts_to(&portal, LEA).await.len(), 2);
        go_to(&portal, "2026-11-27T11:30");
        run_all(&portal).await;
        let letters = alerts_to(&portal, LEA).await;
        assert_eq!(letters.len(), 3);
        assert_eq!(told(&letters[2]), ["Mission 4", "Mission 3"]);
        portal.get(&own).await.says("samedi 28 novembre, 8 h");
        go_to(&portal, "2026-11-28T08:00");
        run_all(&portal).await;
        assert_eq!(alerts_to(&portal, LEA).await.len(), 3);
    }

    async fn what_came_while_the_form_was_being_filled_in_is_new(portal: Portal) {
        sow(&portal, "Mission vue").await;
        let page = portal.get("/missions/alerte").await.body;
        let seen = page.split("name=\"vu\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        sow(&portal, "Mission entretemps").await;
        portal.post("/missions/alerte", &[("email", LEA), ("rythme", "daily"), ("vu", &seen)]).await;
        let own = address(&last(&portal, LEA).await, "/alertes/");
        portal.post(&own, &[("faire", "confirmer")]).await;
        // What can't be so counts for nothing.
        portal.post("/missions/alerte", &[("email", TOM), ("rythme", "daily"), ("vu", "999999")]).await;
        let theirs = address(&last(&portal, TOM).await, "/alertes/");
        portal.post(&theirs, &[("faire", "confirmer")]).await;
        sow(&portal, "Mission après").await;
        portal.clock.advance(DAY);
        run_all(&portal).await;
        assert_eq!(told(&alerts_to(&portal, LEA).await[0]), ["Mission après", "Mission entretemps"]);
        assert_eq!(told(&alerts_to(&portal, TOM).await[0]), ["Mission après"]);
    }

    async fn a_weekly_alert_comes_on_mondays(portal: Portal) {
        let own = confirmed(&portal, "", LEA, "weekly").await;
        sow(&portal, "Mission 1").await;
        go_to(&portal, "2026-11-22T12:00");
        run_all(&portal).await;
        assert_eq!(alerts_to(&portal, LEA).await.len(), 0, "a Sunday");
        go_to(&portal, "2026-11-23T08:00");
        run_all(&portal).await;
        assert_eq!(alerts_to(&portal, LEA).await.len(), 1);
        sow(&portal, "Mission 2").await;
        go_to(&portal, "2026-11-24T08:00");
        run_all(&portal).await;
        assert_eq!(alerts_to(&portal, LEA).await.len(), 1);
        let done = portal.post(&own, &[("faire", "rythme"), ("rythme", "daily")]).await;
        portal.get(done.header("location")).await.says("C’est noté").says("mercredi 25 novembre, 8 h");
        go_to(&portal, "2026-11-25T08:00");
        run_all(&portal).await;
        assert_eq!(told(&alerts_to(&portal, LEA).await[1]), ["Mission 2"]);
        assert_eq!(portal.post(&own, &[("faire", "rythme"), ("rythme", "hourly")]).await.status, StatusCode::BAD_REQUEST);
        assert_eq!(portal.post(&own, &[]).await.status, StatusCode::BAD_REQUEST);
    }

    async fn a_letter_names_ten_and_leads_to_both_pages(portal: Portal) {
        confirmed(&portal, "lieu=Rennes&q=mission", LEA, "daily").await;
        let page = "https://mains.example/soupe?a=1&b=2";
        let soup = Seed { page_url: Some(page), ..Seed::new("Mission <soupe> & pain").dated(&[(3, 4)]) }.sow(&portal).await;
        portal.clock.advance(DAY);
        run_all(&portal).await;
        let letter = &alerts_to(&portal, LEA).await[0];
        assert_eq!(plain(&letter.subject), "1 nouvelle mission : « mission » · Rennes (35), à moins de 20 km");
        let here = format!("https://portail.example/missions/{soup}-mission-soupe-pain");
        let text = plain(&letter.body_text);
        assert!(text.contains(&format!(
            "Mission <soupe> & pain\nLes Mains ouvertes · Rennes (35)\nlundi 23 novembre, 10 h – 13 h\n{here}\nSur le site de l’association : {page}\n"
        )), "{text}");
        assert!(text.contains("Voir toute la recherche\nhttps://portail.example/missions?q=mission&lieu=Rennes\n"), "{text}");
        for part in [&*format!("href=\"{here}\""), "href=\"https://mains.example/soupe?a=1&amp;b=2\"", "Mission &lt;soupe&gt; &amp; pain"] {
            assert!(letter.body_html.contains(part), "{part} in {}", letter.body_html);
        }
        for _ in 0..33 {
            sow(&portal, "Mission de plus").await;
        }
        portal.clock.advance(DAY);
        run_all(&portal).await;
        let letter = &alerts_to(&portal, LEA).await[1];
        assert_eq!(told(letter).len(), 10);
        assert!(letter.subject.starts_with("33 nouvelles missions"), "{}", letter.subject);
        assert!(letter.body_text.contains("Et 23 autres"), "{}", letter.body_text);
        assert!(letter.body_text.contains("/alertes/") && letter.body_text.contains("/desabonnement/alertes/"));
    }

    async fn it_is_written_in_the_language_it_was_asked_in(portal: Portal) {
        let asked = portal.post("/en/missions/alerte?lieu=Rennes", &[("email", LEA), ("rythme", "daily")]).await;
        assert_eq!(asked.header("location"), "/en/missions/alerte?lieu=Rennes&envoye=1");
        let letter = last(&portal, LEA).await;
        assert!(letter.subject.starts_with("To confirm"), "{}", letter.subject);
        let own = address(&letter, "/en/alertes/");
        portal.post(&own, &[("faire", "confirmer")]).await;
        portal.get(&own).await.says("Your alert");
        let id = sow(&portal, "Mission").await;
        portal.clock.advance(DAY);
        run_all(&portal).await;
        let letter = &alerts_to(&portal, LEA).await[0];
        assert!(letter.subject.starts_with("1 new mission: Rennes"), "{}", letter.subject);
        assert!(letter.body_text.contains(&format!("https://portail.example/en/missions/{id}-mission")));
        assert!(letter.body_text.contains("/en/desabonnement/alertes/"));
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

    async fn a_search_that_ends_ends_its_alert(portal: Portal) {
        confirmed(&portal, "au=2026-11-22", LEA, "daily").await;
        sow(&portal, "Mission").await;
        go_to(&portal, "2026-11-22T08:00");
        run_all(&portal).await;
        assert_eq!(alerts_to(&portal, LEA).await.len(), 1, "on the last day still");
        go_to(&portal, "2026-11-23T08:00");
        run_all(&portal).await;
        assert_eq!(portal.count("alerts").await, 0);
    }

    async fn two_servers_write_one_letter(portal: Portal) {
        for number in 0..12 {
            let email = format!("p{number}@exemple.fr");
            portal.post_from(&format!("10.0.0.{number}"), "/missions/alerte?lieu=Rennes", &[("email", &email), ("rythme", "daily")]).await;
            let own = address(&last(&portal, &email).await, "/alertes/");
            portal.post(&own, &[("faire", "confirmer")]).await;
        }
        let other = another(&portal, |_| ()).await;
        for day in 1..=3 {
            sow(&portal, "Mission").await;
            go_to(&portal, &format!("2026-11-{}T08:00", 20 + day));
            let (ours, theirs) = tokio::join!(send::run(&portal.app), send::run(&other));
            assert_eq!(ours.unwrap() + theirs.unwrap(), 12, "each has its turn once");
            for number in 0..12 {
                assert_eq!(alerts_to(&portal, &format!("p{number}@exemple.fr")).await.len(), day, "{number}");
            }
        }
        // Both had read the same alert before either wrote: one wins.
        sow(&portal, "Mission").await;
        go_to(&portal, "2026-11-24T08:00");
        let now = portal.clock.now();
        let read = alerts::claim(&portal.app.db, 1, now).await.unwrap().remove(0);
        let again = alerts::claim(&other.db, 100, now).await.unwrap();
        assert!(again.iter().all(|alert| alert.id != read.id) && again.len() == 11, "held by the first");
        for (server, wins) in [(&portal.app, true), (&other, false)] {
            let mut tx = server.db.begin().await.unwrap();
            assert_eq!(alerts::take_turn(&mut tx, &read, now + DAY).await.unwrap(), wins);
            tx.commit().await.unwrap();
        }
        // A server that died with alerts in hand loses them to the other.
        go_to(&portal, "2026-11-24T08:03");
        assert_eq!(send::run(&other).await.unwrap(), 11);
        other.db.close().await;
    }

    async fn a_dead_address_is_left_alone_and_misses_nothing(portal: Portal) {
        confirmed(&portal, "", LEA, "daily").await;
        portal.sql("INSERT INTO dead_addresses (email_key, reason, at) VALUES ('lea@exemple.fr', '550', 1795165200)").await;
        sow(&portal, "Mission 1").await;
        portal.clock.advance(DAY);
        run_all(&portal).await;
        assert_eq!(alerts_to(&portal, LEA).await.len(), 0);
        portal.clock.advance(30 * DAY);
        run_all(&portal).await;
        assert_eq!(told(&alerts_to(&portal, LEA).await[0]), ["Mission 1"], "it works again");
        // Whoever asks is written to all the same.
        portal.sql("UPDATE dead_addresses SET at = at + 5000000").await;
        ask(&portal, "q=autre", LEA, "daily").await;
        run_once(&portal.app).await.unwrap();
        let sent: i64 = on_pool!(portal, |pool| sqlx::query_scalar("SELECT COUNT(*) FROM outbox WHERE kind = 'alert_confirm' AND sent_at IS NOT NULL").fetch_one(pool).await.unwrap());
        assert_eq!(sent, 2);
    }

    async fn nobody_is_flooded_with_alerts(portal: Portal) {
        for number in 0..5 {
            assert_eq!(ask(&portal, &format!("q=mot{number}"), LEA, "daily").await.status, StatusCode::SEE_OTHER);
        }
        assert_eq!(ask(&portal, "q=mot6", LEA, "daily").await.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(portal.count("alerts").await, 5);
        for hour in 1..=4 {
            portal.clock.advance(HOUR);
            for number in 0..4 {
                ask(&portal, &format!("q=mot{hour}{number}"), LEA, "daily").await;
            }
        }
        assert_eq!(portal.count("alerts").await, 20, "the most");
        let letter = last(&portal, LEA).await;
        assert_eq!((letter.kind.as_str(), &*plain(&letter.subject)), ("alert_known", "Vous avez déjà 20 alertes"));
        assert_eq!(portal.get(&address(&letter, "/alertes/")).await.status, StatusCode::OK);
        // One that is there is found again all the same.
        portal.clock.advance(HOUR);
        ask(&portal, "q=mot1", LEA, "daily").await;
        assert_eq!(portal.kinds_to(LEA).await.last().unwrap(), "alert_confirm");
    }

    async fn what_is_remembered_is_bounded(portal: Portal) {
        confirmed(&portal, "", LEA, "daily").await;
        for _ in 0..4 {
            sow(&portal, "Mission").await;
        }
        portal.sql("INSERT INTO needs (association_id, title, slug, description_html, description_text, field, remote,
                open_to_minors, reduced_mobility, close_to_transport, sign_up, state, posted_at, updated_at, revision)
            SELECT a.association_id, 'Mission', 'm', '', '', a.field, 'no', a.open_to_minors, a.reduced_mobility,
                a.close_to_transport, 'here', 'open', a.posted_at, a.updated_at, 100
            FROM needs a, needs b, needs c, needs d, needs e").await;
        portal.clock.advance(DAY);
        run_all(&portal).await;
        assert!(plain(&alerts_to(&portal, LEA).await[0].subject).starts_with("1 028 nouvelles missions"));
        assert_eq!(portal.count("alert_told").await, 1_000);
        sow(&portal, "Mission nouvelle").await;
        portal.clock.advance(DAY);
        run_all(&portal).await;
        assert_eq!(told(&alerts_to(&portal, LEA).await[1]), ["Mission nouvelle"], "and told once all the same");
        assert_eq!(portal.count("alert_told").await, 1_000);
        assert_eq!(START + 2 * DAY, portal.clock.now());
    }
}
