//! The periods that figures are shown for, and the numbers by which days and months are stored.

use jiff::{ToSpan, civil::Date};

/// A period that ends today.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Period {
    /// Thirty days, day by day.
    #[default]
    Days,
    /// This month and the eleven before it, month by month.
    Year,
    /// As far back as anything is kept, month by month.
    All,
}

impl Period {
    /// All of them, the shortest first.
    pub const ALL: [Self; 3] = [Self::Days, Self::Year, Self::All];

    /// As in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Days => "30-jours",
            Self::Year => "12-mois",
            Self::All => "tout",
        }
    }

    /// The one of an address; thirty days where that says nothing.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        Self::ALL.into_iter().find(|period| period.code() == code).unwrap_or_default()
    }

    /// Whether a column is a month and not a day.
    #[must_use]
    pub const fn by_month(self) -> bool {
        matches!(self, Self::Year | Self::All)
    }

    /// What a day's number is divided by to be its column's.
    #[must_use]
    pub const fn divisor(self) -> i64 {
        if self.by_month() { 100 } else { 1 }
    }

    /// Its first day.
    #[must_use]
    pub fn first_day(self, today: Date) -> Date {
        let back = |months: i32| today.first_of_month().saturating_sub(months.months());
        match self {
            Self::Days => today.saturating_sub(29.days()),
            Self::Year => back(11),
            Self::All => back(super::KEPT_MONTHS - 1),
        }
    }

    /// The numbers of its columns, the oldest first; `first` is the oldest that holds anything, which
    /// [`Period::All`] begins with.
    #[must_use]
    pub fn columns(self, today: Date, first: Option<i64>) -> Vec<i64> {
        let begins = self.first_day(today);
        if self == Self::Days {
            return begins.series(1.day()).take_while(|day| *day <= today).map(day_code).collect();
        }
        let months = begins.series(1.month()).take_while(|day| *day <= today).map(month_code);
        let from = if self == Self::All { first.unwrap_or(i64::MAX).min(month_code(today)) } else { 0 };
        months.filter(|month| *month >= from).collect()
    }
}

/// A day's number: `20261121`.
#[must_use]
pub fn day_code(date: Date) -> i64 {
    month_code(date) * 100 + i64::from(date.day())
}

/// The day of a number.
#[must_use]
pub fn day_of(code: i64) -> Option<Date> {
    let month = month_of(code / 100)?;
    Date::new(month.year(), month.month(), i8::try_from(code % 100).ok()?).ok()
}

/// A month's number: `202611`.
#[must_use]
pub fn month_code(date: Date) -> i64 {
    i64::from(date.year()) * 100 + i64::from(date.month())
}

/// The first day of the month of a number.
#[must_use]
pub fn month_of(code: i64) -> Option<Date> {
    Date::new(i16::try_from(code / 100).ok()?, i8::try_from(code % 100).ok()?, 1).ok()
}

/// The first day of the month before that of `date`.
#[must_use]
pub fn month_before(date: Date) -> Date {
    date.first_of_month().saturating_sub(1.month())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_and_months_are_read_back() {
        let day = date(2026, 3, 1);
        assert_eq!((day_code(day), month_code(day)), (20_260_301, 202_603));
        assert_eq!(day_of(20_260_301), Some(day));
        assert_eq!(month_of(202_603), Some(day));
        assert_eq!((day_of(20_260_231), month_of(202_613)), (None, None));
        assert_eq!(month_before(date(2026, 1, 31)), date(2025, 12, 1));
    }

    #[test]
    fn a_period_has_all_its_columns_and_no_more() {
        let today = date(2026, 11, 20);
        let days = Period::Days.columns(today, None);
        assert_eq!((days.len(), days[0], days[29]), (30, 20_261_022, 20_261_120));
        let months = Period::Year.columns(today, Some(202_610));
        assert_eq!((months.len(), months[0], months[11]), (12, 202_512, 202_611));
        assert_eq!(Period::All.columns(today, Some(202_609)), [202_609, 202_610, 202_611]);
        assert_eq!(Period::All.columns(today, None), [202_611]);
        let all = Period::All.columns(today, Some(0));
        assert_eq!((all.len(), all[0]), (25, 202_411));
        assert_eq!(Period::from_code("hier"), Period::Days);
    }
}
