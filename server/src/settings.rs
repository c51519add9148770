//! The settings: environment first, then a file of `NAME=value` lines, then the defaults.

use crate::{
    outward::addresses::Allowed,
    sign_in::provider::{self, Provider},
};
use std::{collections::HashMap, net::SocketAddr, path::Path};

/// Every setting, checked.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `DATABASE_URL`.
    pub database_url: String,
    /// `LISTEN`.
    pub listen: SocketAddr,
    /// `PUBLIC_URL`: scheme and host as people type it, without a slash at the end.
    pub public_url: String,
    /// `SMTP_URL`; without it mails are written to `var/mail`.
    pub smtp_url: Option<String>,
    /// `MAIL_FROM`: `Coup de main <bonjour@exemple.fr>`.
    pub mail_from: lettre::message::Mailbox,
    /// `RATE_LIMIT`: `on`, or `off` for load tests.
    pub rate_limit: bool,
    /// `SMTP_CONNECTIONS`: how many letters are handed to the mail server at once.
    pub smtp_connections: u32,
    /// `MAIL_PACE`: most letters of follow-ups a second, so that mail servers don't take us for a nuisance.
    pub mail_pace: i64,
    /// `TRUSTED_PROXIES`: how many reverse proxies stand in front and append to `X-Forwarded-For`.
    pub trusted_proxies: usize,
    /// `INDEX_DIR`: where the search index lives; it can always be deleted.
    pub index_dir: String,
    /// `MAIL_DIR`: where mails go without `SMTP_URL`.
    pub mail_dir: String,
    /// `CLOCK_AHEAD`: seconds that the clock is ahead of the machine's, for tests of what happens later.
    pub clock_ahead: i64,
    /// `OUTWARD_ALLOW`: addresses of our own network that may be asked all the same, for tests.
    pub outward_allow: Allowed,
    /// `OIDC_PROVIDERS` and theirs, `FACEBOOK_…`: accounts elsewhere that let people in.
    pub providers: Vec<Provider>,
}

/// A setting that can't be used; its message is the one line that the start ends with.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// A name nobody knows.
    #[error("unknown setting {0} in {1}; the settings are {names}", names = NAMES.join(", "))]
    Unknown(String, String),
    /// A value that makes no sense.
    #[error("{name} can't be used: {why}")]
    Unusable {
        /// The setting.
        name: String,
        /// What is wrong, without repeating a secret.
        why: String,
    },
    /// The file isn't readable, or not made of `NAME=value` lines.
    #[error("settings file {0}: {1}")]
    File(String, String),
}

/// The names of all settings.
pub const NAMES: [&str; 18] = [
    "DATABASE_URL",
    "LISTEN",
    "PUBLIC_URL",
    "SMTP_URL",
    "MAIL_FROM",
    "RATE_LIMIT",
    "MAIL_PACE",
    "SMTP_CONNECTIONS",
    "TRUSTED_PROXIES",
    "INDEX_DIR",
    "MAIL_DIR",
    "CLOCK_AHEAD",
    "OUTWARD_ALLOW",
    "OIDC_PROVIDERS",
    "FACEBOOK_CLIENT_ID",
    "FACEBOOK_CLIENT_SECRET",
    "FACEBOOK_URL",
    "FACEBOOK_GRAPH_URL",
];

impl Settings {
    /// Reads the environment and, if named, a file.
    ///
    /// # Errors
    /// The first setting that is unknown or can't be used.
    pub fn read(file: Option<&Path>) -> Result<Self, SettingsError> {
        let mut values: HashMap<String, String> = HashMap::new();
        if let Some(path) = file {
            let shown = path.display().to_string();
            let lines = dotenvy::from_path_iter(path)
                .map_err(|error| SettingsError::File(shown.clone(), error.to_string()))?;
            for line in lines {
                let (name, value) =
                    line.map_err(|_| SettingsError::File(shown.clone(), "a line isn't NAME=value".into()))?;
                values.insert(name, value);
            }
            // The list of providers may stand below their own settings.
            let theirs = provider::names(&list(&values));
            if let Some(name) =
                values.keys().find(|name| !NAMES.contains(&name.as_str()) && !theirs.contains(name))
            {
                return Err(SettingsError::Unknown(name.clone(), shown));
            }
        }
        for name in NAMES {
            if let Ok(value) = std::env::var(name) {
                values.insert(name.to_owned(), value);
            }
        }
        for name in provider::names(&list(&values)) {
            if let Ok(value) = std::env::var(&name) {
                values.insert(name, value);
            }
        }
        Self::from_values(&values)
    }

    /// Checks `values`, taking the default of what is missing or empty.
    ///
    /// # Errors
    /// The first setting that can't be used.
    pub fn from_values(values: &HashMap<String, String>) -> Result<Self, SettingsError> {
        let get = |name: &str| values.get(name).map(String::as_str).filter(|value| !value.trim().is_empty());
        let database_url = get("DATABASE_URL").unwrap_or("sqlite:var/coup-de-main.db").to_owned();
        if !["sqlite:", "postgres://", "postgresql://"].iter().any(|start| database_url.starts_with(start)) {
            return Err(unusable("DATABASE_URL", "it must begin with sqlite: or postgres://"));
        }
        let listen: SocketAddr = get("LISTEN")
            .unwrap_or("127.0.0.1:3000")
            .parse()
            .map_err(|_| unusable("LISTEN", "it must be ADDRESS:PORT, as 127.0.0.1:3000"))?;
        let public_url = get("PUBLIC_URL").map_or_else(|| format!("http://{listen}"), str::to_owned);
        let public_url = public_url.trim_end_matches('/').to_owned();
        let host = public_url.strip_prefix("https://").or_else(|| public_url.strip_prefix("http://"));
        if host.is_none_or(|host| host.is_empty() || host.contains(['/', '?', '#', ' '])) {
            return Err(unusable("PUBLIC_URL", "it must be http(s)://HOST, without a path"));
        }
        let smtp_url = get("SMTP_URL").map(str::to_owned);
        if smtp_url.as_deref().is_some_and(|url| !url.starts_with("smtp://") && !url.starts_with("smtps://"))
        {
            return Err(unusable("SMTP_URL", "it must begin with smtp:// or smtps://"));
        }
        let mail_from =
            get("MAIL_FROM").unwrap_or("Coup de main <bonjour@localhost.localdomain>").parse().map_err(
                |_| unusable("MAIL_FROM", "it must be a mailbox, as Coup de main <bonjour@exemple.fr>"),
            )?;
        let rate_limit = match get("RATE_LIMIT").unwrap_or("on") {
            "on" => true,
            "off" => false,
            _ => return Err(unusable("RATE_LIMIT", "it must be on or off")),
        };
        let smtp_connections = get("SMTP_CONNECTIONS")
            .unwrap_or("8")
            .parse()
            .ok()
            .filter(|connections| (1..=100).contains(connections))
            .ok_or_else(|| unusable("SMTP_CONNECTIONS", "it must be a number from 1 to 100"))?;
        let mail_pace = get("MAIL_PACE")
            .unwrap_or("20")
            .parse()
            .ok()
            .filter(|pace| (1..=10_000).contains(pace))
            .ok_or_else(|| unusable("MAIL_PACE", "it must be letters a second, from 1 to 10000"))?;
        let trusted_proxies = get("TRUSTED_PROXIES")
            .unwrap_or("0")
            .parse()
            .map_err(|_| unusable("TRUSTED_PROXIES", "it must be a number, 0 without a reverse proxy"))?;
        let clock_ahead = get("CLOCK_AHEAD")
            .unwrap_or("0")
            .parse()
            .ok()
            .filter(|ahead| (0..=400 * 86_400).contains(ahead))
            .ok_or_else(|| {
                unusable("CLOCK_AHEAD", "it must be seconds, at most 400 days of them, for tests")
            })?;
        let outward_allow = Allowed::parse(get("OUTWARD_ALLOW").unwrap_or_default())
            .ok_or_else(|| unusable("OUTWARD_ALLOW", "it must be ADDRESS or ADDRESS:PORT, for tests"))?;
        Ok(Self {
            database_url,
            listen,
            public_url,
            smtp_url,
            mail_from,
            rate_limit,
            smtp_connections,
            mail_pace,
            trusted_proxies,
            index_dir: get("INDEX_DIR").unwrap_or("var/index").to_owned(),
            mail_dir: get("MAIL_DIR").unwrap_or("var/mail").to_owned(),
            clock_ahead,
            outward_allow,
            providers: provider::read(values)?,
        })
    }
}

/// The providers listed; in the environment first.
fn list(values: &HashMap<String, String>) -> String {
    let told = std::env::var("OIDC_PROVIDERS").ok();
    told.or_else(|| values.get("OIDC_PROVIDERS").cloned()).unwrap_or_default()
}

fn unusable(name: &str, why: &str) -> SettingsError {
    SettingsError::Unusable { name: name.to_owned(), why: why.to_owned() }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn with(name: &str, value: &str) -> Result<Settings, SettingsError> {
        Settings::from_values(&HashMap::from([(name.to_owned(), value.to_owned())]))
    }

    #[test]
    fn everything_has_a_default() {
        let settings = Settings::from_values(&HashMap::new()).unwrap();
        assert_eq!(settings.database_url, "sqlite:var/coup-de-main.db");
        assert_eq!(settings.public_url, "http://127.0.0.1:3000");
        assert!(settings.rate_limit && settings.smtp_url.is_none());
    }

    #[test]
    fn an_unusable_setting_is_named_in_one_line() {
        for (name, value) in [
            ("DATABASE_URL", "mysql://x"),
            ("LISTEN", "3000"),
            ("PUBLIC_URL", "https://exemple.fr/portail"),
            ("SMTP_URL", "mail.exemple.fr"),
            ("MAIL_FROM", "pas une adresse"),
            ("RATE_LIMIT", "peut-être"),
            ("CLOCK_AHEAD", "demain"),
            ("CLOCK_AHEAD", "-1"),
            ("TRUSTED_PROXIES", "-1"),
            ("OUTWARD_ALLOW", "partout"),
        ] {
            let message = with(name, value).unwrap_err().to_string();
            assert!(message.starts_with(name) && !message.contains('\n'), "{message}");
        }
    }

    #[test]
    fn an_unknown_setting_in_the_file_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("settings");
        std::fs::write(&file, "DATABSE_URL=sqlite:x.db\n").unwrap();
        let message = Settings::read(Some(&file)).unwrap_err().to_string();
        assert!(message.starts_with("unknown setting DATABSE_URL"), "{message}");
    }
}
