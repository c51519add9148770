//! The directory on what is really in it and on what people really write.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;
use app::domain::{
    Point,
    area::Area,
    place::{PlaceKind, Suggestion},
};
use proptest::prelude::*;
use std::sync::LazyLock;

static DIRECTORY: LazyLock<Directory> = LazyLock::new(|| Directory::load().unwrap());

fn suggested(typed: &str) -> Vec<Suggestion> {
    DIRECTORY.suggest(typed, 8)
}

fn names(typed: &str) -> Vec<String> {
    suggested(typed).into_iter().map(|suggestion| suggestion.name).collect()
}

fn first(typed: &str) -> String {
    suggested(typed).into_iter().next().map(|suggestion| suggestion.value).unwrap_or_default()
}

/// The name of the one area that is meant, `?` for several, `-` for none.
fn meant(typed: &str) -> String {
    match DIRECTORY.resolve(typed) {
        Resolution::Anywhere => "*".to_owned(),
        Resolution::One(Area::Around { name, .. }) => name,
        Resolution::One(Area::Departments { name, codes }) => format!("{name} {}", codes.join("+")),
        Resolution::Several(_) => "?".to_owned(),
        Resolution::Unknown { .. } => "-".to_owned(),
    }
}

fn several(typed: &str) -> Vec<String> {
    match DIRECTORY.resolve(typed) {
        Resolution::Several(list) => {
            list.into_iter().map(|one| format!("{} {}", one.name, one.detail)).collect()
        }
        other => panic!("{typed}: {other:?}"),
    }
}

fn located(postcode: &str, city: &str, department_code: &str) -> String {
    let address = PostalAddress { postcode, city, department_code, ..PostalAddress::default() };
    DIRECTORY.locate(&address).map(|located| located.insee).unwrap_or_default()
}

#[test]
fn holds_all_of_france() {
    assert_eq!(DIRECTORY.communes().len(), 35_014);
    assert_eq!(DIRECTORY.former.len(), 2_576);
    assert_eq!(DIRECTORY.departments().count(), 109);
    assert_eq!(DIRECTORY.department_name("2A"), Some("Corse-du-Sud"));
    assert_eq!(DIRECTORY.commune("35238").unwrap().full_name(), "Rennes (35)");
    assert_eq!(DIRECTORY.communes().iter().filter(|commune| commune.point.is_none()).count(), 6);
}

#[test]
fn suggests_the_most_populous_first() {
    assert_eq!(names("par").first().unwrap(), "Paris");
    assert_eq!(first("paris"), "75056");
    assert_eq!(first("renn"), "35238");
    let saints = suggested("saint-denis");
    assert_eq!(saints.first().unwrap().value, "97411-saint-denis");
    assert_eq!(saints.get(1).unwrap().detail, "93200 · Seine-Saint-Denis");
    assert!(
        names("paris").contains(&"Paris 18e".to_owned())
            || names("paris 1").contains(&"Paris 18e".to_owned())
    );
}

#[test]
fn forgives_how_it_is_written() {
    for typed in ["st etienne", "SAINT-ÉTIENNE", "Saint Étienne", "ste-etienne", "st-éti", "saint etiene"]
    {
        let found = names(typed);
        assert!(
            found.iter().any(|name| name == "Saint-Étienne") || typed.starts_with("ste"),
            "{typed}: {found:?}"
        );
    }
    assert_eq!(first("l'hay les roses"), "94038");
    assert_eq!(first("hay-les"), "94038");
    assert_eq!(first("havre"), "76351");
    assert_eq!(first("le havre"), "76351");
    assert_eq!(first("malo"), "35288");
    assert!(names("st").contains(&"Strasbourg".to_owned()), "{:?}", names("st"));
    assert_eq!(first("strasbuorg"), "67482");
    assert_eq!(first("marseile"), "13055");
    assert_eq!(names("renes").get(..2).unwrap(), ["Renescure", "Rennes"]);
    assert_eq!(first("ille et v"), "dep-35");
    assert_eq!(first("bretag"), "reg-53");
    assert_eq!(first("chalon s/saone"), "71076");
}

#[test]
fn tells_the_two_oeuilly_apart() {
    let details: Vec<String> = suggested("oeuilly").into_iter().map(|suggestion| suggestion.detail).collect();
    assert_eq!(details.len(), 2);
    assert!(details.contains(&"51480 · Marne".to_owned()) && details.contains(&"02160 · Aisne".to_owned()));
    assert_eq!(suggested("ŒUILLY").len(), 2);
}

#[test]
fn suggests_by_numbers() {
    assert_eq!(names("75018"), ["Paris 18e"]);
    assert_eq!(first("35"), "dep-35");
    assert!(names("35").contains(&"Rennes".to_owned()));
    assert_eq!(first("2a"), "dep-2A");
    assert_eq!(first("974"), "dep-974");
    assert_eq!(suggested("51300").len(), 8);
    assert_eq!(DIRECTORY.suggest("51300", 100).len(), 46);
    assert!(suggested("513000").is_empty());
    assert_eq!(first("saint-denis 93"), "93066");
    assert_eq!(first("93210 st den"), "93066");
    assert_eq!(first("lyon 7"), "69387");
    assert_eq!(first("paris 75018"), "75118");
}

#[test]
fn finds_former_communes() {
    let found = suggested("bellegarde-sur-valserine");
    assert_eq!(found.len(), 1);
    let former = found.first().unwrap();
    assert_eq!((former.kind, &*former.detail), (PlaceKind::FormerCommune, "Valserhône · Ain"));
    assert_eq!(meant(&former.value), "Bellegarde-sur-Valserine (01)");
    assert_eq!(meant("bellegarde sur valserine"), "Bellegarde-sur-Valserine (01)");
    assert!(suggested("saint-denis 93").iter().all(|one| one.kind != PlaceKind::FormerCommune));
    // Its point is unknown: its successor's stands in.
    assert!(meant("25010-alaise").ends_with("(25)"));
}

#[test]
fn understands_what_is_typed() {
    for (typed, name) in [
        ("", "*"),
        ("France", "*"),
        ("Rennes", "Rennes (35)"),
        ("rennes (35)", "Rennes (35)"),
        ("Rennes, France", "Rennes (35)"),
        ("Rennes, Ille-et-Vilaine", "Rennes (35)"),
        ("35238", "Rennes (35)"),
        ("35000", "Rennes (35)"),
        ("35042 Rennes CEDEX 9", "Rennes (35)"),
        ("Paris", "Paris (75)"),
        ("PARIS 75018", "Paris 18e (75)"),
        ("75018", "Paris 18e (75)"),
        ("paris 18", "Paris 18e (75)"),
        ("Paris 18ème arrondissement", "Paris 18e (75)"),
        ("75116", "Paris 16e (75)"),
        ("LYON 7", "Lyon 7e (69)"),
        ("Marseille 13e", "Marseille 13e (13)"),
        ("Marseille 13", "?"),
        ("Saint-Denis", "?"),
        ("Saint-Denis 93", "Saint-Denis (93)"),
        ("Saint-Denis (La Réunion)", "Saint-Denis (974)"),
        ("ST DENIS 93210", "Saint-Denis (93)"),
        ("12 rue du Four, 75006 Paris", "Paris 6e (75)"),
        ("12 rue du Four, Rennes", "Rennes (35)"),
        ("51300", "?"),
        ("35", "Ille-et-Vilaine 35"),
        ("Ille-et-Vilaine", "Ille-et-Vilaine 35"),
        ("dep-35", "Ille-et-Vilaine 35"),
        ("dep-2a", "Corse-du-Sud 2A"),
        ("2A", "Corse-du-Sud 2A"),
        ("974", "La Réunion 974"),
        ("La Réunion", "?"),
        ("reg-53", "Bretagne 22+29+35+56"),
        ("Normandie", "Normandie 14+27+50+61+76"),
        ("reg-04", "La Réunion 974"),
        ("Mayenne", "?"),
        ("59350-lille", "Lille (59)"),
        ("98412", "Archipel des Kerguelen 984"),
        ("2A004", "Ajaccio (2A)"),
        ("48.85,2.35", ""),
        ("48.85, 2.35", ""),
        ("148.85,2.35", "-"),
        ("Trifouillis-les-Oies", "-"),
        ("xyzzy", "-"),
        ("dep-99", "-"),
    ] {
        assert_eq!(meant(typed), name, "{typed}");
    }
}

#[test]
fn asks_which_one() {
    assert_eq!(several("51300").len(), 46);
    let saints = several("saint denis");
    assert_eq!(saints.first().unwrap(), "Saint-Denis 97400 · La Réunion");
    assert!(saints.contains(&"Saint-Denis 30500 · Gard".to_owned()));
    assert_eq!(several("mayenne").len(), 2);
    // An INSEE code of a city that is a village's postcode too.
    assert_eq!(several("59350").last().unwrap(), "Lille 59000 · Nord");
}

#[test]
fn every_suggestion_means_one_place() {
    for commune in DIRECTORY.communes() {
        let name = meant(&DIRECTORY.value(commune));
        let code = &commune.department.code;
        assert!(
            name == commune.full_name() || name == format!("{} {code}", commune.name),
            "{commune:?}: {name}"
        );
    }
}

#[test]
fn every_name_finds_itself() {
    for commune in DIRECTORY.communes().iter().step_by(37) {
        let found = DIRECTORY.suggest(&commune.full_name(), 40);
        assert!(found.iter().any(|one| one.name == *commune.name), "{commune:?}: {found:?}");
    }
}

#[test]
fn says_what_comes_near() {
    let Resolution::Unknown { nearest } = DIRECTORY.resolve("Strasbuorg") else { panic!("no such place") };
    assert_eq!(nearest.first().unwrap().name, "Strasbourg");
}

#[test]
fn locates_addresses_of_feeds() {
    assert_eq!(located("75018", "PARIS 75018", ""), "75118");
    assert_eq!(located("", "PARIS 75018", ""), "75118");
    assert_eq!(located("75004", "Paris", "75"), "75104");
    assert_eq!(located("", "LYON 7", ""), "69387");
    assert_eq!(located("", "ST DENIS 93210", ""), "93066");
    assert_eq!(located("93210", "ST DENIS", ""), "93066");
    assert_eq!(located("93210", "La Plaine St Denis", ""), "93066");
    assert_eq!(located("", "Saint-Denis", "974"), "97411");
    assert_eq!(located("93206", "Saint-Denis CEDEX", ""), "93066");
    assert_eq!(located("01500", "Ambérieu-en-Bugey", "01"), "01004");
    assert_eq!(located("45000", "Orleans", "45"), "45234");
    assert_eq!(located("", "Saint-Denis", ""), "");
    assert_eq!(located("51300", "Chalons", ""), "");
    assert_eq!(located("51300", "Vitry-le-Francois", ""), "51649");
    assert_eq!(located("51300", "VITRY LE FRANCOI", ""), "51649");
    assert_eq!(located("", "", ""), "");
    assert_eq!(located("01200", "Bellegarde-sur-Valserine", "01"), "01033");
    assert_eq!(located("20000", "Ajaccio", "2A"), "2A004");
}

#[test]
fn mistrusts_points_far_away() {
    let swapped =
        PostalAddress { city: "Rennes", point: Point::new(-1.68, 48.11), ..PostalAddress::default() };
    let rennes = DIRECTORY.commune("35238").unwrap();
    assert_eq!(DIRECTORY.locate(&swapped).unwrap().point, rennes.point);
    let near = Point::new(48.1, -1.7);
    let right = PostalAddress { city: "Rennes", point: near, ..PostalAddress::default() };
    assert_eq!(DIRECTORY.locate(&right).unwrap().point, near);
    let alone = PostalAddress { point: near, ..PostalAddress::default() };
    assert_eq!(DIRECTORY.locate(&alone).unwrap().department_code, "35");
    let at_sea = PostalAddress { point: Point::new(0.0, 0.0), ..PostalAddress::default() };
    assert_eq!(DIRECTORY.locate(&at_sea), None);
}

#[test]
fn finds_the_nearest_commune() {
    let name = |lat, lon| DIRECTORY.nearest_commune(Point::new(lat, lon).unwrap()).unwrap().full_name();
    assert_eq!(name(48.1113, -1.68), "Rennes (35)");
    assert_eq!(name(48.8926, 2.3487), "Paris 18e (75)");
    for (lat, lon) in [(46.3, 2.1), (-21.1, 55.4), (43.0, 9.2)] {
        let point = Point::new(lat, lon).unwrap();
        let km = |commune: &Commune| commune.point.map_or(f64::INFINITY, |middle| middle.distance_km(point));
        let slow = DIRECTORY.communes().iter().min_by(|a, b| km(a).total_cmp(&km(b))).unwrap();
        assert_eq!(DIRECTORY.nearest_commune(point).unwrap().insee, slow.insee);
    }
}

#[test]
fn knows_the_clocks() {
    assert_eq!(time_zone("35"), "Europe/Paris");
    assert_eq!(time_zone("974"), "Indian/Reunion");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn nothing_typed_breaks_it(typed in any::<String>(), limit in 0_usize..20) {
        prop_assert!(DIRECTORY.suggest(&typed, limit).len() <= limit);
        let _ = DIRECTORY.resolve(&typed);
        let _ = DIRECTORY.locate(&PostalAddress { city: &typed, postcode: &typed, ..PostalAddress::default() });
    }

    #[test]
    fn nothing_like_a_place_breaks_it(typed in "(st |ste |[a-z]{0,6}|[0-9]{0,6}|dep-|reg-|[ ,(-]){0,5}") {
        prop_assert!(DIRECTORY.suggest(&typed, 8).len() <= 8);
        let _ = DIRECTORY.resolve(&typed);
    }
}
