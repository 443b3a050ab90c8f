from datetime import timedelta

from samspil import clock


def test_now_knows_that_it_is_utc() -> None:
    assert clock.now().utcoffset() == timedelta(0)


def test_a_later_id_sorts_later() -> None:
    ids = [clock.new_id() for _ in range(1000)]

    assert ids == sorted(set(ids))


def test_no_two_keys_are_alike() -> None:
    assert len({clock.random_bytes(32) for _ in range(100)}) == 100
