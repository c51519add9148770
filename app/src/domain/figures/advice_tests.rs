use super::*;
use crate::domain::figures::{Counts, Source};

/// A month with an open need, half of whose readers come from outside.
fn month(counts: &[(Step, i64)]) -> Month {
    let mut all = Counts::default();
    for (step, count) in counts {
        all[*step] = *count;
    }
    let mut outside = Counts::default();
    outside[Step::Seen] = all[Step::Seen] / 2;
    let sources = vec![(Source::Host("exemple.fr".into()), outside)];
    Month { figures: Figures { all, sources, ..Figures::default() }, open: 1, ..Month::default() }
}

const GOOD: [(Step, i64); 6] = [
    (Step::Seen, 200),
    (Step::Begun, 40),
    (Step::Finished, 30),
    (Step::Confirmed, 28),
    (Step::Accepted, 25),
    (Step::Came, 22),
];

fn with(more: &[(Step, i64)]) -> Month {
    month(&[GOOD.as_slice(), more].concat())
}

#[test]
fn what_goes_well_goes_on() {
    assert_eq!(advice(&month(&GOOD)), [Advice::GoOn]);
}

#[test]
fn each_weak_step_has_its_advice() {
    assert_eq!(advice(&with(&[(Step::Accepted, 3)])), [Advice::AnswerSooner(28, 3)]);
    assert_eq!(
        advice(&with(&[(Step::Confirmed, 10), (Step::Accepted, 9), (Step::Came, 9)])),
        [Advice::Confirm(30, 10)]
    );
    assert_eq!(advice(&with(&[(Step::Came, 8)])), [Advice::Remind(25, 8)]);
    assert_eq!(advice(&with(&[(Step::Came, 0)])), [Advice::NoteWhoCame(25)]);
    assert_eq!(advice(&with(&[(Step::Liked, 12), (Step::Shared, 1)])), [Advice::ShareKit(12)]);
    assert_eq!(advice(&with(&[(Step::Liked, 12), (Step::Shared, 3)])), [Advice::GoOn]);
    assert_eq!(advice(&month(&[])), [Advice::BeSeen(0)]);
    assert_eq!(advice(&Month { open: 0, ..month(&GOOD) }), [Advice::PostAgain]);
    assert_eq!(
        advice(&Month { waiting: 4, ..with(&[(Step::Accepted, 3), (Step::Came, 3)]) })[0],
        Advice::Answer(4)
    );
    let mut inside = month(&GOOD);
    inside.figures.sources.clear();
    assert_eq!(advice(&inside), [Advice::Poster(200)]);
}

#[test]
fn the_most_read_need_that_nobody_answers_is_named() {
    let needs =
        vec![("Soupe".to_owned(), 60, 0), ("Maraude".to_owned(), 140, 2), ("Lecture".to_owned(), 39, 0)];
    let expected = Advice::FirstLines("Maraude".to_owned(), 140, 2);
    assert_eq!(advice(&Month { needs, ..month(&GOOD) }), [expected]);
}

#[test]
fn the_field_at_which_people_leave_is_named_once_it_stands_out() {
    let left = |left: &[(&str, i64)]| {
        let mut month = with(&[(Step::Left, left.iter().map(|(_, count)| count).sum())]);
        month.figures.left = left.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect();
        advice(&month)
    };
    assert_eq!(left(&[("tel", 9), ("email", 3)]), [Advice::LeftAtPhone(9)]);
    assert_eq!(left(&[("creneau", 5)]), [Advice::LeftAtSlot(5)]);
    assert_eq!(left(&[("email-parent", 5)]), [Advice::LeftAtParent(5)]);
    assert_eq!(left(&[("message", 6)]), [Advice::LeftAtMessage(6)]);
    assert_eq!(left(&[("email", 6)]), [Advice::LeftEarly(6)]);
    assert_eq!(left(&[("tel", 4)]), [Advice::GoOn], "four are too few");
    assert_eq!(left(&[("tel", 5), ("email", 5), ("message", 5)]), [Advice::GoOn], "no field stands out");
}

#[test]
fn there_is_always_something_and_never_too_much() {
    let bad = [
        (Step::Seen, 30),
        (Step::Finished, 20),
        (Step::Confirmed, 6),
        (Step::Accepted, 0),
        (Step::Liked, 30),
    ];
    let all = advice(&Month { waiting: 2, ..month(&bad) });
    assert_eq!(all.len(), 3, "{all:?}");
    for one in all.iter().chain(&[Advice::GoOn, Advice::PostAgain, Advice::LeftEarly(5)]) {
        for lang in Lang::ALL {
            assert!(one.say(lang).len() > 40, "{one:?}");
        }
    }
}
