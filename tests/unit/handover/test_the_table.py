"""The table and the composition agree with what the topics say of the two stages."""

from pydantic import SecretStr

from handover.app import build
from handover.flow import STAGES
from handover.settings import HandoverSettings
from samspil.events.event import CATALOGUE
from samspil.topics import STAGES as ORDER


def test_every_type_that_the_stages_judge_has_a_decision() -> None:
    for stage in STAGES:
        assert stage.judged
        assert stage.judged <= set(stage.routes)


def test_the_stages_answer_for_no_other_outside_type() -> None:
    outside = {"unemployment-fund", "jobcentre", "civil-registration", "operations"}
    for stage in STAGES:
        heard = {type_ for type_ in stage.routes if CATALOGUE[type_].owner() in outside}
        assert heard == stage.judged


def test_a_stage_reads_only_stages_before_it() -> None:
    for stage in STAGES:
        assert all(ORDER.index(topic.owner) < ORDER.index(stage.name) for topic in stage.reads)


def test_the_service_performs_every_intention_that_its_stages_ask_for() -> None:
    settings = HandoverSettings(
        kafka_bootstrap_servers="kafka:9092",
        database_url="postgresql://db",
        vault_url="http://vault",
        vault_token=SecretStr("a token"),
    )
    service = build(settings)
    assert service.stages == STAGES
    assert set(service.performers) == {intention for stage in STAGES for intention in stage.performs}
    assert "a token" not in repr(settings)
