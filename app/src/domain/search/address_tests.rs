#![allow(clippy::unwrap_used)]
use super::*;
use crate::domain::search::Relaxation;
use jiff::civil::date as day;
use proptest::prelude::*;

fn parse(address: &str) -> (SearchQuery, Vec<SearchProblem>) {
    SearchQuery::parse(&pairs(address))
}

#[test]
fn reads_every_parameter() {
    let (query, problems) = parse(
        "q=aide+aux%20devoirs&lieu=%C5%92uilly&rayon=50&domaine=sport&domaine=animaux&domaine=sport&a-distance=1\
         &mineurs=on&pmr=oui&du=2026-12-01&au=31/12/2026&tri=date&page=3&utm_source=x",
    );
    assert_eq!(problems, []);
    let expected = SearchQuery {
        words: "aide aux devoirs".into(),
        place: "Œuilly".into(),
        radius_km: Some(50),
        fields: vec![Field::Animals, Field::Sport],
        remote: true,
        minors: true,
        reduced_mobility: true,
        from: Some(day(2026, 12, 1)),
        until: Some(day(2026, 12, 31)),
        sort: Some(Sort::Date),
        page: 3,
    };
    assert_eq!(query, expected);
    assert_eq!(
        query.to_query_string(),
        "q=aide+aux+devoirs&lieu=%C5%92uilly&rayon=50&domaine=animaux&domaine=sport&a-distance=1&mineurs=1&pmr=1\
         &du=2026-12-01&au=2026-12-31&tri=date&page=3"
    );
}

#[test]
fn what_a_plain_form_sends_empty_means_nothing() {
    let (query, problems) = parse("q=&lieu=&rayon=&du=&au=&tri=&page=&pmr=0");
    assert_eq!((query.to_path().as_str(), problems), ("/missions", vec![]));
    assert_eq!(query, SearchQuery::default());
}

#[test]
fn bad_values_are_mended_and_reported() {
    use SearchProblem as P;
    for (address, problem, mended) in [
        ("rayon=0", P::RadiusOutOfRange, "rayon=1"),
        ("rayon=-5", P::RadiusOutOfRange, "rayon=1"),
        ("rayon=501", P::RadiusOutOfRange, "rayon=500"),
        ("rayon=99999999999999999999999", P::RadiusOutOfRange, "rayon=500"),
        ("rayon=loin", P::RadiusUnreadable, ""),
        ("domaine=rien&domaine=nul&domaine=sport", P::FieldUnknown, "domaine=sport"),
        ("du=hier", P::FromUnreadable, ""),
        ("du=2026-02-30", P::FromUnreadable, ""),
        ("au=0000-01-01", P::UntilUnreadable, ""),
        ("du=2026-02-03&au=2026-01-02", P::DatesSwapped, "du=2026-01-02&au=2026-02-03"),
        ("tri=hasard", P::SortUnknown, ""),
        ("page=-1", P::PageUnreadable, ""),
        ("page=0", P::PageUnreadable, ""),
        ("page=deux", P::PageUnreadable, ""),
        ("page=501", P::PageTooFar, "page=500"),
        ("page=99999999999999999999999", P::PageTooFar, "page=500"),
    ] {
        let (query, problems) = parse(address);
        assert_eq!(problems, [problem], "{address}");
        assert_eq!(query.to_query_string(), mended, "{address}");
        assert!(address.contains(problem.parameter()), "{address}");
    }
    let (query, problems) = parse(&format!("q={}", "é".repeat(201)));
    assert_eq!((query.words.chars().count(), problems), (200, vec![P::WordsTooLong]));
}

#[test]
fn broken_encoding_is_kept_as_it_stands() {
    assert_eq!(parse("q=100%").0.words, "100%");
    assert_eq!(parse("q=%zz%4").0.words, "%zz%4");
    assert_eq!(parse("q=%FF").0.words, "\u{fffd}");
    assert_eq!(parse("&&q&=&q=a=b").0.words, "a=b");
}

#[test]
fn steps_lead_where_they_say() {
    let start = parse("q=chiens&lieu=35238&rayon=5&domaine=sport&page=4").0;
    assert_eq!(
        start.toggled_field(Field::Animals).to_query_string(),
        "q=chiens&lieu=35238&rayon=5&domaine=animaux&domaine=sport"
    );
    assert_eq!(start.toggled_field(Field::Sport).to_query_string(), "q=chiens&lieu=35238&rayon=5");
    assert_eq!(start.without_place().to_query_string(), "q=chiens&domaine=sport");
    assert_eq!(start.relaxed(Relaxation::Radius(50)).radius(), 50);
    assert_eq!(start.relaxed(Relaxation::AllButWords).to_query_string(), "q=chiens");
    assert_eq!(start.relaxed(Relaxation::All), SearchQuery::default());
    assert_eq!(start.offset(), 60);
    assert_eq!((start.order(), start.without_words().order()), (Sort::Pertinence, Sort::Distance));
    assert!(start.is_filtered() && !SearchQuery::default().with_page(2).is_filtered());
}

prop_compose! {
    fn any_query()(
        words in "\\PC{0,40}", place in "\\PC{0,20}", radius_km in proptest::option::of(1..=MAX_RADIUS_KM),
        fields in proptest::collection::btree_set(0..20_usize, 0..5), flags in any::<[bool; 3]>(),
        days in proptest::option::of((0..5000_i64, 0..5000_i64)), sort in 0..4_usize, page in 1..=MAX_PAGE,
    ) -> SearchQuery {
        let since = |days: i64| day(2020, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
        SearchQuery {
            words: words.trim().into(), place: place.trim().into(), radius_km,
            fields: fields.into_iter().map(|index| Field::ALL[index]).collect(),
            remote: flags[0], minors: flags[1], reduced_mobility: flags[2],
            from: days.map(|(from, _)| since(from)), until: days.map(|(from, more)| since(from + more)),
            sort: [None, Some(Sort::Date), Some(Sort::Distance), Some(Sort::Pertinence)][sort], page,
        }
    }
}

proptest! {
    #[test]
    fn what_is_written_reads_back(query in any_query()) {
        let address = query.to_query_string();
        prop_assert!(address.is_ascii());
        prop_assert_eq!(parse(&address), (query, vec![]));
    }

    #[test]
    fn any_address_gives_a_search_in_bounds(address in "(q|lieu|rayon|domaine|du|au|tri|page|&|=|%|[0-9a-f+-])*") {
        let (query, _) = parse(&address);
        prop_assert!((1..=MAX_PAGE).contains(&query.page));
        prop_assert!(query.radius_km.is_none_or(|radius| (1..=MAX_RADIUS_KM).contains(&radius)));
        let again = query.to_query_string();
        prop_assert_eq!(parse(&again).0, query);
    }
}
