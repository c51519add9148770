//! Which of our pages an address is.

use crate::needs::NeedPath;
use app::domain::Lang;
use url::Url;

/// A page that can become a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    Need(i64),
    Association(i64),
}

/// Reads an address of this portal, whatever comes after its `?` or `#`: `https://portail.example/missions/12-soupe`.
/// Any other address is nobody's business of ours.
pub(super) fn read(public_url: &str, address: &str) -> Option<(Lang, Subject)> {
    let (portal, address) = (Url::parse(public_url).ok()?, Url::parse(address).ok()?);
    let ours = matches!(address.scheme(), "https" | "http")
        && (address.host(), address.port()) == (portal.host(), portal.port())
        && address.username().is_empty()
        && address.password().is_none();
    let path = ours.then(|| address.path())?;
    let (lang, path) = match path.strip_prefix("/en/") {
        Some(rest) => (Lang::En, rest),
        None => (Lang::Fr, path.strip_prefix('/')?),
    };
    let (kind, name) = path.strip_suffix('/').unwrap_or(path).split_once('/')?;
    // What follows the slug is another page.
    let id = NeedPath::parse(name).filter(|_| !name.contains('/'))?.id;
    match kind {
        "missions" => Some((lang, Subject::Need(id))),
        "associations" => Some((lang, Subject::Association(id))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PORTAL: &str = "https://portail.example";

    #[test]
    fn pages_of_needs_and_associations_are_known() {
        for (address, found) in [
            ("https://portail.example/missions/12-servir-la-soupe", (Lang::Fr, Subject::Need(12))),
            ("http://portail.example/missions/12", (Lang::Fr, Subject::Need(12))),
            ("https://portail.example/en/missions/12-soupe?via=mail#x", (Lang::En, Subject::Need(12))),
            ("HTTPS://Portail.Example/missions/12-soupe", (Lang::Fr, Subject::Need(12))),
            ("https://portail.example:443/missions/12-soupe", (Lang::Fr, Subject::Need(12))),
            (" https://portail.example/associations/7-mains/ ", (Lang::Fr, Subject::Association(7))),
        ] {
            assert_eq!(read(PORTAL, address), Some(found), "{address}");
        }
    }

    #[test]
    fn nothing_else_is() {
        for address in [
            "",
            "portail.example/missions/12",
            "https://portail.example",
            "https://portail.example/",
            "https://portail.example/missions",
            "https://portail.example/missions/soupe",
            "https://portail.example/missions/12/inscription",
            "https://portail.example/espace/12",
            "https://portail.example.mechant.example/missions/12",
            "https://portail.example@mechant.example/missions/12",
            "https://mechant.example@portail.example/missions/12",
            "https://:x@portail.example/missions/12",
            "https://portail.example:444/missions/12",
            "https://mechant.example/https://portail.example/missions/12",
            "javascript://portail.example/missions/12",
            "//portail.example/missions/12",
        ] {
            assert_eq!(read(PORTAL, address), None, "{address}");
        }
    }

    proptest! {
        #[test]
        fn whatever_it_is_it_is_read(address in any::<String>(), path in "\\PC{0,40}") {
            let _ = read(PORTAL, &address);
            let _ = read(PORTAL, &format!("{PORTAL}{path}"));
        }
    }
}
