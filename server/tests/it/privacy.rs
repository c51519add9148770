//! What the log is told: never an address, a phone number or a token.

use crate::{harness::both, sow::Seed};
use std::{
    io::Write,
    sync::{Arc, Mutex},
};
use tracing_subscriber::fmt::MakeWriter;

/// Everything logged, kept.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

both! {
    async fn nothing_personal_is_logged_however_much_is_logged(portal: Portal) {
        let log = Log::default();
        let subscriber = tracing_subscriber::fmt().with_max_level(tracing::Level::DEBUG).with_writer(log.clone()).finish();
        let guard = tracing::subscriber::set_default(subscriber);

        let need = Seed::new("Servir la soupe").places(1).sow(&portal).await;
        let slot = portal.slots(need).await[0];
        portal.sign_up_with(need, slot, "zoe.secret@exemple.fr", &[("tel", "0612345678")]).await;
        portal.sign_up_with(need, slot, "pas-une-adresse-secret", &[("tel", "0612345678")]).await;
        let token = portal.mails_to("zoe.secret@exemple.fr").await[0].own();
        portal.get(&format!("/inscriptions/{token}")).await;
        portal.post(&format!("/inscriptions/{token}/confirmation"), &[]).await;
        portal.get("/inscriptions/un-jeton-secret-qui-n-existe-pas").await;
        portal.post("/inscriptions/lien-perdu", &[("email", "zoe.secret@exemple.fr")]).await;
        server::jobs::outbox::run_once(&portal.app).await.unwrap();
        portal.app.db.close().await;
        portal.get(&format!("/inscriptions/{token}")).await;
        drop(guard);

        let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
        assert!(log.contains("/inscriptions/{token}"), "requests are logged by their pattern:\n{log}");
        for secret in ["secret", "exemple.fr", "612345678", &token] {
            assert!(!log.contains(secret), "{secret} in the log:\n{log}");
        }
    }
}
