//! Typed words turned into a tantivy query. No query syntax: whatever is typed is words.

use super::schema::Fields;
use super::text::{query_words, stem};
use std::collections::BTreeSet;
use tantivy::query::{BooleanQuery, EmptyQuery, FuzzyTermQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{Searcher, Term};

/// Spellings that one mistyped word may stand for, at most.
const MAX_SPELLINGS: usize = 40;

/// From so many needs on, a word in the title says little more than one in the text, and looking for it there
/// takes half of the search's time.
const TOO_USUAL: u64 = 200_000;

/// The query for what was typed; `None` if it holds no word. All words must be found; one that no need
/// has stands for those that look like it: one slip away or begun alike, else two slips away.
///
/// # Errors
/// The index can't be read.
pub fn words_query(
    searcher: &Searcher,
    fields: Fields,
    typed: &str,
) -> tantivy::Result<Option<Box<dyn Query>>> {
    let words = query_words(typed);
    if words.is_empty() {
        return Ok(None);
    }
    let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    for word in words {
        let mut stems = vec![stem(&word)];
        let needs = searcher.doc_freq(&Term::from_field_text(fields.text, &stems[0]))?;
        if needs == 0 {
            stems = like(searcher, fields, &word)?;
        }
        let mut either: Vec<Box<dyn Query>> = Vec::new();
        for stem in stems {
            let term =
                |field| TermQuery::new(Term::from_field_text(field, &stem), IndexRecordOption::WithFreqs);
            either.push(Box::new(term(fields.text)));
            if needs < TOO_USUAL {
                clauses.push((Occur::Should, Box::new(term(fields.title))));
            }
        }
        let must: Box<dyn Query> = match either.len() {
            0 => return Ok(Some(Box::new(EmptyQuery))),
            1 => either.swap_remove(0),
            _ => Box::new(BooleanQuery::union(either)),
        };
        clauses.push((Occur::Must, must));
    }
    Ok(Some(Box::new(BooleanQuery::new(clauses))))
}

/// Stems of the words that a word unknown to the index may stand for.
fn like(searcher: &Searcher, fields: Fields, word: &str) -> tantivy::Result<Vec<String>> {
    let mut spellings = BTreeSet::new();
    if word.len() >= 3 {
        begun_alike(searcher, fields, word, &mut spellings)?;
    }
    if word.len() >= 4 {
        slips_away(searcher, fields, word, 1, &mut spellings)?;
    }
    if spellings.is_empty() && word.len() >= 8 {
        slips_away(searcher, fields, word, 2, &mut spellings)?;
    }
    let stems: BTreeSet<String> = spellings.iter().map(|spelling| stem(spelling)).collect();
    Ok(stems.into_iter().collect())
}

fn begun_alike(
    searcher: &Searcher,
    fields: Fields,
    word: &str,
    found: &mut BTreeSet<String>,
) -> tantivy::Result<()> {
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(fields.spelling)?;
        let mut terms = index.terms().range().ge(word).into_stream()?;
        while found.len() < MAX_SPELLINGS && terms.advance() && terms.key().starts_with(word.as_bytes()) {
            found.insert(String::from_utf8_lossy(terms.key()).into_owned());
        }
    }
    Ok(())
}

fn slips_away(
    searcher: &Searcher,
    fields: Fields,
    word: &str,
    slips: u8,
    found: &mut BTreeSet<String>,
) -> tantivy::Result<()> {
    let fuzzy = FuzzyTermQuery::new(Term::from_field_text(fields.spelling, word), slips, true);
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(fields.spelling)?;
        let mut terms = index.terms().search(fuzzy.automaton()?).into_stream()?;
        while found.len() < MAX_SPELLINGS && terms.advance() {
            found.insert(String::from_utf8_lossy(terms.key()).into_owned());
        }
    }
    Ok(())
}
