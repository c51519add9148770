//! Rate limits, by address and by network.

use crate::{
    harness::{Answer, Portal, both},
    sow::Seed,
};
use axum::http::StatusCode;

async fn send(portal: &Portal, network: &str, need: i64, email: &str) -> Answer {
    let stamp = portal.stamp();
    let form = [("given-name", "Léa"), ("email", email), ("t", &stamp)];
    portal.post_from(network, &format!("/missions/{need}/inscription"), &form).await
}

both! {
    async fn an_address_signs_up_five_times_an_hour(portal: Portal) {
        let need = Seed::new("Soupe").sow(&portal).await;
        for number in 0..5 {
            assert_eq!(send(&portal, &format!("192.0.2.{number}"), need, "lea@exemple.fr").await.status, 303);
        }
        let refused = send(&portal, "192.0.2.9", need, "Lea@exemple.fr").await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        let wait: i64 = refused.header("retry-after").parse().unwrap();
        assert!((1..=3600).contains(&wait), "{wait}");
        refused.says("Un peu trop vite");
        assert_eq!(send(&portal, "192.0.2.9", need, "yann@exemple.fr").await.status, 303);
        portal.clock.advance(wait);
        assert_eq!(send(&portal, "192.0.2.9", need, "lea@exemple.fr").await.status, 303);
    }

    async fn a_network_asks_thirty_times_an_hour(portal: Portal) {
        let need = Seed::new("Soupe").places(100).sow(&portal).await;
        for number in 0..30 {
            let from = format!("2001:db8::{number:x}");
            assert_eq!(send(&portal, &from, need, &format!("p{number}@exemple.fr")).await.status, 303);
        }
        assert_eq!(send(&portal, "2001:db8::ffff", need, "q@exemple.fr").await.status, 429);
        assert_eq!(send(&portal, "203.0.113.1, 2001:db8::1", need, "q@exemple.fr").await.status, 429);
        assert_eq!(send(&portal, "2001:db8:0:1::1", need, "q@exemple.fr").await.status, 303);
        assert_eq!(portal.count("sign_ups").await, 31);
        let lost = portal.post_from("2001:db8::1", "/inscriptions/lien-perdu", &[("email", "r@exemple.fr")]).await;
        assert_eq!(lost.status, StatusCode::TOO_MANY_REQUESTS);
    }

    async fn nothing_personal_is_counted_with(portal: Portal) {
        let need = Seed::new("Soupe").sow(&portal).await;
        send(&portal, "192.0.2.1", need, "lea@exemple.fr").await;
        assert_eq!(portal.count("rate_limits").await, 2);
        assert_eq!(portal.count("rate_limits WHERE length(bucket) = 16").await, 2);
        server::store::rate_limits::forget(&portal.app.db, portal.clock.now() + 1).await.unwrap();
        assert_eq!(portal.count("rate_limits").await, 0);
    }
}
