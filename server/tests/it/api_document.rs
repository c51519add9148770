//! The OpenAPI document: it names every address of the API, and what is really answered is as it says.

use crate::{
    api::asking,
    api_keys::{json, key, with_key},
    harness::{Answer, both},
    sow::Seed,
};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use server::router::addresses;

/// Every object may have what the document names and nothing else.
fn strict(schema: &mut Value) {
    if let Some(object) = schema.as_object_mut() {
        if object.contains_key("properties") && !object.contains_key("additionalProperties") {
            object.insert("additionalProperties".to_owned(), false.into());
        }
        object.values_mut().for_each(strict);
    } else if let Some(list) = schema.as_array_mut() {
        list.iter_mut().for_each(strict);
    }
}

/// Holds an answer against what the document says of it.
#[track_caller]
fn is_as_described(document: &Value, (method, path): (&str, &str), answer: &Answer) {
    let status = answer.status.as_u16().to_string();
    let said = &document["paths"][path][method]["responses"][&status];
    assert!(said.is_object(), "{method} {path} {status} isn't described: {}", answer.body);
    let Some(content) = said["content"].as_object() else { return assert_eq!(answer.body, "") };
    let kind = answer.header("content-type");
    let schema =
        content.get(kind).unwrap_or_else(|| panic!("{method} {path} {status} {kind}"))["schema"].clone();
    let mut components = document["components"].clone();
    strict(&mut components);
    let whole = json!({ "allOf": [schema], "components": components });
    let validator = jsonschema::options().should_validate_formats(true).build(&whole).unwrap();
    let body = json(answer);
    let wrong: Vec<String> =
        validator.iter_errors(&body).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(wrong.is_empty(), "{method} {path} {status}: {wrong:#?}\n{body:#}");
}

both! {
    async fn the_document_names_every_address_and_what_is_answered(portal: Portal) {
        let id = portal.association("mains").await;
        for index in 0..3 {
            let need = Seed::new("Servir la soupe").dated(&[(15 + index, 8)]).sow(&portal).await;
            portal.gives(need, id).await;
        }
        portal.confirmed(1, 1, "lea@exemple.fr").await;
        let answer = portal.get("/api/v1/openapi.json").await;
        let document = json(&answer);
        assert!(document["openapi"].as_str().unwrap().starts_with("3.1"), "{}", document["openapi"]);
        assert_eq!(document["servers"][0]["url"], "https://portail.example");
        let paths = document["paths"].as_object().unwrap();
        let routes: Vec<String> = addresses().into_iter().map(|(_, path)| path).filter(|path| path.starts_with("/api/")).collect();
        assert_eq!(routes.len(), 10);
        for route in &routes {
            assert!(paths.contains_key(route), "{route} isn't in the document");
        }
        assert_eq!(paths.len(), routes.len(), "and nothing else is");

        let fill = |path: &str| {
            path.replace("{association}", &id.to_string()).replace("{id}", "1").replace("{external_id}", "a").replace("{sign_up}", "1")
        };
        let mut tried = 0;
        for (path, methods) in paths {
            for method in methods.as_object().unwrap().keys() {
                let verb: Method = method.to_uppercase().parse().unwrap();
                // Each operation is there, and says of an address without key, or with nonsense in it, what the document says.
                let plain = asking(&portal, verb.clone(), &fill(path), &[]).await;
                assert_ne!(plain.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
                is_as_described(&document, (method, path), &plain);
                tried += 1;
            }
        }
        assert_eq!(tried, 12);
        for (path, queries) in [
            ("/api/v1/needs", vec!["", "?q=soupe&place=Rennes", "?limit=1", "?limit=x", "?cursor=x", "?updated_since=2026-11-01&limit=2"]),
            ("/api/v1/associations", vec!["", "?limit=0"]),
            ("/api/v1/places", vec!["?q=ren", "?q=75", "?q=dep", "?q=bretagne"]),
        ] {
            for query in queries {
                is_as_described(&document, ("get", path), &portal.get(&format!("{path}{query}")).await);
            }
        }
        is_as_described(&document, ("get", "/api/v1/needs/{id}"), &portal.get("/api/v1/needs/99").await);
        let all = key(&portal, id, "needs:write sign_ups:read sign_ups:write").await;
        let pushed = json!({"title": "Trier des livres", "description": "Trier les livres que les gens ont donnés.",
            "field": "culture-loisirs", "places": [{"place": "Rennes (35)"}], "seats": 4});
        let push = "/api/v1/associations/{association}/needs/{external_id}";
        for (method, body) in [(Method::PUT, Some(pushed.clone())), (Method::PUT, Some(pushed)), (Method::PUT, Some(json!({}))),
            (Method::PUT, Some(json!({"licorne": 1}))), (Method::PUT, None), (Method::GET, None), (Method::DELETE, None), (Method::DELETE, None)]
        {
            let answer = with_key(&portal, &all, method.clone(), &fill(push), body).await;
            is_as_described(&document, (&method.as_str().to_lowercase(), push), &answer);
        }
        let sign_ups = "/api/v1/associations/{association}/sign-ups";
        for query in ["", "?limit=x", "?cursor=x"] {
            let answer = with_key(&portal, &all, Method::GET, &format!("{}{query}", fill(sign_ups)), None).await;
            is_as_described(&document, ("get", sign_ups), &answer);
        }
        let sign_up = "/api/v1/associations/{association}/sign-ups/{sign_up}";
        for body in [json!({"state": "accepted"}), json!({"state": "declined"}), json!({"state": "came"}), json!({"state": "parti"}), json!([])] {
            let answer = with_key(&portal, &all, Method::PATCH, &fill(sign_up), Some(body)).await;
            is_as_described(&document, ("patch", sign_up), &answer);
        }
    }
}
