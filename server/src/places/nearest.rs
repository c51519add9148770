//! The commune whose middle is nearest to a point.

use super::{Commune, Directory};
use app::domain::Point;

/// One degree of latitude, in km.
const KM_PER_DEGREE: f64 = 111.2;

impl Directory {
    /// The commune whose middle is nearest to `point` (arrondissements rather than Paris, Lyon and
    /// Marseille); `None` only for an empty directory.
    #[must_use]
    pub fn nearest_commune(&self, point: Point) -> Option<&Commune> {
        let from = self.by_latitude.partition_point(|&(lat, _)| lat < point.lat);
        let (south, north) = self.by_latitude.split_at_checked(from)?;
        let (mut south, mut north) = (south.iter().rev().peekable(), north.iter().peekable());
        let mut best: Option<(f64, &Commune)> = None;
        loop {
            let (below, above) = (south.peek(), north.peek());
            let gap =
                |next: Option<&&(f64, u32)>| next.map_or(f64::INFINITY, |(lat, _)| (lat - point.lat).abs());
            let next = if gap(below.copied().as_ref()) < gap(above.copied().as_ref()) {
                south.next()
            } else {
                north.next()
            };
            let Some(&(lat, index)) = next else { break };
            if best.is_some_and(|(km, _)| (lat - point.lat).abs() * KM_PER_DEGREE > km * 1.01) {
                break;
            }
            let Some(commune) = self.communes.get(index as usize) else { continue };
            let Some(middle) = commune.point else { continue };
            let km = point.distance_km(middle);
            if best.is_none_or(|(nearest, _)| km < nearest) {
                best = Some((km, commune));
            }
        }
        best.map(|(_, commune)| commune)
    }
}
