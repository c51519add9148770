//! French words as the index compares them: folded (no accents, case or ligatures), each with its stem.
//! Elided words (`l’`, `d’`, `qu’`) come out as words of their own, which no query asks for.

use app::domain::text::fold;
use tantivy::tokenizer::{Language, Stemmer, TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

/// Name of the tokenizer that gives folded words.
pub const WORDS: &str = "words";
/// Name of the tokenizer that gives their stems.
pub const STEMS: &str = "stems";

/// Words that carry no meaning of their own; a query that has others isn't held to these.
const STOP_WORDS: &[&str] = &[
    "a", "ai", "an", "and", "au", "aux", "avec", "c", "ce", "ces", "cet", "cette", "chez", "comme", "d",
    "dans", "de", "des", "du", "elle", "elles", "en", "est", "et", "eux", "for", "il", "ils", "in", "j",
    "je", "jusqu", "l", "la", "le", "les", "leur", "leurs", "lorsqu", "lui", "m", "ma", "mais", "me", "mes",
    "mon", "n", "ne", "nos", "notre", "nous", "of", "on", "or", "ou", "par", "pas", "pour", "puisqu", "qu",
    "que", "qui", "s", "sa", "se", "ses", "son", "sur", "t", "ta", "te", "tes", "the", "to", "ton", "tu",
    "un", "une", "vers", "vos", "votre", "vous", "with", "y",
];

/// Both tokenizers, by name.
#[must_use]
pub fn tokenizers() -> TokenizerManager {
    // tantivy looks up its own `default` one for numbers too.
    let manager = TokenizerManager::default();
    manager.register(WORDS, TextAnalyzer::builder(Folded::default()).build());
    manager.register(
        STEMS,
        TextAnalyzer::builder(Folded::default()).filter(Stemmer::new(Language::French)).build(),
    );
    manager
}

/// At most this many words of a query count; the rest are dropped.
const MAX_WORDS: usize = 12;

/// The folded words that a query asks for, each once: without stop words, unless it has no others.
#[must_use]
pub fn query_words(typed: &str) -> Vec<String> {
    let folded = fold(typed);
    let distinct = |keep: fn(&str) -> bool| {
        let mut words: Vec<String> = Vec::new();
        for word in folded.split_ascii_whitespace().filter(|word| keep(word)) {
            if words.len() < MAX_WORDS && !words.iter().any(|known| known == word) {
                words.push(word.to_owned());
            }
        }
        words
    };
    let meaning = distinct(|word| STOP_WORDS.binary_search(&word).is_err());
    if meaning.is_empty() { distinct(|_| true) } else { meaning }
}

/// The stem of a folded word, as the index holds it.
#[must_use]
pub fn stem(word: &str) -> String {
    let mut analyzer =
        TextAnalyzer::builder(Folded::default()).filter(Stemmer::new(Language::French)).build();
    let mut stream = analyzer.token_stream(word);
    if stream.advance() { stream.token().text.clone() } else { word.to_owned() }
}

/// Folds a text and gives its words.
#[derive(Clone, Default)]
struct Folded {
    text: String,
    token: Token,
}

/// The words of one text.
struct FoldedStream<'a> {
    rest: std::str::SplitAsciiWhitespace<'a>,
    token: &'a mut Token,
}

impl Tokenizer for Folded {
    type TokenStream<'a> = FoldedStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> FoldedStream<'a> {
        self.text = fold(text);
        self.token.reset();
        FoldedStream { rest: self.text.split_ascii_whitespace(), token: &mut self.token }
    }
}

impl TokenStream for FoldedStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(word) = self.rest.next() else { return false };
        self.token.position = self.token.position.wrapping_add(1);
        self.token.text.clear();
        self.token.text.push_str(participle(word));
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

/// Without its accent, the stemmer doesn't see that `aidée(s)` belongs to `aider`; `aide` it knows.
fn participle(word: &str) -> &str {
    match word.strip_suffix("es").or_else(|| word.strip_suffix('e')) {
        Some(shorter) if shorter.ends_with('e') && shorter.len() > 3 => shorter,
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stop_words_are_sorted() {
        assert!(STOP_WORDS.is_sorted());
    }

    #[test]
    fn endings_and_accents_do_not_matter() {
        for (one, other) in [
            ("benevoles", "benevole"),
            ("animaux", "animal"),
            ("accompagnement", "accompagner"),
            ("aidee", "aider"),
            ("aidees", "aide"),
            ("distribution", "distributions"),
        ] {
            assert_eq!(stem(one), stem(other), "{one} {other}");
        }
        assert_ne!(stem("chat"), stem("chien"));
    }

    #[test]
    fn elided_and_empty_words_are_not_asked_for() {
        assert_eq!(query_words("l’aide à l'école d’Évry"), ["aide", "ecole", "evry"]);
        assert_eq!(query_words("Œuvre \"qu’on\" (aide) AND OR *"), ["oeuvre", "aide"]);
        assert_eq!(query_words("pour les"), ["pour", "les"]);
        assert_eq!(query_words(" « » "), Vec::<String>::new());
    }
}
