"""In which order a citizen's events are shown: the log's, whatever a sender's clock said."""

from datetime import UTC, date, datetime

from operations.domain.story import in_order, story_of
from operations.domain.views import Told

MONDAY, TUESDAY = date(2026, 8, 3), date(2026, 8, 4)
FUND, INTAKE, COURSE = "/unemployment-fund/hk", "/samspil/intake", "/samspil/contact-course"
PLACE = {FUND: 1, INTAKE: 1, COURSE: 3}
SIGNED = datetime(2026, 8, 3, 9, tzinfo=UTC)


def told(  # what a record tells of its place
    id_: str, source: str, sequence: int, day: date = MONDAY, *, because: str = "", time: datetime = SIGNED
) -> Told:
    return Told(
        day=day,
        time=time,
        place=PLACE[source],
        sequence=sequence,
        type="intake.spell.closed.v1",
        source=source,
        id=id_,
        correlation="",
        causation=because,
        trace="",
        data=None,
    )


def names(events: list[Told]) -> list[str]:
    return [event.id for event in events]


def test_a_clock_that_is_wrong_moves_nothing() -> None:
    registered = told("registered", FUND, 1)
    reported = told("reported", FUND, 2, TUESDAY, time=datetime(1970, 1, 1, tzinfo=UTC))

    events = in_order([reported, registered])

    assert names(events) == ["registered", "reported"]
    assert [step.day for step in story_of(events)] == [MONDAY, TUESDAY]


def test_what_follows_from_a_message_stands_before_the_next_message() -> None:
    events = [
        told("first", FUND, 1),
        told("second", FUND, 2, time=datetime(2026, 8, 2, tzinfo=UTC)),
        told("of the second", COURSE, 8, because="second", time=datetime(2026, 8, 2, tzinfo=UTC)),
        told("of the first", COURSE, 7, because="first"),
    ]

    assert names(in_order(events)) == ["first", "of the first", "second", "of the second"]


def test_what_the_day_brought_stands_before_what_was_told_on_it() -> None:
    events = [told("message", FUND, 1), told("waking", COURSE, 5), told("of the message", COURSE, 6, because="message")]

    assert names(in_order(events)) == ["waking", "message", "of the message"]


def test_what_follows_on_a_later_day_stands_on_that_day() -> None:
    events = [told("later", COURSE, 3, TUESDAY, because="message"), told("message", FUND, 1), told("next", FUND, 2)]

    assert names(in_order(events)) == ["message", "next", "later"]
