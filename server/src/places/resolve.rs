//! What a typed place means: one area, several, or none.

use super::{
    Commune, Directory,
    names::{Place, without_article},
    narrow::narrowed,
    suggest::Match,
    typed::{Typed, ordinal, words},
};
use app::domain::{Point, area::Area, place::Suggestion, text::slug};

/// The answer to a typed place.
#[derive(Clone, Debug, PartialEq)]
pub enum Resolution {
    /// Nothing typed, or all of France.
    Anywhere,
    /// One area is meant.
    One(Area),
    /// It may mean any of these, the most populous first; the visitor says which.
    Several(Vec<Suggestion>),
    /// No place is called so; these come nearest, if any does.
    Unknown {
        /// Names that begin alike, or are one slip of the finger away.
        nearest: Vec<Suggestion>,
    },
}

/// How many places a question names: 46 communes share a postcode.
const MOST_MEANT: usize = 60;
/// How many places an unknown one is answered with.
const MOST_NEAR: usize = 8;
/// A commune so many times as populous as those with its INSEE code as postcode may be meant by it.
const FAR_BIGGER: u32 = 5;
const EVERYWHERE: [&str; 7] =
    ["france", "la france", "partout", "toute la france", "france entiere", "everywhere", "anywhere"];

impl Directory {
    /// What `typed` means: an INSEE code, a postcode, `dep-35`, `reg-53`, `48.85,2.35`, or a name as
    /// people write it: `Rennes`, `rennes (35)`, `PARIS 75018`, `LYON 7`, `st denis 93`, `2A`.
    #[must_use]
    pub fn resolve(&self, typed: &str) -> Resolution {
        let typed = typed.trim();
        let normal = words(typed).join(" ");
        if EVERYWHERE.contains(&&*normal) || typed.is_empty() {
            return Resolution::Anywhere;
        }
        if let Some(centre) = coordinates(typed) {
            let (name, department) = (String::new(), String::new());
            return centre.map_or(Resolution::Unknown { nearest: Vec::new() }, |centre| {
                Resolution::One(Area::Around { name, department, centre })
            });
        }
        if let Some(place) = self.by_value(typed) {
            return self.one(place);
        }
        let meant = self.meant(typed);
        match meant.as_slice() {
            [] => self.unknown(typed),
            [place] => self.one(*place),
            _ => Resolution::Several(self.suggestions(&meant, typed)),
        }
    }

    /// The place whose suggestion's value this is: `dep-35`, `reg-53`, `59350-lille`.
    fn by_value(&self, typed: &str) -> Option<Place> {
        let (code, rest) = typed.split_once('-')?;
        let index = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        match code {
            "dep" => {
                let code = rest.to_uppercase();
                return self.department_index(&code).map(|at| Place::Department(index(at)));
            }
            "reg" => {
                let at = self.regions.iter().position(|region| &*region.code == rest)?;
                return Some(Place::Region(index(at)));
            }
            _ => {}
        }
        if let Some(at) = self.commune_index(code)
            && self.communes.get(at).is_some_and(|commune| slug(&commune.name) == rest)
        {
            return Some(Place::Commune(index(at)));
        }
        let former =
            self.former.iter().position(|former| &*former.insee == code && slug(&former.name) == rest)?;
        Some(Place::Former(index(former)))
    }

    /// Everything that `typed` may mean.
    fn meant(&self, typed: &str) -> Vec<Place> {
        let parts = Typed::new(typed);
        let code = parts.code.as_deref().map(str::to_uppercase);
        match code {
            Some(code) if parts.name == parts.whole || parts.name.is_empty() => self.by_code(&code),
            Some(code) => self.by_name_and_code(&parts.name, &code),
            None => {
                let insee = parts.name.to_uppercase();
                if let Some(index) = self.commune_index(&insee) {
                    return vec![Place::Commune(u32::try_from(index).unwrap_or(u32::MAX))];
                }
                let found = self.by_qualified_name(typed);
                if found.is_empty() { narrowed(self.by_name(&parts.name), self) } else { found }
            }
        }
    }

    /// By a department's code, a postcode, or an INSEE code that isn't one too.
    fn by_code(&self, code: &str) -> Vec<Place> {
        let index = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        if let Some(at) = self.department_index(code) {
            return vec![Place::Department(index(at))];
        }
        let insee = self.commune_index(code).map(|at| Place::Commune(index(at)));
        let Ok(number) = code.parse::<u32>() else { return insee.into_iter().collect() };
        if code.len() != 5 {
            return Vec::new();
        }
        let mut places: Vec<Place> = self.with_postcodes(number..=number).map(Place::Commune).collect();
        if places.iter().any(|place| self.commune_of(*place).is_some_and(Commune::is_arrondissement)) {
            places.retain(|place| !self.commune_of(*place).is_some_and(Commune::has_arrondissements));
        }
        if let Some(insee) = insee
            && !places.contains(&insee)
        {
            let people = |place: &Place| self.commune_of(*place).map_or(0, |commune| commune.population);
            if people(&insee) >= FAR_BIGGER * places.iter().map(people).sum::<u32>() {
                places.push(insee);
            }
        }
        if places.is_empty() {
            let former = self.former.iter().position(|former| &*former.insee == code);
            places.extend(former.map(|at| Place::Former(index(at))));
        }
        places
    }

    /// A name beside a postcode or a department's code.
    fn by_name_and_code(&self, name: &str, code: &str) -> Vec<Place> {
        let named = self.by_name(name);
        let mut places: Vec<Place> =
            named.iter().copied().filter(|place| self.lies_in(*place, code)).collect();
        if let Some(arrondissement) = self.arrondissement(&places, code) {
            return vec![arrondissement];
        }
        if code.len() == 2 {
            places.extend(self.by_name(&format!("{name} {}", ordinal(code))));
        }
        if !places.is_empty() {
            return narrowed(places, self);
        }
        let digits = if code.starts_with("97") || code.starts_with("98") { 3 } else { 2 };
        // A CEDEX postcode belongs to no commune, but its beginning still tells namesakes apart.
        let start = code.get(..digits).unwrap_or(code);
        places = named.iter().copied().filter(|place| self.lies_in(*place, start)).collect();
        if places.is_empty() {
            places = named;
            if code.len() == 5 {
                places.extend(self.by_code(code).into_iter().take(MOST_NEAR));
            }
        }
        narrowed(places, self)
    }

    /// `Rennes, Ille-et-Vilaine`; `Saint-Denis (La Réunion)`; `Rennes, France`.
    fn by_qualified_name(&self, typed: &str) -> Vec<Place> {
        let Some((name, beside)) = typed.rsplit_once([',', '(']) else { return Vec::new() };
        let named = self.by_name(&words(name).join(" "));
        let beside = words(beside).join(" ");
        if beside == "france" {
            return narrowed(named, self);
        }
        let same = |text: &str| {
            let text = words(text).join(" ");
            text == beside || without_article(&text) == Some(&*beside)
        };
        let lies_there = |place: &Place| {
            self.commune_of(*place).is_some_and(|commune| {
                same(&commune.department.name) || same(&commune.department.region_name)
            })
        };
        narrowed(named.into_iter().filter(lies_there).collect(), self)
    }

    /// By a whole name, with or without its article: `havre`, `la bretagne`, `lyon 7`.
    pub(super) fn by_name(&self, name: &str) -> Vec<Place> {
        if name.is_empty() {
            return Vec::new();
        }
        let mut found = self.names.exactly(name);
        if found.is_empty()
            && let Some((city, number)) = name.rsplit_once(' ')
            && number.len() <= 2
            && number.bytes().all(|digit| digit.is_ascii_digit())
        {
            found = self.names.exactly(&format!("{city} {}", ordinal(number)));
        }
        if found.is_empty()
            && let Some(rest) = without_article(name)
        {
            found = self.names.exactly(rest);
        }
        found
    }

    /// The arrondissement with this postcode, if `places` is its city alone.
    pub(super) fn arrondissement(&self, places: &[Place], postcode: &str) -> Option<Place> {
        let city =
            places.iter().find_map(|place| self.commune_of(*place).filter(|c| c.has_arrondissements()))?;
        let number = postcode.parse::<u32>().ok().filter(|_| postcode.len() == 5)?;
        let index = self.with_postcodes(number..=number).find(|index| {
            let commune = self.communes.get(*index as usize);
            commune.is_some_and(|c| c.is_arrondissement() && c.department.code == city.department.code)
        })?;
        Some(Place::Commune(index))
    }

    fn one(&self, place: Place) -> Resolution {
        match self.area(place) {
            Some(area) => Resolution::One(area),
            None => Resolution::Unknown { nearest: Vec::new() },
        }
    }

    /// The area of a place; a commune without coordinates stands for its department.
    fn area(&self, place: Place) -> Option<Area> {
        let around = |name: &str, point: Option<Point>, commune: &Commune| {
            let department = commune.department.code.to_string();
            match point {
                Some(centre) => Area::Around { name: format!("{name} ({department})"), department, centre },
                None => Area::Departments { name: name.to_owned(), codes: vec![department] },
            }
        };
        Some(match place {
            Place::Commune(index) => {
                let commune = self.communes.get(index as usize)?;
                around(&commune.name, commune.point, commune)
            }
            Place::Former(index) => {
                let former = self.former.get(index as usize)?;
                let parent = self.commune(&former.parent)?;
                around(&former.name, former.point.or(parent.point), parent)
            }
            Place::Department(index) => {
                let department = self.departments.get(index as usize)?;
                Area::Departments {
                    name: department.name.to_string(),
                    codes: vec![department.code.to_string()],
                }
            }
            Place::Region(index) => {
                let region = self.regions.get(index as usize)?;
                Area::Departments { name: region.name.to_string(), codes: region.departments.clone() }
            }
        })
    }

    fn unknown(&self, typed: &str) -> Resolution {
        let (places, how) = self.matching(typed, MOST_NEAR);
        match (places.as_slice(), how) {
            ([place], Match::Beginning) => self.one(*place),
            ([_, ..], Match::Beginning) => Resolution::Several(self.suggestions(&places, typed)),
            _ => {
                // The end of an address: `12 rue du Four, Rennes`.
                let last = typed.rsplit(',').next().unwrap_or_default();
                if last.len() < typed.len() && !self.meant(last).is_empty() {
                    return self.resolve(last);
                }
                Resolution::Unknown { nearest: self.suggestions(&places, typed) }
            }
        }
    }

    fn suggestions(&self, places: &[Place], typed: &str) -> Vec<Suggestion> {
        let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
        places.iter().take(MOST_MEANT).filter_map(|place| self.suggestion(*place, &digits)).collect()
    }
}

/// `48.85,2.35`: `None` if it isn't a pair of numbers, `Some(None)` if it isn't on the globe.
fn coordinates(typed: &str) -> Option<Option<Point>> {
    let (lat, lon) = typed.split_once(',')?;
    Some(Point::new(lat.trim().parse().ok()?, lon.trim().parse().ok()?))
}
