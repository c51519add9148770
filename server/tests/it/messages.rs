//! Prepared messages: the portal's own, an association's words in their place, those it adds; all checked as typed.

use crate::{
    desk::Browser,
    harness::{Portal, both, plain},
    sow::Seed,
};
use axum::http::StatusCode;

const ALL: &str = "/espace/1/relances/messages";

async fn coordinator(portal: &Portal) -> Browser<'_> {
    portal.association("mains").await;
    portal.association("autre").await;
    portal.signed_in("coordinator@mains.example").await
}

fn form<'a>(name: &'a str, subject: &'a str, body: &'a str) -> [(&'a str, &'a str); 3] {
    [("name", name), ("subject", subject), ("body", body)]
}

fn json(body: &str) -> serde_json::Value {
    serde_json::from_str(body).unwrap()
}

both! {
    async fn the_portals_own_are_changed_and_put_back(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        let list = browser.get(ALL).await;
        for name in ["Bienvenue", "Détails pratiques", "Rappel", "Changement", "Complet", "Merci", "Revenez", "Welcome", "Come again"] {
            list.says(&format!(">{name}</a>"));
        }
        let reminder = format!("{ALL}/fr-reminder");
        browser.get(&reminder).await.says("C’est bientôt").says("Bonjour Camille,");
        let saved = browser.post(&reminder, &form("Autre nom", "À demain", "Salut {{prénom}}, à demain !")).await;
        assert_eq!(saved.header("location"), format!("{ALL}?fait=enregistre"), "{}", saved.body);
        browser.get(saved.header("location")).await.says("C’est enregistré").says("changé par vous").says(">Rappel</a>");
        browser.get("/espace/1/relances/nouvelle?personne=1&modele=Rappel").await.says("Salut {{prénom}}, à demain");
        let mut other = portal.signed_in("coordinator@autre.example").await;
        other.get("/espace/2/relances/nouvelle?personne=1&modele=Rappel").await.says("On se voit bientôt");

        let back = browser.post(&format!("{reminder}/retrait"), &[]).await;
        browser.get(back.header("location")).await.says("a retrouvé le texte du portail");
        browser.get(&reminder).await.says("On se voit bientôt");
        assert_eq!((portal.count("messages").await, portal.count("acts").await), (0, 2));
    }

    async fn own_messages_are_added_renamed_and_deleted(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        let new = format!("{ALL}/nouveau");
        browser.get(&new).await.says("Nouveau message préparé").says(&format!("data-live=\"{new}/vif\""));
        browser.post(&new, &form(" Parking ", "Où se garer", "Derrière <la> salle, {{prénom}}")).await;
        browser.get("/espace/1/relances/nouvelle?personne=1").await.says(">Parking</button>").says(">Rappel</button>");
        let offered = browser.get("/en/espace/1/relances/nouvelle?personne=1").await;
        offered.says(">Parking</button>").says(">Reminder</button>");
        assert!(!offered.body.contains(">Rappel</button>"), "in the reader's language only");

        for taken in ["parking", "Merci", "come again"] {
            let answer = browser.post(&new, &form(taken, "a", "b")).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{taken}");
            answer.says("porte déjà ce nom");
        }
        let one = format!("{ALL}/1");
        browser.get(&one).await.says("value=\"Parking\"").says("Derrière &lt;la&gt; salle, {{prénom}}");
        browser.post(&one, &form("Se garer", "Où se garer", "Devant")).await;
        let list = browser.get(ALL).await;
        list.says(">Se garer</a>");
        assert!(!list.body.contains(">Parking</a>"));

        let mut other = portal.signed_in("owner@autre.example").await;
        let theirs = "/espace/2/relances/messages/1";
        assert_eq!(other.get(theirs).await.status, StatusCode::NOT_FOUND);
        assert_eq!(other.post(theirs, &form("a", "b", "c")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(other.post(&format!("{theirs}/retrait"), &[]).await.status, StatusCode::NOT_FOUND);
        let gone = browser.post(&format!("{one}/retrait"), &[]).await;
        browser.get(gone.header("location")).await.says("Le message est supprimé");
        assert_eq!(browser.get(&one).await.status, StatusCode::NOT_FOUND);
        assert_eq!(portal.count("messages").await, 0);
    }

    async fn a_template_with_an_unknown_field_is_never_kept(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        for at in ["nouveau", "fr-welcome", "en-thanks"] {
            let answer = browser.post(&format!("{ALL}/{at}"), &form("Prix", "{{prix}}", "Bonjour")).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{at}");
            answer.says("« prix » n’est pas un champ connu").says("prénom, mission, créneau, lieu, association, lien").says("value=\"{{prix}}\"");
        }
        assert_eq!(portal.count("messages").await, 0);
        assert_eq!(browser.get(&format!("{ALL}/fr-licorne")).await.status, StatusCode::NOT_FOUND);
    }

    async fn everything_is_checked_and_shown_while_one_types(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        let need = Seed::new("Servir la soupe").dated(&[(3, 5)]).sow(&portal).await;
        portal.gives(need, 1).await;
        let slot = portal.slots(need).await[0];
        for name in ["lea", "tom", "zoe", "ali"] {
            portal.confirmed(need, slot, &format!("{name}@exemple.fr")).await;
        }
        let need = need.to_string();
        browser.get(&format!("/espace/1/relances/nouvelle?mission={need}")).await
            .says("data-live=\"/espace/1/relances/nouvelle/vif\"").says("data-eager").says("data-preview");
        let live = "/espace/1/relances/nouvelle/vif";
        let typed = |body| [("mission", need.as_str()), ("subject", "Pour {{prénom}}"), ("body", body), ("when", "")];
        let wrong = browser.post(live, &typed("Bonjour {{prix}}")).await;
        let said = json(&wrong.body);
        let words = plain(said["problems"]["body"].as_str().unwrap());
        assert!(words.contains("« prix »") && words.contains("créneau"), "{words}");
        assert!(said.get("preview").is_none(), "the last good one stays");
        let right = json(&browser.post(live, &typed("On se voit {{créneau}} <b>là</b>")).await.body);
        assert_eq!(right["problems"], serde_json::json!({}));
        let preview = right["preview"].as_str().unwrap();
        assert_eq!(preview.matches("Pour Camille").count(), 3, "the first three: {preview}");
        assert!(preview.contains("lundi 23") && preview.contains("&lt;b&gt;là") && !preview.contains("ali@"), "{preview}");
        let late = json(&browser.post(live, &[("subject", "a"), ("body", "b"), ("when", "hier")]).await.body);
        assert!(late["problems"]["when"].is_string() && late.get("preview").is_none(), "{late}");
        assert_eq!(portal.count("follow_ups").await, 0);

        let rules = "/espace/1/relances/regles";
        browser.get(rules).await.says(&format!("data-live=\"{rules}/vif\""));
        let rule = |days, body| [("kind", "before"), ("days", days), ("subject", "Bientôt"), ("body", body)];
        let wrong = json(&browser.post(&format!("{rules}/vif"), &rule("40", "{{prix}}")).await.body);
        assert!(wrong["problems"]["days"].is_string() && wrong["problems"]["body"].is_string(), "{wrong}");
        let right = json(&browser.post(&format!("{rules}/vif"), &rule("3", "{{association}}")).await.body);
        assert!(right["preview"].as_str().unwrap().contains("mains"), "{right}");
        let message = json(&browser.post(&format!("{ALL}/nouveau/vif"), &form("Merci", "a", "b")).await.body);
        assert!(message["problems"]["name"].as_str().unwrap().contains("déjà"), "{message}");
        assert_eq!((portal.count("rules").await, portal.count("messages").await), (0, 0));
    }
}
