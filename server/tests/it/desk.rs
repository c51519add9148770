//! Coordinators in tests: how they sign in, what their browser carries.

use crate::harness::{Answer, Portal};
use app::domain::association::Role;
use axum::{
    body::Body,
    http::{Method, Request, header},
};
use server::store::{
    associations, coordinators, members,
    moderation::{self, Queue},
};

/// A browser that keeps its cookie.
pub struct Browser<'a> {
    portal: &'a Portal,
    /// `session=…`, or nothing.
    pub cookie: String,
}

impl Browser<'_> {
    pub async fn get(&mut self, address: &str) -> Answer {
        let request = Request::get(address).header(header::COOKIE, &self.cookie).body(Body::empty()).unwrap();
        self.keep(request).await
    }

    pub async fn post(&mut self, address: &str, form: &[(&str, &str)]) -> Answer {
        let request = Request::post(address)
            .header(header::COOKIE, &self.cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(serde_html_form::to_string(form).unwrap()))
            .unwrap();
        self.keep(request).await
    }

    /// Posts whatever a form may send.
    pub async fn post_body(&mut self, address: &str, kind: &str, body: Vec<u8>) -> Answer {
        let request = Request::post(address)
            .header(header::COOKIE, &self.cookie)
            .header(header::CONTENT_TYPE, kind)
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body))
            .unwrap();
        self.keep(request).await
    }

    /// Sends any method, with nothing in it.
    pub async fn any(&mut self, method: Method, address: &str) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(address)
            .header(header::COOKIE, &self.cookie)
            .header("sec-fetch-site", "same-origin")
            .body(Body::empty())
            .unwrap();
        self.keep(request).await
    }

    async fn keep(&mut self, request: Request<Body>) -> Answer {
        let answer = self.portal.send(request).await;
        let set = answer.header("set-cookie");
        if !set.is_empty() {
            self.cookie = set.split(';').next().unwrap().to_owned();
        }
        answer
    }
}

impl Portal {
    /// A browser that has never been here.
    pub fn browser(&self) -> Browser<'_> {
        Browser { portal: self, cookie: String::new() }
    }

    /// Asks for a link and presses the button behind it.
    pub async fn signed_in(&self, email: &str) -> Browser<'_> {
        let mut browser = self.browser();
        let asked = browser.post("/connexion", &[("email", email)]).await;
        assert_eq!(asked.header("location"), "/connexion?envoye=1", "{}", asked.body);
        let token = self.mails_to(email).await.last().unwrap().token("/connexion/");
        let entered = browser.post(&format!("/connexion/{token}"), &[]).await;
        assert_eq!(entered.header("location"), "/espace", "{}", entered.body);
        browser
    }

    /// An approved association with one member of each role: `owner@…`, `coordinator@…`, `reader@{name}.example`.
    pub async fn association(&self, name: &str) -> i64 {
        let now = self.clock.now();
        let entry = associations::Entry {
            name: name.to_owned(),
            contact_email: format!("contact@{name}.example"),
            insee: "35238".to_owned(),
            city: "Rennes".to_owned(),
            department_code: "35".to_owned(),
            field: app::domain::Field::Solidarity,
            about: String::new(),
            web_page: None,
            networks: Vec::new(),
            rna: None,
            siren: None,
        };
        let mut tx = self.app.db.begin().await.unwrap();
        let id = associations::enter(&mut tx, &entry, now).await.unwrap();
        let approved = app::domain::association::AssociationState::Approved;
        assert!(moderation::decide(&mut tx, (Queue::Waiting, id), approved, "").await.unwrap());
        for role in Role::ALL {
            let email = format!("{}@{name}.example", role.code());
            let email = app::domain::email::Email::parse(&email).unwrap();
            let person = coordinators::enter(&mut tx, &email, app::domain::Lang::Fr, now).await.unwrap();
            members::put(&mut tx, id, person, role, now).await.unwrap();
        }
        tx.commit().await.unwrap();
        id
    }

    /// Makes somebody a moderator.
    pub async fn moderator(&self, email: &str) -> Browser<'_> {
        let browser = self.signed_in(email).await;
        let mut tx = self.app.db.begin().await.unwrap();
        let email = app::domain::email::Email::parse(email).unwrap();
        let id = coordinators::enter(&mut tx, &email, app::domain::Lang::Fr, self.clock.now()).await.unwrap();
        coordinators::make_moderator(&mut tx, id).await.unwrap();
        tx.commit().await.unwrap();
        browser
    }

    /// Makes a need that association's.
    pub async fn gives(&self, need: i64, association: i64) {
        let sql =
            sqlx::AssertSqlSafe(format!("UPDATE needs SET association_id = {association} WHERE id = {need}"));
        match &self.app.db {
            server::store::Db::Sqlite { write, .. } => drop(sqlx::query(sql).execute(write).await.unwrap()),
            server::store::Db::Postgres(pool) => drop(sqlx::query(sql).execute(pool).await.unwrap()),
        }
    }
}
