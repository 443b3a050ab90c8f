"""Which letters a citizen gets."""

from datetime import timedelta

from samspil.events.contact_course import WaiverReason
from samspil.events.notifications import LetterKind, NotificationCreated, NotificationDelivered, NotificationSent
from samspil.events.values import EndReason, MeetingForm, MoveCause, Need
from tests.unit.notifications.mail import (
    CITIZEN,
    FUND,
    JOBCENTRE,
    LATER_DAY,
    MEETING_DAY,
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    Mail,
    closed,
    invited,
    moved,
    registered,
    transferred,
    waived,
)

WELCOME, INVITATION, CHANGE = LetterKind.WELCOME, LetterKind.INVITATION, LetterKind.CHANGE
CANCELLATION, NEW_HOLDER = LetterKind.CANCELLATION, LetterKind.NEW_HOLDER


def test_a_new_member_is_welcomed_with_the_next_morning_s_post() -> None:
    mail = Mail()
    mail.hear(registered())
    assert mail.told() == []

    mail.sleep()

    assert mail.kinds() == [WELCOME]
    letter = mail.letters()[0]
    assert (letter.cause_id, letter.holder, letter.about, letter.language) == ("intake.v1:1", str(FUND), MONDAY, "da")


def test_a_letter_is_sent_once_and_its_receipt_is_the_last_that_is_heard_of_it() -> None:
    mail = Mail()
    mail.hear(registered())

    mail.sleep(until=MONDAY + timedelta(days=30))

    assert [type(event) for event in mail.told()][1:] == [NotificationSent, NotificationDelivered]
    assert mail.opened == [mail.letters()[0].notification_id]


def test_an_invitation_names_day_form_and_holder() -> None:
    mail = Mail()
    mail.hear(invited())
    mail.sleep()

    letter = mail.letters()[0]
    assert (letter.kind, letter.about, letter.form) == (INVITATION, MEETING_DAY, MeetingForm.PHONE)
    assert letter.holder == str(FUND)


def test_a_second_invitation_after_a_missed_meeting_is_a_second_letter() -> None:
    mail = Mail()
    mail.hear(invited())
    mail.sleep()
    mail.hear(invited(on=LATER_DAY, number=2))
    mail.sleep()

    assert mail.kinds() == [INVITATION, INVITATION]
    assert len({letter.notification_id for letter in mail.letters()}) == 2


def test_a_meeting_that_moves_after_its_invitation_left_makes_a_letter_of_change() -> None:
    mail = Mail()
    mail.hear(invited())
    mail.sleep()
    mail.hear(moved())
    mail.sleep()

    change = mail.letters()[1]
    assert (change.kind, change.previous, change.about) == (CHANGE, MEETING_DAY, LATER_DAY)
    assert mail.withdrawn() == []


def test_a_meeting_that_moves_before_its_invitation_left_makes_one_invitation_to_the_new_day() -> None:
    mail = Mail()
    mail.hear(invited(), moved())
    mail.sleep()

    assert [(letter.kind, letter.about, letter.form) for letter in mail.letters()] == [
        (INVITATION, LATER_DAY, MeetingForm.PHONE)
    ]
    assert mail.withdrawn() == [INVITATION]


def test_a_meeting_that_moves_twice_in_a_day_makes_one_letter_from_the_day_the_citizen_knows() -> None:
    mail = Mail()
    mail.hear(invited())
    mail.sleep()
    mail.hear(moved(on=LATER_DAY), moved(previous=LATER_DAY, on=LATER_DAY + timedelta(days=1)))
    mail.sleep()

    change = mail.letters()[1]
    assert (change.previous, change.about) == (MEETING_DAY, LATER_DAY + timedelta(days=1))
    assert mail.withdrawn() == [CHANGE]


def test_a_meeting_that_moves_there_and_back_in_a_day_makes_no_letter() -> None:
    mail = Mail()
    mail.hear(invited())
    mail.sleep()
    mail.hear(moved(), moved(previous=LATER_DAY, on=MEETING_DAY))
    mail.sleep()

    assert mail.kinds() == [INVITATION]
    assert mail.withdrawn() == [CHANGE]


def test_a_meeting_that_falls_away_after_its_invitation_left_is_called_off() -> None:
    mail = Mail()
    mail.hear(invited())
    mail.sleep()
    mail.hear(waived())
    mail.sleep()

    assert mail.kinds() == [INVITATION, CANCELLATION]
    assert mail.letters()[1].about == MEETING_DAY


def test_a_meeting_that_falls_away_before_its_invitation_left_is_never_spoken_of() -> None:
    mail = Mail()
    mail.hear(invited(), waived())
    mail.sleep()

    assert mail.letters() == []
    assert mail.withdrawn() == [INVITATION]


def test_a_moved_meeting_that_falls_away_on_the_same_day_is_called_off_for_the_day_the_citizen_knows() -> None:
    mail = Mail()
    mail.hear(invited())
    mail.sleep()
    mail.hear(moved(), waived(on=LATER_DAY))
    mail.sleep()

    assert mail.kinds() == [INVITATION, CANCELLATION]
    assert mail.letters()[1].about == MEETING_DAY
    assert mail.withdrawn() == [CHANGE]


def test_nobody_is_told_that_a_meeting_fell_away_of_which_nobody_knew() -> None:
    mail = Mail()
    mail.hear(waived(was_invited=False, on=None))
    mail.sleep()

    assert mail.told() == []


def test_a_meeting_whose_window_passed_is_not_called_off_after_the_fact() -> None:
    mail = Mail()
    mail.hear(waived(reason=WaiverReason.WINDOW_PASSED))
    mail.sleep()

    assert mail.told() == []


def test_a_meeting_of_yesterday_is_not_called_off() -> None:
    mail = Mail()
    mail.hear(waived(on=MONDAY))
    mail.sleep()

    assert mail.letters() == []
    assert mail.withdrawn() == [CANCELLATION]


def test_the_citizen_hears_who_is_responsible_now() -> None:
    mail = Mail()
    mail.hear(transferred())
    mail.sleep()

    letter = mail.letters()[0]
    assert (letter.kind, letter.holder, letter.about) == (NEW_HOLDER, str(JOBCENTRE), TUESDAY)


def test_a_fund_that_has_its_own_member_from_the_first_day_is_no_news() -> None:
    mail = Mail()
    mail.hear(transferred(FUND, MoveCause.FIRST_OWNER, MONDAY))
    mail.sleep()

    assert mail.told() == []


def test_a_spell_that_begins_at_the_jobcentre_is_news() -> None:
    mail = Mail()
    mail.hear(registered(), transferred(JOBCENTRE, MoveCause.FIRST_OWNER, MONDAY))
    mail.sleep()

    assert mail.kinds() == [WELCOME, NEW_HOLDER]


def test_of_two_new_holders_in_a_day_only_the_last_is_named() -> None:
    mail = Mail()
    mail.hear(transferred(), transferred(FUND, MoveCause.SCREENING))
    mail.sleep()

    assert [letter.holder for letter in mail.letters()] == [str(FUND)]
    assert mail.withdrawn() == [NEW_HOLDER]


def test_who_asked_for_help_with_the_language_gets_every_letter_in_english() -> None:
    mail = Mail()
    mail.hear(registered(Need.LANGUAGE))
    mail.sleep()
    mail.hear(invited())
    mail.sleep()

    assert [letter.language for letter in mail.letters()] == ["en", "en"]


def test_a_spell_that_was_closed_on_its_first_day_gets_no_welcome() -> None:
    mail = Mail()
    mail.hear(registered(), closed())
    mail.sleep()

    assert mail.letters() == []
    assert mail.withdrawn() == [WELCOME]


def test_a_spell_that_will_end_in_a_week_still_gets_its_welcome() -> None:
    mail = Mail()
    mail.hear(registered(), closed(on=MONDAY + timedelta(days=7)))
    mail.sleep()

    assert mail.kinds() == [WELCOME]


def test_a_holder_from_a_day_on_which_the_spell_is_over_is_not_announced() -> None:
    mail = Mail()
    mail.hear(closed(on=WEDNESDAY), transferred(effective=WEDNESDAY))
    mail.sleep()

    assert mail.letters() == []
    assert mail.withdrawn() == [NEW_HOLDER]


def test_the_dead_get_no_letter_whenever_its_cause_comes() -> None:
    mail = Mail()
    mail.hear(invited(), closed(EndReason.DEATH), transferred())
    mail.sleep()
    mail.hear(waived(), registered())
    mail.sleep(until=MONDAY + timedelta(days=10))

    assert mail.letters() == []
    assert mail.withdrawn() == [NEW_HOLDER, INVITATION, WELCOME, CANCELLATION]


def test_a_letter_is_named_after_its_cause_so_that_the_channel_knows_it_again() -> None:
    first, again = Mail(), Mail()
    for mail in (first, again):
        mail.hear(invited(), id_="the-cause")
        mail.sleep()

    assert first.opened == again.opened
    assert first.opened != [letter_of_another_cause().notification_id]


def letter_of_another_cause() -> NotificationCreated:
    mail = Mail()
    mail.hear(invited(), id_="another-cause")
    mail.sleep()
    return mail.letters()[0]


def test_a_year_of_letters_leaves_a_state_as_small_as_the_first_day_s() -> None:
    mail = Mail()
    mail.hear(registered(Need.LANGUAGE))
    mail.sleep()
    small = len(mail.world.state("notifications", "letters", CITIZEN).model_dump_json())
    for number in range(100):
        mail.hear(invited(f"m-{number}", on=mail.today + timedelta(days=8)), moved(f"m-{number - 1}"))
        mail.sleep()

    assert len(mail.world.state("notifications", "letters", CITIZEN).model_dump_json()) == small
    assert len(mail.letters()) > 100
