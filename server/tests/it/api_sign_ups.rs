//! An association's own program fetches sign-ups and answers them.

use crate::{
    api_keys::{json, problem, with_key},
    api_push::{Program, acts, need},
    harness::both,
};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

both! {
    async fn sign_ups_are_fetched_in_the_order_of_change_and_that_is_noted(portal: Portal) {
        let program = Program::of(&portal).await;
        let slots = json(&program.put("a", need(json!({}))).await)["slots"].clone();
        let first = slots[0]["id"].as_i64().unwrap();
        let autre = portal.association("autre").await;
        for email in ["lea@exemple.fr", "ali@exemple.fr", "zoe@exemple.fr"] {
            portal.clock.advance(60);
            portal.sign_up_with(1, first, email, &[("family-name", "Martin"), ("message", "Bonjour")]).await;
        }
        let theirs = crate::sow::Seed::new("Ailleurs").sow(&portal).await;
        portal.gives(theirs, autre).await;
        portal.confirmed(theirs, portal.slots(theirs).await[0], "max@exemple.fr").await;
        let page = program.does(Method::GET, "/sign-ups?limit=2", None).await;
        let body = json(&page);
        let emails = |body: &Value| body["data"].as_array().unwrap().iter().map(|one| one["email"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
        assert_eq!(emails(&body), ["lea@exemple.fr", "ali@exemple.fr"]);
        assert_eq!(page.header("cache-control"), "no-store");
        for (field, value) in [("external_id", json!("a")), ("need_id", json!(1)), ("slot_id", json!(first)), ("first_name", json!("Camille")),
            ("last_name", json!("Martin")), ("message", json!("Bonjour")), ("state", json!("new")), ("place", json!("unconfirmed")),
            ("starts_at", json!("2026-12-05T09:00:00+01:00")), ("created_at", json!("2026-11-20T10:01:00+01:00"))]
        {
            assert_eq!(body["data"][0][field], value, "{field}");
        }
        let next = body["next"].as_str().unwrap().strip_prefix("https://portail.example").unwrap().to_owned();
        let rest = json(&with_key(&portal, &program.key, Method::GET, &next, None).await);
        assert_eq!((emails(&rest), &rest["next"]), (vec!["zoe@exemple.fr".to_owned()], &Value::Null));
        let token = portal.own_token("lea@exemple.fr").await;
        portal.clock.advance(60);
        portal.press(&format!("/inscriptions/{token}/confirmation")).await;
        let changed = json(&program.does(Method::GET, "/sign-ups?updated_since=2026-11-20T09:04:00Z", None).await);
        assert_eq!((emails(&changed), &changed["data"][0]["place"]), (vec!["lea@exemple.fr".to_owned()], &json!("confirmed")));
        let none = json(&program.does(Method::GET, &format!("/sign-ups?need={theirs}"), None).await);
        assert_eq!(emails(&none), Vec::<String>::new(), "of another's need nobody");
        let exports: Vec<_> = acts(&portal).await.into_iter().filter(|(kind, _, _)| kind == "export").map(|(_, _, people)| people).collect();
        assert_eq!(exports, [2, 1, 1]);
        for wrong in ["limit=0", "cursor=x", "page=2", "need=x", "updated_since=hier"] {
            assert_eq!(program.does(Method::GET, &format!("/sign-ups?{wrong}"), None).await.status, StatusCode::BAD_REQUEST, "{wrong}");
        }
    }

    async fn sign_ups_are_answered_as_on_the_desk(portal: Portal) {
        let program = Program::of(&portal).await;
        let tight = json!({"slots": [{"starts_at": "2026-12-05T09:00", "places": 1}]});
        let slot = json(&program.put("a", need(tight)).await)["slots"][0]["id"].as_i64().unwrap();
        portal.confirmed(1, slot, "lea@exemple.fr").await;
        portal.confirmed(1, slot, "ali@exemple.fr").await;
        let (lea, ali) = (portal.sign_up_id("lea@exemple.fr").await, portal.sign_up_id("ali@exemple.fr").await);
        let accepted = program.answer(lea, json!({"state": "accepted"})).await;
        assert_eq!(json(&accepted), json!({"id": lea, "state": "accepted", "place": "confirmed"}));
        let noted = acts(&portal).await.len();
        assert_eq!(json(&program.answer(lea, json!({"state": "accepted"})).await)["state"], "accepted");
        assert_eq!(acts(&portal).await.len(), noted, "twice is once");

        let full = program.answer(ali, json!({"state": "accepted"})).await;
        assert_eq!(problem(&full, 409), "state");
        full.says("enlarge");
        let larger = program.answer(ali, json!({"state": "accepted", "enlarge": true})).await;
        assert_eq!(json(&larger), json!({"id": ali, "state": "accepted", "place": "confirmed"}));
        assert!(portal.mails_to("ali@exemple.fr").await.iter().any(|mail| mail.kind == "place_confirmed"), "told as from the desk");

        let declined = program.answer(ali, json!({"state": "declined"})).await;
        assert_eq!(json(&declined), json!({"id": ali, "state": "declined", "place": "cancelled"}));
        assert!(portal.mails_to("ali@exemple.fr").await.iter().any(|mail| mail.kind == "declined"));
        assert_eq!(portal.taken(slot).await, 1);
        assert_eq!(problem(&program.answer(ali, json!({"state": "came"})).await, 409), "state");
        for state in ["contacted", "came", "absent"] {
            assert_eq!(json(&program.answer(lea, json!({ "state": state })).await)["state"], state);
        }
        let body = program.answer(lea, json!({"state": "came"})).await.body;
        assert!(!body.contains("exemple.fr") && !body.contains("Camille"), "who answers needn't read: {body}");
        for (body, status) in [(json!({"state": "parti"}), 422), (json!({}), 422), (json!({"state": "came", "note": "x"}), 422)] {
            assert_eq!(problem(&program.answer(lea, body).await, status), "invalid");
        }
        for nobody in [0, 999, -1] {
            assert_eq!(problem(&program.answer(nobody, json!({"state": "came"})).await, 404), "not-found");
        }
    }
}
