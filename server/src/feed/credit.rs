//! Whom the pages of imported needs credit, where a licence asks for it.

/// Publishers, and the credit that their data's licence demands.
const CREDITS: [(&str, &str); 1] = [(
    "Sapeurs-pompiers de France",
    "© les contributeurs d’OpenStreetMap (ODbL) et la Base Adresse Nationale\u{202f}; textes des services d’incendie et de secours",
)];

/// The credit for a publisher's needs; empty where none is demanded.
#[must_use]
pub fn of(publisher: &str) -> &'static str {
    CREDITS.iter().find(|(name, _)| *name == publisher).map_or("", |(_, credit)| credit)
}
