//! From an outbox row to the bytes that travel. All headers go through lettre, which encodes what isn't plain.

use super::one_line;
use crate::store::outbox::Due;
use lettre::{
    Message,
    message::{
        Attachment, Mailbox, MultiPart, SinglePart,
        header::{ContentType, Header, HeaderName, HeaderValue},
    },
};
use std::{
    error::Error,
    time::{Duration, SystemTime},
};

type Failed = Box<dyn Error + Send + Sync>;

/// Tells out-of-office robots not to answer (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Failed> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// Where a mail program unsubscribes its reader, by one POST (RFC 2369 and 8058).
#[derive(Clone)]
struct ListUnsubscribe(String);

impl Header for ListUnsubscribe {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe")
    }

    fn parse(value: &str) -> Result<Self, Failed> {
        Ok(Self(value.trim_matches(['<', '>']).to_owned()))
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), format!("<{}>", self.0))
    }
}

/// That one POST is enough.
#[derive(Clone)]
struct ListUnsubscribePost;

impl Header for ListUnsubscribePost {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe-Post")
    }

    fn parse(_: &str) -> Result<Self, Failed> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "List-Unsubscribe=One-Click".to_owned())
    }
}

/// The mail as it is sent. `due.message_id` and the date of writing make every try the same mail.
///
/// # Errors
/// When the address is none, or lettre refuses a part.
pub fn build(due: &Due, from: &Mailbox) -> Result<Message, Failed> {
    let written = SystemTime::UNIX_EPOCH + Duration::from_secs(due.created_at.try_into().unwrap_or(0));
    let bodies = MultiPart::alternative_plain_html(due.body_text.clone(), due.body_html.clone());
    let builder = Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, due.to_address.parse()?))
        .subject(one_line(&due.subject, 200))
        .date(written)
        .message_id(Some(due.message_id.clone()))
        .header(AutoSubmitted);
    let builder = match &due.reply_to {
        None => builder,
        Some(address) => builder.reply_to(Mailbox::new(None, address.parse()?)),
    };
    let builder = match &due.unsubscribe {
        None => builder,
        Some(address) => builder.header(ListUnsubscribe(one_line(address, 300))).header(ListUnsubscribePost),
    };
    Ok(match &due.calendar {
        None => builder.multipart(bodies)?,
        Some(calendar) => {
            builder.multipart(MultiPart::mixed().multipart(bodies).singlepart(attached(calendar)?))?
        }
    })
}

fn attached(calendar: &str) -> Result<SinglePart, Failed> {
    let kind = ContentType::parse("text/calendar; charset=utf-8; method=PUBLISH")?;
    Ok(Attachment::new("coup-de-main.ics".to_owned()).body(calendar.to_owned(), kind))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn due() -> Due {
        Due {
            id: 1,
            message_id: "<1@portail.example>".into(),
            kind: "confirm".into(),
            to_address: "camille@example.org".into(),
            reply_to: Some("asso@example.org".into()),
            subject: "À confirmer".into(),
            body_text: "Bonjour".into(),
            body_html: "<p>Bonjour</p>".into(),
            calendar: None,
            unsubscribe: None,
            created_at: 1_795_165_200,
            tries: 0,
        }
    }

    fn headers(due: &Due) -> String {
        let mail = build(due, &"Coup de main <bonjour@portail.example>".parse().unwrap()).unwrap();
        let mail = String::from_utf8(mail.formatted()).unwrap();
        mail.split_once("\r\n\r\n").unwrap().0.to_owned()
    }

    #[test]
    fn the_headers_are_those_of_a_machine_that_means_well() {
        let headers = headers(&due());
        for line in [
            "From: \"Coup de main\" <bonjour@portail.example>",
            "To: camille@example.org",
            "Reply-To: asso@example.org",
            "Message-ID: <1@portail.example>",
            "Date: Fri, 20 Nov 2026 09:00:00 +0000",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
        ] {
            assert!(headers.split("\r\n").any(|header| header == line), "{line} in {headers}");
        }
    }

    #[test]
    fn one_click_unsubscribes_where_a_letter_says_so() {
        let address = format!("https://portail.example/en/desabonnement/{}", "a".repeat(32));
        let said = headers(&Due { unsubscribe: Some(address.clone()), ..due() });
        for line in [
            format!("List-Unsubscribe: <{address}>"),
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click".into(),
        ] {
            assert!(said.split("\r\n").any(|header| header == line), "{line} in {said}");
        }
        assert!(!headers(&due()).contains("Unsubscribe"));
    }

    #[test]
    fn nothing_typed_begins_a_header() {
        for subject in [
            "Soupe\r\nBcc: tous@example.org",
            "Soupe\nBcc: tous@example.org",
            "Soupe\rBcc: x",
            "é\r\n\r\nBcc:",
        ] {
            let headers = headers(&Due { subject: subject.into(), ..due() });
            assert!(!headers.lines().any(|line| line.to_ascii_lowercase().starts_with("bcc")), "{headers}");
        }
        for address in
            ["a@example.org\r\nBcc: b@example.org", "a@example.org, b@example.org", "A <a@example.org>", ""]
        {
            let from = "bonjour@portail.example".parse().unwrap();
            assert!(build(&Due { to_address: address.into(), ..due() }, &from).is_err(), "{address}");
        }
    }
}
