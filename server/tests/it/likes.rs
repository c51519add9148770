//! Likes: one a person, none lost, and whose they are.

use crate::{
    harness::{Answer, Portal, both},
    outbox::another,
    people::on_pool,
    sow::Seed,
};
use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode, header},
};
use futures_util::future::join_all;
use server::router::router;
use std::collections::BTreeMap;
use tower::ServiceExt;

/// A browser with all its cookies, in a network of its own.
pub struct Visitor<'a> {
    portal: &'a Portal,
    network: String,
    pub cookies: BTreeMap<String, String>,
}

impl<'a> Visitor<'a> {
    pub fn from(portal: &'a Portal, network: &str) -> Self {
        Self { portal, network: network.to_owned(), cookies: BTreeMap::new() }
    }

    pub async fn get(&mut self, address: &str) -> Answer {
        let request = Request::get(address).body(Body::empty()).unwrap();
        self.keep(request).await
    }

    pub async fn post(&mut self, address: &str, form: &[(&str, &str)]) -> Answer {
        let body = Body::from(serde_html_form::to_string(form).unwrap());
        let kind = "application/x-www-form-urlencoded";
        let request = Request::post(address).header(header::CONTENT_TYPE, kind).body(body).unwrap();
        self.keep(request).await
    }

    async fn keep(&mut self, mut request: Request<Body>) -> Answer {
        let all: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let headers = request.headers_mut();
        headers.insert(header::COOKIE, all.join("; ").parse().unwrap());
        headers.insert("x-forwarded-for", self.network.parse().unwrap());
        headers.insert("sec-fetch-site", "same-origin".parse().unwrap());
        let answer = self.portal.send(request).await;
        for set in answer.headers.get_all(header::SET_COOKIE) {
            let set = set.to_str().unwrap();
            let (name, value) = set.split(';').next().unwrap().split_once('=').unwrap();
            if set.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }

    pub async fn likes(&mut self, need: i64) -> Answer {
        self.post(&format!("/missions/{need}/aimer"), &[("like", "1")]).await
    }

    pub async fn likes_no_more(&mut self, need: i64) -> Answer {
        self.post(&format!("/missions/{need}/aimer"), &[("like", "0")]).await
    }

    pub async fn sign_in(&mut self, email: &str) {
        self.post("/connexion", &[("email", email)]).await;
        let token = self.portal.mails_to(email).await.last().unwrap().token("/connexion/");
        let entered = self.post(&format!("/connexion/{token}"), &[]).await;
        assert_eq!(entered.header("location"), "/espace", "{}", entered.body);
    }

    /// Ids on the list.
    pub async fn favorites(&mut self) -> Vec<i64> {
        let list = self.get("/mes-favoris").await;
        assert_eq!(list.status, StatusCode::OK);
        let ids = list.body.split("id=\"aimer-").skip(1).map(|rest| rest.split('"').next().unwrap().parse());
        ids.map(Result::unwrap).collect()
    }
}

/// Counted likes of a need, those left out, and the rows behind both.
pub async fn count(portal: &Portal, need: i64) -> (i64, i64) {
    let kept: Option<(i64, i64)> =
        on_pool!(portal, |pool| sqlx::query_as("SELECT likes, marked FROM like_counts WHERE need_id = $1")
            .bind(need)
            .fetch_optional(pool)
            .await
            .unwrap());
    let rows: Vec<(bool,)> = on_pool!(portal, |pool| sqlx::query_as(
        "SELECT k.marked FROM likes l JOIN likers k ON k.id = l.liker_id WHERE l.need_id = $1"
    )
    .bind(need)
    .fetch_all(pool)
    .await
    .unwrap());
    let marked = i64::try_from(rows.iter().filter(|(marked,)| *marked).count()).unwrap();
    let kept = kept.unwrap_or_default();
    assert_eq!(kept, (i64::try_from(rows.len()).unwrap() - marked, marked), "the count is that of the rows");
    kept
}

fn offer(page: &Answer) -> String {
    let (_, rest) = page.body.split_once("name=\"cle\" value=\"").expect("no offer on the page");
    rest.split('"').next().unwrap().to_owned()
}

/// One click of a browser that has never been here.
async fn click(site: Router, need: i64, network: String, form: String) -> StatusCode {
    let request = Request::post(format!("/missions/{need}/aimer"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .header("x-forwarded-for", network)
        .body(Body::from(form))
        .unwrap();
    site.oneshot(request).await.unwrap().status()
}

fn network(number: usize) -> String {
    format!("10.{}.{}.1", number / 256, number % 256)
}

both! {
    async fn a_click_likes_and_another_takes_it_back(portal: Portal) {
        let need = Seed::new("Servir la soupe").sow(&portal).await;
        let mut lea = Visitor::from(&portal, "192.0.2.1");
        let path = format!("/missions/{need}-servir-la-soupe");
        for address in ["/", "/missions", &path, "/mes-favoris"] {
            assert_eq!(lea.get(address).await.header("set-cookie"), "", "no cookie for looking at {address}");
        }
        let page = lea.get(&path).await;
        page.says("aria-pressed=\"false\"").says("J’aime");
        let form = [("like", "1"), ("cle", &*offer(&page)), ("retour", "/missions?q=soupe")];
        let answer = lea.post(&format!("{path}/aimer"), &form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(answer.header("location"), format!("/missions?q=soupe#aimer-{need}"));
        let cookie = answer.header("set-cookie");
        for part in ["favoris=", "; HttpOnly", "; SameSite=Lax", "; Secure", "; Max-Age=31536000", "; Path=/"] {
            assert!(cookie.contains(part), "{part} in {cookie}");
        }
        assert_eq!(count(&portal, need).await, (1, 0));
        let page = lea.get(&path).await;
        page.says("aria-pressed=\"true\"").says("class=\"like-count\">1<");
        assert!(!page.body.contains("name=\"cle\""), "who has a cookie needs no offer");
        lea.get("/missions").await.says("aria-pressed=\"true\"");
        portal.get("/missions").await.says("aria-pressed=\"false\"").says("class=\"like-count\">1<");
        assert_eq!(lea.favorites().await, [need]);
        lea.likes(need).await;
        assert_eq!(count(&portal, need).await, (1, 0), "liking twice is liking");
        let answer = lea.likes_no_more(need).await;
        assert_eq!(answer.header("location"), format!("/missions/{need}#aimer-{need}"));
        assert_eq!(count(&portal, need).await, (0, 0));
        lea.likes_no_more(need).await;
        assert_eq!(count(&portal, need).await, (0, 0));
        assert_eq!(lea.favorites().await, [0_i64; 0]);
        let nobody = Visitor::from(&portal, "192.0.2.2").likes_no_more(need).await;
        assert_eq!((nobody.status, nobody.header("set-cookie")), (StatusCode::SEE_OTHER, ""));
    }

    async fn an_island_is_answered_in_its_language(portal: Portal) {
        let need = Seed::new("Servir la soupe").sow(&portal).await;
        let mut lea = Visitor::from(&portal, "192.0.2.1");
        let answer = lea.post(&format!("/missions/{need}/aimer"), &[("like", "1"), ("vif", "1")]).await;
        assert_eq!(answer.header("content-type"), "application/json");
        answer.says("\"mine\":true").says("\"count\":\"1\"").says("1 personne aime cette mission");
        let answer = lea.post(&format!("/en/missions/{need}/aimer"), &[("like", "0"), ("vif", "1")]).await;
        answer.says("\"mine\":false").says("\"count\":\"\"").says("no longer in your favourites");
        let closed = Seed { closed: true, ..Seed::new("Trier des livres") }.sow(&portal).await;
        for (need, status, kind, words) in [
            (999_999, StatusCode::NOT_FOUND, "not-found", "This mission is gone. "),
            (closed, StatusCode::GONE, "gone", "This mission is over. "),
        ] {
            let path = format!("/en/missions/{need}/aimer");
            let refused = lea.post(&path, &[("like", "1"), ("vif", "1")]).await;
            assert_eq!((refused.status, refused.header("content-type")), (status, "application/problem+json"));
            refused.says(&format!("#{kind}\"")).says(words);
        }
    }

    async fn nobody_is_sent_elsewhere(portal: Portal) {
        let need = Seed::new("Servir la soupe").sow(&portal).await;
        for back in ["https://mechant.example", "//mechant.example", "/\\mechant.example", "x", "/a\nb"] {
            let form = [("like", "1"), ("retour", back)];
            let answer = portal.post(&format!("/missions/{need}/aimer"), &form).await;
            assert_eq!(answer.header("location"), format!("/missions/{need}#aimer-{need}"), "{back}");
        }
    }

    async fn a_button_pressed_twice_at_once_is_one_like(portal: Portal) {
        let need = Seed::new("Servir la soupe").sow(&portal).await;
        let form = format!("like=1&cle={}", offer(&portal.get("/missions").await));
        let twice = [1, 2].map(|_| click(portal.router(), need, network(1), form.clone()));
        assert_eq!(join_all(twice).await, [StatusCode::SEE_OTHER; 2]);
        assert_eq!(count(&portal, need).await, (1, 0));
        assert_eq!(portal.count("likers").await, 1);
    }

    async fn a_thousand_clicks_at_once_are_each_counted_once(portal: Portal) {
        let needs = [Seed::new("Un").sow(&portal).await, Seed::new("Deux").sow(&portal).await];
        let other = another(&portal, |_| ()).await;
        let servers = [portal.router(), router(other.clone())];
        // A thousand people on two servers; every fourth presses twice, on both.
        let mut clicks = Vec::new();
        for number in 0..1000_usize {
            let form = format!("like=1&cle={}", offer(&portal.get("/mes-favoris").await));
            let need = needs[number / 4 % 2];
            clicks.push(click(servers[number % 2].clone(), need, network(number), form.clone()));
            if number % 4 == 0 {
                clicks.push(click(servers[(number + 1) % 2].clone(), need, network(number), form));
            }
        }
        let answers = join_all(clicks).await;
        assert_eq!(answers.len(), 1250);
        assert!(answers.iter().all(|status| *status == StatusCode::SEE_OTHER), "{answers:?}");
        assert_eq!([count(&portal, needs[0]).await, count(&portal, needs[1]).await], [(500, 0), (500, 0)]);
        portal.get("/missions").await.says("class=\"like-count\">500<");
        other.db.close().await;
    }

    async fn taking_back_and_liking_at_once_ends_in_a_true_count(portal: Portal) {
        let need = Seed::new("Servir la soupe").sow(&portal).await;
        let mut people = Vec::new();
        for number in 0..40 {
            let mut person = Visitor::from(&portal, &network(number));
            if number % 2 == 0 {
                person.likes(need).await;
            }
            people.push(person);
        }
        assert_eq!(count(&portal, need).await, (20, 0));
        join_all(people.iter_mut().enumerate().map(|(number, person)| async move {
            if number % 2 == 0 { person.likes_no_more(need).await } else { person.likes(need).await }
        }))
        .await;
        assert_eq!(count(&portal, need).await, (20, 0));
    }

    async fn a_like_for_what_is_gone_is_answered_clearly(portal: Portal) {
        let closed = Seed { closed: true, ..Seed::new("Servir la soupe") }.sow(&portal).await;
        let mut lea = Visitor::from(&portal, "192.0.2.1");
        let answer = lea.likes(closed).await;
        assert_eq!((answer.status, answer.header("set-cookie")), (StatusCode::GONE, ""));
        answer.says("Cette mission est terminée").says("ne prend plus de « j’aime »").says("href=\"/missions\"");
        for gone in ["999999", "999999-rien", "rien", "99999999999999999999"] {
            let answer = lea.post(&format!("/missions/{gone}/aimer"), &[("like", "1")]).await;
            assert_eq!((answer.status, answer.header("set-cookie")), (StatusCode::NOT_FOUND, ""), "{gone}");
            answer.says("Cette mission n’existe plus").says("noté nulle part").says("href=\"/missions\"");
        }
        lea.post("/en/missions/999999/aimer", &[("like", "1")]).await.says("This mission is gone");
        for table in ["likers", "rate_limits"] {
            assert_eq!(portal.count(table).await, 0, "nothing is noted of it: {table}");
        }
        let open = Seed::new("Trier des livres").sow(&portal).await;
        for wrong in ["", "2", "oui"] {
            let answer = lea.post(&format!("/missions/{open}/aimer"), &[("like", wrong)]).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{wrong}");
        }
        lea.cookies.insert("favoris".into(), "n-importe-quoi".into());
        assert_eq!(lea.likes(open).await.status, StatusCode::SEE_OTHER);
        assert_eq!(lea.favorites().await, [open], "a cookie that isn't ours is none");
        // What closes later stays on the list, and can be given up.
        portal.sql("UPDATE needs SET state = 'closed'").await;
        lea.get("/mes-favoris").await.says("Mission terminée");
        lea.likes_no_more(open).await;
        assert_eq!(lea.favorites().await, [0_i64; 0]);
        assert_eq!(count(&portal, open).await, (0, 0));
    }

    async fn a_new_like_is_a_figure_of_its_need(portal: Portal) {
        let need = Seed::new("Servir la soupe").sow(&portal).await;
        let path = format!("/missions/{need}/aimer");
        let lea = crate::somebody::Somebody::at("192.0.2.1");
        lea.says(&portal, &path, "like=0").await;
        assert_eq!(crate::figures::rows(&portal, 2, need).await, []);
        lea.says(&portal, &path, "like=1").await;
        let rows = crate::figures::rows(&portal, 2, need).await;
        assert!(rows.iter().any(|(event, _, _, total)| event == "liked" && *total == 1), "{rows:?}");
    }
}
