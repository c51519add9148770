use super::*;
use proptest::prelude::*;

fn of(referrer: &str, query: &str) -> String {
    Source::of("portail.example:3000", Some(referrer).filter(|text| !text.is_empty()), query).code()
}

#[test]
fn a_site_is_its_registered_name_and_nothing_of_the_address() {
    for (referrer, source) in [
        ("", "direct"),
        ("https://www.facebook.com/groups/12?post=34", "facebook.com"),
        ("https://lm.facebook.com/", "facebook.com"),
        ("http://FR.Wikipedia.org", "wikipedia.org"),
        ("https://www.bbc.co.uk/news", "bbc.co.uk"),
        ("https://mairie.rennes.asso.fr/x", "rennes.asso.fr"),
        ("https://camille:secret@exemple.fr:8443/profil/camille", "exemple.fr"),
        ("https://portail.example/missions?q=soupe", "here"),
        ("http://portail.example:3000/", "here"),
        ("https://192.168.1.12/admin", "direct"),
        ("https://[2001:db8::1]/", "direct"),
        ("http://localhost/", "direct"),
        ("android-app://com.example", "direct"),
        ("https://exa mple.fr/", "direct"),
        ("https://été.fr/", "direct"),
    ] {
        assert_eq!(of(referrer, ""), source, "{referrer}");
    }
}

#[test]
fn what_the_address_says_comes_first() {
    for (query, source) in [
        ("de=whatsapp", "de:whatsapp"),
        ("utm_source=Lettre&utm_campaign=Rentree-2026", "c:rentree-2026"),
        ("utm_source=lettre", "c:lettre"),
        ("src=ouest-france.fr&de=x", "ouest-france.fr"),
        ("src=direct", "direct"),
        ("de=pigeon", "exemple.fr"),
        ("utm_source=camille%40exemple.fr", "exemple.fr"),
        ("utm_campaign=0612345678", "exemple.fr"),
        ("src=c:a b", "exemple.fr"),
        ("src=<script>", "exemple.fr"),
    ] {
        assert_eq!(of("https://exemple.fr/x", query), source, "{query}");
    }
    assert_eq!(
        of("https://portail.example/missions/1-x?de=affiche", ""),
        "de:poster",
        "from our own page on"
    );
    for channel in Channel::ALL {
        let told = of("", &format!("de={}", channel.tag()));
        assert_eq!(told, format!("de:{}", channel.code()), "as the links say that are shared");
    }
}

proptest! {
    #[test]
    fn whatever_is_sent_a_source_is_short_plain_and_read_back(
        referrer in "\\PC{0,80}",
        host in "[a-zA-Z0-9.:@%/-]{0,80}",
        query in "((src|de|utm_source|utm_campaign)=[\\PC&&[^&]]{0,60}&?){0,3}",
    ) {
        for referrer in [referrer, format!("https://{host}")] {
            let source = Source::of("portail.example", Some(&referrer), &query);
            let code = source.code();
            prop_assert!(code.len() <= LONGEST + 3, "{}", code);
            prop_assert!(code.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.:".contains(&byte)));
            prop_assert_eq!(Source::from_code(&code), Some(source));
        }
    }
}
