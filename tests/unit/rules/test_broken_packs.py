"""A pack that somebody wrote with a mistake is refused, with its file, its field and what is wrong there."""

from datetime import date

import pytest

from samspil.rules import BadPack, pack, packs
from samspil.rules.loading import in_order, read_pack
from tests.unit.rules.damage import FOLDER, damaged

TEXTS = {each.id: (FOLDER / "packs" / f"{each.id}.toml").read_text(encoding="utf-8") for each in packs()}

OPENS = 'opens = { count = 0, unit = "days", from = "registration" }'
TAKEOVER = 'opens = { count = 0, unit = "days", from = "takeover" }'
UNEMPLOYED = 'opens = { count = 3, unit = "months", from = "accumulated unemployment" }'


@pytest.mark.parametrize(
    ("id", "old", "new", "told"),
    [
        # what a field holds
        ("R2024", "more_than = 410", "", "handover.hours.full_time.more_than: Field required"),
        ("R2024", "more_than = 410", "more_than = 410\nper_day = 7", "handover.hours.full_time.per_day: Extra inputs"),
        ("R2024", "more_than = 410", 'more_than = "many"', "handover.hours.full_time.more_than: .*instance of Decimal"),
        ("R2024", "more_than = 410", 'more_than = "410"', "handover.hours.full_time.more_than: .*instance of Decimal"),
        ("R2024", "more_than = 410", "more_than = true", "handover.hours.full_time.more_than: .*instance of Decimal"),
        ("R2024", "no_duty_days = 14", "no_duty_days = true", "meetings.illness.no_duty_days: .*valid integer"),
        ("R2024", "new_meeting = true", "new_meeting = 1", "meetings.missed.new_meeting: .*valid boolean"),
        ("R2024", "more_than = 410", "more_than = 410.005", "handover.hours.full_time.more_than: Decimal input"),
        ("R2024", "no_duty_days = 14", "no_duty_days = 14.5", "meetings.illness.no_duty_days: .*valid integer"),
        ("R2024", "no_duty_days = 14", "no_duty_days = -1", "meetings.illness.no_duty_days: .*greater than or equal"),
        ("R2024", "no_duty_days = 14", "no_duty_days = [14]", "meetings.illness.no_duty_days: .*valid integer"),
        ("R2024", "new_meeting = true", 'new_meeting = "perhaps"', "meetings.missed.new_meeting: .*valid boolean"),
        ("R2024", 'owner = "unemployment-fund"', 'owner = "fund"', "responsibility.first_owner.owner: Input should be"),
        ("R2024", 'cause = "screening"', 'cause = "whim"', "responsibility.transfers.1.cause: Input should be"),
        ("R2024", 'kind = "job"', 'kind = "chat"', "meetings.required.0.kind: Input should be"),
        ("R2024", '"physical", "phone"', '"physical", "letter"', "meetings.forms.later.1: Input should be"),
        ("R2024", "share = 1.00", "share = 1.01", "meetings.required.0.share: .*less than or equal to 1"),
        ("R2024", 'kind = "holiday"', 'kind = "Holiday!"', "absences.codes.codes.5.kind: String should match"),
        ("R2024", '"useful work", #', '"hard work", #', "offers.kinds.practice_and_useful_work.1: Input should be"),
        ("R2024", "grounds = [", "grounds = []\nreasons = [", "responsibility.screening_grounds.grounds: .*at least 1"),
        # what a rule says of itself
        ("R2024", 'source = "elov.dk LAB §31 (LBK 280/2024)"\n', "", "responsibility.first_owner.source: Field req"),
        ("R2024", 'basis = "LAB §31(2)"', 'basis = ""', "meetings.fund_at_first.basis: .*at least 1 character"),
        ("R2024", 'basis = "LAB §31(2)"', 'basis = " \\t "', "meetings.fund_at_first.basis: .*at least 1 character"),
        ("R2024", 'source = "elov.dk LAB §31 (LBK 280/2024)"', 'source = "  "', "responsibility.first_owner.sourc"),
        ("R2024", 'doubt = "No law sets a time for the receipt."', 'doubt = " "', "handover.follow_up.doubt: .*1"),
        ("R2024", 'title = "The fund', 'title = " " # "', "title: .*at least 1 character"),
        ("R2024", 'certainty = "sourced"', 'certainty = "sure"', "coverage.people.certainty: Input should be"),
        ("R2024", 'doubt = "No law sets a time for the receipt."\n', "", "handover.follow_up: .*says in `doubt`"),
        ("R2024", 'id = "R2024.transition"', 'id = "R2024.Transition"', "transition.id: String should match"),
        ("R2024", "R2024.meetings.notice", "R2026.meetings.notice", "the ids of its rules begin with R2024: R2026"),
        ("R2024", "R2024.meetings.notice", "R2024.meetings.forms", "the whole pack: .*more than one rule.*forms"),
        ("R2024", "R2024.meetings.notice", "R2024.meetings.note", "meetings.notice.id: .*it is R2024.meetings.notice"),
        ("R2024", "hours.full-time", "hours.fulltime", "handover.hours.full_time.id: .*it is R2024.handover.hours."),
        ("R2024", "R2024.meetings.fund-first", "R2024.plan.fund-first", "meetings.required.0.id: .*R2024.meetings.…"),
        ("R2024", "R2024.counting.full-month", "R2024.count", "counting.id: .*it is R2024.counting"),
        # what does not go together within a rule
        ("R2024", "escalate_after_working_days = 5", "escalate_after_working_days = 2", "handover.follow_up: .*remind"),
        ("R2024", 'aims = ["1/3"]', 'aims = ["1/3", "2/3"]', "meetings.required.0: .*1 meetings need as many aims"),
        ("R2024", 'aims = ["1/3"]', 'aims = ["4/3"]', "meetings.required.0.aims.0: .*less than or equal"),
        ("R2024", 'aims = ["1/3"]', 'aims = ["soon"]', "meetings.required.0.aims.0: "),
        ("R2024", '["6/13", "11/13"]', '["11/13", "6/13"]', "meetings.required.1: .*later meetings have later aims"),
        ("R2024", '3, unit = "months"', '3, unit = "days"', "meetings.required.0.limits.1: .*weeks or months"),
        ("R2024", "numbers = [2, 3]", "numbers = [2, 4]", r"meetings: .*at the unemployment-fund are \[1, 2, 4,"),
        ("R2015", "step = 1", "step = 1 # per month\nstep_unit = 1", "meetings.required.2.step_unit: Extra inputs"),
        ("R2015", "count = 2, unit = \"months\"", "count = 6, unit = \"weeks\"", "meetings.required.2: .*one unit"),
        ("R2024", 'kind = "job"', 'kind = "joint"', "meetings.required.0: .*a joint meeting says in `taking_part`"),
        ("R2020", '{ who = "unemployment-fund"', '{ who = "jobcentre"', "meetings.long_unemployment: .*somebody else"),
        ("R2020", 'by = "jobcentre"\ntaking_part', 'by = "unemployment-fund"\ntaking_part', "meetings.*somebody else"),
        ("R2015", "below_years = 30, ", "", "offers.right_and_duty.sooner.0: .*from_years or below_years"),
        ("R2024", OPENS, OPENS.replace("0", "20"), "meetings.required.0: .*`opens` 20 days .*before that, 2 w"),
        ("R2024", TAKEOVER, TAKEOVER.replace("0", "7").replace("days", "months"), "meetings.required.2: .*7 months"),
        ("R2020", UNEMPLOYED, UNEMPLOYED.replace("3", "6"), "meetings.required.3: .*`opens` 6 months of accumulated"),
        ("R2020", OPENS, OPENS.replace("0", "120"), "meetings.required.0: .*120 days after the registration"),
        ("R2024", "before_takeover = false", "before_takeover = true", "meetings.required.2: .*ends.*before it"),
        # what does not go together within the pack
        ("R2024", 'cause = "hours"', 'cause = "trial-exit"', "the whole pack: .*`hours`.* come together"),
        ("R2024", 'cause = "hours"', 'cause = "move"', "responsibility: .*more than one .* has the cause move"),
        ("R2024", "code = 10,", "code = 11,", "absences: .*a code stands twice"),
        ("R2024", 'kinds = ["education", ', 'kinds = ["voting", ', "absences: .*no code is known for voting"),
        ("R2024", "\ncode = 75", "\ncode = 76", "absences: .*the code 76 of fund_course"),
        ("R2024", '  "useful work", # nytteindsats\n', "", "offers: .*not among the kinds: useful work"),
        ("R2020", 'how = "self-booking"', 'how = "by chance"', "booking.arrangements.0.how: Input should be"),
        ("R2024", 'how = "invitation"', 'how = "self-booking"', "booking: .*self_booking come together"),
        ("R2027", 'says = "Expected: ', 'says = "', "the whole pack: .*begins with 'Expected: '"),
        ("R2027", 'title = "Expected: ', 'title = "', "the whole pack: .*not so the title"),
        # the pack as a whole
        ("R2024", "[transition]", "[transitions]", "transition: Field required"),
        ("R2024", "[transition]", "[weather]\nsunny = true\n\n[transition]", "weather: Extra inputs"),
        ("R2024", "valid_until = 2026-06-30", "valid_until = 2023-06-30", "the whole pack: .*comes before valid_from"),
        ("R2024", "valid_from = 2024-01-01", "valid_from = 2024", "valid_from: .*valid date"),
        ("R2024", "valid_from = 2024-01-01", 'valid_from = "2024-01-01"', "valid_from: .*valid date"),
        ("R2024", "valid_from = 2024-01-01", "valid_from = 2024-01-01T00:00:00Z", "valid_from: .*valid date"),
        ("R2024", 'id = "R2024"', 'id = "R24"', "id: String should match"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_pack_is_told_with_its_file_and_field(id: str, old: str, new: str, told: str) -> None:
    with pytest.raises(BadPack, match=rf"(?m)^{id}\.toml: {told}"):
        read_pack(f"{id}.toml", damaged(TEXTS[id], old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("valid_from = 2024-01-01", "valid_from = 2024-13-01"),
        ("valid_from = 2024-01-01", "valid_from = 2023-02-29"),
        ("more_than = 410", "more_than = 410\nmore_than = 411"),
        ("more_than = 410", "more_than = 410,00"),
        ("[transition]", "[transition"),
    ],
)
def test_what_is_no_toml_is_told_with_its_file_and_line(old: str, new: str) -> None:
    with pytest.raises(BadPack, match=r"^R2024\.toml: .*line \d+"):
        read_pack("R2024.toml", damaged(TEXTS["R2024"], old, new))


def test_a_pack_in_the_wrong_file_is_refused() -> None:
    with pytest.raises(BadPack, match=r"^R2099\.toml: id: R2024 belongs into R2024\.toml$"):
        read_pack("R2099.toml", TEXTS["R2024"])


def test_two_packs_in_force_on_one_day_are_refused() -> None:
    early, late = pack("R2024"), pack("R2026")
    longer = early.model_copy(update={"valid_until": late.valid_from})
    with pytest.raises(BadPack, match=r"^R2026\.toml: valid_from: R2024 is still in force on 2026-07-01"):
        in_order([late, longer])
    assert in_order([late, early]) == (early, late)


def test_packs_with_a_day_between_them_on_which_there_is_none_are_refused() -> None:
    early, late = pack("R2024"), pack("R2026")
    later = late.model_copy(update={"valid_from": date(2026, 7, 2)})
    with pytest.raises(BadPack, match=r"^R2026\.toml: valid_from: no pack on 2026-07-01, the day after R2024 ends$"):
        in_order([later, early])
