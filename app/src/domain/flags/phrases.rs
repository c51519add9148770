//! The words that are looked for: without accents, and without the spaces between them, since those who have
//! something to hide put spaces anywhere.

use super::FlagKind::{self, Adult, Elsewhere, Job, Money, Papers};
use std::{collections::HashMap, sync::LazyLock};

/// A phrase that raises a flag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    pub kind: FlagKind,
    /// Harmless after a word that denies it: « sans salaire ».
    pub deniable: bool,
    /// In how many words it is meant.
    pub words: usize,
}

/// Phrases of one word that French or English cuts into two of its own: « à compte d’auteur », “we chat with them”.
const OTHER_WORDS: [&[&str]; 5] =
    [&["a", "compte"], &["a", "comptes"], &["we", "chat"], &["we", "chats"], &["only", "fans"]];

/// Whether these words stand there for themselves, whatever they spell without their spaces.
pub(super) fn other_words<'a>(words: impl Iterator<Item = &'a str> + Clone) -> bool {
    OTHER_WORDS.iter().any(|other| words.clone().eq(other.iter().copied()))
}

/// Whatever stands around them.
const FIRM: [(FlagKind, &[&str]); 4] = [
    (
        Money,
        &[
            "western union",
            "moneygram",
            "mandat cash",
            "mandat postal",
            "mandat compte",
            "carte pcs",
            "coupon pcs",
            "recharge pcs",
            "ticket pcs",
            "pcs mastercard",
            "transcash",
            "neosurf",
            "paysafecard",
            "toneo first",
            "carte itunes",
            "carte google play",
            "carte steam",
            "carte apple",
            "carte cadeau amazon",
            "gift card",
            "itunes card",
            "google play card",
            "steam card",
            "bitcoin",
            "crypto monnaie",
            "cryptocurrency",
            "crypto",
            "usdt",
            "ethereum",
            "frais de dossier",
            "frais de traitement",
            "frais de transfert",
            "processing fee",
            "administration fee",
            "transfer fee",
            "virement instantane",
            "instant transfer",
            "heritage a partager",
            "don de 500",
            "gain rapide",
            "argent facile",
            "easy money",
            "quick money",
            "pret entre particuliers",
            "pret sans interet",
            "investissement garanti",
        ],
    ),
    (
        Elsewhere,
        &[
            "whatsapp",
            "whats app",
            "watsapp",
            "whatsap",
            "wathsapp",
            "telegram",
            "telegramme moi",
            "viber",
            "wechat",
        ],
    ),
    (
        Papers,
        &[
            "votre mot de passe",
            "vos mots de passe",
            "vos identifiants bancaires",
            "vos coordonnees bancaires",
            "votre numero de carte",
            "numero de carte bancaire",
            "votre numero de securite sociale",
            "code recu par sms",
            "code de verification",
            "your password",
            "your bank details",
            "your card number",
            "credit card number",
            "your social security number",
            "verification code",
        ],
    ),
    (
        Adult,
        &[
            "porno",
            "pornographie",
            "escort",
            "escort girl",
            "plan cul",
            "onlyfans",
            "massage erotique",
            "photos nues",
            "photo nue",
            "rencontre coquine",
            "sexcam",
            "webcam sexy",
            "camgirl",
            "sugar daddy",
            "sugar baby",
            "libertin",
            "nude photos",
            "erotic massage",
            "sexy photos",
        ],
    ),
];

/// Unless they are denied.
const DENIABLE: [(FlagKind, &[&str]); 2] = [
    (
        Money,
        &[
            "virement",
            "rib",
            "iban",
            "releve d identite bancaire",
            "bank transfer",
            "wire transfer",
            "paypal",
            "cheque de caution",
            "avance de frais",
            "frais a avancer",
            "acompte",
        ],
    ),
    (
        Job,
        &[
            "en cdi",
            "un cdi",
            "poste cdi",
            "contrat cdi",
            "contrat en cdi",
            "cdi temps plein",
            "cdi temps partiel",
            "cdi a temps plein",
            "cdi a temps partiel",
            "cdi a pourvoir",
            "cdi a la cle",
            "cdi ou cdd",
            "cdd ou cdi",
            "contrat a duree indeterminee",
            "contrat a duree determinee",
            "salaire",
            "salaire mensuel",
            "remuneration",
            "poste remunere",
            "mission remuneree",
            "bien remunere",
            "remunere a l heure",
            "taux horaire",
            "offre d emploi",
            "smic",
            "fiche de paie",
            "bulletin de salaire",
            "prime mensuelle",
            "complement de revenu",
            "revenus complementaires",
            "salary",
            "paid position",
            "job offer",
            "hourly wage",
            "hourly rate",
            "per hour paid",
            "monthly pay",
            "extra income",
        ],
    ),
];

/// Papers that one shows, but doesn't send to strangers.
pub(super) const DOCUMENTS: [&str; 9] = [
    "cartedidentite",
    "piecedidentite",
    "cni",
    "passeport",
    "passport",
    "permisdeconduire",
    "idcard",
    "justificatifdedomicile",
    "drivinglicence",
];

/// Sending.
pub(super) const SENDING: [&str; 12] = [
    "envoyer",
    "envoyez",
    "envoie",
    "envoyezmoi",
    "transmettre",
    "transmettez",
    "scanner",
    "scannez",
    "photographier",
    "photographiez",
    "send",
    "forward",
];

/// By what.
pub(super) const CHANNELS: [&str; 8] =
    ["mail", "email", "courriel", "sms", "whatsapp", "telegram", "message", "messagerie"];

/// By phrase without spaces.
pub(super) static PHRASES: LazyLock<HashMap<String, Phrase>> = LazyLock::new(|| {
    let all = FIRM.iter().map(|part| (part, false)).chain(DENIABLE.iter().map(|part| (part, true)));
    all.flat_map(|((kind, phrases), deniable)| {
        phrases.iter().map(move |phrase| {
            let words = phrase.split(' ').count();
            (phrase.replace(' ', ""), Phrase { kind: *kind, deniable, words })
        })
    })
    .collect()
});

/// Signs of the longest phrase.
pub(super) static LONGEST: LazyLock<usize> =
    LazyLock::new(|| PHRASES.keys().map(String::len).max().unwrap_or_default());
