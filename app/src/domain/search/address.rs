//! A search read from and written to the address of the page.

use super::{MAX_PAGE, MAX_RADIUS_KM, MAX_WORDS_LEN, SearchProblem, SearchQuery, Sort};
use crate::domain::Field;
use jiff::civil::Date;
use std::fmt::Write;

impl Sort {
    /// As `tri` writes it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pertinence => "pertinence",
            Self::Distance => "distance",
            Self::Date => "date",
        }
    }
}

impl SearchQuery {
    /// Reads the decoded pairs of an address, in any order. What can't be used is left out or brought into
    /// bounds, and reported, each problem once. Of a parameter given twice the last counts (but for
    /// `domaine`); unknown parameters and empty values are passed over.
    #[must_use]
    pub fn parse(pairs: &[(String, String)]) -> (Self, Vec<SearchProblem>) {
        let mut query = Self::default();
        let mut problems = Vec::new();
        for (name, value) in pairs {
            if let Err(problem) = query.take(name, value.trim())
                && !problems.contains(&problem)
            {
                problems.push(problem);
            }
        }
        query.fields.sort_unstable();
        query.fields.dedup();
        if let (Some(from), Some(until)) = (query.from, query.until)
            && until < from
        {
            (query.from, query.until) = (Some(until), Some(from));
            problems.push(SearchProblem::DatesSwapped);
        }
        (query, problems)
    }

    /// Takes one parameter, as well as it can.
    fn take(&mut self, name: &str, value: &str) -> Result<(), SearchProblem> {
        match name {
            "q" => return cut(value, &mut self.words).map_err(|()| SearchProblem::WordsTooLong),
            "lieu" => return cut(value, &mut self.place).map_err(|()| SearchProblem::PlaceTooLong),
            "a-distance" => self.remote = is_on(value),
            "mineurs" => self.minors = is_on(value),
            "pmr" => self.reduced_mobility = is_on(value),
            _ if value.is_empty() => {}
            "rayon" => {
                let radius = whole(value).ok_or(SearchProblem::RadiusUnreadable)?;
                let allowed = radius.clamp(1, MAX_RADIUS_KM.into());
                self.radius_km = u16::try_from(allowed).ok();
                if allowed != radius {
                    return Err(SearchProblem::RadiusOutOfRange);
                }
            }
            "domaine" => self.fields.push(Field::from_code(value).ok_or(SearchProblem::FieldUnknown)?),
            "du" => self.from = Some(date(value).ok_or(SearchProblem::FromUnreadable)?),
            "au" => self.until = Some(date(value).ok_or(SearchProblem::UntilUnreadable)?),
            "tri" => {
                let known = [Sort::Pertinence, Sort::Distance, Sort::Date];
                let sort = known.into_iter().find(|sort| sort.code() == value);
                self.sort = Some(sort.ok_or(SearchProblem::SortUnknown)?);
            }
            "page" => {
                let page = whole(value).filter(|page| *page >= 1).ok_or(SearchProblem::PageUnreadable)?;
                self.page = u32::try_from(page).map_or(MAX_PAGE, |page| page.min(MAX_PAGE));
                if page > MAX_PAGE.into() {
                    return Err(SearchProblem::PageTooFar);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// What follows the `?`, without what goes without saying; empty for a search for everything. The
    /// same search always has the same address.
    #[must_use]
    pub fn to_query_string(&self) -> String {
        let mut out = String::new();
        let mut add = |name: &str, value: &str| {
            if !out.is_empty() {
                out.push('&');
            }
            out.push_str(name);
            out.push('=');
            encode(value, &mut out);
        };
        if !self.words.is_empty() {
            add("q", &self.words);
        }
        if !self.place.is_empty() {
            add("lieu", &self.place);
        }
        if let Some(radius) = self.radius_km {
            add("rayon", &radius.to_string());
        }
        for field in &self.fields {
            add("domaine", field.code());
        }
        for (on, name) in
            [(self.remote, "a-distance"), (self.minors, "mineurs"), (self.reduced_mobility, "pmr")]
        {
            if on {
                add(name, "1");
            }
        }
        for (name, date) in [("du", self.from), ("au", self.until)] {
            if let Some(date) = date {
                add(name, &date.to_string());
            }
        }
        if let Some(sort) = self.sort {
            add("tri", sort.code());
        }
        if self.page > 1 {
            add("page", &self.page.to_string());
        }
        out
    }

    /// The address, as in French: `/missions?q=…`.
    #[must_use]
    pub fn to_path(&self) -> String {
        let query = self.to_query_string();
        if query.is_empty() { "/missions".to_owned() } else { format!("/missions?{query}") }
    }
}

/// The pairs of what follows a `?`, decoded; `+` is a space, what isn't valid is kept as it stands.
#[must_use]
pub fn pairs(query: &str) -> Vec<(String, String)> {
    let parts = query.split('&').filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            (decode(name), decode(value))
        })
        .collect()
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        match (first, after) {
            (b'+', _) => bytes.push(b' '),
            (b'%', [high, low, beyond @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                bytes.push(digit(*high) << 4 | digit(*low));
                rest = beyond;
            }
            _ => bytes.push(*first),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The value of a hexadecimal digit.
const fn digit(sign: u8) -> u8 {
    match sign {
        b'0'..=b'9' => sign - b'0',
        b'a'..=b'f' => sign - b'a' + 10,
        _ => sign - b'A' + 10,
    }
}

fn encode(value: &str, out: &mut String) {
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b',' => {
                out.push(char::from(byte))
            }
            b' ' => out.push('+'),
            // Writing to a String can't fail.
            _ => drop(write!(out, "%{byte:02X}")),
        }
    }
}

/// Takes the first signs; `Err` if there were more.
fn cut(value: &str, into: &mut String) -> Result<(), ()> {
    match value.char_indices().nth(MAX_WORDS_LEN) {
        None => value.clone_into(into),
        Some((end, _)) => {
            value[..end].trim_end().clone_into(into);
            return Err(());
        }
    }
    Ok(())
}

fn is_on(value: &str) -> bool {
    matches!(value, "1" | "on" | "true" | "oui")
}

/// A whole number of any size, brought into `i64`.
fn whole(value: &str) -> Option<i64> {
    let digits = value.strip_prefix(['-', '+']).unwrap_or(value);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(value.parse().unwrap_or(if value.starts_with('-') { i64::MIN } else { i64::MAX }))
}

/// `2026-11-21`, as date inputs send it, or `21/11/2026`, as people write it; from 1900 to 2200.
fn date(value: &str) -> Option<Date> {
    let parts: Vec<&str> = value.split(['-', '/']).collect();
    let (year, month, day) = match parts.as_slice() {
        [year, month, day] if year.len() == 4 && value.contains('-') => (year, month, day),
        [day, month, year] if year.len() == 4 && value.contains('/') => (year, month, day),
        _ => return None,
    };
    let year = year.parse().ok().filter(|year| (1900..=2200).contains(year))?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
#[path = "address_tests.rs"]
mod tests;
