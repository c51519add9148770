//! What is counted, how often, and who isn't.

use crate::{
    desk::Browser,
    harness::{Portal, START, both},
    outbox::another,
    people::on_pool,
    somebody::Somebody,
    sow::Seed,
};
use app::domain::{figures::Step, handling::Handling};
use axum::{body::Body, http::StatusCode};
use server::{
    figures::{answered, flush, forget},
    state::SharedApp,
};

const DAY: i64 = 86_400;

type Row = (i64, String, i64, String, String, i64);

/// All rows of a need: scope, event, day, detail, source, total.
pub async fn rows(portal: &Portal, scope: i64, of_id: i64) -> Vec<(String, String, String, i64)> {
    flush(&portal.app).await.unwrap();
    let found: Vec<Row> = on_pool!(portal, |pool| sqlx::query_as(
        "SELECT scope, event, day, detail, source, total FROM figures WHERE scope = $1 AND of_id = $2
         ORDER BY event, day, detail, source"
    )
    .bind(scope)
    .bind(of_id)
    .fetch_all(pool)
    .await
    .unwrap());
    found.into_iter().map(|(_, event, _, detail, source, total)| (event, detail, source, total)).collect()
}

fn row(event: &str, detail: &str, source: &str, total: i64) -> (String, String, String, i64) {
    (event.to_owned(), detail.to_owned(), source.to_owned(), total)
}

async fn total(portal: &Portal, need: i64, step: Step) -> i64 {
    rows(portal, 2, need)
        .await
        .iter()
        .filter(|(event, ..)| event == step.code())
        .map(|(.., total)| total)
        .sum()
}

/// A need's page.
async fn page_of(portal: &Portal, need: i64) -> String {
    portal.get(&format!("/missions/{need}")).await.header("location").to_owned()
}

async fn count_rows(app: &SharedApp, table: &'static str) -> i64 {
    let sql = sqlx::AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"));
    match &app.db {
        server::store::Db::Sqlite { read, .. } => sqlx::query_scalar(sql).fetch_one(read).await.unwrap(),
        server::store::Db::Postgres(pool) => sqlx::query_scalar(sql).fetch_one(pool).await.unwrap(),
    }
}

both! {
    async fn a_person_is_counted_once_a_day_and_where_they_came_from(portal: Portal) {
        let need = Seed::new("Servir la soupe").sow(&portal).await;
        let page = page_of(&portal, need).await;
        let lea = Somebody::at("192.0.2.1").with("referer", "https://www.facebook.com/groups/12?post=34");
        for _ in 0..3 {
            assert_eq!(lea.opens(&portal, &page).await.status, StatusCode::OK);
        }
        Somebody::at("192.0.2.2").opens(&portal, &format!("{page}?de=whatsapp")).await;
        Somebody::at("192.0.2.3").opens(&portal, &format!("{page}?utm_campaign=Rentree")).await;
        let rows_of_day = [
            row("seen", "", "c:rentree", 1),
            row("seen", "", "de:whatsapp", 1),
            row("seen", "", "facebook.com", 1),
        ];
        assert_eq!(rows(&portal, 2, need).await, rows_of_day);
        assert_eq!(rows(&portal, 1, 1).await, rows_of_day, "the association's are its need's");
        assert_eq!(rows(&portal, 0, 0).await, rows_of_day, "and so are the portal's");
        lea.opens(&portal, &page).await;
        assert_eq!(total(&portal, need, Step::Seen).await, 3, "nor after it was written down");
        portal.clock.advance(DAY);
        lea.opens(&portal, &page).await;
        assert_eq!(total(&portal, need, Step::Seen).await, 4, "the next day they are new");
    }

    async fn who_asks_not_to_be_counted_and_who_is_nobody_is_not(portal: Portal) {
        let need = Seed::new("Servir la soupe").sow(&portal).await;
        let page = page_of(&portal, need).await;
        let somebody = Somebody::at("192.0.2.1");
        for left_out in [
            somebody.clone().with("dnt", "1"),
            somebody.clone().with("sec-gpc", "1"),
            somebody.clone().with("sec-purpose", "prefetch"),
            somebody.clone().with("user-agent", "Mozilla/5.0 (compatible; Googlebot/2.1)"),
            somebody.clone().with("user-agent", ""),
            somebody.clone().with("cookie", "session=x"),
        ] {
            assert_eq!(left_out.opens(&portal, &page).await.status, StatusCode::OK);
            left_out.opens(&portal, &format!("{page}/inscription")).await;
            left_out.says(&portal, &format!("/missions/{need}/mesure"), "tel").await;
        }
        let head = somebody.request("HEAD", &page).body(Body::empty()).unwrap();
        assert_eq!(portal.send(head).await.status, StatusCode::OK);
        assert_eq!(portal.get(&page).await.status, StatusCode::OK);
        assert_eq!(rows(&portal, 0, 0).await, []);
        assert_eq!(portal.count("figures_seen").await, 0, "not even for a day");
        somebody.opens(&portal, &page).await;
        assert_eq!(rows(&portal, 0, 0).await, [row("seen", "", "direct", 1)]);
    }

    async fn counting_sets_no_cookie_and_a_closed_need_is_not_seen(portal: Portal) {
        let need = Seed::new("Servir la soupe").sow(&portal).await;
        let closed = Seed { closed: true, ..Seed::new("Fermée") }.sow(&portal).await;
        let somebody = Somebody::at("192.0.2.1");
        let answer = somebody.opens(&portal, &page_of(&portal, need).await).await;
        assert_eq!(answer.header("set-cookie"), "");
        let gone = somebody.opens(&portal, &page_of(&portal, closed).await).await;
        assert_eq!(gone.status, StatusCode::GONE);
        assert_eq!(rows(&portal, 2, closed).await, []);
    }

    async fn a_form_is_begun_left_and_finished_with_where_its_reader_came_from(portal: Portal) {
        let need = Seed::new("Servir la soupe").sow(&portal).await;
        let page = page_of(&portal, need).await;
        let lea = Somebody::at("192.0.2.1").with("referer", "https://www.ouest-france.fr/article");
        let seen = lea.opens(&portal, &page).await;
        let action = format!("{page}/inscription?src=ouest-france.fr");
        seen.says(&format!("action=\"{action}\""));
        seen.says(&format!("data-measure=\"/missions/{need}/mesure?src=ouest-france.fr\""));

        let lea = lea.with("referer", &format!("https://portail.example{page}"));
        let beacon = format!("/missions/{need}/mesure?src=ouest-france.fr");
        for words in ["begun", "begun", "tel", "email", "camille@exemple.fr", "family-name=Camille", ""] {
            assert_eq!(lea.says(&portal, &beacon, words).await.status, StatusCode::NO_CONTENT, "{words}");
        }
        let stamp = portal.stamp();
        let slot = portal.slots(need).await[0].to_string();
        let form = [("given-name", "Léa"), ("email", "lea"), ("creneau", slot.as_str()), ("site", ""), ("t", stamp.as_str())];
        let wrong = lea.sends(&portal, &action, &form).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.says(&format!("action=\"{action}\""));
        let mut form = form;
        form[1].1 = "lea@exemple.fr";
        assert_eq!(lea.sends(&portal, &action, &form).await.status, StatusCode::SEE_OTHER);
        assert_eq!(rows(&portal, 2, need).await, [
            row("begun", "", "ouest-france.fr", 1),
            row("finished", "", "ouest-france.fr", 1),
            row("left", "tel", "", 1),
            row("seen", "", "ouest-france.fr", 1),
        ]);
        // Without JavaScript the form's own page says that it was begun.
        Somebody::at("192.0.2.9").opens(&portal, &format!("{page}/inscription")).await;
        assert_eq!(total(&portal, need, Step::Begun).await, 2);
    }

    async fn confirmed_accepted_and_came_are_counted_from_the_sign_ups_and_corrected(portal: Portal) {
        let association = portal.association("mains").await;
        let need = Seed::new("Servir la soupe").sow(&portal).await;
        portal.gives(need, association).await;
        let slot = portal.slots(need).await[0];
        for email in ["lea@exemple.fr", "tom@exemple.fr"] {
            let token = portal.confirmed(need, slot, email).await;
            portal.press(&format!("/inscriptions/{token}/confirmation")).await;
        }
        assert_eq!(total(&portal, need, Step::Confirmed).await, 2, "each once, however often they press");
        let id = portal.sign_up_id("lea@exemple.fr").await.to_string();
        let mut browser = portal.signed_in("coordinator@mains.example").await;
        let made = async |browser: &mut Browser<'_>, what: &str| {
            let form = [("personne", id.as_str()), ("faire", what)];
            let done = browser.post(&format!("/espace/{association}/inscriptions/reponse"), &form).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
            (total(&portal, need, Step::Accepted).await, total(&portal, need, Step::Came).await)
        };
        assert_eq!(made(&mut browser, "accepted").await, (1, 0));
        assert_eq!(made(&mut browser, "accepted").await, (1, 0));
        assert_eq!(made(&mut browser, "came").await, (1, 1));
        assert_eq!(made(&mut browser, "absent").await, (1, 0), "a mistake is taken back");
        assert_eq!(made(&mut browser, "came").await, (1, 1));
        assert_eq!(made(&mut browser, "declined").await, (0, 0));
        // The person goes, the number stays: it says nothing of them.
        let token = portal.own_token("tom@exemple.fr").await;
        portal.press(&format!("/inscriptions/{token}/effacement")).await;
        assert_eq!(total(&portal, need, Step::Confirmed).await, 2);
    }

    async fn two_servers_and_a_restart_count_a_person_once(portal: Portal) {
        let need = Seed::new("Servir la soupe").sow(&portal).await;
        let page = page_of(&portal, need).await;
        let other = another(&portal, |_| {}).await;
        let lea = Somebody::at("192.0.2.1");
        lea.opens(&portal, &page).await;
        let request = lea.request("GET", &page).body(Body::empty()).unwrap();
        let answer = tower::ServiceExt::oneshot(server::router::router(other.clone()), request).await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        let (one, two) = tokio::join!(flush(&portal.app), flush(&other));
        one.unwrap();
        two.unwrap();
        assert_eq!(total(&portal, need, Step::Seen).await, 1);
        answered(&portal.app, need, "new", Handling::Came);
        answered(&other, need, "new", Handling::Came);
        let (one, two) = tokio::join!(flush(&portal.app), flush(&other));
        one.unwrap();
        two.unwrap();
        assert_eq!(total(&portal, need, Step::Came).await, 2, "what each counts adds up");
    }

    async fn the_salt_and_the_hashes_go_with_their_day_and_figures_after_25_months(portal: Portal) {
        let need = Seed::new("Servir la soupe").sow(&portal).await;
        let page = page_of(&portal, need).await;
        Somebody::at("192.0.2.1").opens(&portal, &page).await;
        flush(&portal.app).await.unwrap();
        let salts = async || on_pool!(portal, |pool| sqlx::query_as::<_, (i64, Vec<u8>)>(
            "SELECT day, salt FROM figures_salts ORDER BY day").fetch_all(pool).await.unwrap());
        let first = salts().await;
        assert_eq!(first.iter().map(|(day, _)| *day).collect::<Vec<_>>(), [20_261_120, 20_261_121]);
        assert_ne!(first[0].1, first[1].1, "a salt of its own each day");
        forget(&portal.app).await.unwrap();
        assert_eq!(portal.count("figures_seen").await, 1, "kept while the day lasts");
        portal.clock.advance(DAY);
        flush(&portal.app).await.unwrap();
        forget(&portal.app).await.unwrap();
        assert_eq!(portal.count("figures_seen").await, 0);
        assert_eq!(salts().await.iter().map(|(day, _)| *day).collect::<Vec<_>>(), [20_261_121, 20_261_122]);
        assert_eq!(total(&portal, need, Step::Seen).await, 1, "the number stays");

        // November 2026 goes when December 2028 begins.
        portal.clock.advance(jiff::civil::date(2028, 11, 30).at(12, 0, 0, 0).in_tz("UTC").unwrap().timestamp().as_second() - START - DAY);
        forget(&portal.app).await.unwrap();
        assert_eq!(total(&portal, need, Step::Seen).await, 1);
        portal.clock.advance(DAY);
        forget(&portal.app).await.unwrap();
        assert_eq!(count_rows(&portal.app, "figures").await, 0);
    }

    async fn nobody_fills_the_table_by_inventing_where_they_come_from(portal: Portal) {
        let need = Seed::new("Servir la soupe").sow(&portal).await;
        let page = page_of(&portal, need).await;
        for number in 0..60 {
            let somebody = Somebody::at(&format!("192.0.2.{number}"));
            somebody.with("referer", &format!("https://site-{number}.example/")).opens(&portal, &page).await;
            if number % 7 == 0 {
                flush(&portal.app).await.unwrap();
            }
        }
        let found = rows(&portal, 2, need).await;
        assert_eq!(found.len(), 16, "{found:?}");
        assert!(found.contains(&row("seen", "", "other", 45)), "{found:?}");
        assert_eq!(rows(&portal, 0, 0).await.len(), 41);
        let hidden = Somebody::at("198.51.100.1");
        for src in ["<script>", "camille@exemple.fr", "../etc", "x".repeat(500).as_str(), "%00", "'--"] {
            let src = percent_encoding::utf8_percent_encode(src, percent_encoding::NON_ALPHANUMERIC).to_string();
            hidden.says(&portal, &format!("/missions/{need}/mesure?src={src}&de={src}&utm_source={src}"), "begun").await;
        }
        let begun: Vec<_> = rows(&portal, 2, need).await.into_iter().filter(|one| one.0 == "begun").collect();
        assert_eq!(begun, [row("begun", "", "direct", 1)]);
    }

    async fn what_the_database_does_not_take_waits(portal: Portal) {
        let need = Seed::new("Servir la soupe").sow(&portal).await;
        let page = page_of(&portal, need).await;
        Somebody::at("192.0.2.1").opens(&portal, &page).await;
        portal.sql("ALTER TABLE figures RENAME TO figures_away").await;
        assert!(flush(&portal.app).await.is_err());
        portal.sql("ALTER TABLE figures_away RENAME TO figures").await;
        assert_eq!(total(&portal, need, Step::Seen).await, 1);
    }

    async fn a_need_that_was_never_there_has_no_figures(portal: Portal) {
        let somebody = Somebody::at("192.0.2.1");
        for need in ["999999", "x", "-1"] {
            let said = somebody.says(&portal, &format!("/missions/{need}/mesure"), "begun").await;
            assert_eq!(said.status, StatusCode::NO_CONTENT);
        }
        assert_eq!(rows(&portal, 0, 0).await, []);
    }
}
