//! Of places with one name, those that somebody may mean.

use super::{Commune, Directory, names::Place};

/// `places` less those that nobody means: former communes beside one commune or beside their own
/// successor, the department beside the city of Paris; the most populous first, each once.
pub(super) fn narrowed(mut places: Vec<Place>, directory: &Directory) -> Vec<Place> {
    let communes: Vec<&Commune> = places
        .iter()
        .filter(|place| matches!(place, Place::Commune(_)))
        .filter_map(|place| directory.commune_of(*place))
        .collect();
    let paris = communes.iter().any(|commune| &*commune.insee == "75056");
    places.retain(|place| match place {
        Place::Commune(_) | Place::Region(_) => true,
        Place::Department(_) => !paris,
        Place::Former(_) => {
            communes.len() != 1
                && directory
                    .commune_of(*place)
                    .is_none_or(|parent| communes.iter().all(|commune| commune.insee != parent.insee))
        }
    });
    let people = |place: &Place| match place {
        Place::Commune(_) => directory.commune_of(*place).map_or(0, |commune| commune.population),
        Place::Department(_) | Place::Region(_) => u32::MAX,
        Place::Former(_) => 0,
    };
    places.sort_by(|a, b| people(b).cmp(&people(a)).then(a.cmp(b)));
    places.dedup();
    places
}
