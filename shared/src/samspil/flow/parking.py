"""Release and discard: a parked key goes on, with the days it missed woken between the entries of its queue."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from samspil.events.answers import MessageAccepted
from samspil.events.engine import KeyReleased
from samspil.events.operations import ParkedDiscarded, ParkedReleased
from samspil.flow.decision import Refusal
from samspil.flow.identity import event_id
from samspil.flow.record import Record
from samspil.flow.slot import Slot, Waiting

if TYPE_CHECKING:
    from samspil.flow.work import Work

OPERATOR_TYPES = frozenset((ParkedReleased.type, ParkedDiscarded.type))
ONE_DAY = timedelta(days=1)
GIVEN_UP = "The message could not be applied and an operator gave it up; ask the operators why"

Order = ParkedReleased | ParkedDiscarded


def order_for(stage: str, record: Record) -> Order | None:
    """The operator's order where it is for `stage`."""
    if record.type not in OPERATOR_TYPES:
        return None
    kind = ParkedReleased if record.type == ParkedReleased.type else ParkedDiscarded
    order = kind.read(record.value)
    return order if order.stage == stage else None


def follow_operator(work: Work, record: Record, day: date) -> None:
    """Release or discard if the order is for this stage; the operator gets an answer either way."""
    order = order_for(work.stage.name, record)
    if order is None:
        return
    trail = record.trail()
    slot = work.slots.get((order.fold, record.key))
    if slot is None or not slot.parked:
        why = Refusal(
            "not_parked",
            f"{order.stage}/{order.fold} holds nothing back for this citizen; look at the list of parked keys",
        )
        work.out.append(work.refusal(record, why, trail))
        return
    if slot.unreadable:
        detail = f"The stored state cannot be read ({slot.unreadable.error}); mend it or deploy a version that reads it"
        work.out.append(work.refusal(record, Refusal("state_unreadable", detail), trail))
        return
    yes = MessageAccepted(message_id=record.id, message_type=record.type, citizen_id=record.key)
    work.out.append(work.answer_record(record, yes, trail))
    discarded = isinstance(order, ParkedDiscarded)
    told = KeyReleased(stage=order.stage, fold=order.fold, discarded=discarded, note=order.note)
    if work.stage.topic:
        name = event_id(
            int(record.time.timestamp() * 1000), work.stage.name, order.fold, record.key, record.id, "released"
        )
        work.out.append(work.record(work.stage.topic.name, told, name, record.key, trail))
    release(work, slot, order, day)


def release(work: Work, slot: Slot, order: Order, day: date) -> None:
    """Apply the queue in order: before each entry the days up to its own are woken, after the last the lane's day."""
    entries = (slot.queue or []) + slot.joined
    head = entries[0]
    slot.queue, slot.joined, slot.emptied, slot.parked, slot.dirty = None, [], True, False, True
    slot.attempts = head.attempts
    woken = head.day if head.record else head.day - ONE_DAY
    if isinstance(order, ParkedDiscarded):
        entries, woken, slot.attempts = entries[1:], head.day, 0
        refuse_discarded(work, head)
    elif order.mended is not None and head.record:
        entries[0] = replace(head, record=replace(head.record, value=json.dumps(order.mended).encode()))
    fold = work.stage.by_name[slot.fold]
    for entry in entries:
        if entry.record:
            woken = catch_up(work, slot, woken, entry.day)
            work.apply(fold, slot, entry.record, entry.day)
    catch_up(work, slot, woken, day)


def catch_up(work: Work, slot: Slot, woken: date, until: date) -> date:
    """Wake the slot on each day after `woken` up to `until` on which it is due, as the lane would have done."""
    while not slot.parked and (due := slot.due) is not None:
        day = max(due, woken + ONE_DAY)
        if day > until:
            break
        work.wake(slot, day)
        woken = day
    return max(woken, until)


def refuse_discarded(work: Work, head: Waiting) -> None:
    """Whoever sent what is discarded must hear of it, if this stage owed the answer."""
    record = head.record
    if record is None or record.type not in work.stage.judged:
        return
    why = Refusal(
        "discarded_by_operator", "The message could not be applied and an operator gave it up; ask the operators why"
    )
    trail = record.trail()
    work.out.append(work.refusal(record, why, trail))
