//! An association's own program: it pushes needs, fetches sign-ups and answers them.

use crate::{
    api_keys::{json, key, problem, with_headers, with_key},
    harness::{Answer, Portal, both},
    people::on_pool,
};
use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use serde_json::{Value, json};

const ALL: &str = "needs:write sign_ups:read sign_ups:write";

/// A program of an association.
pub struct Program<'a> {
    portal: &'a Portal,
    pub association: i64,
    pub key: String,
}

impl<'a> Program<'a> {
    pub async fn of(portal: &'a Portal) -> Self {
        let association = portal.association("mains").await;
        Self { portal, association, key: key(portal, association, ALL).await }
    }

    fn path(&self, rest: &str) -> String {
        format!("/api/v1/associations/{}{rest}", self.association)
    }

    pub async fn does(&self, method: Method, rest: &str, body: Option<Value>) -> Answer {
        with_key(self.portal, &self.key, method, &self.path(rest), body).await
    }

    pub async fn put(&self, external_id: &str, body: Value) -> Answer {
        self.does(Method::PUT, &format!("/needs/{external_id}"), Some(body)).await
    }

    async fn put_if(&self, external_id: &str, body: Value, header: (&str, &str)) -> Answer {
        let path = self.path(&format!("/needs/{external_id}"));
        with_headers(self.portal, &self.key, Method::PUT, &path, Some(body), &[header]).await
    }

    pub async fn answer(&self, sign_up: i64, body: Value) -> Answer {
        self.does(Method::PATCH, &format!("/sign-ups/{sign_up}"), Some(body)).await
    }
}

/// A need with two slots, and some of it otherwise.
pub fn need(more: Value) -> Value {
    let mut need = json!({
        "title": "Servir la soupe",
        "description": "Servir un repas chaud, puis ranger.\n\nOn finit par une tisane.",
        "field": "solidarite-insertion",
        "places": [{"place": "Rennes (35)", "street": "3 rue de la Paix"}],
        "slots": [
            {"starts_at": "2026-12-05T09:00", "ends_at": "2026-12-05T12:00", "places": 3},
            {"starts_at": "2026-12-12T09:00:00+01:00", "ends_at": "2026-12-12T11:00:00Z", "places": 2}
        ]
    });
    for (name, value) in more.as_object().unwrap() {
        need[name] = value.clone();
    }
    need
}

pub async fn acts(portal: &Portal) -> Vec<(String, String, i64)> {
    on_pool!(portal, |pool| sqlx::query_as("SELECT kind, detail, people FROM acts ORDER BY id")
        .fetch_all(pool)
        .await
        .unwrap())
}

both! {
    async fn a_need_is_pushed_found_changed_and_withdrawn(portal: Portal) {
        let program = Program::of(&portal).await;
        let made = program.put("maraude/1", need(json!({}))).await;
        assert_eq!(made.status, StatusCode::NOT_FOUND, "a slash would be another address");
        let made = program.put("maraude-1", need(json!({}))).await;
        assert_eq!((made.status, made.header("location")), (StatusCode::CREATED, "/api/v1/needs/1"), "{}", made.body);
        let body = json(&made);
        assert_eq!((&body["external_id"], &body["id"], &body["state"]), (&json!("maraude-1"), &json!(1), &json!("open")));
        assert_eq!(body["slots"][1]["starts_at"], "2026-12-12T09:00:00+01:00");
        let page = portal.get("/missions/1-servir-la-soupe").await;
        page.says("<p>Servir un repas chaud, puis ranger.</p>").says("3 rue de la Paix");
        portal.get("/missions?q=soupe&lieu=Rennes").await.says("Servir la soupe");

        let again = program.put("maraude-1", need(json!({}))).await;
        assert_eq!((again.status, json(&again)), (StatusCode::OK, body.clone()), "twice is once");
        assert_eq!((portal.count("needs").await, portal.count("slots").await), (1, 2));
        assert_eq!(acts(&portal).await, [("need".to_owned(), "posted".to_owned(), 0)]);

        let changed = program.put("maraude-1", need(json!({"title": "Servir le pain", "remote": "possible"}))).await;
        assert_eq!((changed.status, &json(&changed)["version"]), (StatusCode::OK, &json!(1)));
        assert_eq!(json(&changed)["slots"], body["slots"], "the slots are the same ones");
        portal.get("/missions?q=pain").await.says("Servir le pain");
        assert_eq!(json(&program.does(Method::GET, "/needs/maraude-1", None).await), json(&changed));

        let gone = program.does(Method::DELETE, "/needs/maraude-1", None).await;
        assert_eq!((gone.status, gone.body.as_str()), (StatusCode::NO_CONTENT, ""));
        assert_eq!(portal.get("/missions/1-servir-le-pain").await.status, StatusCode::GONE);
        for method in [Method::GET, Method::DELETE] {
            assert_eq!(problem(&program.does(method, "/needs/maraude-1", None).await, 404), "not-found");
        }
        let anew = program.put("maraude-1", need(json!({}))).await;
        assert_eq!((anew.status, &json(&anew)["id"]), (StatusCode::CREATED, &json!(2)), "what comes later is another");
        let log = portal.signed_in("owner@mains.example").await.get(&format!("/espace/{}/journal", program.association)).await;
        log.says("La clé « Le logiciel »").says("a publié une mission").says("a modifié une mission").says("a fermé une mission");
    }

    async fn a_coordinator_finds_it_in_the_space_and_changes_it_there(portal: Portal) {
        let program = Program::of(&portal).await;
        program.put("a", need(json!({}))).await;
        let mut coordinator = portal.signed_in("coordinator@mains.example").await;
        let desk = format!("/espace/{}", program.association);
        coordinator.get(&desk).await.says("Servir la soupe");
        coordinator.get(&format!("{desk}/missions/1")).await.says("value=\"2026-12-05\"").says("value=\"09:00\"").says("Servir un repas chaud");
        coordinator.post(&format!("{desk}/missions/1/etat"), &[("act", "close")]).await;
        let same = program.put("a", need(json!({}))).await;
        assert_eq!(json(&same)["state"], "closed", "what a person closed, sending the same doesn't open");
        let open = program.put("a", need(json!({"state": "open"}))).await;
        assert_eq!(json(&open)["state"], "open");
        let closed = program.put("a", need(json!({"state": "closed"}))).await;
        assert_eq!(json(&closed)["state"], "closed");
        portal.clock.advance(40 * 86_400);
        let key = key_for_later(&portal, program.association).await;
        let late = Program { portal: &portal, association: program.association, key };
        let refused = late.put("a", need(json!({"state": "open"}))).await;
        assert_eq!(problem(&refused, 409), "state", "all its days are over");
    }

    async fn the_rules_are_those_of_the_form_and_errors_say_where(portal: Portal) {
        let program = Program::of(&portal).await;
        let slot = |starts: &str, ends: &str, places: i64| json!([{"starts_at": starts, "ends_at": ends, "places": places}]);
        for (more, pointers) in [
            (json!({"title": " "}), vec!["/title"]),
            (json!({"title": "x".repeat(121), "description": "Venez"}), vec!["/title", "/description"]),
            (json!({"field": "licorne"}), vec!["/field"]),
            (json!({"activity": "licorne"}), vec!["/activity"]),
            (json!({"places": []}), vec!["/places/0/place"]),
            (json!({"places": [{"place": "Rennes (35)"}, {"place": "Zzyxville"}]}), vec!["/places/1/place"]),
            (json!({"slots": []}), vec!["/seats"]),
            (json!({"seats": 3}), vec!["/seats"]),
            (json!({"slots": slot("2026-11-01T09:00", "2026-11-01T10:00", 3)}), vec!["/slots/0/starts_at"]),
            (json!({"slots": slot("2026-12-05T09:00", "2026-12-05T08:00", 3)}), vec!["/slots/0/ends_at"]),
            (json!({"slots": slot("samedi", "2026-12-05T08:00", 3)}), vec!["/slots/0/starts_at"]),
            (json!({"slots": slot("2026-12-05T09:00", "2026-12-05T10:00", 0)}), vec!["/slots/0/places"]),
            (json!({"own_page": "pas une adresse"}), vec!["/own_page"]),
            (json!({"last_day": "2026-11-01"}), vec!["/last_day"]),
            (json!({"title": 12}), vec![""]),
            (json!({"licorne": true}), vec![""]),
        ] {
            let refused = program.put("a", need(more.clone())).await;
            assert_eq!(problem(&refused, 422), "invalid", "{more}");
            let errors = json(&refused)["errors"].clone();
            let mut named: Vec<_> = errors.as_array().unwrap().iter().map(|one| one["pointer"].as_str().unwrap().to_owned()).collect();
            let mut pointers = pointers;
            named.sort();
            pointers.sort_unstable();
            assert_eq!(named, pointers, "{more}: {errors}");
        }
        let french = program.put_if("a", need(json!({"title": ""})), ("accept-language", "fr-FR,fr;q=0.9")).await;
        french.says("Il manque quelque chose");
        assert_eq!(portal.count("needs").await, 0);

        let raw = async |kind: &str, body: Vec<u8>| {
            let request = Request::put(program.path("/needs/a"))
                .header(header::AUTHORIZATION, format!("Bearer {}", program.key))
                .header(header::CONTENT_TYPE, kind)
                .body(Body::from(body))
                .unwrap();
            portal.send(request).await
        };
        assert_eq!(problem(&raw("application/json", b"{\"title\": ".to_vec()).await, 400), "body");
        assert_eq!(problem(&raw("application/json", vec![0xff, 0xfe]).await, 400), "body");
        assert_eq!(problem(&raw("application/x-www-form-urlencoded", b"title=a".to_vec()).await, 415), "media-type");
        assert_eq!(problem(&raw("application/json", vec![b' '; 65 * 1024]).await, 413), "too-large");
        let long = program.put(&"x".repeat(101), need(json!({}))).await;
        assert_eq!(problem(&long, 400), "parameters");
        assert_eq!((portal.count("needs").await, portal.count("acts").await), (0, 0), "nothing was changed");
    }

    async fn signs_that_no_database_keeps_are_dropped_or_name_nothing(portal: Portal) {
        let program = Program::of(&portal).await;
        let made = program.put("a", need(json!({"title": "Soupe \0chaude", "audience": "Tous\0"}))).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
        assert_eq!(json(&portal.get("/api/v1/needs/1").await)["title"], "Soupe chaude");
        assert_eq!(problem(&program.put("a%C2%85", need(json!({}))).await, 400), "parameters");
        for method in [Method::GET, Method::PUT, Method::DELETE] {
            let answer = program.does(method, "/needs/a%00", Some(need(json!({})))).await;
            assert_eq!(problem(&answer, 404), "not-found");
        }
        for method in [Method::GET, Method::DELETE] {
            assert_eq!(problem(&program.does(method, "/needs/a%C2%85", None).await, 404), "not-found");
        }
        assert_eq!(portal.get("/associations/1/logo/%00").await.status, StatusCode::NOT_FOUND);
        let list = program.does(Method::GET, "/sign-ups?cursor=%00", None).await;
        assert_eq!(list.status, StatusCode::BAD_REQUEST);

        let mut coordinator = portal.signed_in("coordinator@mains.example").await;
        let form = crate::posting::form(&[("title", "Trier\0 des livres"), ("audience", "\u{1}Tous\0"), ("schedule", "\0")]);
        let posted = coordinator.post(&format!("/espace/{}/missions/nouvelle", program.association), &form).await;
        assert_eq!(posted.status, StatusCode::SEE_OTHER, "{}", posted.body);
        portal.get("/missions/2-trier-des-livres").await.says("Trier des livres");
        let mut moderator = portal.moderator("moderation@portail.example").await;
        let partner = [("name", "Réseau\0 Untel"), ("address", "https://exemple.org/\0flux.xml"), ("every", "6")];
        moderator.post("/moderation/flux", &partner).await;
        moderator.get("/moderation/flux").await.says("Réseau Untel").says("https://exemple.org/flux.xml");
    }

    async fn an_association_that_is_not_let_in_publishes_nothing(portal: Portal) {
        let program = Program::of(&portal).await;
        program.put("a", need(json!({}))).await;
        for state in ["pending", "asked", "refused"] {
            let sql = sqlx::AssertSqlSafe(format!("UPDATE associations SET state = '{state}'"));
            on_pool!(portal, |pool| sqlx::query(sql).execute(pool).await.map(|_| ()).unwrap());
            for (id, body) in [("b", need(json!({}))), ("a", need(json!({"title": "Autre chose"})))] {
                assert_eq!(problem(&program.put(id, body).await, 403), "not-let-in", "{state}");
            }
        }
        assert_eq!(portal.count("needs").await, 1);
    }

    async fn of_two_who_change_it_nobody_writes_over_the_other(portal: Portal) {
        let program = Program::of(&portal).await;
        let made = program.put("a", need(json!({}))).await;
        let tag = made.header("etag").to_owned();
        let first = program.put_if("a", need(json!({"title": "Un"})), ("if-match", &tag)).await;
        assert_eq!(first.status, StatusCode::OK, "{}", first.body);
        let second = program.put_if("a", need(json!({"title": "Deux"})), ("if-match", &tag)).await;
        assert_eq!(problem(&second, 412), "changed");
        let path = program.path("/needs/a");
        let gone = with_headers(&portal, &program.key, Method::DELETE, &path, None, &[("if-match", &tag)]).await;
        assert_eq!(problem(&gone, 412), "changed");
        assert_eq!(json(&portal.get("/api/v1/needs/1").await)["title"], "Un");
        let only_new = program.put_if("a", need(json!({"title": "Trois"})), ("if-none-match", "*")).await;
        assert_eq!(problem(&only_new, 412), "changed");
        let only_old = program.put_if("b", need(json!({})), ("if-match", "*")).await;
        assert_eq!(problem(&only_old, 412), "changed");

        // At once: the need is there once, and is what one of them sent.
        let sent = ["Quatre", "Cinq", "Six"].map(|title| program.put("c", need(json!({ "title": title }))));
        let answers = futures_util::future::join_all(sent).await;
        let made = answers.iter().filter(|answer| answer.status == StatusCode::CREATED).count();
        assert_eq!((made, portal.count("needs").await), (1, 2), "{:?}", answers.iter().map(|one| one.status).collect::<Vec<_>>());
        assert!(answers.iter().all(|answer| answer.status.is_success()));
    }

    async fn people_who_are_in_keep_their_slot_and_are_to_be_told(portal: Portal) {
        let program = Program::of(&portal).await;
        let slots = json(&program.put("a", need(json!({}))).await)["slots"].clone();
        let (first, second) = (slots[0]["id"].as_i64().unwrap(), slots[1]["id"].as_i64().unwrap());
        portal.confirmed(1, first, "lea@exemple.fr").await;
        let one = |starts: &str, id: Value| json!({"slots": [{"id": id, "starts_at": starts, "ends_at": null, "places": 3}]});
        let gone = program.put("a", need(one("2026-12-12T09:00", Value::Null))).await;
        assert_eq!(problem(&gone, 409), "state", "Léa's slot would go");
        assert_eq!(portal.slots(1).await, [first, second], "and nothing was changed");
        let moved = program.put("a", need(one("2026-12-06T10:00", json!(first)))).await;
        assert_eq!(json(&moved)["slots"], json!([{"id": first, "starts_at": "2026-12-06T10:00:00+01:00", "ends_at": null, "places": 3}]));
        let mut coordinator = portal.signed_in("coordinator@mains.example").await;
        coordinator.get(&format!("/espace/{}", program.association)).await.says("1 personne");
        assert_eq!((portal.count("news").await, portal.count("news_people").await), (1, 1));

        // A slot that has begun needn't be named any more, and stays with those who were in.
        portal.clock.advance(17 * 86_400);
        let later = program.put("a", need(one("2026-12-12T09:00", Value::Null))).await;
        assert_eq!(later.status, StatusCode::OK, "{}", later.body);
        assert_eq!(json(&later)["slots"].as_array().unwrap().len(), 2);
        program.does(Method::DELETE, "/needs/a", None).await;
        assert_eq!(portal.get("/missions/1-servir-la-soupe").await.status, StatusCode::GONE);
    }
}

/// A key that works once the first has expired.
async fn key_for_later(portal: &Portal, association: i64) -> String {
    let made = key(portal, association, ALL).await;
    portal.sql("UPDATE api_keys SET expires_at = NULL").await;
    made
}
