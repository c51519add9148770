//! Which commune an address of a feed means.

use super::{
    Commune, Directory,
    names::Place,
    typed::{Typed, words},
};
use app::domain::Point;

/// An address as feeds write it; anything may be empty or wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PostalAddress<'a> {
    /// Number and street.
    pub street: &'a str,
    /// `93210`; also CEDEX codes, which belong to no commune.
    pub postcode: &'a str,
    /// `ST DENIS`, `PARIS 75018`, `LYON 7`.
    pub city: &'a str,
    /// INSEE code of the department: `93`, `2A`.
    pub department_code: &'a str,
    /// Where the feed says it is.
    pub point: Option<Point>,
}

/// The commune that an address means.
#[derive(Clone, Debug, PartialEq)]
pub struct Located {
    /// Its INSEE code; the arrondissement's in Paris, Lyon and Marseille where the address tells.
    pub insee: String,
    /// The address's own point if it is anywhere near the commune, otherwise the commune's middle.
    pub point: Option<Point>,
    /// INSEE code of the department.
    pub department_code: String,
    /// INSEE code of the region.
    pub region_code: String,
}

/// A feed's point further away from the commune than this is a mistake (0,0; latitude and longitude
/// swapped). In km; the largest communes reach 100 km.
const FAR_AWAY_KM: f64 = 120.0;
/// A point further than this from every commune is not in France, in km.
const OUTSIDE_KM: f64 = 60.0;

impl Directory {
    /// The commune that `address` means: by its city, told from namesakes by postcode, then
    /// department, then point; by the postcode alone where that means one commune; by the point alone
    /// where nothing else is said. `None` if it stays unclear.
    #[must_use]
    pub fn locate(&self, address: &PostalAddress<'_>) -> Option<Located> {
        let commune = self.commune_meant(address)?;
        let near = |point: &Point| commune.point.is_none_or(|middle| point.distance_km(middle) < FAR_AWAY_KM);
        Some(Located {
            insee: commune.insee.to_string(),
            point: address.point.filter(near).or(commune.point),
            department_code: commune.department.code.to_string(),
            region_code: commune.department.region_code.to_string(),
        })
    }

    fn commune_meant(&self, address: &PostalAddress<'_>) -> Option<&Commune> {
        let city = Typed::new(address.city);
        let written = address.postcode.trim();
        let postcode = match city.code.as_deref() {
            Some(code) if written.is_empty() && code.len() == 5 => code,
            _ => written,
        };
        let named = self.by_name(&city.name);
        let named = if named.is_empty() { self.by_name(&city.whole) } else { named };
        if let Some(found) = self.best_namesake(&named, postcode, address) {
            return Some(found);
        }
        let sharing = self.sharing(postcode);
        match sharing.as_slice() {
            [] => {}
            [only] => return self.commune_of(*only),
            _ => return self.within_postcode(&sharing, &city, address),
        }
        if address.city.trim().is_empty() && postcode.is_empty() {
            let near = self.nearest_commune(address.point?)?;
            return near.point?.distance_km(address.point?).le(&OUTSIDE_KM).then_some(near);
        }
        None
    }

    /// The one of `named` that fits best, if one does better than the others.
    fn best_namesake(
        &self,
        named: &[Place],
        postcode: &str,
        address: &PostalAddress<'_>,
    ) -> Option<&Commune> {
        let department = department(address.department_code);
        // A commune that is still there is meant rather than one that was merged.
        let is_current = |place: &Place| matches!(place, Place::Commune(_));
        let fits = |place: &Place| -> u8 {
            let Some(commune) = self.commune_of(*place) else { return 0 };
            let same_postcode = postcode.parse().is_ok_and(|code| commune.postcodes.contains(&code));
            let same_department = *commune.department.code == *department;
            u8::from(same_postcode) * 8 + u8::from(same_department) * 4 + u8::from(is_current(place))
        };
        let places = || named.iter().filter(|place| self.commune_of(**place).is_some());
        let top = places().map(fits).max()?;
        let mut best: Vec<Place> = places().filter(|place| fits(place) == top).copied().collect();
        if top < 4 && (best.len() > 1 || !department.is_empty()) {
            // Neither postcode nor department confirm it: the beginning of a CEDEX code tells namesakes apart.
            let start = start_of(postcode);
            best =
                places().filter(|place| !start.is_empty() && self.lies_in(**place, start)).copied().collect();
            if best.iter().any(is_current) {
                best.retain(is_current);
            }
        }
        if let Some(arrondissement) = self.arrondissement(&best, postcode) {
            return self.commune_of(arrondissement);
        }
        match best.as_slice() {
            [only] => self.commune_of(*only),
            [] => None,
            _ => self.nearest_of(&best, address.point),
        }
    }

    /// The communes with this postcode, arrondissements instead of their city.
    fn sharing(&self, postcode: &str) -> Vec<Place> {
        let Some(code) = postcode.parse::<u32>().ok().filter(|_| postcode.len() == 5) else {
            return Vec::new();
        };
        let mut places: Vec<Place> = self.with_postcodes(code..=code).map(Place::Commune).collect();
        if places.len() > 1 {
            places.retain(|place| !self.commune_of(*place).is_some_and(Commune::has_arrondissements));
        }
        places
    }

    /// The commune among those of one postcode whose name comes nearest to what was written.
    fn within_postcode(
        &self,
        sharing: &[Place],
        city: &Typed,
        address: &PostalAddress<'_>,
    ) -> Option<&Commune> {
        let alike: Vec<Place> = sharing
            .iter()
            .filter(|place| {
                self.commune_of(**place).is_some_and(|commune| is_alike(&commune.name, &city.name))
            })
            .copied()
            .collect();
        if let [only] = alike.as_slice() {
            return self.commune_of(*only);
        }
        let among = if alike.is_empty() { sharing } else { &alike };
        self.nearest_of(among, address.point)
    }

    fn nearest_of(&self, places: &[Place], point: Option<Point>) -> Option<&Commune> {
        let point = point?;
        let km = |commune: &&Commune| commune.point.map_or(f64::INFINITY, |middle| middle.distance_km(point));
        places.iter().filter_map(|place| self.commune_of(*place)).min_by(|a, b| km(a).total_cmp(&km(b)))
    }
}

/// Whether a name and what was written begin alike, or one holds the other's words.
fn is_alike(name: &str, written: &str) -> bool {
    let name = words(name).join(" ");
    let shortest = name.len().min(written.len());
    shortest >= 4 && (name.contains(written) || written.contains(&name) || one_slip(&name, written))
}

/// Whether `a` and `b` differ by at most one letter more, less or other.
fn one_slip(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let same_start = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let rest = a.len().min(b.len()) - same_start;
    let same_end = a.iter().rev().zip(b.iter().rev()).take(rest).take_while(|(x, y)| x == y).count();
    a.len().max(b.len()) - same_start - same_end <= 1
}

/// A department's code as the directory has it: `1` → `01`, `2a` → `2A`.
fn department(code: &str) -> String {
    let code = code.trim().to_uppercase();
    if code.len() == 1 { format!("0{code}") } else { code }
}

/// What a postcode begins with: usually its department's code. Only good for telling namesakes apart.
fn start_of(postcode: &str) -> &str {
    let digits = if postcode.starts_with("97") || postcode.starts_with("98") { 3 } else { 2 };
    let start = postcode.get(..digits).unwrap_or_default();
    if start == "20" { "2" } else { start }
}
