//! The fields of volunteering, by the codes that the API Engagement feed uses.

use super::Lang;
use serde::{Deserialize, Serialize};

macro_rules! fields {
    ($($variant:ident $code:literal $fr:literal $en:literal $hue:literal)*) => {
        /// A field of volunteering; its code is the API Engagement one and never changes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Field { $(#[doc = $en] #[serde(rename = $code)] $variant),* }

        impl Field {
            /// All of them, in the order of their codes.
            pub const ALL: [Self; 20] = [$(Self::$variant),*];

            /// The API Engagement code, as in addresses, tables and feeds.
            #[must_use]
            pub const fn code(self) -> &'static str { match self { $(Self::$variant => $code),* } }

            /// The name that people read.
            #[must_use]
            pub const fn label(self, lang: Lang) -> &'static str {
                match (self, lang) { $((Self::$variant, Lang::Fr) => $fr, (Self::$variant, Lang::En) => $en),* }
            }

            /// The hue of its mark, in degrees (OKLCH); the mark always comes with icon and name.
            #[must_use]
            pub const fn hue(self) -> u16 { match self { $(Self::$variant => $hue),* } }
        }
    };
}

fields! {
    Animals "animaux" "Animaux" "Animals" 75
    Emergency "autre" "Interventions d’urgence en cas de crise" "Emergency response" 30
    Building "batiment-industrie-logistique" "Bâtiment, industrie, logistique" "Building, industry, logistics" 60
    Skills "benevolat-competences" "Bénévolat de compétences" "Skills-based volunteering" 285
    Communication "communication" "Communication" "Communication" 330
    Culture "culture-loisirs" "Culture et loisirs" "Culture and leisure" 310
    Education "education" "Éducation pour tous" "Education for all" 250
    Employment "emploi" "Emploi" "Employment" 220
    Environment "environnement" "Environnement" "Environment" 145
    Management "gestion-finance-droit" "Gestion, commerce, finance, droit et services" "Management, finance, law and services" 200
    Humanitarian "humanitaire" "Développement international et aide humanitaire" "International development and humanitarian aid" 15
    Citizenship "memoire-et-citoyennete" "Mémoire et citoyenneté" "Remembrance and citizenship" 265
    Digital "numerique" "Numérique" "Digital" 235
    Prevention "prevention-protection" "Prévention et protection" "Prevention and protection" 40
    Research "recherche" "Recherche" "Research" 185
    Health "sante" "Santé" "Health" 5
    PublicService "service-public-defense-securite" "Service public, défense et sécurité" "Public service, defence and security" 255
    Solidarity "solidarite-insertion" "Solidarité" "Solidarity" 350
    Sport "sport" "Sport" "Sport" 165
    Community "vivre-ensemble" "Vivre ensemble" "Living together" 100
}

impl Field {
    /// The field with this API Engagement code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.code() == code)
    }

    /// Its position in [`Self::ALL`], a dense index for counters.
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_distinct_and_read_back() {
        for (index, field) in Field::ALL.into_iter().enumerate() {
            assert_eq!(field.index(), index);
            assert_eq!(Field::from_code(field.code()), Some(field));
        }
        assert_eq!(Field::from_code("rien"), None);
    }
}
