"""What the letters say."""

import re
from datetime import date

import pytest

from notifications.domain.texts import Text, text_of
from notifications.domain.texts.text import KINDS, LANGUAGES
from samspil.events.notifications import LetterKind, NotificationCreated
from samspil.events.values import MeetingForm
from samspil.reference.parties import Party

MONDAY = date(2026, 8, 3)
FUND = Party("unemployment-fund", "hk")
JOBCENTRE = Party("jobcentre", "0851")


def letter(
    kind: LetterKind, language: str = "da", holder: Party | None = FUND, about: date | None = MONDAY
) -> NotificationCreated:
    return NotificationCreated(
        notification_id="n-1", kind=kind, cause_id="c-1", language=language, about=about,
        holder=str(holder) if holder else None, form=MeetingForm.PHONE, previous=date(2026, 7, 31),
    )  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("holder", [FUND, JOBCENTRE, None], ids=str)
@pytest.mark.parametrize("about", [MONDAY, None], ids=str)
def test_every_letter_is_whole_in_every_language(
    kind: LetterKind, language: str, holder: Party | None, about: date | None
) -> None:
    text = text_of(letter(kind, language, holder, about))

    assert text.subject
    assert text.body.endswith(".\n")
    assert not re.search(r"[${}]|None| {2}", text.subject + text.body)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_letter_has_a_text(language: str) -> None:
    assert set(LANGUAGES[language].letters) == KINDS


def test_an_invitation_in_danish_names_the_day_the_form_and_the_fund() -> None:
    text = text_of(letter(LetterKind.INVITATION))

    assert text.subject == "Invitation til samtale mandag den 3. august 2026"
    assert "HK" in text.body
    assert "på telefon" in text.body


def test_a_change_in_english_names_both_days() -> None:
    text = text_of(letter(LetterKind.CHANGE, "en"))

    assert text.subject == "Your meeting is moved to Monday 3 August 2026"
    assert "Friday 31 July 2026" in text.body


def test_a_jobcentre_is_called_by_its_municipality() -> None:
    assert text_of(letter(LetterKind.NEW_HOLDER, holder=JOBCENTRE)).subject.startswith("Jobcenter Aalborg")
    assert text_of(letter(LetterKind.NEW_HOLDER, "en", holder=JOBCENTRE)).subject.startswith("Aalborg Jobcentre")


def test_a_holder_that_reference_data_do_not_know_is_called_by_its_code() -> None:
    strange = Party("unemployment-fund", "brand-new")

    assert "brand-new" in text_of(letter(LetterKind.WELCOME, holder=strange)).body


def test_a_language_that_we_do_not_write_is_answered_in_danish() -> None:
    assert text_of(letter(LetterKind.WELCOME, "pl")) == text_of(letter(LetterKind.WELCOME, "da"))


def test_a_text_is_the_same_whenever_it_is_written() -> None:
    written: set[Text] = {text_of(letter(LetterKind.CANCELLATION)) for _ in range(3)}

    assert len(written) == 1
