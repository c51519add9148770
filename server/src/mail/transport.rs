//! How letters leave: over SMTP, or, where none is set, into a folder of `.eml` files.

use super::{message, reason::scrubbed};
use crate::{settings::Settings, store::outbox::Due};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Tokio1Executor,
    message::Mailbox,
    transport::smtp::{self, PoolConfig},
};
use std::{path::PathBuf, time::Duration};

/// How long one answer of the mail server may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long one letter may take in all; less than the outbox's claim.
pub const PATIENCE_IN_ALL: Duration = Duration::from_secs(90);

/// Where letters go.
#[derive(Clone, Debug)]
pub struct Transport {
    from: Mailbox,
    way: Way,
}

#[derive(Clone, Debug)]
enum Way {
    Files(PathBuf),
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
}

/// Why a letter didn't leave. The reasons hold no address.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// It will never be taken.
    #[error("refused: {0}")]
    Refused(String),
    /// Another try may work.
    #[error("not now: {0}")]
    NotNow(String),
}

impl Transport {
    /// As the settings say: `smtp://` plain, `smtp://…?tls=required` STARTTLS, `smtps://` TLS from the start.
    /// Nothing is connected before the first letter.
    ///
    /// # Errors
    /// When `SMTP_URL` can't be understood; the error doesn't repeat its password.
    pub fn of(settings: &Settings) -> Result<Self, smtp::Error> {
        let from = settings.mail_from.clone();
        let Some(url) = &settings.smtp_url else {
            return Ok(Self { from, way: Way::Files(PathBuf::from(&settings.mail_dir)) });
        };
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)?;
        let pooled = builder
            .timeout(Some(PATIENCE))
            .pool_config(PoolConfig::new().max_size(settings.smtp_connections));
        Ok(Self::smtp(from, pooled.build()))
    }

    /// Over an SMTP connection made ready elsewhere.
    #[must_use]
    pub const fn smtp(from: Mailbox, way: AsyncSmtpTransport<Tokio1Executor>) -> Self {
        Self { from, way: Way::Smtp(way) }
    }

    /// Hands `due` over; `Ok` means that the other side has taken it on.
    ///
    /// # Errors
    /// [`SendError`]: refused for good, or not now.
    pub async fn send(&self, due: &Due) -> Result<(), SendError> {
        let mail = message::build(due, &self.from)
            .map_err(|error| SendError::Refused(scrubbed(&error.to_string())))?;
        match &self.way {
            Way::Files(folder) => write(folder, due, &mail.formatted())
                .await
                .map_err(|error| SendError::NotNow(error.to_string())),
            Way::Smtp(smtp) => match tokio::time::timeout(PATIENCE_IN_ALL, smtp.send(mail)).await {
                Ok(Ok(_)) => Ok(()),
                Ok(Err(error)) => Err(judged(&error)),
                Err(_) => Err(SendError::NotNow("no answer in time".to_owned())),
            },
        }
    }
}

fn judged(error: &smtp::Error) -> SendError {
    let said = error.to_string();
    let code = error.status().map_or(0, u16::from);
    let reason = scrubbed(&said);
    if is_final(code, &said) { SendError::Refused(reason) } else { SendError::NotNow(reason) }
}

/// Whether the mailbox is what was refused. The enhanced code says so where there is one (RFC 3463: `5.1.x` the address,
/// `5.2.0` and `5.2.1` a mailbox that takes nothing), else the plain one (RFC 5321: 550 to 553, 555, 556). All other 5xx —
/// wrong password, TLS wanted, blocked network, suspicious words — are mended by people, and no letter is lost.
fn is_final(code: u16, said: &str) -> bool {
    let enhanced = said.split(|sign: char| !sign.is_ascii_digit() && sign != '.').find_map(|word| {
        let mut parts = word.split('.');
        let (class, subject, detail) = (parts.next()?, parts.next()?.parse::<u8>().ok()?, parts.next()?);
        (class == "5" && parts.next().is_none()).then(|| (subject, detail.to_owned()))
    });
    (500..600).contains(&code)
        && match enhanced {
            Some((1, _)) => true,
            Some((2, detail)) => matches!(detail.as_str(), "0" | "1"),
            Some(_) => false,
            None => matches!(code, 550..=553 | 555 | 556),
        }
}

/// A name that sorts by time and is the same at every try; whole or not there at all.
async fn write(folder: &std::path::Path, due: &Due, mail: &[u8]) -> std::io::Result<()> {
    tokio::fs::create_dir_all(folder).await?;
    let name = format!("{}-{:08}-{}", due.created_at, due.id, due.kind);
    let hidden = folder.join(format!(".{name}.part"));
    tokio::fs::write(&hidden, mail).await?;
    tokio::fs::rename(&hidden, folder.join(format!("{name}.eml"))).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_refused_mailbox_is_final() {
        for (code, said, wanted) in [
            (550, "permanent error (550): 5.1.1 <x>: no such user", true),
            (554, "permanent error (554): 5.1.1 recipient unknown", true),
            (550, "permanent error (550): mailbox unavailable", true),
            (550, "permanent error (550): 5.2.1 mailbox disabled", true),
            (552, "permanent error (552): 5.2.2 mailbox full", false),
            (550, "permanent error (550): 5.7.1 message looks like spam", false),
            (554, "permanent error (554): blocked, see 10.0.0.1", false),
            (535, "permanent error (535): 5.7.8 wrong password", false),
            (450, "transient error (450): 4.2.1 try again", false),
        ] {
            assert_eq!(is_final(code, said), wanted, "{said}");
        }
    }
}
