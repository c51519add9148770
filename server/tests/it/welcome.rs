//! The message that welcomes whoever has confirmed: only where the association wants it, in its own words, once.

use crate::{
    harness::{both, plain},
    outbox::another,
    smtp::Smtp,
    sow::Seed,
};
use server::{follow_ups::by_itself, jobs::outbox::run_once};

const LEA: &str = "lea@exemple.fr";
const TOM: &str = "tom@exemple.fr";
const RULES: &str = "/espace/1/relances/regles";
const DAY: i64 = 86_400;

fn rule(active: &str) -> [(&str, &str); 4] {
    [
        ("kind", "signed_up"),
        ("active", active),
        ("subject", "Bienvenue chez {{association}}"),
        ("body", "Bonjour {{prénom}},\n\nOn se voit {{créneau}}, au {{lieu}}, avec {{association}}."),
    ]
}

both! {
    async fn nobody_is_welcomed_unless_the_association_wants_it(portal: Portal) {
        let (_, need) = portal.with_need("mains", Seed::new("Servir la soupe").dated(&[(9, 5)])).await;
        portal.confirmed(need, portal.slots(need).await[0], LEA).await;
        assert_eq!(by_itself::run(&portal.app).await.unwrap(), 0, "off as long as nobody asked for it");
        let mut coordinator = portal.signed_in("coordinator@mains.example").await;
        coordinator.get(RULES).await.says("À la confirmation d’une inscription");
        coordinator.post(RULES, &rule("")).await;
        assert_eq!(by_itself::run(&portal.app).await.unwrap(), 0, "its words are kept, it stays off");
        coordinator.get(RULES).await.says("Bienvenue chez {{association}}");
        coordinator.post(RULES, &rule("oui")).await;
        assert_eq!(by_itself::run(&portal.app).await.unwrap(), 1);
        coordinator.post(RULES, &rule("")).await;
        portal.confirmed(need, portal.slots(need).await[0], TOM).await;
        assert_eq!(by_itself::run(&portal.app).await.unwrap(), 0, "off again");
    }

    async fn who_confirms_is_welcomed_once_in_its_words(portal: Portal) {
        let smtp = Smtp::start();
        let url = smtp.url();
        let app = another(&portal, |settings| settings.smtp_url = Some(url)).await;
        let (_, need) = portal.with_need("mains", Seed::new("Servir la soupe").dated(&[(9, 5)])).await;
        let slot = portal.slots(need).await[0];
        portal.confirmed(need, slot, TOM).await;
        portal.clock.advance(DAY + 60);
        let mut coordinator = portal.signed_in("coordinator@mains.example").await;
        coordinator.post(RULES, &rule("oui")).await;
        portal.sign_up(need, slot, LEA).await;
        assert_eq!(by_itself::run(&portal.app).await.unwrap(), 0, "not Tom, who has long been in; nor Léa, who isn't yet");
        let token = portal.own_token(LEA).await;
        portal.press(&format!("/inscriptions/{token}/confirmation")).await;
        assert_eq!(by_itself::run(&portal.app).await.unwrap(), 1);
        for seconds in [0, 60, 3600, DAY] {
            portal.clock.advance(seconds);
            assert_eq!(by_itself::run(&portal.app).await.unwrap(), 0, "once");
        }
        run_once(&app).await.unwrap();
        let mails = smtp.mails();
        let welcomes: Vec<_> = mails.iter().filter(|mail| mail["subject"].as_str().unwrap().starts_with("Bienvenue")).collect();
        let [mail] = welcomes.as_slice() else { panic!("one welcome: {mails:?}") };
        assert_eq!(mail["to"][0]["address"], LEA);
        assert_eq!(mail["replyTo"][0]["address"], "contact@mains.example");
        assert!(mail["subject"].as_str().unwrap().starts_with("Bienvenue chez mains"), "{mail}");
        for body in ["text", "html"] {
            let body = plain(mail[body].as_str().unwrap());
            for part in ["Bonjour Camille,", "On se voit dimanche 29 novembre, 10 h – 13 h", "au 1 place de la Mairie, 35000 Rennes, avec mains."] {
                assert!(body.contains(part), "{part} in {body}");
            }
            assert!(!body.contains("{{"), "{body}");
        }
        app.db.close().await;
    }
}
