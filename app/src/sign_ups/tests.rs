//! The rules of the form, cause by cause, and what the form does with hostile text.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::domain::{email::EmailError, phone::PhoneError};
use proptest::prelude::*;

fn rules() -> FormRules {
    FormRules { slots: vec![1, 2], over: vec![9], open_to_minors: true }
}

fn right() -> SignUpForm {
    SignUpForm {
        first_name: "Zoé".into(),
        email: "zoe@exemple.fr".into(),
        slot: "2".into(),
        ..SignUpForm::default()
    }
}

/// The only error of the right form with one change.
fn error(change: impl FnOnce(&mut SignUpForm)) -> (FormField, FieldError) {
    let mut form = right();
    change(&mut form);
    let errors = check(&form, &rules()).err().unwrap();
    let all: Vec<_> = errors.iter().collect();
    assert_eq!(all.len(), 1, "{all:?}");
    all[0]
}

#[test]
fn a_right_form_becomes_a_checked_sign_up() {
    let checked = check(
        &SignUpForm {
            first_name: "  Jean \t Luc ".into(),
            last_name: " ".into(),
            phone: "06 12 34 56 78".into(),
            message: "\r\nBonjour\r\n\0à samedi ".into(),
            ..right()
        },
        &rules(),
    )
    .ok()
    .unwrap();
    assert_eq!(checked.first_name, "Jean Luc");
    assert_eq!(checked.last_name, None);
    assert_eq!(checked.email.as_str(), "zoe@exemple.fr");
    assert_eq!(checked.phone.unwrap().e164(), "+33612345678");
    assert_eq!(checked.slot_id, 2);
    assert_eq!(checked.message.as_deref(), Some("Bonjour\nà samedi"));
    assert_eq!(checked.parent_email, None);
}

#[test]
fn each_cause_is_found_and_named() {
    use FormField as In;
    let long = "é".repeat(81);
    for (found, field, cause) in [
        (error(|form| form.first_name.clear()), In::FirstName, FieldError::FirstNameMissing),
        (error(|form| form.first_name = " \u{a0} ".into()), In::FirstName, FieldError::FirstNameMissing),
        (error(|form| form.first_name = "12".into()), In::FirstName, FieldError::NameWithoutLetters),
        (error(|form| form.first_name.clone_from(&long)), In::FirstName, FieldError::TooLong(80)),
        (error(|form| form.last_name.clone_from(&long)), In::LastName, FieldError::TooLong(80)),
        (error(|form| form.last_name = "!".into()), In::LastName, FieldError::NameWithoutLetters),
        (error(|form| form.message = "a".repeat(1001)), In::Message, FieldError::TooLong(1000)),
        (error(|form| form.email.clear()), In::Email, FieldError::Email(EmailError::Empty)),
        (error(|form| form.email = "a@b".into()), In::Email, FieldError::Email(EmailError::MissingDot)),
        (error(|form| form.phone = "06 12".into()), In::Phone, FieldError::Phone(PhoneError::TooShort)),
        (error(|form| form.phone = "demain".into()), In::Phone, FieldError::Phone(PhoneError::Letters)),
        (error(|form| form.slot.clear()), In::Slot, FieldError::SlotMissing),
        (error(|form| form.slot = "9".into()), In::Slot, FieldError::SlotOver),
        (error(|form| form.slot = "77".into()), In::Slot, FieldError::SlotUnknown),
        (error(|form| form.slot = "x' OR 1".into()), In::Slot, FieldError::SlotUnknown),
    ] {
        assert_eq!(found, (field, cause));
    }
}

#[test]
fn under_18_a_parent_is_needed() {
    let minor = |parent: &str| {
        let parent_email = parent.to_owned();
        error(|form| *form = SignUpForm { minor: true, parent_email, ..right() })
    };
    assert_eq!(minor(""), (FormField::ParentEmail, FieldError::ParentMissing));
    assert_eq!(minor("Zoe@Exemple.fr"), (FormField::ParentEmail, FieldError::ParentSame));
    assert_eq!(minor("mum"), (FormField::ParentEmail, FieldError::ParentEmail(EmailError::MissingAt)));
    let form = SignUpForm { minor: true, parent_email: "mum@exemple.fr".into(), ..right() };
    assert!(check(&form, &rules()).is_ok_and(|checked| checked.minor()));
    let adults = FormRules { open_to_minors: false, ..rules() };
    let errors = check(&form, &adults).err().unwrap();
    assert_eq!(errors, FieldErrors::one(FormField::Minor, FieldError::AdultsOnly));
    let untouched = SignUpForm { minor: false, parent_email: "nonsense".into(), ..right() };
    assert!(check(&untouched, &adults).is_ok(), "a hidden field is no reason to refuse");
}

#[test]
fn a_single_slot_need_not_be_chosen() {
    let only = FormRules { slots: vec![5], ..rules() };
    let none = FormRules { slots: vec![], ..rules() };
    let form = SignUpForm { slot: String::new(), ..right() };
    assert!(check(&form, &only).is_ok_and(|checked| checked.slot_id == 5));
    let errors = check(&form, &none).err().unwrap();
    assert_eq!(errors.get(FormField::Slot), Some(FieldError::SlotOver));
}

#[test]
fn every_error_has_words_in_both_languages() {
    for error in [
        FieldError::FirstNameMissing,
        FieldError::NameWithoutLetters,
        FieldError::TooLong(1000),
        FieldError::Email(EmailError::MissingDot),
        FieldError::Phone(PhoneError::TooShort),
        FieldError::SlotMissing,
        FieldError::SlotUnknown,
        FieldError::SlotFull,
        FieldError::SlotOver,
        FieldError::AdultsOnly,
        FieldError::ParentMissing,
        FieldError::ParentEmail(EmailError::MissingAt),
        FieldError::ParentSame,
        FieldError::TooFast,
        FieldError::Stale,
        FieldError::ChangedMeanwhile,
    ] {
        let [french, english] = Lang::ALL.map(|lang| error.say(lang));
        assert_ne!(french, english);
        assert!(french.ends_with(['.', '?']) || matches!(error, FieldError::Email(_)), "{french}");
    }
    assert_eq!(
        FieldError::TooLong(1000).say(Lang::Fr),
        "C’est trop long\u{202f}: 1\u{202f}000 signes au plus."
    );
}

#[test]
fn the_form_is_read_as_browsers_send_it() {
    let sent = "given-name=Zo%C3%A9&family-name=&email=zoe%40exemple.fr&tel=&creneau=2&message=&mineur=oui\
                &email-parent=mum%40exemple.fr&site=&t=stamp&inconnu=1";
    let form: SignUpForm = serde_urlencoded::from_str(sent).unwrap();
    assert!(form.minor && form.first_name == "Zoé" && form.stamp == "stamp" && form.slot == "2");
    let bare: SignUpForm = serde_urlencoded::from_str("email=zoe%40exemple.fr").unwrap();
    assert!(!bare.minor && bare.first_name.is_empty());
}

#[test]
fn a_state_comes_back_from_json_as_it_went() {
    let form = SignUpForm { minor: true, ..right() };
    let state = FormState {
        form,
        errors: FieldErrors::one(FormField::Whole, FieldError::TooFast),
        from: String::new(),
    };
    let json = serde_json::to_string(&state).unwrap();
    assert_eq!(serde_json::from_str::<FormState>(&json).unwrap(), state);
}

#[test]
fn nothing_personal_is_shown_to_logs() {
    assert_eq!(format!("{:?}", right()), "SignUpForm(…)");
}

proptest! {
    #[test]
    fn checking_never_fails_and_is_the_same_after_tidying(
        first_name in any::<String>(),
        last_name in any::<String>(),
        email in "\\PC{0,40}@?\\PC{0,40}",
        phone in "[+0-9 ().x-]{0,20}",
        slot in "-?[0-9]{0,25}",
        message in any::<String>(),
        minor: bool,
        parent_email in any::<String>(),
    ) {
        let form = SignUpForm {
            first_name, last_name, email, phone, slot, message, minor, parent_email,
            ..SignUpForm::default()
        };
        let (once, again) = (check(&form, &rules()), check(&form.tidied(), &rules()));
        prop_assert_eq!(once.is_ok(), again.is_ok());
        prop_assert_eq!(once.err(), again.err());
    }
}
