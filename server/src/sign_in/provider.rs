//! Accounts elsewhere that let people in, as the settings list them.

use crate::settings::SettingsError;
use std::collections::HashMap;

/// How one asks a provider who somebody is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// OpenID Connect; the rest is found out at this address.
    OpenId {
        /// Its issuer.
        issuer: String,
    },
    /// Facebook's own kind of OAuth2.
    Facebook {
        /// Where people are asked.
        pages: String,
        /// Where the server asks.
        graph: String,
    },
}

/// A provider.
#[derive(Clone, PartialEq, Eq)]
pub struct Provider {
    /// As in addresses: `google`.
    pub id: String,
    /// As people know it.
    pub name: String,
    /// How the provider knows us.
    pub client_id: String,
    /// What only the two of us know.
    pub client_secret: String,
    /// How it is asked.
    pub kind: Kind,
}

/// Secrets stay out of logs.
impl std::fmt::Debug for Provider {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Provider({})", self.id)
    }
}

impl Provider {
    /// Scheme and host of the pages that people are sent to.
    #[must_use]
    pub fn origin(&self) -> &str {
        let (Kind::OpenId { issuer: address } | Kind::Facebook { pages: address, .. }) = &self.kind;
        let host = address.find("://").map_or(0, |at| at + 3);
        let end = address.get(host..).and_then(|rest| rest.find('/')).map_or(address.len(), |end| host + end);
        address.get(..end).unwrap_or_default()
    }
}

/// The names of the settings of one listed provider.
const PARTS: [&str; 4] = ["CLIENT_ID", "CLIENT_SECRET", "ISSUER", "NAME"];

/// The ids that `OIDC_PROVIDERS` lists.
fn ids(list: &str) -> impl Iterator<Item = &str> {
    list.split(',').map(str::trim).filter(|id| !id.is_empty())
}

fn setting(id: &str, part: &str) -> String {
    format!("OIDC_{}_{part}", id.to_ascii_uppercase())
}

/// The names of the settings that the providers listed in `OIDC_PROVIDERS` have.
#[must_use]
pub fn names(list: &str) -> Vec<String> {
    ids(list).flat_map(|id| PARTS.map(|part| setting(id, part))).collect()
}

/// All providers, in the order in which they are listed, Facebook last.
///
/// # Errors
/// The first that can't be used.
pub fn read(values: &HashMap<String, String>) -> Result<Vec<Provider>, SettingsError> {
    let get = |name: &str| values.get(name).map(|value| value.trim()).filter(|value| !value.is_empty());
    let unusable =
        |name: &str, why: &str| SettingsError::Unusable { name: name.to_owned(), why: why.to_owned() };
    let wanted = |name: String| match get(&name) {
        Some(value) => Ok(value.to_owned()),
        None => Err(unusable(&name, "it is missing")),
    };
    let mut all: Vec<Provider> = Vec::new();
    for id in ids(get("OIDC_PROVIDERS").unwrap_or_default()) {
        let plain = id.chars().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit());
        if !plain || id == "facebook" || all.iter().any(|other| other.id == id) {
            return Err(unusable(
                "OIDC_PROVIDERS",
                "it must be short names of a-z and 0-9, each once, as google,asso",
            ));
        }
        let google = id == "google";
        let (issuer, name) = (setting(id, "ISSUER"), setting(id, "NAME"));
        let issuer = match get(&issuer) {
            None if google => "https://accounts.google.com".to_owned(),
            _ => wanted(issuer)?,
        };
        if !secure(&issuer) {
            return Err(unusable(&setting(id, "ISSUER"), "it must begin with https://"));
        }
        all.push(Provider {
            id: id.to_owned(),
            name: get(&name).unwrap_or(if google { "Google" } else { id }).to_owned(),
            client_id: wanted(setting(id, "CLIENT_ID"))?,
            client_secret: wanted(setting(id, "CLIENT_SECRET"))?,
            kind: Kind::OpenId { issuer },
        });
    }
    if let Some(client_id) = get("FACEBOOK_CLIENT_ID") {
        let address = |name: &str, usual: &str| {
            let address = get(name).unwrap_or(usual).trim_end_matches('/').to_owned();
            if secure(&address) { Ok(address) } else { Err(unusable(name, "it must begin with https://")) }
        };
        all.push(Provider {
            id: "facebook".to_owned(),
            name: "Facebook".to_owned(),
            client_id: client_id.to_owned(),
            client_secret: wanted("FACEBOOK_CLIENT_SECRET".to_owned())?,
            kind: Kind::Facebook {
                pages: address("FACEBOOK_URL", "https://www.facebook.com/v23.0")?,
                graph: address("FACEBOOK_GRAPH_URL", "https://graph.facebook.com/v23.0")?,
            },
        });
    }
    Ok(all)
}

/// Encrypted, or never leaving this machine. Nothing in it that could end the header that it stands in.
fn secure(address: &str) -> bool {
    let ours = ["https://", "http://127.0.0.1:", "http://localhost:"];
    ours.iter().any(|start| address.starts_with(start))
        && !address.contains([';', ',', ' ', '\'', '"', '?', '#'])
        && address.is_ascii()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn with(pairs: &[(&str, &str)]) -> Result<Vec<Provider>, String> {
        let values = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        read(&values).map_err(|error| error.to_string())
    }

    const GOOGLE: [(&str, &str); 3] = [
        ("OIDC_PROVIDERS", "google"),
        ("OIDC_GOOGLE_CLIENT_ID", "id"),
        ("OIDC_GOOGLE_CLIENT_SECRET", "secret"),
    ];

    #[test]
    fn google_is_known() {
        assert_eq!(with(&[]).unwrap(), []);
        let all = with(&GOOGLE).unwrap();
        assert_eq!((all[0].name.as_str(), all[0].origin()), ("Google", "https://accounts.google.com"));
        assert_eq!(format!("{all:?}"), "[Provider(google)]");
    }

    #[test]
    fn others_say_where_they_are() {
        let asso = [
            ("OIDC_PROVIDERS", "asso"),
            ("OIDC_ASSO_CLIENT_ID", "id"),
            ("OIDC_ASSO_CLIENT_SECRET", "secret"),
            ("OIDC_ASSO_ISSUER", "https://compte.asso.example/realms/tous"),
            ("OIDC_ASSO_NAME", "Mon Asso"),
            ("FACEBOOK_CLIENT_ID", "id"),
            ("FACEBOOK_CLIENT_SECRET", "secret"),
        ];
        let all = with(&asso).unwrap();
        assert_eq!((all[0].name.as_str(), all[0].origin()), ("Mon Asso", "https://compte.asso.example"));
        assert_eq!((all[1].id.as_str(), all[1].origin()), ("facebook", "https://www.facebook.com"));
    }

    #[test]
    fn what_is_missing_or_unusable_is_named() {
        for (name, value) in [
            ("OIDC_PROVIDERS", "Google"),
            ("OIDC_PROVIDERS", "google,google"),
            ("OIDC_GOOGLE_CLIENT_SECRET", ""),
            ("OIDC_GOOGLE_ISSUER", "http://compte.example"),
            ("OIDC_GOOGLE_ISSUER", "https://a.example; script-src *"),
        ] {
            let mut pairs = GOOGLE.to_vec();
            pairs.retain(|(other, _)| *other != name);
            pairs.push((name, value));
            let error = with(&pairs).unwrap_err();
            assert!(error.starts_with(name), "{error}");
        }
        assert!(with(&[("FACEBOOK_CLIENT_ID", "id")]).unwrap_err().starts_with("FACEBOOK_CLIENT_SECRET"));
    }
}
