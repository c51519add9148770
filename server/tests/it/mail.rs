//! What arrives at a real SMTP server, and what its answers do.

use crate::{
    harness::Portal,
    outbox::{another, context, outbox, put},
    smtp::Smtp,
};
use app::domain::Lang;
use lettre::{
    AsyncSmtpTransport, Tokio1Executor,
    transport::smtp::client::{Tls, TlsParameters},
};
use server::{
    jobs::outbox::run_once,
    mail::{
        Letter, Transport, calendar,
        letters::{self, Contact, LetterContext, LostLink, News},
    },
    state::SharedApp,
};

async fn connected(portal: &Portal, smtp: &Smtp) -> SharedApp {
    let url = smtp.url();
    another(portal, |settings| settings.smtp_url = Some(url)).await
}

fn to(address: &str) -> Letter {
    letters::waiting(&context(), address, "t0k3n")
}

#[tokio::test]
async fn a_letter_arrives_whole() {
    let (portal, smtp) = (Portal::on_sqlite().await, Smtp::start());
    let app = connected(&portal, &smtp).await;
    let file = calendar::file(
        &calendar::Event {
            need_id: 12,
            slot_id: 34,
            starts_at: 1_796_461_200,
            ends_at: None,
            title: "Servir la soupe".to_owned(),
            place: None,
            description: String::new(),
            public_url: "https://portail.example".to_owned(),
            path: "/missions/12-servir-la-soupe".to_owned(),
        },
        app.clock.now(),
    );
    put(&app, &letters::confirm(&context(), "camille@example.org", "t0k3n", Some(file.clone()))).await;
    let message_id = outbox(&app).await.remove(0).message_id;
    assert_eq!(run_once(&app).await.unwrap(), 1);
    let mail = smtp.mails().remove(0);
    assert_eq!(mail["subject"], "À confirmer\u{202f}: Servir la soupe");
    assert_eq!(mail["from"]["name"], "Coup de main");
    assert_eq!(mail["to"][0]["address"], "camille@example.org");
    assert_eq!(mail["messageId"], message_id);
    for body in ["text", "html"] {
        let body = mail[body].as_str().unwrap();
        for part in [
            "Bonjour Camille,",
            "https://portail.example/inscriptions/t0k3n",
            "samedi 5 décembre, 9 h – 12 h",
        ] {
            assert!(body.contains(part), "{part} in {body}");
        }
    }
    assert!(mail["html"].as_str().unwrap().contains("La Soupe &amp; Cie"));
    let attached = &mail["attachments"][0];
    assert_eq!(attached["filename"], "coup-de-main.ics");
    assert_eq!((&attached["mimeType"], &attached["method"]), (&"text/calendar".into(), &"PUBLISH".into()));
    assert_eq!(attached["content"].as_str().unwrap().replace("\r\n", "\n"), file.replace("\r\n", "\n"));
}

#[tokio::test]
async fn nothing_typed_becomes_a_header_or_markup() {
    let (portal, smtp) = (Portal::on_sqlite().await, Smtp::start());
    let app = connected(&portal, &smtp).await;
    let nasty = LetterContext {
        first_name: "Eve\r\nBcc: tous@example.org\r\n\r\n<script>alert(1)</script>".to_owned(),
        need_title: "Soupe\nCc: tous@example.org\u{2028}</title><script>alert(2)</script>".to_owned(),
        association: "<img src=x onerror=alert(3)>\"'".to_owned(),
        place: Some("</dd><style>body{display:none}</style>".to_owned()),
        ..context()
    };
    let contact = Contact {
        last_name: Some("<b>Ève</b>".to_owned()),
        email: "eve@example.org".to_owned(),
        message: Some(
            "</blockquote><a href='https://mechant.example'>ici</a>\r\n.\r\nMAIL FROM:<x>".to_owned(),
        ),
        ..Contact::default()
    };
    put(&app, &letters::confirm(&nasty, "camille@example.org", "t0k3n", None)).await;
    put(&app, &letters::association_told(&nasty, "asso@example.org", News::SignedUp, &contact)).await;
    put(&app, &letters::parent_consent(&nasty, "parent@example.org", "t0k3n")).await;
    assert_eq!(run_once(&app).await.unwrap(), 3);
    let mails = smtp.mails();
    assert_eq!(mails.len(), 3);
    for mail in &mails {
        assert_eq!((mail["cc"].as_array(), mail["bcc"].as_array()), (None, None), "{mail}");
        assert_eq!(
            (mail["to"].as_array().unwrap().len(), mail["envelope"].as_array().unwrap().len()),
            (1, 1)
        );
        let html = mail["html"].as_str().unwrap();
        for bad in ["<script", "<img", "<b>", "<a href='"] {
            assert!(!html.contains(bad), "{bad} in {html}");
        }
        assert_eq!(html.matches("<style>").count(), 1, "{html}");
    }
    let told = mails.iter().find(|mail| mail["to"][0]["address"] == "asso@example.org").unwrap();
    assert!(told["text"].as_str().unwrap().contains("> MAIL FROM:<x>"), "{told}");
    assert_eq!(told["replyTo"][0]["address"], "eve@example.org", "an answer goes to the volunteer");
}

#[tokio::test]
async fn put_off_once_then_taken_and_refused_is_given_up() {
    let (portal, smtp) = (Portal::on_sqlite().await, Smtp::start());
    let app = connected(&portal, &smtp).await;
    put(&app, &to("busy.camille@example.org")).await;
    put(&app, &to("gone.camille@example.org")).await;
    assert_eq!(run_once(&app).await.unwrap(), 0);
    let rows = outbox(&app).await;
    assert!(
        rows[0].due_at == Some(app.clock.now() + 60) && rows[0].last_error.as_ref().unwrap().contains("451")
    );
    assert!(rows[1].gave_up_at.is_some() && rows[1].last_error.as_ref().unwrap().contains("550"));
    for row in &rows {
        assert!(!row.last_error.as_ref().unwrap().contains('@'), "{row:?}");
    }
    app.clock.advance(60);
    assert_eq!(run_once(&app).await.unwrap(), 1);
    let mail = smtp.mails().remove(0);
    assert_eq!(mail["messageId"], rows[0].message_id);
    app.clock.advance(7 * 24 * 3600);
    assert_eq!(run_once(&app).await.unwrap(), 0);
    assert_eq!(smtp.mails().len(), 1);

    // Nothing more is tried there, but what the person asks for themself.
    put(&app, &letters::cancelled(&context(), "gone.camille@example.org")).await;
    assert_eq!(run_once(&app).await.unwrap(), 0);
    assert!(outbox(&app).await[2].last_error.as_ref().unwrap().contains("refused before"));
    put(&app, &letters::confirm(&context(), "gone.camille@example.org", "t0k3n", None)).await;
    assert_eq!(run_once(&app).await.unwrap(), 0);
    assert!(outbox(&app).await[3].last_error.as_ref().unwrap().contains("550"));
}

#[tokio::test]
async fn wanted_tls_is_never_done_without() {
    let (portal, smtp, plain) = (Portal::on_sqlite().await, Smtp::with_starttls(), Smtp::start());
    for port in [smtp.port, plain.port] {
        // The first shows a certificate nobody signed, the second doesn't speak TLS at all.
        let url = format!("smtp://127.0.0.1:{port}?tls=required");
        let app = another(&portal, |settings| settings.smtp_url = Some(url)).await;
        put(&app, &to("camille@example.org")).await;
        assert_eq!(run_once(&app).await.unwrap(), 0);
        assert!(outbox(&app).await.iter().all(|row| row.due_at.is_some()), "kept for when it is mended");
        app.db.close().await;
    }
    assert_eq!((smtp.mails().len(), plain.mails().len()), (0, 0));
}

#[tokio::test]
async fn tls_is_spoken() {
    let (portal, smtp) = (Portal::on_sqlite().await, Smtp::with_starttls());
    let tls =
        TlsParameters::builder("localhost".to_owned()).dangerous_accept_invalid_certs(true).build().unwrap();
    let way = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous("127.0.0.1")
        .port(smtp.port)
        .tls(Tls::Required(tls))
        .build();
    let transport = Transport::smtp(portal.app.settings.mail_from.clone(), way);
    put(&portal.app, &to("camille@example.org")).await;
    let due = server::store::outbox::claim(&portal.app.db, 1, portal.clock.now()).await.unwrap().remove(0);
    transport.send(&due).await.unwrap();
    assert_eq!(smtp.mails().remove(0)["secure"], true);
}

#[tokio::test]
async fn every_letter_reads_well_in_both_languages() {
    for lang in Lang::ALL {
        let context = LetterContext { lang, ..context() };
        let contact = Contact {
            last_name: Some("Martin".to_owned()),
            email: "camille@example.org".to_owned(),
            phone: Some("06 12 34 56 78".to_owned()),
            message: Some("Je viens à vélo.".to_owned()),
            minor: true,
        };
        let link = LostLink { need_title: "Soupe".to_owned(), when: None, token: "t0k3n".to_owned() };
        let address = "x@example.org";
        for letter in [
            letters::confirm(&context, address, "t0k3n", None),
            letters::waiting(&context, address, "t0k3n"),
            letters::already_in(&context, address, "t0k3n"),
            letters::offer(&context, address, "t0k3n", "samedi 5 décembre, 9 h"),
            letters::offer_lost(&context, address),
            letters::expired(&context, address),
            letters::cancelled(&context, address),
            letters::place_confirmed(&context, address, "t0k3n", None),
            letters::association_told(&context, address, News::SignedUp, &contact),
            letters::association_told(&context, address, News::Waiting, &contact),
            letters::association_told(&context, address, News::Withdrawn, &contact),
            letters::parent_consent(&context, address, "t0k3n"),
            letters::lost_link(lang, "https://portail.example", address, &[link.clone(), link.clone()]),
        ] {
            let kind = letter.kind;
            assert!(letter.subject.chars().count() < 100 && !letter.subject.contains(['{', '}']), "{kind:?}");
            assert!(!letter.text.contains(['{', '}', '<']), "{kind:?}: {}", letter.text);
            assert!(!letter.text.contains("&amp;"), "{kind:?}: {}", letter.text);
            assert!(letter.html.contains(&format!("<html lang=\"{}\">", lang.code())), "{kind:?}");
            let english = letter.text.contains("https://portail.example/en/");
            assert_eq!(english, lang == Lang::En, "{kind:?}: {}", letter.text);
            if let Ok(folder) = std::env::var("SHOW_LETTERS") {
                let name = format!("{folder}/{}-{:?}{}", lang.code(), kind, letter.subject.len());
                std::fs::write(format!("{name}.html"), &letter.html).unwrap();
                std::fs::write(format!("{name}.txt"), format!("{}\n\n{}", letter.subject, letter.text))
                    .unwrap();
            }
        }
    }
}
