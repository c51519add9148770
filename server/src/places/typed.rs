//! What somebody typed into a place field, or wrote into a feed, taken apart: a name and maybe a code.

use app::domain::text::fold;

/// A typed place taken apart.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(super) struct Typed {
    /// The name's words as [`super::names`] keeps them: folded, `st` → `saint`, `18ème` → `18e`.
    pub name: String,
    /// A postcode, its beginning, or a department's code beside the name: `93`, `75018`, `2a`.
    pub code: Option<String>,
    /// Everything in its order, code included, without `cedex`.
    pub whole: String,
}

/// Longest input that is looked at, in signs.
const LONGEST: usize = 120;

impl Typed {
    /// Takes `raw` apart. Never fails: what can't be understood stays in the name.
    pub fn new(raw: &str) -> Self {
        let words = words(raw);
        let whole = words.join(" ");
        let at = words.iter().position(|word| is_postcode(word));
        let (code, name) = match (words.as_slice(), at) {
            ([only], _) => (is_code(only).then(|| only.clone()), Vec::new()),
            ([_, ..], Some(0)) => (words.first().cloned(), words.get(1..).unwrap_or_default().to_vec()),
            (_, Some(at)) if at + 1 < words.len() => {
                (words.get(at).cloned(), words.get(at + 1..).unwrap_or_default().to_vec())
            }
            ([name @ .., last], _) if is_code(last) => (Some(last.clone()), name.to_vec()),
            ([first, name @ ..], _) if is_department(first) => (Some(first.clone()), name.to_vec()),
            _ => (None, words.clone()),
        };
        let name = if code.is_none() { whole.clone() } else { name.join(" ") };
        Self { name, code, whole }
    }
}

/// The words of `raw` as names are kept in the directory.
pub(super) fn words(raw: &str) -> Vec<String> {
    let mut start: String = raw.chars().take(LONGEST).collect();
    for (short, long) in [("s/s ", " sous "), ("S/S ", " sous "), ("s/", " sur "), ("S/", " sur ")] {
        start = start.replace(short, long);
    }
    let folded = fold(&start);
    let mut out: Vec<String> = Vec::new();
    let mut after_cedex = false;
    for word in folded.split(' ').filter(|word| !word.is_empty()) {
        let short_number = word.len() <= 2 && word.bytes().all(|digit| digit.is_ascii_digit());
        if word == "cedex" || (after_cedex && short_number) {
            after_cedex = word == "cedex";
            continue;
        }
        after_cedex = false;
        if let Some(last) = out.last_mut()
            && last.starts_with(|first: char| first.is_ascii_digit())
        {
            if last.len() <= 2 && matches!(word, "e" | "er" | "eme" | "ieme" | "ere") {
                *last = ordinal(last);
                continue;
            }
            if last.ends_with(['e', 'r'])
                && matches!(word, "arrondissement" | "arrdt" | "ardt" | "arr" | "ar")
            {
                continue;
            }
        }
        out.push(long_form(word));
    }
    out
}

/// `st` → `saint`, `18eme` → `18e`; any other word as it is.
pub(super) fn long_form(word: &str) -> String {
    match word {
        "st" => return "saint".to_owned(),
        "ste" => return "sainte".to_owned(),
        "sts" => return "saints".to_owned(),
        "stes" => return "saintes".to_owned(),
        _ => {}
    }
    let digits = word.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
    let ending = word.get(digits.len()..).unwrap_or_default();
    if (1..=2).contains(&digits.len()) && matches!(ending, "e" | "er" | "ere" | "eme" | "ieme" | "nd" | "nde")
    {
        return ordinal(digits);
    }
    word.to_owned()
}

/// `1` → `1er`, `18` → `18e`.
pub(super) fn ordinal(number: &str) -> String {
    let number = number.trim_start_matches('0');
    if number == "1" { "1er".to_owned() } else { format!("{number}e") }
}

fn is_postcode(word: &str) -> bool {
    word.len() == 5 && word.bytes().all(|digit| digit.is_ascii_digit())
}

fn is_department(word: &str) -> bool {
    matches!(word, "2a" | "2b")
        || (matches!(word.len(), 2 | 3) && word.bytes().all(|digit| digit.is_ascii_digit()))
}

/// Whether `word` can be a postcode, the beginning of one, or a department's code.
fn is_code(word: &str) -> bool {
    is_department(word) || (matches!(word.len(), 4 | 5) && word.bytes().all(|digit| digit.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(raw: &str) -> (String, Option<String>) {
        let typed = Typed::new(raw);
        (typed.name, typed.code)
    }

    #[test]
    fn takes_apart_what_people_write() {
        let some = |code: &str| Some(code.to_owned());
        assert_eq!(parts("PARIS 75018"), ("paris".into(), some("75018")));
        assert_eq!(parts("ST DENIS 93210"), ("saint denis".into(), some("93210")));
        assert_eq!(parts("93210 St-Denis"), ("saint denis".into(), some("93210")));
        assert_eq!(parts("Rennes (35)"), ("rennes".into(), some("35")));
        assert_eq!(parts("35042 RENNES CEDEX 9"), ("rennes".into(), some("35042")));
        assert_eq!(parts("12 rue du Four, 75006 Paris"), ("paris".into(), some("75006")));
        assert_eq!(parts("LYON 7"), ("lyon 7".into(), None));
        assert_eq!(parts("Marseille 13ème arrondissement"), ("marseille 13e".into(), None));
        assert_eq!(parts("Paris 1 er"), ("paris 1er".into(), None));
        assert_eq!(parts("Chalon s/Saône"), ("chalon sur saone".into(), None));
        assert_eq!(parts("2A"), (String::new(), some("2a")));
        assert_eq!(parts(""), (String::new(), None));
    }
}
