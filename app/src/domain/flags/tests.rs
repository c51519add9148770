use super::{FlagKind, Link, Written, links_of, raise, raise_of_entry};
use proptest::prelude::*;

fn kinds(title: &str, text: &str) -> Vec<FlagKind> {
    raise(&Written { title, texts: vec![text], links: links_of(text) })
        .into_iter()
        .map(|flag| flag.kind)
        .collect()
}

fn words(text: &str) -> Vec<String> {
    let written = Written { title: "", texts: vec![text], links: Vec::new() };
    raise(&written).into_iter().map(|flag| flag.words).collect()
}

#[test]
fn what_looks_like_fraud_is_flagged() {
    use FlagKind::*;
    for (text, kind) in [
        ("Envoyez 50 € par Western Union avant samedi.", Money),
        ("Un virement de 30 € réserve votre place.", Money),
        ("Merci de joindre votre RIB.", Money),
        ("Réglez les frais de dossier avec un coupon PCS", Money),
        ("Achetez deux recharges Transcash", Money),
        ("payable en crypto-monnaies", Money),
        ("A processing fee applies, send a gift card", Money),
        ("Écrivez-moi sur WhatsApp", Elsewhere),
        ("écris-moi sur w h a t s a p p", Elsewhere),
        ("W.H.A.T.S.A.P.P seulement", Elsewhere),
        ("Contact : Whats App", Elsewhere),
        ("contact whаtsаpp", Elsewhere), // with Cyrillic letters
        ("contact 𝐖𝐡𝐚𝐭𝐬𝐀𝐩𝐩", Elsewhere),
        ("what\u{200b}sapp", Elsewhere),
        ("le groupe est ici : t.me/bonplan", Elsewhere),
        ("Appelez le +229 97 00 00 00", Elsewhere),
        ("Appelez le 0899 12 34 56", Elsewhere),
        ("Inscription sur bit.ly/3xYz", Shortener),
        ("Inscription (https://tinyurl.com/abc).", Shortener),
        ("http://192.0.2.7/formulaire", OddAddress),
        ("https://xn--crox-rouge-8ib.fr", OddAddress),
        ("https://croix-rouge.fr@mechant.example/", OddAddress),
        ("Envoyez-nous par mail une copie de votre carte d’identité", Papers),
        ("Il faut votre numéro de carte bancaire", Papers),
        ("Please send a photo of your passport by WhatsApp", Papers),
        ("Poste en CDI, salaire 1 800 €", Job),
        ("Mission rémunérée le soir", Job),
        ("A paid position near you", Job),
        ("Rencontres et massage érotique", Adult),
        ("N’oubliez pas votre RIB", Money),
        ("N'oubliez surtout pas votre RIB.", Money),
        ("N’hésitez pas à faire un virement de 50 €", Money),
        ("Il ne faut pas oublier le virement", Money),
        ("Ne manquez pas d’envoyer l’acompte", Money),
        ("Sans attendre, faites un virement", Money),
        ("Sans plus tarder, un virement suffit", Money),
        ("Pas d’inscription sans virement", Money),
        ("Aucune inscription définitive sans virement", Money),
        ("You can not register without a bank transfer", Money),
        ("Do not forget the bank transfer", Money),
        ("Mission sans risque. Virement de 50 € avant de venir.", Money),
        ("Ce n’est pas grave ! Un acompte suffit.", Money),
        ("N’oubliez pas votre salaire", Job),
        ("Un CDI à temps plein", Job),
        ("Cherchons soudeur, poste CDI", Job),
        ("Versez un a c o m p t e", Money),
        ("Versez un ac om pt e, un ac ompte", Money),
        ("Écrivez sur We-c-hat", Elsewhere),
        ("N’oubliez pas, votre RIB est à joindre", Money),
        ("N’hésitez surtout pas, faites un virement", Money),
        ("Sans attendre, un virement suffit", Money),
        ("Sans risque – virement de 50 €", Money),
        ("Mission sans risque\nVirement de 50 € avant de venir", Money),
        ("Une place (sans risque aucun) par virement", Money),
        ("Aucune inscription\tdéfinitive sans virement", Money),
        ("Appelez le +229 97\n00 00 00", Elsewhere),
    ] {
        assert!(kinds("Aider", text).contains(&kind), "{text}: {:?}", kinds("Aider", text));
    }
}

#[test]
fn what_associations_write_is_not() {
    for text in [
        "Servir un repas chaud, puis ranger. On finit par une tisane.",
        "Mission bénévole, sans salaire ni rémunération.",
        "Activité non rémunérée, aucun salaire.",
        "Pas de salaire, sans rémunération ; pas de RIB et sans acompte.",
        "On ne demande pas d’argent, ni virement. Sans salaire.",
        "Nous ne demandons jamais de RIB ni de virement.",
        "Aucune expérience requise – mission sans rémunération",
        "Aucune expérience requise - mission sans rémunération",
        "Aucune expérience requise -sans rémunération, –sans salaire",
        "Aucun diplôme requis (mission sans salaire)",
        "Aucun diplôme requis\nSans rémunération",
        "Pas de diplôme demandé \r\n\r\n Sans rémunération",
        "N’hésitez pas – mission sans rémunération",
        "N’hésitez pas (mission sans rémunération)",
        "N’hésitez pas, aucun salaire n’est versé",
        "Don’t hesitate, no salary is paid",
        "Aucune contrepartie (salaire, prime) ; sans (aucune) rémunération",
        "Aide aux devoirs au CDI du collège, le CDI ouvre à 9 h, tri des livres du CDI",
        "Un recueil publié à compte d’auteur, à comptes ouverts ; il y a compte rendu, à compter de mars",
        "We chat with elderly people. Open to only fans of football.",
        "Munissez-vous d’une pièce d’identité le jour même.",
        "Aider des personnes âgées à créer un mot de passe et à écrire un mail.",
        "Donner un coup de main à la distribution : 06 12 34 56 78, de 9 h à 12 h.",
        "Appelez-nous au +33 6 12 34 56 78 ou au 02 99 00 00 00.",
        "Toutes les infos : https://www.banquealimentaire.org/rennes et contact@exemple.fr.",
        "Accompagner la lecture à voix haute. Sexe, âge, origine : tout le monde est bienvenu.",
        "Le télégraphe de la gare sera repeint. La crique est à dix minutes.",
        "Aide à la recherche d’emploi : relire un CV, préparer un entretien.",
        "Un atelier d’écriture sur les origines des contes.",
        "Rendez-vous à 8h30.Prévoir des gants. Dépt 35, réf. 2026.11.20",
    ] {
        assert_eq!(kinds("Donner un coup de main", text), [], "{text}: {:?}", words(text));
    }
}

#[test]
fn capitals_count_where_they_are_many() {
    assert_eq!(kinds("URGENT BÉNÉVOLES MOTIVÉS POUR GAGNER BEAUCOUP", ""), [FlagKind::Capitals]);
    assert_eq!(kinds("SNSM : formation PSE1 et PSC1", "La SPA et la LPO"), []);
    let shouted = "VENEZ NOMBREUX AIDER ".repeat(12);
    assert_eq!(kinds("Aider", &shouted), [FlagKind::Capitals]);
}

#[test]
fn a_flag_repeats_what_was_written() {
    assert_eq!(words("Payez par Western  Union !"), ["Western Union"]);
    assert_eq!(words("sur w h a t s a p p."), ["w h a t s a p p"]);
    assert_eq!(words("WhatsApp, WhatsApp,"), ["WhatsApp"], "each once");
}

#[test]
fn a_link_must_show_where_it_leads() {
    let flag = |href: &str, shown: &str| {
        let link = Link { href: href.to_owned(), shown: shown.to_owned() };
        raise(&Written { links: vec![link], ..Written::default() }).first().map(|flag| flag.kind)
    };
    assert_eq!(flag("https://mechant.example/x", "www.croix-rouge.fr"), Some(FlagKind::OtherAddress));
    assert_eq!(
        flag("https://mechant.example/x", "https://croix-rouge.fr/dons"),
        Some(FlagKind::OtherAddress)
    );
    assert_eq!(flag("https://don.croix-rouge.fr/x", "croix-rouge.fr"), None);
    assert_eq!(flag("https://www.croix-rouge.fr/x", "Croix-Rouge"), None);
    assert_eq!(flag("https://exemple.fr", "Je m’inscris.Merci"), None);
    assert_eq!(flag("mailto:a@exemple.fr", "exemple.fr"), None);
    assert_eq!(flag("https://bit.ly/a", "ici"), Some(FlagKind::Shortener));
    assert_eq!(flag("https://[2001:db8::1]/a", "ici"), Some(FlagKind::OddAddress));
}

#[test]
fn an_entry_may_name_a_bank_and_a_messenger_but_hides_no_link() {
    let kinds = |about: &str, pages: &[&str]| {
        raise_of_entry(about, pages.iter().copied()).iter().map(|flag| flag.kind).collect::<Vec<_>>()
    };
    let about = "Dons par virement ou PayPal. Écrivez-nous sur WhatsApp : https://wa.me/33612345678";
    assert_eq!(kinds(about, &["https://chat.whatsapp.com/abc", "https://société-d-entraide.fr"]), []);
    assert_eq!(kinds("", &["https://bit.ly/abc"]), [FlagKind::Shortener]);
    assert_eq!(
        kinds("Voyez https://bit.ly/abc", &["http://203.0.113.9/"]),
        [FlagKind::Shortener, FlagKind::OddAddress]
    );
    assert_eq!(kinds("", &["https://сroix-rouge.fr"]), [FlagKind::OddAddress], "a Cyrillic letter");
}

#[test]
fn links_are_read_out_of_a_description() {
    let html = r#"<p>Ici <a href="https://a.example/?x=1&amp;y" rel="nofollow"><em>b</em>.example</a>.</p>"#;
    let link = Link { href: "https://a.example/?x=1&y".to_owned(), shown: "b.example".to_owned() };
    assert_eq!(links_of(html), [link]);
    assert_eq!(links_of("<a name=x>sans adresse</a><a "), []);
}

proptest! {
    #[test]
    fn any_text_is_read(title in ".*", text in ".*", href in ".*", shown in ".*") {
        let links = [links_of(&text), vec![Link { href, shown }]].concat();
        let flags = raise(&Written { title: &title, texts: vec![&text], links });
        prop_assert!(flags.len() <= super::MOST);
        prop_assert!(flags.iter().all(|flag| flag.words.chars().count() <= super::SHOWN));
    }

    #[test]
    fn gaps_and_capitals_hide_nothing(gaps in proptest::collection::vec(0_usize..3, 8), loud in any::<bool>()) {
        let mut text = String::from("contact ");
        for (letter, gap) in "whatsapp".chars().zip(gaps) {
            text.push(if loud { letter.to_ascii_uppercase() } else { letter });
            text.push_str(&" ".repeat(gap));
        }
        prop_assert!(kinds("", &text).contains(&FlagKind::Elsewhere), "{text}");
    }

    #[test]
    fn denied_work_is_none(word in "(sans|pas de|aucun|ni) (salaire|rémunération)") {
        prop_assert_eq!(kinds("Aider", &word), []);
    }
}
