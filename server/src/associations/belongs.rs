//! Whether an address shows that somebody belongs to an association.

use crate::email_domains::is_disposable;
use app::domain::email::{self, Email};

/// Sites on which many associations have a page: who has an address there belongs to the site, not to them.
const SHARED: [&str; 30] = [
    "asso.fr",
    "assoconnect.com",
    "associations.gouv.fr",
    "benevolt.fr",
    "blogspot.com",
    "canalblog.com",
    "com.fr",
    "diffuz.com",
    "e-monsite.com",
    "facebook.com",
    "framasite.org",
    "gogocarto.fr",
    "google.com",
    "gouv.fr",
    "helloasso.com",
    "instagram.com",
    "jeveuxaider.gouv.fr",
    "jimdofree.com",
    "linkedin.com",
    "linktr.ee",
    "net1901.org",
    "over-blog.com",
    "service-public.fr",
    "sites.google.com",
    "tousbenevoles.org",
    "tiktok.com",
    "wixsite.com",
    "wordpress.com",
    "x.com",
    "youtube.com",
];

/// Whether `email` is the association's contact address, or one under the name of its own web site.
#[must_use]
pub fn belongs(email: &Email, contact: Option<&str>, web_page: Option<&str>) -> bool {
    let contact = contact.and_then(|contact| Email::parse(contact).ok());
    if contact.is_some_and(|contact| contact.key() == email.key()) {
        return true;
    }
    let domain = email.domain();
    web_page.and_then(host).is_some_and(|host| host == domain) && is_own(domain)
}

/// The host of a web page, lower case, without `www.` and port.
fn host(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    // In `https://mains.example@autre.example/` the host is the last part.
    let host = host.rsplit('@').next()?.split(':').next()?.trim_end_matches('.').to_ascii_lowercase();
    let host = host.strip_prefix("www.").map_or(host.clone(), str::to_owned);
    (matches!(scheme, "http" | "https") && host.contains('.')).then_some(host)
}

/// Whether a domain is somebody's own: not one where anybody gets an address or a page.
fn is_own(domain: &str) -> bool {
    !email::is_free(domain) && !is_disposable(domain) && !SHARED.contains(&domain)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn fits(email: &str, contact: &str, web_page: &str) -> bool {
        let some = |text: &'static str| (!text.is_empty()).then_some(text);
        let (contact, web_page) = (contact.to_owned().leak(), web_page.to_owned().leak());
        belongs(&Email::parse(email).unwrap(), some(contact), some(web_page))
    }

    #[test]
    fn the_contact_address_or_the_sites_own_name_show_it() {
        assert!(fits("Contact@Mains.example", "contact@mains.example", ""));
        assert!(fits("mains35@gmail.com", "mains35@gmail.com", ""), "the very address, wherever it is");
        for site in
            ["https://mains.example", "http://www.mains.example/nous?x#y", "https://MAINS.example:8080/"]
        {
            assert!(fits("lea@mains.example", "", site), "{site}");
        }
    }

    #[test]
    fn nothing_else_does() {
        for (email, contact, site) in [
            ("lea@mains.example", "", ""),
            ("lea@mains.example", "contact@mains.example", ""),
            ("lea@autre.example", "", "https://mains.example"),
            ("lea@mains.example", "", "https://mains.example.mechant.fr"),
            ("lea@mains.example", "", "https://mains.example@mechant.fr/"),
            ("lea@mains.example", "", "https://mechant.fr/mains.example"),
            ("lea@mains.example", "", "ftp://mains.example"),
            ("lea@helloasso.com", "", "https://www.helloasso.com/associations/mains"),
            ("lea@facebook.com", "", "https://facebook.com/mains"),
            ("lea@gmail.com", "", "https://gmail.com"),
            ("lea@free.fr", "", "http://free.fr/mains"),
            ("lea@yopmail.com", "", "https://yopmail.com"),
            ("lea@orange.fr", "", "http://perso.orange.fr/mains"),
        ] {
            assert!(!fits(email, contact, site), "{email} {contact} {site}");
        }
    }
}
