//! On which days a need takes place, in one word: a bit for each day, modulo 64. Exact as long as its first
//! and last day are less than 64 days apart; every day in between counts for one that takes longer.

/// Every day between the first and the last.
pub const ANY: u64 = u64::MAX;

/// The days, in days since 1970-01-01; none means [`ANY`].
#[must_use]
pub fn mask(days: &[i32]) -> u64 {
    let (Some(first), Some(last)) = (days.iter().min(), days.iter().max()) else { return ANY };
    if last - first >= 64 {
        return ANY;
    }
    days.iter().fold(0, |mask, day| mask | 1 << day.rem_euclid(64))
}

/// Whether one of the days of `mask` is from `from` to `until`, both included. Both lie between the first and the
/// last day of the need.
#[inline]
#[must_use]
pub fn any_between(mask: u64, from: i32, until: i32) -> bool {
    let length = i64::from(until) - i64::from(from) + 1;
    if mask == ANY || length >= 64 {
        return true;
    }
    let asked = ((1_u64 << length.max(0)) - 1).rotate_left(from.rem_euclid(64).unsigned_abs());
    mask & asked != 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn no_days_or_days_far_apart_are_any_day() {
        assert_eq!(mask(&[]), ANY);
        assert_eq!(mask(&[20_000, 20_064]), ANY);
        assert_ne!(mask(&[20_000, 20_063]), ANY);
    }

    proptest! {
        #[test]
        fn says_what_looking_at_each_day_says(
            first in -100_000..100_000_i32,
            offsets in prop::collection::vec(0..64_i32, 1..6),
            from in 0..64_i32,
            length in 0..64_i32,
        ) {
            let days: Vec<i32> = offsets.iter().map(|offset| first + offset).collect();
            let (from, until) = (first + from, first + (from + length).min(63));
            let looked = days.iter().any(|day| (from..=until).contains(day));
            prop_assert_eq!(any_between(mask(&days), from, until), looked);
        }
    }
}
