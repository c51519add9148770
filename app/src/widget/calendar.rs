//! The slots of a month, day by day: a table, and where that is too narrow a list of the days on which there are some.

use super::{
    Look,
    needs::{need_line, soonest_first},
};
use crate::{
    domain::{
        Lang, dates,
        need::{Need, NeedCard, Slot, SlotTimes},
    },
    texts::widget as say,
    ui::{Icon, Sign},
};
use jiff::civil::Date;
use leptos::prelude::*;

/// One slot, with what it is for.
struct Entry {
    need_id: i64,
    title: String,
    times: SlotTimes,
    left: i64,
}

/// The month that is shown, as its first day: the one asked for (`2026-12`) if it lies between today and the last slot,
/// else that of the next slot.
#[must_use]
pub fn shown_month(asked: &str, needs: &[Need], today: Date) -> Date {
    let (first, last) = bounds(needs, today);
    let asked: Option<Date> = format!("{asked}-01").parse().ok();
    let next = coming(needs).map(|(_, _, times)| times.starts.date()).min().unwrap_or(today);
    asked.filter(|month| (first..=last).contains(month)).unwrap_or_else(|| next.first_of_month().max(first))
}

/// The first and the last month that can be shown.
fn bounds(needs: &[Need], today: Date) -> (Date, Date) {
    let first = today.first_of_month();
    let last = coming(needs).map(|(_, _, times)| times.starts.date()).max().unwrap_or(today);
    (first, last.first_of_month().max(first))
}

/// Every dated slot to come.
fn coming(needs: &[Need]) -> impl Iterator<Item = (&Need, &Slot, SlotTimes)> {
    needs.iter().flat_map(|need| need.coming_slots().filter_map(move |slot| Some((need, slot, slot.times?))))
}

/// Whole weeks, from Monday to Sunday, that the month lies in.
fn weeks(month: Date) -> Vec<Vec<Date>> {
    let lead = i64::from(month.weekday().to_monday_zero_offset());
    let monday = month.checked_sub(jiff::Span::new().days(lead)).unwrap_or(month);
    let days: Vec<Date> =
        monday.series(jiff::Span::new().days(1)).take_while(|day| *day <= month.last_of_month()).collect();
    let mut weeks: Vec<Vec<Date>> = days.chunks(7).map(<[Date]>::to_vec).collect();
    if let Some(last) = weeks.last_mut() {
        let more =
            last.last().copied().into_iter().flat_map(|day| day.series(jiff::Span::new().days(1)).skip(1));
        let more: Vec<Date> = more.take(7 - last.len()).collect();
        last.extend(more);
    }
    weeks
}

/// The month, and below it the needs without dates.
#[component]
pub fn CalendarView(
    lang: Lang,
    look: Look,
    association_id: i64,
    needs: Vec<Need>,
    /// Cards of the same needs.
    cards: Vec<NeedCard>,
    /// Its first day.
    month: Date,
    today: Date,
) -> impl IntoView {
    let (first, last) = bounds(&needs, today);
    let mut entries: Vec<Entry> = coming(&needs)
        .filter(|(_, _, times)| times.starts.date().first_of_month() == month)
        .map(|(need, slot, times)| Entry {
            need_id: need.id,
            title: need.title.clone(),
            times,
            left: slot.left(),
        })
        .collect();
    entries.sort_by_key(|entry| entry.times.starts);
    let empty = entries.is_empty();
    let rows = weeks(month).into_iter().map(|week| {
        let cells = week.into_iter().map(|day| cell(lang, look, month, day, today, &entries)).collect_view();
        view! { <tr>{cells}</tr> }
    });
    let rows = rows.collect_view();
    let heads = dates::weekdays(lang).map(|(short, whole)| {
        view! { <th scope="col"><span aria-hidden="true">{short}</span><span class="heard">{whole}</span></th> }
    });
    let mut undated: Vec<NeedCard> = cards.into_iter().filter(|card| card.next.is_none()).collect();
    soonest_first(&mut undated);
    let undated: Vec<_> = undated.iter().map(|card| need_line(lang, look, card, today)).collect();
    view! {
        <Steps lang look association_id month bounds=(first, last)/>
        {empty.then(|| view! { <p class="widget-none">{say::no_day(lang)}</p> })}
        <table class="widget-month" class:empty=empty>
            <caption class="heard">{dates::month(lang, month)}</caption>
            <thead><tr>{heads.into_iter().collect_view()}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
        {(!undated.is_empty())
            .then(|| {
                view! {
                    <section class="widget-undated" aria-labelledby="undated">
                        <p id="undated" class="widget-part">{say::any_day(lang)}</p>
                        <ul class="cards wide" role="list">{undated}</ul>
                    </section>
                }
            })}
    }
}

/// The month's name between the ways to the one before and the one after.
#[component]
fn Steps(lang: Lang, look: Look, association_id: i64, month: Date, bounds: (Date, Date)) -> impl IntoView {
    let href = |day: Option<Date>| {
        let month = day.map(Date::first_of_month).filter(|month| (bounds.0..=bounds.1).contains(month))?;
        Some(look.needs(lang, association_id, &[format!("mois={:04}-{:02}", month.year(), month.month())]))
    };
    let before = href(month.yesterday().ok()).map(|href| {
        view! { <a href=href rel="prev" aria-label=say::month_before(lang)><Icon sign=Sign::ArrowLeft/></a> }
    });
    let after = href(month.last_of_month().tomorrow().ok()).map(|href| {
        view! { <a href=href rel="next" aria-label=say::month_after(lang)><Icon sign=Sign::ArrowRight/></a> }
    });
    view! {
        <nav class="widget-steps month" aria-label=say::months(lang)>
            <span class="step">{before}</span>
            <b>{dates::month(lang, month)}</b>
            <span class="step">{after}</span>
        </nav>
    }
}

fn cell(lang: Lang, look: Look, month: Date, day: Date, today: Date, entries: &[Entry]) -> AnyView {
    if day.first_of_month() != month {
        return view! { <td class="other"></td> }.into_any();
    }
    let slots: Vec<_> = entries
        .iter()
        .filter(|entry| entry.times.starts.date() == day)
        .map(|entry| {
            let places = if entry.left > 0 {
                say::slot_places(lang, entry.left)
            } else {
                say::slot_full(lang).to_owned()
            };
            view! {
                <li class:full=entry.left == 0>
                    <a href=look.need(lang, entry.need_id, "")>
                        <b>{dates::time(lang, entry.times.starts.time())}</b>
                        " "
                        <span>{entry.title.clone()}</span>
                    </a>
                    <small>{places}</small>
                </li>
            }
        })
        .collect();
    let class = if slots.is_empty() { "free" } else { "taken" };
    let current = (day == today).then_some("date");
    view! {
        <td class=class aria-current=current>
            <time datetime=day.to_string()>
                <span class="number" aria-hidden="true">{day.day()}</span>
                <span class="heard named">{dates::day(lang, day, today)}</span>
            </time>
            {(!slots.is_empty()).then(|| view! { <ul role="list">{slots}</ul> })}
        </td>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_whole_weeks() {
        for month in [Date::constant(2026, 2, 1), Date::constant(2026, 11, 1), Date::constant(2024, 2, 1)] {
            let weeks = weeks(month);
            assert!(weeks.iter().all(|week| week.len() == 7), "{month}");
            let days: Vec<Date> = weeks.into_iter().flatten().collect();
            assert_eq!(days[0].weekday(), jiff::civil::Weekday::Monday);
            assert!(days.contains(&month) && days.contains(&month.last_of_month()));
            assert!(days.windows(2).all(|pair| pair[0].tomorrow().ok() == Some(pair[1])));
        }
    }

    #[test]
    fn only_months_that_hold_something_are_shown() {
        let today = Date::constant(2026, 11, 20);
        for asked in ["", "2026-10", "2027-01", "2026-13", "hier", "9999-99", "2026-11-01", "-1"] {
            assert_eq!(shown_month(asked, &[], today), Date::constant(2026, 11, 1), "{asked}");
        }
    }
}
