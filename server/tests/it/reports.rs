//! Anybody reports a need; moderators decide, once, and everybody concerned reads of it.

use crate::{
    desk::Browser,
    harness::{Answer, Portal, both, plain},
    people::on_pool,
    posting::{NEW, coordinator, form, leads_to},
    sow::Seed,
};
use axum::http::StatusCode;

const QUEUE: &str = "/moderation/signalements";
const SOUP: &str = "/missions/1-servir-la-soupe";
const COORDINATOR: &str = "coordinator@mains.example";

impl Portal {
    /// Reports the first need, from a network of one's own.
    pub async fn report(&self, network: &str, more: &[(&str, &str)]) -> Answer {
        self.report_need(SOUP, network, more).await
    }

    async fn report_need(&self, need: &str, network: &str, more: &[(&str, &str)]) -> Answer {
        let stamp = self.stamp();
        let mut typed = vec![("raison", "money"), ("mots", ""), ("email", ""), ("site", ""), ("t", &stamp)];
        typed.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
        typed.extend_from_slice(more);
        self.post_from(network, &format!("{need}/signaler"), &typed).await
    }

    pub async fn text(&self, sql: &'static str) -> String {
        on_pool!(self, |pool| sqlx::query_scalar(sql).fetch_one(pool).await.unwrap())
    }
}

/// A need of `mains`, and a moderator.
pub async fn posted(portal: &Portal) -> (Browser<'_>, Browser<'_>) {
    let mut coordinator = coordinator(portal).await;
    leads_to(&coordinator.post(NEW, &form(&[])).await, "/espace/1?fait=posted");
    (coordinator, portal.moderator("moderation@portail.example").await)
}

/// Decides as one who has the page open.
pub async fn decided(moderator: &mut Browser<'_>, need: i64, verdict: &str, words: &str) -> Answer {
    let page = moderator.get(QUEUE).await.body;
    let item = page.split(&format!("name=\"need\" value=\"{need}\"")).nth(1).unwrap_or_default().to_owned();
    let value = |name: &str| {
        let rest = item.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_default();
        rest.split('"').next().unwrap_or_default().to_owned()
    };
    let (need, seen, times, revision) = (need.to_string(), value("seen"), value("times"), value("revision"));
    let form = [
        ("need", need.as_str()),
        ("seen", &seen),
        ("times", &times),
        ("revision", &revision),
        ("verdict", verdict),
        ("words", words),
    ];
    moderator.post(QUEUE, &form).await
}

both! {
    async fn anybody_reports_without_an_account(portal: Portal) {
        posted(&portal).await;
        portal.get(SOUP).await.says("href=\"/missions/1-servir-la-soupe/signaler\"").says("Signaler cette mission");
        portal.get(&format!("{SOUP}/signaler")).await.says("Servir la soupe").says("Pas besoin de compte").says("noindex");
        portal.get(&format!("/en{SOUP}/signaler")).await.says("No account needed");
        let sent = portal.report("10.0.0.1", &[("mots", "On demande 50 €")]).await;
        leads_to(&sent, "/missions/1-servir-la-soupe/signaler/merci");
        assert!(sent.header("set-cookie").is_empty(), "and without a cookie");
        portal.get(sent.header("location")).await.says("Merci, c’est noté").says("lit chaque signalement");
        assert_eq!(portal.text("SELECT reason || words FROM reports").await, "moneyOn demande 50 €");
        portal.get("/missions/1/signaler").await.header("location").ends_with("/missions/1-servir-la-soupe/signaler");
        assert_eq!(portal.get("/missions/99-x/signaler").await.status, StatusCode::NOT_FOUND);
    }

    async fn twice_is_once(portal: Portal) {
        posted(&portal).await;
        for (network, email) in [
            ("10.0.0.1", ""), ("10.0.0.1", ""), ("10.0.0.1", "lea@exemple.fr"),
            ("10.0.0.2", "lea@exemple.fr"), ("10.0.0.3", "Lea@Exemple.fr"), ("10.0.0.4", "zoe@exemple.fr"),
        ] {
            leads_to(&portal.report(network, &[("email", email)]).await, "/missions/1-servir-la-soupe/signaler/merci");
        }
        assert_eq!(portal.count("reports").await, 2);
        assert_eq!(portal.text("SELECT email FROM reports ORDER BY id LIMIT 1").await, "lea@exemple.fr", "who comes back may leave it");
        // Another need is another matter; and no network can be read out of the table.
        Seed::new("Trier").sow(&portal).await;
        portal.report_need("/missions/2-trier", "10.0.0.1", &[]).await;
        assert_eq!(portal.count("(SELECT DISTINCT reporter FROM reports) AS r").await, 3);
    }

    async fn what_is_wrong_keeps_what_was_typed(portal: Portal) {
        posted(&portal).await;
        let long = "x".repeat(1001);
        let old = server::http::form_stamp::fresh(&portal.app.secrets.forms, portal.clock.now());
        for (more, says) in [
            (vec![("raison", "")], "Choisissez ce qui s’en approche le plus"),
            (vec![("raison", "licorne")], "Choisissez ce qui s’en approche le plus"),
            (vec![("mots", long.as_str())], "1 000"),
            (vec![("email", "lea@exemple")], "exemple.fr"),
            (vec![("t", old.as_str())], "Envoyez-le encore une fois"),
            (vec![("t", "faux")], "ouvert trop longtemps"),
        ] {
            let mut typed = more;
            if !typed.iter().any(|(name, _)| *name == "mots") {
                typed.push(("mots", "Ce que j’ai <vu>"));
            }
            let answer = portal.report("10.0.0.1", &typed).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed:?}");
            if !typed.iter().any(|(_, value)| *value == long) {
                answer.says("Ce que j’ai &lt;vu&gt;");
            }
            if !typed.iter().any(|(name, _)| *name == "raison") {
                assert!(answer.body.contains("value=\"money\" required checked"), "{}", answer.body);
            }
            if says.starts_with("Choisissez") || says == "1 000" || says == "exemple.fr" {
                answer.says(says);
            }
        }
        leads_to(&portal.report("10.0.0.1", &[("site", "https://robot.example")]).await, "/missions/1-servir-la-soupe/signaler/merci");
        assert_eq!(portal.count("reports").await, 0, "a robot is thanked, and not heard");
    }

    async fn one_network_doesnt_flood(portal: Portal) {
        posted(&portal).await;
        let mut last = StatusCode::OK;
        for _ in 0..31 {
            last = portal.report("10.0.0.1", &[]).await.status;
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    }

    async fn the_queue_shows_need_history_and_association_the_most_urgent_first(portal: Portal) {
        let (mut coordinator, mut moderator) = posted(&portal).await;
        moderator.get(QUEUE).await.says("Rien à relire");
        moderator.get("/moderation").await.says("href=\"/moderation/signalements\"");
        leads_to(&coordinator.post(NEW, &form(&[("title", "Trier des livres")])).await, "/espace/1?fait=posted");
        portal.confirmed(1, portal.slots(1).await[0], "camille@exemple.fr").await;
        portal.report("10.0.0.1", &[("raison", "over")]).await;
        portal.report("10.0.0.2", &[("raison", "wrong"), ("mots", "C’est <b>fini</b>"), ("email", "lea@exemple.fr")]).await;
        portal.report_need("/missions/2-trier-des-livres", "10.0.0.3", &[]).await;
        let page = moderator.get(QUEUE).await;
        let (money, over) = (page.body.find("need-2").unwrap(), page.body.find("need-1").unwrap());
        assert!(money < over, "money first, though fewer tell of it");
        page.says("2 personnes l’ont signalée").says("C’est &lt;b&gt;fini&lt;/b&gt;").says("On y demande de l’argent")
            .says("Servir un repas chaud").says("publiée par l’association").says("1 personne inscrite")
            .says("2 missions").says("Jamais avertie").says("contact@mains.example").says("vendredi 20 novembre, 10 h");
        assert!(!page.body.contains("lea@exemple.fr"), "moderators don't need to know who");
        moderator.get("/moderation").await.says("2 missions à relire");
        moderator.get(&format!("/en{QUEUE}")).await.says("2 people reported it");
    }

    async fn who_unpublishes_says_why_and_everybody_is_told(portal: Portal) {
        let (mut coordinator, mut moderator) = posted(&portal).await;
        let token = portal.confirmed(1, portal.slots(1).await[0], "camille@exemple.fr").await;
        portal.report("10.0.0.1", &[("mots", "On m’a demandé 50 €"), ("email", "lea@exemple.fr")]).await;
        let silent = decided(&mut moderator, 1, "down", " ").await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        silent.says("Écrivez à l’association pourquoi");
        leads_to(&decided(&mut moderator, 1, "down", "Aucune somme ne peut être\ndemandée.").await, &format!("{QUEUE}?fait=down&mission=1"));
        moderator.get(&format!("{QUEUE}?fait=down&mission=1")).await.says("La mission est retirée").says("Rien à relire");

        let page = portal.get(SOUP).await;
        assert_eq!(page.status, StatusCode::GONE);
        page.says("Cette mission a été retirée").says("noindex");
        assert!(!page.body.contains("Servir"), "nothing of it: {}", page.body);
        for path in ["/inscription", "/merci", "/signaler", "/creneaux/1.ics"] {
            assert_eq!(portal.get(&format!("{SOUP}{path}")).await.status, StatusCode::GONE, "{path}");
        }
        assert_eq!(portal.sign_up(1, 1, "zoe@exemple.fr").await.status, StatusCode::GONE);
        assert!(!portal.get("/missions?q=soupe").await.body.contains("Servir la soupe"));
        assert_eq!(portal.state_of("camille@exemple.fr").await.as_deref(), Some("confirmed"), "sign-ups are kept");
        assert_eq!(portal.get(&format!("/inscriptions/{token}")).await.status, StatusCode::OK);

        let mails = portal.mails_to(COORDINATOR).await;
        let mail = mails.last().unwrap();
        let text = plain(&mail.body_text);
        assert_eq!((mail.kind.as_str(), plain(&mail.subject).as_str()), ("moderation", "« Servir la soupe » a été retirée · Coup de main"));
        for part in ["> Aucune somme ne peut être\n> demandée.", "https://portail.example/espace/1/missions/1", "Pour la remettre en ligne"] {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert!(!text.contains("lea@") && !text.contains("50 €"), "who reported stays unsaid: {text}");
        assert_eq!(portal.mails_to("owner@mains.example").await.len(), 1);
        assert!(portal.mails_to("reader@mains.example").await.is_empty());
        assert_eq!(portal.text("SELECT MAX(reply_to) FROM outbox WHERE to_address = 'owner@mains.example'").await, "moderation@portail.example");

        let answer = &portal.mails_to("lea@exemple.fr").await[0];
        assert_eq!(answer.kind, "reporter");
        assert!(plain(&answer.body_text).contains("Nous avons retiré cette mission"), "{}", answer.body_text);
        let left = "(SELECT 1 FROM reports WHERE email IS NOT NULL OR email_key IS NOT NULL OR reporter IS NOT NULL) AS r";
        assert_eq!(portal.count(left).await, 0, "and their address is gone");

        // The association puts it right; nothing but a moderator opens it.
        coordinator.get("/espace/1").await.says("Retirée par la modération");
        coordinator.get("/espace/1/missions/1").await.says("Cette mission a été retirée").says("Aucune somme ne peut");
        coordinator.post("/espace/1/missions/1/etat", &[("act", "reopen")]).await;
        assert_eq!(portal.get(SOUP).await.status, StatusCode::GONE);
        moderator.get(QUEUE).await.says("Rien à relire");
        let mended = form(&[("description", "Servir un repas chaud, sans rien demander."), ("version", "0")]);
        leads_to(&coordinator.post("/espace/1/missions/1", &mended).await, "/espace/1/missions/1?fait=saved");
        coordinator.get("/espace/1/missions/1").await.says("Votre correction est en relecture");
        assert_eq!(portal.get(SOUP).await.status, StatusCode::NOT_FOUND, "not yet");
        moderator.get(QUEUE).await.says("Retirée, puis corrigée").says("sans rien demander").says("Aucune somme");
        leads_to(&decided(&mut moderator, 1, "passed", "").await, &format!("{QUEUE}?fait=passed&mission=1"));
        assert_eq!(portal.get(SOUP).await.status, StatusCode::OK);
        portal.get("/missions?q=soupe").await.says("Servir la soupe");
        assert!(plain(&portal.mails_to(COORDINATOR).await.last().unwrap().subject).contains("est en ligne"));
        assert_eq!(portal.taken(1).await, 1);
    }

    async fn who_warns_leaves_it_online(portal: Portal) {
        let (_, mut moderator) = posted(&portal).await;
        portal.report("10.0.0.1", &[("raison", "wrong"), ("email", "lea@exemple.fr")]).await;
        leads_to(&decided(&mut moderator, 1, "warned", "Mettez l’adresse à jour.").await, &format!("{QUEUE}?fait=warned&mission=1"));
        assert_eq!(portal.get(SOUP).await.status, StatusCode::OK);
        let mail = portal.mails_to(COORDINATOR).await.pop().unwrap();
        assert!(mail.body_text.contains("> Mettez l’adresse à jour."), "{}", mail.body_text);
        assert!(plain(&portal.mails_to("lea@exemple.fr").await[0].body_text).contains("Nous avons écrit à l’association"));
        // The next report finds the warning.
        portal.report("10.0.0.1", &[]).await;
        moderator.get(QUEUE).await.says("avertissement, par moderation@portail.example").says("1 avertissement").says("1 signalement déjà traité");
    }

    async fn who_dismisses_tells_nobody_but_the_reporters(portal: Portal) {
        let (_, mut moderator) = posted(&portal).await;
        let before = portal.mails_to(COORDINATOR).await.len();
        portal.report("10.0.0.1", &[("email", "lea@exemple.fr")]).await;
        leads_to(&decided(&mut moderator, 1, "dismissed", "").await, &format!("{QUEUE}?fait=dismissed&mission=1"));
        assert_eq!(portal.mails_to(COORDINATOR).await.len(), before);
        assert!(plain(&portal.mails_to("lea@exemple.fr").await[0].body_text).contains("rien trouvé de contraire"));
        assert_eq!(portal.get(SOUP).await.status, StatusCode::OK);
    }

    async fn of_two_moderators_the_second_learns_who_and_when(portal: Portal) {
        let (_, mut moderator) = posted(&portal).await;
        let mut other = portal.moderator("autre@portail.example").await;
        portal.report("10.0.0.1", &[("email", "lea@exemple.fr")]).await;
        decided(&mut moderator, 1, "dismissed", "").await;
        let late = [("need", "1"), ("seen", "9"), ("revision", "1"), ("verdict", "down"), ("words", "Non.")];
        let answer = other.post(QUEUE, &late).await;
        leads_to(&answer, &format!("{QUEUE}?fait=already&mission=1"));
        other.get(answer.header("location")).await
            .says("C’était déjà fait : signalement classé, par moderation@portail.example, le vendredi 20 novembre, 10 h");
        assert_eq!(portal.get(SOUP).await.status, StatusCode::OK);
        assert_eq!((portal.count("report_decisions").await, portal.mails_to("lea@exemple.fr").await.len()), (1, 1));
    }

    async fn both_at_once_decide_once(portal: Portal) {
        let (_, mut moderator) = posted(&portal).await;
        let mut other = portal.moderator("autre@portail.example").await;
        portal.report("10.0.0.1", &[("email", "lea@exemple.fr")]).await;
        let form = |verdict: &'static str| {
            [("need", "1"), ("seen", "9"), ("times", "9"), ("revision", "1"), ("verdict", verdict), ("words", "Non.")]
        };
        let (one, two) = (form("down"), form("warned"));
        let (one, two) = tokio::join!(moderator.post(QUEUE, &one), other.post(QUEUE, &two));
        let already = [&one, &two].into_iter().filter(|answer| answer.header("location").contains("already")).count();
        assert_eq!((already, portal.count("report_decisions").await), (1, 1));
        assert_eq!(portal.mails_to("lea@exemple.fr").await.len(), 1);
    }

    async fn nothing_is_decided_unread(portal: Portal) {
        let (_, mut moderator) = posted(&portal).await;
        portal.report("10.0.0.1", &[]).await;
        let form = [("need", "1"), ("seen", "1"), ("times", "1"), ("revision", "1"), ("verdict", "dismissed")];
        portal.report("10.0.0.2", &[("mots", "Moi aussi")]).await;
        leads_to(&moderator.post(QUEUE, &form).await, &format!("{QUEUE}?fait=changed&mission=1"));
        moderator.get(&format!("{QUEUE}?fait=changed&mission=1")).await.says("Relisez avant de décider").says("Moi aussi");
        assert_eq!(portal.count("report_decisions").await, 0);
        for wrong in [[("need", "x"), ("verdict", "down")], [("need", "1"), ("verdict", "brûler")]] {
            assert_eq!(moderator.post(QUEUE, &wrong).await.status, StatusCode::BAD_REQUEST);
        }
        let unheld = [("need", "1"), ("seen", "9"), ("times", "9"), ("revision", "1"), ("verdict", "passed")];
        assert_eq!(moderator.post(QUEUE, &unheld).await.status, StatusCode::BAD_REQUEST);
    }

    async fn what_came_by_a_feed_stays_down_through_imports(portal: Portal) {
        let mut moderator = portal.moderator("moderation@portail.example").await;
        Seed::new("Servir la soupe").sow(&portal).await;
        portal.report("10.0.0.1", &[]).await;
        moderator.get(QUEUE).await.says("Arrivée par essai").says("contact@mains-ouvertes.example");
        decided(&mut moderator, 1, "down", "C’est une vente.").await;
        let mail = portal.mails_to("contact@mains-ouvertes.example").await.pop().unwrap();
        assert!(mail.body_text.contains("> C’est une vente.") && mail.body_text.contains("Corrigez-la là-bas"), "{}", mail.body_text);
        // The feed, or a server that knows nothing of all this, opens it.
        portal.sql("UPDATE needs SET state = 'open' WHERE id = 1").await;
        assert_eq!(portal.get(SOUP).await.status, StatusCode::GONE);
        assert_eq!(portal.text("SELECT state FROM needs").await, "closed");
    }
}
