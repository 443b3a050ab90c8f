"""Which meetings the rule pack asks of the present holder, and the window of each.

Everything here follows from the spell alone, never from the day on which it is asked: a window moves when hours are
counted or the holder changes, and stays otherwise.
"""

from collections.abc import Iterator

from contact_course.domain.course import Meeting, Spell, Stage
from contact_course.domain.telling import names_of
from samspil import rules
from samspil.calendar import ONE_DAY
from samspil.events.contact_course import MeetingRequired, WaiverReason
from samspil.rules import Authority, BenefitCount, CourseFacts, MeetingRule, Window
from samspil.rules.documents import place_of


def require(spell: Spell) -> tuple[Spell, list[MeetingRequired]]:
    """The spell with all meetings that its holder owes, each in its present window; what is new or has moved is told.

    No share of a pack skips anybody: that takes a recorded assessment, so everybody owes and is owed every meeting.
    """
    if not spell.holdings:
        return spell, []
    told = []
    for rule, known in owed(spell):
        window = rules.project_window(rule, counted_from(spell))
        meeting = placed(known, window) if known else derived(rule, spell, window)
        if meeting is None:
            continue
        spell = spell.with_meeting(meeting) if known else spell.with_meetings((*spell.meetings, meeting))
        if window is not None and (known is None or (known.limit, known.aim) != (meeting.limit, meeting.aim)):
            told.append(required(spell, meeting))
    return spell, told


def owed(spell: Spell) -> Iterator[tuple[MeetingRule, Meeting | None]]:
    """The rules that the present holder has to fulfil, each with the meeting that is under way for it.

    Left out is what needs no window any more: planned, held by whomever, or fallen away while its window ran.
    """
    holding = len(spell.holdings) - 1
    for rule in rules.named(spell.pack).meetings_for(course_of(spell)):
        if rule.by != spell.holdings[-1].holder.kind:
            continue
        earlier = [each for each in spell.meetings if is_for(each, rule) and not left_behind(each)]
        if all(each.is_unplanned() and each.holding == holding for each in earlier):
            yield rule, earlier[0] if earlier else None


def is_for(meeting: Meeting, rule: MeetingRule) -> bool:
    """Whether the meeting is one for this rule. Once held, it is so also for what has come into its rule's place."""
    held = meeting.stage is Stage.HELD and place_of(meeting.rule) == place_of(rule.id)
    return held or meeting.rule == rule.id


def left_behind(meeting: Meeting) -> bool:
    """Whether a former holder left the meeting to the next one."""
    return meeting.reason is WaiverReason.HOLDER_CHANGED


def course_of(spell: Spell) -> Authority:
    """Whose course it is: the jobcentre's from its beginning or from a screening on, else the fund's.

    A trial that is entered or left begins the course anew. Rules that know no course of the fund have the jobcentre's,
    also where leaving a trial moved nobody because a jobcentre had taken over before.
    """
    if not rules.named(spell.pack).meetings_for("unemployment-fund"):
        return "jobcentre"
    beginnings = [place for place, holding in enumerate(spell.holdings) if holding.anew]
    since = spell.holdings[beginnings[-1] if beginnings else 0 :]
    alone = since[0].holder.kind == "jobcentre" or any(holding.screened for holding in since)
    return "jobcentre" if alone else "unemployment-fund"


def counted_from(spell: Spell) -> CourseFacts:
    """What the windows of the present holder are counted from."""
    pack = rules.named(spell.pack)
    before = spell.begins - ONE_DAY
    until = max(before, spell.counted.last) if spell.counted else before
    count = BenefitCount(spell.hours, spell.begins, until, spell.insurance)
    present = spell.holdings[-1]
    ahead = present.holder.kind == "unemployment-fund"
    takeover = rules.forecast_handover_day(count, pack, until) if ahead else present.since
    return CourseFacts(spell.registered, takeover, count, pack)


def derived(rule: MeetingRule, spell: Spell, window: Window | None) -> Meeting | None:
    """A meeting that was not known before. Nothing is owed without a window, or one that was over before its holder or
    the rules that ask for it came."""
    since = max(spell.holdings[-1].since, spell.ruled_since or spell.begins)
    if window is None or window.limit < since:
        return None
    holding = len(spell.holdings) - 1
    return Meeting(rule=rule.id, holding=holding, opens=window.opens, limit=window.limit, aim=window.aim)


def placed(meeting: Meeting, window: Window | None) -> Meeting:
    """A known meeting in its present window; one that hours have closed before it opened ends on its first day."""
    if window is None:
        return meeting.model_copy(update={"limit": meeting.opens, "aim": meeting.opens})
    warned = meeting.warned and meeting.limit == window.limit
    moved = {"opens": window.opens, "limit": window.limit, "aim": window.aim, "warned": warned}
    return meeting.model_copy(update=moved)


def required(spell: Spell, meeting: Meeting) -> MeetingRequired:
    """The fact that the holder owes the meeting in this window."""
    return MeetingRequired(
        **names_of(spell, meeting), rule=meeting.rule, opens=meeting.opens, limit=meeting.limit, aim=meeting.aim
    )
