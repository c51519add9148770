//! An icon beside words.

use super::Sign;
use crate::domain::Field;
use leptos::prelude::*;

/// The drawing of `sign`, as tall as the text around it; silent for those who listen.
#[component]
pub fn Icon(sign: Sign) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d=sign.path()></path>
        </svg>
    }
}

/// The sign of a field of volunteering.
#[must_use]
pub const fn field_sign(field: Field) -> Sign {
    match field {
        Field::Animals => Sign::PawPrint,
        Field::Emergency => Sign::Siren,
        Field::Building => Sign::Hammer,
        Field::Skills => Sign::Lightbulb,
        Field::Communication => Sign::Megaphone,
        Field::Culture => Sign::Palette,
        Field::Education => Sign::GraduationCap,
        Field::Employment => Sign::Briefcase,
        Field::Environment => Sign::Leaf,
        Field::Management => Sign::Scale,
        Field::Humanitarian => Sign::Globe,
        Field::Citizenship => Sign::Landmark,
        Field::Digital => Sign::Laptop,
        Field::Prevention => Sign::Shield,
        Field::Research => Sign::Microscope,
        Field::Health => Sign::HeartPulse,
        Field::PublicService => Sign::Building,
        Field::Solidarity => Sign::HandHeart,
        Field::Sport => Sign::Volleyball,
        Field::Community => Sign::Users,
    }
}

/// Icon and name of a field, in its hue.
#[component]
pub fn FieldMark(lang: crate::domain::Lang, field: Field) -> impl IntoView {
    view! {
        <span class=format!("field-mark field-{}", field.code())>
            <Icon sign=field_sign(field)/>
            <span>{field.label(lang)}</span>
        </span>
    }
}
