//! Keys: made, shown once, used, revoked; and what they open.

use crate::{
    harness::{Answer, Portal, START, both},
    people::on_pool,
    sow::Seed,
};
use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use serde_json::Value;
use server::{
    api::key::Key,
    store::api_keys::{self, NewKey},
};

const DAY: i64 = 86_400;

/// A key of an association; what it may do as codes with a space between them.
pub async fn key(portal: &Portal, association: i64, scopes: &str) -> String {
    let key = Key::fresh();
    let new = NewKey {
        association_id: association,
        hash: &key.hash(),
        name: "Le logiciel",
        begins: key.begins(),
        scopes,
        created_by: 1,
        expires_at: Some(START + 30 * DAY),
    };
    let mut tx = portal.app.db.begin().await.unwrap();
    api_keys::add(&mut tx, &new, portal.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    key.as_str().to_owned()
}

/// As a program asks, with a key.
pub async fn with_key(
    portal: &Portal,
    key: &str,
    method: Method,
    address: &str,
    body: Option<Value>,
) -> Answer {
    with_headers(portal, key, method, address, body, &[]).await
}

/// The same with more headers.
pub async fn with_headers(
    portal: &Portal,
    key: &str,
    method: Method,
    address: &str,
    body: Option<Value>,
    headers: &[(&str, &str)],
) -> Answer {
    let mut request =
        Request::builder().method(method).uri(address).header(header::AUTHORIZATION, format!("Bearer {key}"));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let body = match body {
        Some(body) => {
            request = request.header(header::CONTENT_TYPE, "application/json");
            Body::from(body.to_string())
        }
        None => Body::empty(),
    };
    portal.send(request.body(body).unwrap()).await
}

/// The answer's JSON.
#[track_caller]
pub fn json(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body).unwrap_or_else(|_| panic!("{} {}", answer.status, answer.body))
}

/// The last part of the problem's `type`, once it is looked over.
#[track_caller]
pub fn problem(answer: &Answer, status: u16) -> String {
    assert_eq!(answer.status.as_u16(), status, "{}", answer.body);
    assert_eq!(answer.header("content-type"), "application/problem+json", "{}", answer.body);
    let body = json(answer);
    assert_eq!(body["status"], status, "{body}");
    for text in ["title", "detail"] {
        assert!(body[text].as_str().is_some_and(|text| !text.is_empty()), "{body}");
    }
    let (page, code) = body["type"].as_str().unwrap().split_once('#').unwrap();
    assert_eq!(page, "https://portail.example/developpeurs");
    code.to_owned()
}

/// The key that a page shows.
fn shown(answer: &Answer) -> Option<String> {
    let (_, rest) = answer.body.split_once("cdm_")?;
    let rest: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
    (rest.len() == 46).then(|| format!("cdm_{rest}"))
}

both! {
    async fn an_owner_makes_a_key_sees_it_once_and_revokes_it(portal: Portal) {
        let id = portal.association("mains").await;
        let path = format!("/espace/{id}/cles");
        let mut owner = portal.signed_in("owner@mains.example").await;
        owner.get(&path).await.says("Pas encore de clé");
        let form = [("name", "Notre  logiciel"), ("droit", "needs:write"), ("droit", "sign_ups:read"), ("duree", "90"), ("once", "x")];
        let made = owner.post(&path, &form).await;
        assert_eq!((made.status, made.header("cache-control")), (StatusCode::OK, "no-store"));
        made.says("Voici la clé « Notre logiciel »");
        let key = shown(&made).unwrap();
        assert!(Key::read(&key).is_some());
        let hashes: Vec<Vec<u8>> = on_pool!(portal, |pool| sqlx::query_scalar("SELECT hash FROM api_keys").fetch_all(pool).await.unwrap());
        assert_eq!(hashes, [Key::read(&key).unwrap().hash().to_vec()], "only its hash is kept");

        let page = owner.get(&path).await;
        page.says("Notre logiciel").says(&key[..10]).says("n’a pas encore servi").says("vaut jusqu’au 18 février 2027")
            .says("publier, changer et retirer des missions · lire les inscriptions, avec noms et adresses");
        assert_eq!(shown(&page), None);
        let again = owner.post(&path, &form).await;
        again.says("Cette clé a été montrée une fois");
        assert_eq!((shown(&again), portal.count("api_keys").await), (None, 1), "pressed twice is once");

        let sign_ups = format!("/api/v1/associations/{id}/sign-ups");
        assert_eq!(with_key(&portal, &key, Method::GET, &sign_ups, None).await.status, StatusCode::OK);
        owner.get(&path).await.says("servie le 20 novembre");
        for _ in 0..2 {
            let revoked = owner.post(&format!("{path}/1/retrait"), &[]).await;
            assert_eq!(revoked.header("location"), format!("{path}?fait=revoked"));
        }
        let page = owner.get(&format!("{path}?fait=revoked")).await;
        page.says("La clé ne vaut plus rien").says("retirée le 20 novembre");
        let refused = with_key(&portal, &key, Method::GET, &sign_ups, None).await;
        assert_eq!(problem(&refused, 401), "key");
        assert!(refused.header("www-authenticate").contains("error=\"invalid_token\""));
        owner.get(&format!("/espace/{id}/journal")).await.says("a fait une clé").says("a retiré une clé");
        owner.get(&format!("/en{path}")).await.says("revoked on 20 November");
    }

    async fn who_made_a_key_stands_beside_it_and_whether_they_have_left(portal: Portal) {
        let id = portal.association("mains").await;
        let path = format!("/espace/{id}/cles");
        let mut owner = portal.signed_in("owner@mains.example").await;
        let made = owner.post(&path, &[("name", "Si\0te"), ("droit", "needs:write"), ("duree", "")]).await;
        assert_eq!(made.status, StatusCode::OK, "{}", made.body);
        let page = owner.get(&path).await;
        page.says("Site").says("faite par owner@mains.example");
        assert!(!page.body.contains("plus dans l’équipe"));
        portal.sql("UPDATE api_keys SET created_by = (SELECT id FROM coordinators WHERE email = 'coordinator@mains.example')").await;
        portal.sql("UPDATE coordinators SET name = 'Zoé' WHERE email = 'coordinator@mains.example'").await;
        portal.sql("DELETE FROM members WHERE coordinator_id = (SELECT created_by FROM api_keys)").await;
        owner.get(&path).await.says("faite par Zoé, qui n’est plus dans l’équipe");
        portal.sql("UPDATE api_keys SET created_by = NULL").await;
        owner.get(&path).await.says("quelqu’un qui n’a plus de compte");
    }

    async fn what_is_wrong_with_a_key_to_be_is_said_and_what_was_typed_is_kept(portal: Portal) {
        let id = portal.association("mains").await;
        let path = format!("/espace/{id}/cles");
        let mut owner = portal.signed_in("owner@mains.example").await;
        let long = "é".repeat(61);
        for (form, says) in [
            (vec![("name", ""), ("droit", "needs:write")], "Il manque quelque chose"),
            (vec![("name", long.as_str()), ("droit", "needs:write")], "60 signes"),
            (vec![("name", "Site"), ("droit", "tout")], "Cochez au moins une case"),
            (vec![("name", "Site"), ("droit", "needs:write"), ("duree", "1000")], "Choisissez dans la liste"),
        ] {
            let refused = owner.post(&path, &form).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{says}");
            refused.says(says).says(&format!("value=\"{}\"", form[0].1));
        }
        for _ in 0..20 {
            key(&portal, id, "needs:write").await;
        }
        let refused = owner.post(&path, &[("name", "Site"), ("droit", "needs:write")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("20 clés, c’est le plus");
        portal.clock.advance(31 * DAY);
        let mut owner = portal.signed_in("owner@mains.example").await;
        owner.post(&path, &[("name", "Site"), ("droit", "needs:write")]).await.says("Voici la clé");
        owner.get(&path).await.says("a expiré le 20 décembre");
    }

    async fn a_key_opens_what_it_says_of_its_own_association_while_it_works(portal: Portal) {
        let (mains, autre) = (portal.association("mains").await, portal.association("autre").await);
        let need = Seed::new("Servir la soupe").sow(&portal).await;
        portal.gives(need, mains).await;
        let slot = portal.slots(need).await[0];
        portal.confirmed(need, slot, "lea@exemple.fr").await;
        let sign_up = portal.sign_up_id("lea@exemple.fr").await;
        let doors = |id: i64| {
            [
                (Method::GET, format!("/api/v1/associations/{id}/needs/a"), "needs:write"),
                (Method::PUT, format!("/api/v1/associations/{id}/needs/a"), "needs:write"),
                (Method::DELETE, format!("/api/v1/associations/{id}/needs/a"), "needs:write"),
                (Method::GET, format!("/api/v1/associations/{id}/sign-ups"), "sign_ups:read"),
                (Method::PATCH, format!("/api/v1/associations/{id}/sign-ups/{sign_up}"), "sign_ups:write"),
            ]
        };
        let acts = portal.count("acts").await;
        let all = ["needs:write", "sign_ups:read", "sign_ups:write"];
        for (method, path, scope) in doors(mains) {
            let others = all.into_iter().filter(|other| *other != scope).collect::<Vec<_>>().join(" ");
            let poor = key(&portal, mains, &others).await;
            let answer = with_key(&portal, &poor, method.clone(), &path, None).await;
            assert_eq!(problem(&answer, 403), "scope", "{method} {path}");
            assert!(answer.header("www-authenticate").contains(&format!("scope=\"{scope}\"")));
            let theirs = key(&portal, autre, &all.join(" ")).await;
            let answer = with_key(&portal, &theirs, method.clone(), &path, None).await;
            assert_eq!(problem(&answer, 404), "not-found", "{method} {path}");
            let right = key(&portal, mains, scope).await;
            let answer = with_key(&portal, &right, method.clone(), &path, None).await;
            assert!(![401, 403].contains(&answer.status.as_u16()), "{method} {path} {}", answer.status);
            let mut slip = right.clone().into_bytes();
            slip[20] = if slip[20] == b'a' { b'b' } else { b'a' };
            for wrong in [&right[..49], &String::from_utf8(slip).unwrap(), "cdm_", "", "Basic", Key::fresh().as_str()] {
                let answer = with_key(&portal, wrong, method.clone(), &path, None).await;
                assert_eq!(problem(&answer, 401), "key", "{wrong}");
                assert!(answer.header("www-authenticate").starts_with("Bearer realm=\"api\""));
                assert!(!answer.body.contains("lea@"));
            }
        }
        for foreign in [0, -1, 99] {
            let right = key(&portal, mains, "sign_ups:read").await;
            let path = format!("/api/v1/associations/{foreign}/sign-ups");
            assert_eq!(problem(&with_key(&portal, &right, Method::GET, &path, None).await, 404), "not-found");
        }
        // Read once, by the right key; nothing else was done.
        assert_eq!(portal.count("acts").await, acts + 1);
        let old = key(&portal, mains, "sign_ups:read").await;
        portal.clock.advance(30 * DAY);
        let path = format!("/api/v1/associations/{mains}/sign-ups");
        assert_eq!(problem(&with_key(&portal, &old, Method::GET, &path, None).await, 401), "key", "it has expired");
    }

    async fn a_page_of_another_site_uses_no_key(portal: Portal) {
        let id = portal.association("mains").await;
        let key = key(&portal, id, "needs:write").await;
        let path = format!("/api/v1/associations/{id}/needs/a");
        let from_afar = [("sec-fetch-site", "cross-site"), ("origin", "https://ailleurs.example")];
        let answer = with_headers(&portal, &key, Method::PUT, &path, Some(serde_json::json!({})), &from_afar).await;
        assert_eq!(problem(&answer, 403), "forbidden");
    }
}
