//! Which words find which.

use super::*;

/// The needs that the words find, best first.
fn find(index: &Index, words: &str) -> Vec<i64> {
    let found = index.search(&IndexQuery { words: words.to_owned(), ..everything() }).unwrap();
    assert_eq!(found.total as usize, found.hits.len());
    ids(&found)
}

fn some() -> Index {
    index(&[
        need(1, "Bénévole au refuge", "Promener les chiens et nourrir chaque animal de l’arche."),
        need(2, "Aide aux devoirs", "Accompagner des élèves de l'école Œuvrons, d’Évry à Paris."),
        need(3, "Maraude", "Distribution de repas chauds aux personnes aidées."),
        need(4, "Trier des vêtements", "Un après-midi au vestiaire, sans aide."),
    ])
}

#[test]
fn accents_case_and_endings_do_not_matter() {
    let index = some();
    assert_eq!(find(&index, "bénévoles animaux"), [1]);
    assert_eq!(find(&index, "BENEVOLE Animal"), [1]);
    assert_eq!(find(&index, "vetement"), [4]);
    assert_eq!(find(&index, "oeuvrons"), [2]);
    assert_eq!(find(&index, "distribuer"), [3]);
    assert_eq!(find(&index, "aider élève"), [2]);
    assert_eq!(find(&index, "personne aidee"), [3]);
}

#[test]
fn elided_words_are_no_hurdle() {
    let index = some();
    assert_eq!(find(&index, "arche"), [1]);
    assert_eq!(find(&index, "l'arche"), [1]);
    assert_eq!(find(&index, "l’école d'evry"), [2]);
    assert_eq!(find(&index, "jusqu'à l'après midi"), [4]);
}

#[test]
fn a_slip_of_the_finger_is_forgiven() {
    let index = some();
    for (typed, found) in [
        ("bénvole", 1),
        ("bénévloe", 1),
        ("anmial", 1),
        ("mraude", 3),
        ("vestaire", 4),
        ("distirbutoin", 3),
        ("devoris", 2),
    ] {
        assert_eq!(find(&index, typed), [found], "{typed}");
    }
    assert_eq!(find(&index, "xyz"), Vec::<i64>::new());
    assert_eq!(find(&index, "bénévole xylophoniste"), Vec::<i64>::new());
}

#[test]
fn half_a_word_finds_the_whole() {
    let index = some();
    assert_eq!(find(&index, "marau"), [3]);
    assert_eq!(find(&index, "vestia"), [4]);
}

#[test]
fn the_title_weighs_more() {
    let found = find(&some(), "aide");
    assert_eq!((found.len(), found[0]), (3, 2));
}

#[test]
fn association_city_and_field_are_found_too() {
    let index = some();
    assert_eq!(find(&index, "amis quartier rennes").len(), 4);
    assert_eq!(find(&index, "vivre ensemble maraude"), [3]);
}

#[test]
fn nothing_typed_is_an_error() {
    let index = some();
    let all = find(&index, "").len();
    assert_eq!(find(&index, "  \u{a0}!? «»").len(), all);
    for typed in [
        "\"aide",
        "aide\"",
        "(aide",
        "aide)",
        "aide AND",
        "+aide",
        "aide*",
        "aide~2",
        "title:aide",
        "[a TO b]",
        "\\",
        "l'",
        "' OR 1=1 --",
        "\u{0}",
        "日本",
        "de la",
    ] {
        find(&index, typed);
    }
    assert_eq!(find(&index, "\"aide\" (devoirs)*"), [2]);
    assert_eq!(find(&index, &"aide ".repeat(500)), find(&index, "aide"));
    find(&index, &"é".repeat(10_000));
    assert_eq!(find(&index, "aux"), find(&index, "AUX"));
    assert!(!find(&index, "aux").is_empty());
}
