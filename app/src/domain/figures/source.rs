//! Where somebody came from, as far as figures may know it: never an address, only the name of a site or of a campaign.

use crate::domain::share::Channel;

/// Longest name of a site or campaign, in signs.
const LONGEST: usize = 40;
/// What a campaign's name begins with where it is stored.
const CAMPAIGN: &str = "c:";
/// What a channel's name begins with where it is stored.
const SHARED: &str = "de:";
/// Second labels that belong to the suffix, below a country's.
const SUFFIXES: [&str; 12] =
    ["co", "com", "org", "net", "ac", "gov", "asso", "gouv", "edu", "ne", "or", "gob"];

/// Where from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// Nobody said: typed, a bookmark, a mail, an app.
    Direct,
    /// Another page of this portal.
    Here,
    /// One too many to be told apart.
    Other,
    /// A link that somebody shared by this channel (`?de=whatsapp`).
    Shared(#[doc = "The channel."] ByChannel),
    /// A link with a campaign's name (`utm_campaign`, `utm_source`).
    Campaign(String),
    /// A site, by its registrable name.
    Host(String),
}

/// A channel that can be sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ByChannel(pub Channel);

impl Ord for ByChannel {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.code().cmp(other.0.code())
    }
}

impl PartialOrd for ByChannel {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Source {
    /// Of a request to `own_host` (with its port or without) with this query, sent by the page at `referrer`. What the
    /// address says comes first, then the address of our own page that led here, then the site.
    #[must_use]
    pub fn of(own_host: &str, referrer: Option<&str>, query: &str) -> Self {
        if let Some(said) = Self::of_query(query) {
            return said;
        }
        let Some((host, rest)) = referrer.and_then(site) else { return Self::Direct };
        if host.eq_ignore_ascii_case(without_port(own_host)) {
            let query = rest.split_once('?').map_or("", |(_, query)| query);
            return Self::of_query(query).unwrap_or(Self::Here);
        }
        registrable(host).map_or(Self::Direct, Self::Host)
    }

    /// What an address says of where its reader came from: `src` is ours, to keep a source from one page to the next.
    fn of_query(query: &str) -> Option<Self> {
        let value = |name: &str| {
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
        };
        let campaign = |name| value(name).and_then(tag).map(Self::Campaign);
        value("src")
            .and_then(Self::from_code)
            .or_else(|| value("de").and_then(Channel::from_tag).map(|one| Self::Shared(ByChannel(one))))
            .or_else(|| campaign("utm_campaign"))
            .or_else(|| campaign("utm_source"))
    }

    /// As stored, and as `src` says it: only signs that an address takes as they are.
    #[must_use]
    pub fn code(&self) -> String {
        match self {
            Self::Direct => "direct".to_owned(),
            Self::Here => "here".to_owned(),
            Self::Other => "other".to_owned(),
            Self::Shared(channel) => format!("{SHARED}{}", channel.0.code()),
            Self::Campaign(name) => format!("{CAMPAIGN}{name}"),
            Self::Host(host) => host.clone(),
        }
    }

    /// An address that says where its reader came from (`from`, a code; nothing if it is empty).
    #[must_use]
    pub fn carried(address: String, from: &str) -> String {
        if from.is_empty() { address } else { format!("{address}?src={from}") }
    }

    /// The one stored as `code`; nothing that [`Source::code`] doesn't write is one.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "direct" => Some(Self::Direct),
            "here" => Some(Self::Here),
            "other" => Some(Self::Other),
            _ => {
                if let Some(channel) = code.strip_prefix(SHARED) {
                    return Channel::from_code(channel).map(|one| Self::Shared(ByChannel(one)));
                }
                if let Some(name) = code.strip_prefix(CAMPAIGN) {
                    return tag(name).filter(|tidy| tidy == name).map(Self::Campaign);
                }
                registrable(code).filter(|host| host == code).map(Self::Host)
            }
        }
    }

    /// Whether anybody may make up new ones: of these only so many are told apart.
    #[must_use]
    pub const fn is_free(&self) -> bool {
        matches!(self, Self::Campaign(_) | Self::Host(_))
    }

    /// Whether it lies outside of the portal.
    #[must_use]
    pub const fn is_outside(&self) -> bool {
        !matches!(self, Self::Direct | Self::Here)
    }
}

/// Host and the rest of an address.
fn site(address: &str) -> Option<(&str, &str)> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, rest) = rest.split_at(end);
    let host = authority.rsplit('@').next()?;
    Some((without_port(host), rest))
}

fn without_port(host: &str) -> &str {
    host.split(':').next().unwrap_or_default()
}

/// The name under which a site was registered, as near as a short rule comes: `fr.wikipedia.org` is `wikipedia.org`,
/// `www.bbc.co.uk` is `bbc.co.uk`. Numbers and names without a dot are none.
fn registrable(host: &str) -> Option<String> {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let labels: Vec<&str> = host.split('.').collect();
    let right = |label: &&str| {
        !label.is_empty()
            && !label.starts_with('-')
            && label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    let top = labels.last()?;
    if labels.len() < 2
        || !labels.iter().all(right)
        || !top.starts_with(|sign: char| sign.is_ascii_lowercase())
    {
        return None;
    }
    let before = labels.get(labels.len() - 2)?;
    let long = labels.len() > 2 && top.len() == 2 && SUFFIXES.contains(before);
    let name = labels.get(labels.len() - if long { 3 } else { 2 }..)?.join(".");
    (name.len() <= LONGEST).then_some(name)
}

/// A campaign's name: letters, figures, `-`, `_` and `.`. What is longer, or anything else, is none: it might be an
/// address or a name.
fn tag(typed: &str) -> Option<String> {
    let right = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let long_number = typed.bytes().filter(u8::is_ascii_digit).count() > 8;
    let fits = (1..=LONGEST).contains(&typed.len()) && typed.bytes().all(right) && !long_number;
    fits.then(|| typed.to_ascii_lowercase())
}

#[cfg(test)]
#[path = "source_tests.rs"]
mod tests;
