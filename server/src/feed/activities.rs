//! The activity codes of API Engagement.

/// All of them, sorted.
pub const ACTIVITIES: [&str; 53] = [
    "accueil-de-public",
    "activites-manuelles",
    "aide-psychologique",
    "alphabetisation",
    "animation",
    "animation-valorisation",
    "art",
    "autre",
    "bricolage",
    "collecte",
    "collecte-de-produits",
    "communication",
    "comptabilite-finance",
    "conseil",
    "distribution",
    "documentation-traduction",
    "ecoute-permanence",
    "encadrement-d-equipes",
    "enseignement-formation",
    "evenementiel",
    "gestion-de-projets",
    "gestion-entretien-patrimoine",
    "gestion-recherche-des-partenariats",
    "gestion-ressources-humaines",
    "informatique",
    "jardinage",
    "juridique",
    "logistique",
    "lutte-contre-isolement",
    "maintenance-technique",
    "mediation-information",
    "mentorat-parrainage",
    "mission-internationale",
    "operations-militaires",
    "preservation-patrimoine",
    "prevention-sensibilisation",
    "ramassage-dechets",
    "recrutement",
    "responsabilites-associatives",
    "restauration-hotellerie",
    "sante-soins",
    "sciences-humaines-social",
    "secourisme",
    "secours-aide",
    "sensibilisation",
    "soins-animaux",
    "soutien-accompagnement",
    "soutien-scolaire",
    "sport",
    "taches-administratives",
    "transmission-pedagogie",
    "vie-citoyenne",
    "visites",
];

/// The first of `codes` that the vocabulary knows.
#[must_use]
pub fn first_known(codes: &[String]) -> Option<&'static str> {
    codes.iter().find_map(|code| {
        let index = ACTIVITIES.binary_search(&code.to_lowercase().as_str()).ok()?;
        ACTIVITIES.get(index).copied()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted_and_found() {
        assert!(ACTIVITIES.is_sorted());
        assert_eq!(first_known(&["?".to_owned(), "Visites".to_owned()]), Some("visites"));
        assert_eq!(first_known(&[]), None);
        let mut said: Vec<_> = app::domain::activity::codes().collect();
        said.sort_unstable();
        assert_eq!(said, ACTIVITIES, "each has its words");
    }
}
