"""Reading topics at the end of a play: what came again is told from a number that was given twice."""

from __future__ import annotations

from dataclasses import replace

from samspil.flow.record import Record
from sandbox.play.reading import each_once


def record(sequence: int, id_: str = "e-1", stage: str = "intake", topic: str = "intake.v1") -> Record:
    headers = {
        "ce_id": id_,
        "ce_source": f"/samspil/{stage}",
        "ce_type": "intake.track.suggested.v1",
        "ce_sequence": str(sequence),
    }
    return Record(topic, 0, sequence, "anna", headers, b"{}")


def test_a_record_that_was_delivered_again_counts_once_and_is_a_repeat() -> None:
    reading = each_once([record(1), record(2, "e-2"), replace(record(1), offset=2)])

    assert ([each.id for each in reading.records], reading.repeats, reading.doubled) == (["e-1", "e-2"], 1, [])


def test_another_record_under_a_number_that_was_given_is_named_and_is_no_repeat() -> None:
    for other in (record(1, "e-2"), replace(record(1), key="bo"), replace(record(1), value=b'{"total": 5}')):
        reading = each_once([record(1), replace(other, offset=9)])

        assert (len(reading.records), reading.repeats) == (1, 0)
        assert reading.doubled == [
            "intake.v1/0 gives the number 1 to intake.track.suggested.v1 e-1 (offset 1) "
            f"and to intake.track.suggested.v1 {other.id} (offset 9)"
        ]


def test_each_service_numbers_what_it_tells_a_party_and_its_stages_count_together() -> None:
    told = "to.jobcentre.0851.v1"
    two_services = [record(1, stage="handover", topic=told), record(1, "e-2", "contact-course", told)]
    two_stages = [record(1, stage="handover", topic=told), record(1, "e-2", "responsibility", told)]

    assert (len(each_once(two_services).records), each_once(two_services).doubled) == (2, [])
    assert len(each_once(two_stages).doubled) == 1
