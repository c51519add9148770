//! Which clock a department lives by.

/// The IANA time zone of a department by its INSEE code; `Europe/Paris` for all of mainland France
/// and for anything unknown.
#[must_use]
pub fn time_zone(department_code: &str) -> &'static str {
    match department_code {
        "971" => "America/Guadeloupe",
        "972" => "America/Martinique",
        "973" => "America/Cayenne",
        "974" => "Indian/Reunion",
        "975" => "America/Miquelon",
        "976" => "Indian/Mayotte",
        "977" => "America/St_Barthelemy",
        "978" => "America/Marigot",
        "984" => "Indian/Kerguelen",
        "986" => "Pacific/Wallis",
        "987" => "Pacific/Tahiti",
        "988" => "Pacific/Noumea",
        _ => "Europe/Paris",
    }
}
