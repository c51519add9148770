#![allow(clippy::unwrap_used)]
use super::*;

#[test]
fn addresses_are_trimmed_and_their_domain_lowered() {
    let email = Email::parse("  Jeanne.D-Arc+asso@Orange.FR ").unwrap();
    assert_eq!(email.as_str(), "Jeanne.D-Arc+asso@orange.fr");
    assert_eq!(email.domain(), "orange.fr");
    assert_eq!(email.key(), "jeanne.d-arc+asso@orange.fr");
    assert_eq!(format!("{email:?}"), "Email(…@orange.fr)");
    for good in ["a@b.fr", "o'neil@sub.domain.org", "x_1@izi.re", "a@xn--caf-dma.fr"] {
        assert!(Email::parse(good).is_ok(), "{good}");
    }
}

#[test]
fn each_mistake_has_its_own_advice() {
    use EmailError::{
        Accent, Comma, Empty, Invalid, MissingAt, MissingDomain, MissingDot, MissingName, Space, StrayDot,
        TooLong, TwoAts,
    };
    for (typed, error) in [
        ("", Empty),
        ("  ", Empty),
        ("jeanne", MissingAt),
        ("a@@b.fr", TwoAts),
        ("a@b@c.fr", TwoAts),
        ("a b@c.fr", Space),
        ("@b.fr", MissingName),
        ("a@", MissingDomain),
        ("a@orange", MissingDot),
        ("a@orange,fr", Comma),
        ("a@b.fr;", Comma),
        ("a@b.fr.", StrayDot),
        (".a@b.fr", StrayDot),
        ("a..b@c.fr", StrayDot),
        ("hélène@b.fr", Accent),
        ("a@été.fr", Accent),
        ("a@b.f", Invalid),
        ("a@b.12", Invalid),
        ("a@-b.fr", Invalid),
        ("<a@b.fr>", Invalid),
        ("a@[127.0.0.1]", Invalid),
        ("\"a\"@b.fr", Invalid),
        ("a(x)@b.fr", Invalid),
        ("mailto:a@b.fr", Invalid),
    ] {
        assert_eq!(Email::parse(typed), Err(error), "{typed}");
    }
    assert_eq!(Email::parse(&format!("{}@b.fr", "a".repeat(250))), Err(TooLong));
    assert!(EmailError::MissingDot.text(Lang::Fr).contains("point"));
}

#[test]
fn slips_are_recognised() {
    for (typed, meant) in [
        ("gmial.com", "gmail.com"),
        ("gmail.con", "gmail.com"),
        ("gmail.fr", "gmail.com"),
        ("gmail.co", "gmail.com"),
        ("gmail.cm", "gmail.com"),
        ("gmal.com", "gmail.com"),
        ("gnail.com", "gmail.com"),
        ("gmailcom", "gmail.com"),
        ("gmail", "gmail.com"),
        ("hotmial.fr", "hotmail.fr"),
        ("hotmail.con", "hotmail.com"),
        ("yaho.fr", "yahoo.fr"),
        ("yahoo.ft", "yahoo.fr"),
        ("ornage.fr", "orange.fr"),
        ("orange.rf", "orange.fr"),
        ("orange,fr", "orange.fr"),
        ("orange.fr.", "orange.fr"),
        ("wandoo.fr", "wanadoo.fr"),
        ("wanado.ft", "wanadoo.fr"),
        ("lapost.net", "laposte.net"),
        ("fre.fr", "free.fr"),
        ("sfr.f", "sfr.fr"),
        ("outlok.fr", "outlook.fr"),
        ("iclood.com", "icloud.com"),
    ] {
        assert_eq!(did_you_mean(&format!("a.b@{typed}")), Some(format!("a.b@{meant}")), "{typed}");
    }
}

#[test]
fn real_domains_are_left_alone() {
    for real in [
        "gmail.com",
        "orange.fr",
        "me.com",
        "mail.com",
        "yahoo.it",
        "yahoo.de",
        "yahoo.es",
        "hotmail.be",
        "hotmail.co.uk",
        "yahoo.co.uk",
        "gmx.de",
        "gmx.net",
        "mac.com",
        "live.be",
        "online.fr",
        "orange.com",
        "coallia.org",
        "croix-rouge.fr",
        "univ-rennes.fr",
        "mairie.fr",
        "pm.me",
        "mx.com",
        "example.org",
        "love.fr",
        "skynet.be",
        "bluewin.ch",
        "ac-lyon.fr",
    ] {
        let hint = did_you_mean(&format!("a@{real}"));
        assert!(hint.is_none() || real == "love.fr", "{real} → {hint:?}");
    }
    assert_eq!(did_you_mean("nothing"), None);
    assert_eq!(did_you_mean("@gmial.com"), None);
}

proptest::proptest! {
    #[test]
    fn never_panics(typed in ".{0,60}", name in "[a-z.@é]{0,5}", domain in "[a-z.,é-]{0,12}") {
        let _ = (Email::parse(&typed), did_you_mean(&typed));
        let address = format!("{name}@{domain}");
        let _ = did_you_mean(&address);
        if let Ok(email) = Email::parse(&address) {
            proptest::prop_assert_eq!(Email::parse(email.as_str()), Ok(email));
        }
    }
}
