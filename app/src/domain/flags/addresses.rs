//! Links that hide something.

use super::{Flag, FlagKind, Link};

/// Services that shorten addresses, and so hide them.
const SHORTENERS: [&str; 34] = [
    "bit.ly",
    "bitly.com",
    "tinyurl.com",
    "t.co",
    "goo.gl",
    "cutt.ly",
    "rb.gy",
    "is.gd",
    "v.gd",
    "ow.ly",
    "buff.ly",
    "shorturl.at",
    "lc.cx",
    "urlz.fr",
    "urlr.me",
    "s.id",
    "tiny.cc",
    "rebrand.ly",
    "fb.me",
    "lnkd.in",
    "t.ly",
    "bl.ink",
    "tr.ee",
    "soo.gd",
    "shorte.st",
    "adf.ly",
    "dub.sh",
    "2u.pw",
    "clck.ru",
    "qrco.de",
    "me-qr.com",
    "x.co",
    "han.gl",
    "kutt.it",
];
/// Doors to messengers.
const MESSENGERS: [&str; 9] = [
    "wa.me",
    "api.whatsapp.com",
    "chat.whatsapp.com",
    "whatsapp.com",
    "t.me",
    "telegram.me",
    "telegram.org",
    "discord.gg",
    "signal.group",
];
/// Longest last part of a host that one writes without `http`.
const LAST_PART: usize = 6;

/// The flags of addresses that stand in a text.
pub(super) fn in_text(text: &str) -> Vec<Flag> {
    let around = |sign: char| "()[]{}<>«»\"'’,;.!?".contains(sign);
    let words =
        text.split_whitespace().map(|word| word.trim_matches(around)).filter(|word| word.contains('.'));
    words.filter(|word| !word.contains('@') || word.contains("://")).filter_map(of_address).collect()
}

/// The flag of a link, if it deserves one.
pub(super) fn of_link(link: &Link) -> Option<Flag> {
    let leads = host(&link.href)?;
    let shown = link.shown.trim();
    if let Some(says) = bare(shown).then(|| host(shown)).flatten()
        && !same(&says, &leads)
    {
        return Some(Flag::new(FlagKind::OtherAddress, &format!("{shown} → {leads}")));
    }
    of_address(&link.href)
}

fn of_address(address: &str) -> Option<Flag> {
    let host = host(address)?;
    let kind = if among(&host, &SHORTENERS) {
        FlagKind::Shortener
    } else if among(&host, &MESSENGERS) {
        FlagKind::Elsewhere
    } else if address.contains("://") && odd(address, &host) {
        FlagKind::OddAddress
    } else {
        return None;
    };
    Some(Flag::new(kind, address))
}

/// Letters that French names are written with, and so the addresses of associations.
const ACCENTED: &str = "àâäæçéèêëîïôöœùûüÿ";

/// Numbers for a name, letters that only look like others, or something before an `@` that isn't the host.
fn odd(address: &str, host: &str) -> bool {
    let numbers = host.starts_with('[')
        || host.split('.').all(|part| part.parse::<u64>().is_ok() || part.starts_with("0x"));
    let strange = |sign: char| !sign.is_ascii() && !ACCENTED.contains(sign);
    let disguised = host.split('.').any(|part| part.starts_with("xn--")) || host.contains(strange);
    numbers || disguised || authority(address).contains('@')
}

fn authority(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#', '\\']).next().unwrap_or_default()
}

/// The host of an address, in lower case without `www.`; none for mail.
fn host(address: &str) -> Option<String> {
    let address = address.trim();
    let start: String = address.chars().take(7).collect::<String>().to_lowercase();
    if start.starts_with("mailto:") || start.starts_with("tel:") {
        return None;
    }
    let authority = authority(address);
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = match host.split_once(']') {
        Some((numbers, _)) => format!("{numbers}]"),
        None => host.split(':').next().unwrap_or_default().to_lowercase(),
    };
    let host = host.strip_prefix("www.").unwrap_or(&host).trim_end_matches('.').to_owned();
    (!host.is_empty()).then_some(host)
}

/// Whether one reads an address, and nothing else.
fn bare(shown: &str) -> bool {
    let written_out = shown.contains("://") || shown.starts_with("www.");
    let host = authority(shown);
    let last = host.rsplit('.').next().unwrap_or_default();
    let named = host.contains('.')
        && (2..=LAST_PART).contains(&last.len())
        && last.bytes().all(|byte| byte.is_ascii_lowercase())
        && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte));
    !shown.contains(char::is_whitespace) && !shown.contains('@') && (written_out || named)
}

fn same(one: &str, other: &str) -> bool {
    let below =
        |sub: &str, of: &str| sub.strip_suffix(of).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    below(one, other) || below(other, one)
}

fn among(host: &str, list: &[&str]) -> bool {
    list.contains(&host)
}

/// The links in a sanitised description: `<a href="…">…</a>`.
#[must_use]
pub fn links_of(html: &str) -> Vec<Link> {
    let mut found = Vec::new();
    for part in html.split("<a ").skip(1) {
        let Some((tag, rest)) = part.split_once('>') else { continue };
        let Some(href) = tag.split_once("href=\"").and_then(|(_, rest)| rest.split_once('"')) else {
            continue;
        };
        let inside = rest.split("</a>").next().unwrap_or_default();
        found.push(Link { href: plain(href.0), shown: plain(&without_tags(inside)) });
    }
    found
}

fn without_tags(html: &str) -> String {
    html.split('<').enumerate().fold(String::new(), |mut out, (index, part)| {
        out.push_str(if index == 0 { part } else { part.split_once('>').map_or("", |(_, rest)| rest) });
        out
    })
}

fn plain(html: &str) -> String {
    html.replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}
