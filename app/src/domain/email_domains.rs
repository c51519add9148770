//! The e-mail domains that people in France use, and what a slip of the finger makes of them.

use strsim::osa_distance;

/// Domains and how often town halls have an address there, the measure of how likely each is meant.
const DOMAINS: [(&str, u16); 47] = [
    ("wanadoo.fr", 9232),
    ("orange.fr", 7487),
    ("gmail.com", 1088),
    ("laposte.net", 281),
    ("outlook.fr", 105),
    ("free.fr", 79),
    ("nordnet.fr", 65),
    ("sfr.fr", 45),
    ("yahoo.fr", 39),
    ("hotmail.fr", 35),
    ("ozone.net", 29),
    ("cegetel.net", 17),
    ("outlook.com", 16),
    ("hotmail.com", 15),
    ("akeonet.com", 14),
    ("neuf.fr", 11),
    ("9business.fr", 9),
    ("bbox.fr", 7),
    ("numericable.fr", 6),
    ("wibox.fr", 6),
    ("live.fr", 6),
    ("yahoo.com", 6),
    ("gmx.fr", 5),
    ("icloud.com", 2),
    ("9online.fr", 1),
    ("mailo.com", 1),
    ("netcourrier.com", 1),
    ("aol.com", 1),
    ("club-internet.fr", 0),
    ("aliceadsl.fr", 0),
    ("noos.fr", 0),
    ("voila.fr", 0),
    ("tele2.fr", 0),
    ("live.com", 0),
    ("me.com", 0),
    ("msn.com", 0),
    ("gmx.com", 0),
    ("protonmail.com", 0),
    ("proton.me", 0),
    ("googlemail.com", 0),
    ("ymail.com", 0),
    ("mail.pf", 0),
    ("lagoon.nc", 0),
    ("izi.re", 0),
    ("only.fr", 0),
    ("mediaserv.net", 0),
    ("ool.fr", 0),
];

/// Real domains that look like a slip of one above.
const GENUINE: [&str; 8] =
    ["mail.com", "email.com", "online.fr", "orange.com", "sfr.com", "pm.me", "yopmail.com", "yopmail.fr"];
/// Endings one letter away from `fr` or `com` under which the same providers are really found.
const GENUINE_ENDINGS: [&str; 8] = ["br", "fi", "gr", "kr", "tr", "cn", "dr", "ca"];
/// A name this short is only suggested for one slip, and only if this many use it.
const SHORT: usize = 4;
const KNOWN_ENOUGH: u16 = 5;

/// The domain that was probably meant by `typed` (lower case), if that isn't one people use.
pub(super) fn meant(typed: &str) -> Option<&'static str> {
    let mended = typed.replace([',', ';'], ".");
    let mended = mended.trim_matches('.');
    if mended == typed && (is_known(typed) || GENUINE.contains(&typed)) {
        return None;
    }
    if mended == "gmail.fr" {
        return Some("gmail.com");
    }
    let best =
        DOMAINS.iter().filter_map(|&(domain, weight)| Some((slips(mended, domain, weight)?, weight, domain)));
    best.min_by_key(|&(slips, weight, _)| (slips, std::cmp::Reverse(weight))).map(|(_, _, domain)| domain)
}

/// Whether it is one of those that people use.
pub(super) fn is_known(typed: &str) -> bool {
    DOMAINS.iter().any(|(domain, _)| *domain == typed)
}

/// How many slips lead from `domain` to `typed`; `None` where they are too many or `typed` is likelier real.
fn slips(typed: &str, domain: &str, weight: u16) -> Option<usize> {
    let (name, ending) = domain.rsplit_once('.')?;
    let Some((typed_name, typed_ending)) = typed.rsplit_once('.') else {
        let forgotten = typed == name || typed.strip_prefix(name) == Some(ending);
        return (forgotten && name.len() > SHORT).then_some(1);
    };
    let in_ending = osa_distance(typed_ending, ending);
    if in_ending > 1 || (in_ending == 1 && GENUINE_ENDINGS.contains(&typed_ending)) {
        return None;
    }
    let in_name = osa_distance(typed_name, name);
    let allowed = match name.len() {
        0..=2 => 0,
        3..=SHORT if weight < KNOWN_ENOUGH || typed_name.get(..1) != name.get(..1) => 0,
        3..=5 => 1,
        _ => 2,
    };
    (in_name <= allowed && in_name + in_ending <= 2).then_some(in_name + in_ending)
}
