//! Drawings made by hand for these pages, in the colours of the theme.

use leptos::prelude::*;

/// A raised hand: a sleeve, a palm, four fingers and a thumb, all of them round strokes.
/// `place` is an SVG transform; `ink` names the colour's class.
#[component]
fn Hand(place: &'static str, ink: &'static str) -> impl IntoView {
    view! {
        <g transform=place class=ink>
            <path class="sleeve" d="M0 190C-3 140 3 110 0 64"></path>
            <path class="palm" d="M-9 34C-8 22 8 22 10 34L8 50C4 56-4 56-8 50Z"></path>
            <path class="finger" d="M-15 30C-18 18-20 8-21-3M-6 26C-7 10-7-2-7-16M6 26C8 10 8-2 9-14M17 32C20 20 22 12 24 2M-16 46C-26 42-32 34-36 26"></path>
        </g>
    }
}

/// Hands going up, as when somebody asked « who comes? ».
#[component]
pub fn Hands() -> impl IntoView {
    view! {
        <svg class="drawing hands" viewBox="0 0 420 240" aria-hidden="true">
            <circle class="sun" cx="222" cy="176" r="118"></circle>
            <Hand place="translate(66 92) rotate(-12)" ink="second"/>
            <Hand place="translate(148 58) rotate(-4)" ink="first"/>
            <Hand place="translate(232 40) scale(1.06)" ink="third"/>
            <Hand place="translate(312 74) rotate(6)" ink="first"/>
            <Hand place="translate(380 112) rotate(14) scale(.9)" ink="second"/>
        </svg>
    }
}

/// A door left ajar, with light behind it: nothing here, but come in all the same.
#[component]
pub fn Door() -> impl IntoView {
    view! {
        <svg class="drawing door" viewBox="0 0 200 180" aria-hidden="true">
            <path class="sun" d="M70 168V64a34 34 0 0 1 68 0v104z"></path>
            <path class="first fill" d="M70 168V64a34 34 0 0 1 34-34c9 6 12 20 12 34v94z"></path>
            <circle class="knob" cx="105" cy="108" r="4"></circle>
            <path class="ground" d="M22 168h156"></path>
            <path class="ray" d="M122 168l34 8M132 150"></path>
        </svg>
    }
}
