//! The last parts of addresses that people know: what tells an address from a sentence where a dot alone doesn't.

/// Those that are no word in a sentence.
const SIGNS: [&str; 30] = [
    "com", "net", "org", "fr", "eu", "io", "biz", "ru", "cn", "xyz", "dev", "co", "uk", "ly", "bzh", "ch",
    "gg", "cc", "ws", "pw", "tk", "gq", "gd", "id", "museum", "mobi", "ml", "ga", "cf", "icu",
];
/// Those that are words or places too: « Samedi · Paris », « À demain . Ca va être top ».
const WORDS: [&str; 33] = [
    "me", "ca", "lu", "su", "be", "ai", "tv", "top", "site", "info", "page", "blog", "club", "live", "app",
    "space", "paris", "alsace", "corsica", "asia", "bio", "shop", "online", "link", "store", "website",
    "click", "vip", "win", "casino", "money", "loan", "tel",
];

/// With which inclusive French goes on after a full stop, « tou.te.s, coordinateur.rice »; no address ends so, unlike with
/// `es`, `se` and `ne`.
const INFLECTIONS: [&str; 21] = [
    "te", "tes", "le", "les", "nes", "ses", "ves", "rice", "rices", "trice", "trices", "euse", "euses",
    "ère", "ères", "sse", "sses", "elle", "elles", "che", "ches",
];

/// The letters and digits that `word` begins with.
pub(super) fn ending_of(word: &str) -> String {
    word.chars().take_while(|sign| sign.is_alphanumeric()).collect()
}

/// Whether addresses are known that end so.
pub(super) fn known(ending: &str) -> bool {
    SIGNS.contains(&ending) || WORDS.contains(&ending)
}

/// Whether `word` begins with an ending that no sentence means there; where a path follows, none does.
pub(super) fn no_word(word: &str) -> bool {
    let ending = ending_of(word);
    SIGNS.contains(&ending.as_str()) || (WORDS.contains(&ending.as_str()) && word.contains('/'))
}

/// Whether it is the other gender of the word before its dot.
pub(super) fn inflects(ending: &str) -> bool {
    INFLECTIONS.contains(&ending)
}
