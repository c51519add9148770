//! Communes as people live in them: where needs are, and where one searches.

use rand::{RngExt, rngs::StdRng};
use server::places::{Commune, Directory};

/// Communes to draw from, each as often as people live there.
pub struct Weighted<'a> {
    directory: &'a Directory,
    communes: Vec<&'a Commune>,
    sums: Vec<u64>,
}

impl<'a> Weighted<'a> {
    pub fn new(directory: &'a Directory) -> Self {
        // Paris, Lyon and Marseille are there as arrondissements.
        let communes: Vec<_> = directory
            .communes()
            .iter()
            .filter(|one| one.point.is_some() && one.population > 0 && !one.has_arrondissements())
            .collect();
        let sums = communes
            .iter()
            .scan(0, |sum, one| {
                *sum += u64::from(one.population);
                Some(*sum)
            })
            .collect();
        Self { directory, communes, sums }
    }

    /// What an address carries to mean the commune of this INSEE code, and no postcode that looks the same.
    pub fn value(&self, insee: &str) -> String {
        self.directory.commune(insee).map(|commune| self.directory.value(commune)).unwrap_or_default()
    }

    pub fn pick(&self, rng: &mut StdRng) -> &'a Commune {
        let drawn = rng.random_range(0..*self.sums.last().unwrap_or(&1));
        self.communes[self.sums.partition_point(|sum| *sum <= drawn)]
    }
}
