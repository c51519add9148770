//! What one does for a need, by the codes that portals of volunteering share.

use super::Lang;
use crate::texts::activities as say;

/// A family of activities, for a list that one finds one's way in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Listening, visiting, going along.
    People,
    /// Teaching and passing on.
    Teaching,
    /// What is done with one's hands.
    Hands,
    /// Health and rescue.
    Care,
    /// Culture, sport, events.
    Events,
    /// What keeps an association going.
    Office,
    /// Anything else.
    Other,
}

impl Family {
    /// All of them, in the order of the list.
    pub const ALL: [Self; 7] =
        [Self::People, Self::Teaching, Self::Hands, Self::Care, Self::Events, Self::Office, Self::Other];

    /// In words.
    #[must_use]
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::People => say::group_people(lang),
            Self::Teaching => say::group_teaching(lang),
            Self::Hands => say::group_hands(lang),
            Self::Care => say::group_care(lang),
            Self::Events => say::group_events(lang),
            Self::Office => say::group_office(lang),
            Self::Other => say::group_other(lang),
        }
    }
}

/// Code, family and words.
type Entry = (&'static str, Family, fn(Lang) -> &'static str);

const ALL: [Entry; 53] = [
    ("accueil-de-public", Family::People, say::of_accueil_de_public),
    ("aide-psychologique", Family::People, say::of_aide_psychologique),
    ("animation", Family::People, say::of_animation),
    ("ecoute-permanence", Family::People, say::of_ecoute_permanence),
    ("lutte-contre-isolement", Family::People, say::of_lutte_contre_isolement),
    ("mediation-information", Family::People, say::of_mediation_information),
    ("mentorat-parrainage", Family::People, say::of_mentorat_parrainage),
    ("sciences-humaines-social", Family::People, say::of_sciences_humaines_social),
    ("soutien-accompagnement", Family::People, say::of_soutien_accompagnement),
    ("vie-citoyenne", Family::People, say::of_vie_citoyenne),
    ("visites", Family::People, say::of_visites),
    ("alphabetisation", Family::Teaching, say::of_alphabetisation),
    ("animation-valorisation", Family::Teaching, say::of_animation_valorisation),
    ("documentation-traduction", Family::Teaching, say::of_documentation_traduction),
    ("enseignement-formation", Family::Teaching, say::of_enseignement_formation),
    ("prevention-sensibilisation", Family::Teaching, say::of_prevention_sensibilisation),
    ("sensibilisation", Family::Teaching, say::of_sensibilisation),
    ("soutien-scolaire", Family::Teaching, say::of_soutien_scolaire),
    ("transmission-pedagogie", Family::Teaching, say::of_transmission_pedagogie),
    ("activites-manuelles", Family::Hands, say::of_activites_manuelles),
    ("bricolage", Family::Hands, say::of_bricolage),
    ("collecte", Family::Hands, say::of_collecte),
    ("collecte-de-produits", Family::Hands, say::of_collecte_de_produits),
    ("distribution", Family::Hands, say::of_distribution),
    ("gestion-entretien-patrimoine", Family::Hands, say::of_gestion_entretien_patrimoine),
    ("jardinage", Family::Hands, say::of_jardinage),
    ("logistique", Family::Hands, say::of_logistique),
    ("maintenance-technique", Family::Hands, say::of_maintenance_technique),
    ("preservation-patrimoine", Family::Hands, say::of_preservation_patrimoine),
    ("ramassage-dechets", Family::Hands, say::of_ramassage_dechets),
    ("restauration-hotellerie", Family::Hands, say::of_restauration_hotellerie),
    ("operations-militaires", Family::Care, say::of_operations_militaires),
    ("sante-soins", Family::Care, say::of_sante_soins),
    ("secourisme", Family::Care, say::of_secourisme),
    ("secours-aide", Family::Care, say::of_secours_aide),
    ("soins-animaux", Family::Care, say::of_soins_animaux),
    ("art", Family::Events, say::of_art),
    ("evenementiel", Family::Events, say::of_evenementiel),
    ("sport", Family::Events, say::of_sport),
    ("communication", Family::Office, say::of_communication),
    ("comptabilite-finance", Family::Office, say::of_comptabilite_finance),
    ("conseil", Family::Office, say::of_conseil),
    ("encadrement-d-equipes", Family::Office, say::of_encadrement_d_equipes),
    ("gestion-de-projets", Family::Office, say::of_gestion_de_projets),
    ("gestion-recherche-des-partenariats", Family::Office, say::of_gestion_recherche_des_partenariats),
    ("gestion-ressources-humaines", Family::Office, say::of_gestion_ressources_humaines),
    ("informatique", Family::Office, say::of_informatique),
    ("juridique", Family::Office, say::of_juridique),
    ("recrutement", Family::Office, say::of_recrutement),
    ("responsabilites-associatives", Family::Office, say::of_responsabilites_associatives),
    ("taches-administratives", Family::Office, say::of_taches_administratives),
    ("mission-internationale", Family::Other, say::of_mission_internationale),
    ("autre", Family::Other, say::of_autre),
];

/// All codes.
pub fn codes() -> impl Iterator<Item = &'static str> {
    ALL.into_iter().map(|(code, _, _)| code)
}

/// The code that was typed or stored, if there is such an activity.
#[must_use]
pub fn known(code: &str) -> Option<&'static str> {
    codes().find(|known| *known == code)
}

/// An activity in words.
#[must_use]
pub fn label(lang: Lang, code: &str) -> Option<&'static str> {
    ALL.into_iter().find(|(known, _, _)| *known == code).map(|(_, _, words)| words(lang))
}

/// Those of a family: code and words, in the order of the words.
#[must_use]
pub fn of_family(lang: Lang, family: Family) -> Vec<(&'static str, &'static str)> {
    let of = ALL.into_iter().filter(|(_, other, _)| *other == family);
    let mut all: Vec<_> = of.map(|(code, _, words)| (code, words(lang))).collect();
    // « Autre » and its like come last.
    all.sort_by_key(|(code, words)| (*code == "autre", super::text::fold(words)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_activity_is_said_once_in_each_language() {
        for lang in Lang::ALL {
            let all: Vec<_> = Family::ALL.into_iter().flat_map(|family| of_family(lang, family)).collect();
            assert_eq!(all.len(), 53);
            let words: std::collections::HashSet<_> = all.iter().map(|(_, words)| words).collect();
            assert_eq!(words.len(), 53);
        }
        assert_eq!(label(Lang::Fr, "ramassage-dechets"), Some("Ramassage de déchets"));
        assert_eq!(
            (label(Lang::En, "licorne"), known("licorne"), known("sport")),
            (None, None, Some("sport"))
        );
    }
}
