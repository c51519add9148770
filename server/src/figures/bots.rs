//! Programs that read pages and are nobody: known by what they call themselves.

/// Parts of names, in small letters: what robots, libraries, link previews and watchers are called.
const NAMES: [&str; 25] = [
    "bot",
    "crawl",
    "spider",
    "slurp",
    "scrap",
    "preview",
    "fetch",
    "monitor",
    "headless",
    "lighthouse",
    "facebookexternalhit",
    "whatsapp/",
    "telegram",
    "embed",
    "validator",
    "archive",
    "feed",
    "curl/",
    "wget/",
    "python",
    "java/",
    "okhttp",
    "go-http-client",
    "libwww",
    "http-client",
];

/// Whether this is no browser of a person. Who doesn't say is none, either.
pub(super) fn is_bot(agent: &str) -> bool {
    // Browsers of people have all called themselves this for thirty years.
    if !agent.starts_with("Mozilla/") && !agent.starts_with("Opera/") {
        return true;
    }
    let agent = agent.as_bytes();
    NAMES.iter().any(|name| agent.windows(name.len()).any(|part| part.eq_ignore_ascii_case(name.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_people() {
        for agent in [
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/500.0]",
        ] {
            assert!(!is_bot(agent), "{agent}");
        }
    }

    #[test]
    fn robots_are_not() {
        for agent in [
            "",
            "curl/8.5.0",
            "WhatsApp/2.23.20.0",
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
            "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/141.0.0.0 Safari/537.36",
            "Mozilla/5.0 (compatible; UptimeMonitor/1.0)",
            "Mozilla/5.0 (compatible; YandexBot/3.0)",
            "python-requests/2.32",
        ] {
            assert!(is_bot(agent), "{agent}");
        }
    }
}
