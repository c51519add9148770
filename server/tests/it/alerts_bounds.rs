//! What strangers can have sent by asking for alerts: little, and none of their words.

use crate::{
    alerts::{DAY, LEA, address, ask, confirmed, last},
    harness::{both, plain},
};
use axum::http::StatusCode;

both! {
    async fn letters_that_strangers_have_sent_carry_none_of_their_words(portal: Portal) {
        for query in ["q=gagnez+beaucoup&lieu=Rennes", "q=gagnez+beaucoup"] {
            ask(&portal, query, LEA, "daily").await;
            let letter = last(&portal, LEA).await;
            for part in [&letter.subject, &letter.body_text, &letter.body_html] {
                assert!(!part.contains("gagnez") && part.contains("par mots-clés"), "{part}");
            }
            // Whoever has the letter sees them.
            portal.get(&address(&letter, "/alertes/")).await.says("« gagnez beaucoup »");
        }
        // One that its owner confirmed is called as they called it.
        portal.clock.advance(DAY);
        confirmed(&portal, "q=%C3%A9t%C3%A9", LEA, "daily").await;
        ask(&portal, "q=ETE", LEA, "daily").await;
        assert!(plain(&last(&portal, LEA).await.subject).ends_with("alerte : « été » · Partout en France"));
    }

    async fn nobody_is_flooded_with_alerts(portal: Portal) {
        for number in 0..3 {
            confirmed(&portal, &format!("q=mot{number}"), LEA, "daily").await;
        }
        // The mailbox counts, however its address is written, and whichever letter it would be.
        for (query, email) in [("q=mot4", LEA), ("q=mot4", "lea+x@exemple.fr"), ("q=mot1", LEA)] {
            assert_eq!(ask(&portal, query, email, "daily").await.status, StatusCode::TOO_MANY_REQUESTS);
        }
        assert_eq!(portal.count("alerts").await, 3);
        for day in 1..=5 {
            portal.clock.advance(DAY);
            for number in 0..3 {
                confirmed(&portal, &format!("q=mot{day}{number}"), LEA, "daily").await;
            }
        }
        portal.clock.advance(DAY);
        for number in 0..2 {
            confirmed(&portal, &format!("q=mot6{number}"), LEA, "daily").await;
        }
        ask(&portal, "q=toujours", LEA, "daily").await;
        assert_eq!(portal.count("alerts").await, 20, "the most");
        let letter = last(&portal, LEA).await;
        assert_eq!((letter.kind.as_str(), &*plain(&letter.subject)), ("alert_known", "Vous avez déjà 20 alertes"));
        assert!(!letter.body_text.contains("toujours") && letter.body_text.contains("par mots-clés"), "{}", letter.body_text);
        assert_eq!(portal.get(&address(&letter, "/alertes/")).await.status, StatusCode::OK);
        // One that is there is found again all the same.
        portal.clock.advance(DAY);
        ask(&portal, "q=mot1", LEA, "daily").await;
        assert!(last(&portal, LEA).await.subject.starts_with("Vous avez déjà cette alerte"));
    }
}
