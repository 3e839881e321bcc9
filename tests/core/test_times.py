"""Spans, zones, days of 23 and 25 hours, and local times that do not exist or exist twice."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking_core import Span, day_span, local_moment, system_clock, zone_named
from booking_core.errors import EndBeforeStart, LocalTimeTwice, NoSuchLocalTime, UnknownZone
from tests.builders import HELSINKI, NEW_YORK, at, span, told

MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def test_a_span_is_kept_in_utc_whatever_zone_it_was_said_in() -> None:
    said = Span(datetime(2026, 3, 18, 10, tzinfo=HELSINKI), datetime(2026, 3, 18, 5, tzinfo=NEW_YORK))

    assert (said.start, said.end) == (
        datetime(2026, 3, 18, 8, tzinfo=UTC),
        datetime(2026, 3, 18, 9, tzinfo=UTC),
    )
    assert (said.start.tzinfo, said.end.tzinfo) == (UTC, UTC)
    assert said == span("10:00", "11:00")
    assert said.length == timedelta(hours=1)


@pytest.mark.parametrize("end", ["10:00", "09:59"])
def test_a_span_that_does_not_end_after_its_start_is_refused(end: str) -> None:
    with pytest.raises(EndBeforeStart) as refusal:
        Span(at("10:00"), at(end))

    assert told(refusal.value) == told(EndBeforeStart(at("10:00"), at(end)))


def test_a_naive_moment_is_a_bug_and_not_a_refusal() -> None:
    naive = datetime(2026, 3, 18, 10)  # noqa: DTZ001

    with pytest.raises(TypeError):
        Span(naive, at("11:00"))
    with pytest.raises(TypeError):
        Span(at("09:00"), naive)


@pytest.mark.parametrize(
    ("start", "end", "overlaps", "within"),
    [
        ("09:00", "10:00", False, False),
        ("09:00", "10:01", True, False),
        ("10:00", "11:00", True, True),
        ("10:15", "10:45", True, True),
        ("09:00", "12:00", True, False),
        ("10:59", "12:00", True, False),
        ("11:00", "12:00", False, False),
    ],
)
def test_spans_that_only_touch_do_not_overlap(start: str, end: str, *, overlaps: bool, within: bool) -> None:
    ten_to_eleven, other = span("10:00", "11:00"), span(start, end)

    assert ten_to_eleven.overlaps(other) is other.overlaps(ten_to_eleven) is overlaps
    assert other.within(ten_to_eleven) is within


def test_the_clock_of_the_house_tells_the_present_moment_in_utc() -> None:
    before = datetime.now(UTC)

    shown = system_clock()

    assert before <= shown <= datetime.now(UTC)
    assert shown.tzinfo is UTC


def test_a_zone_is_found_by_its_name() -> None:
    assert zone_named("Europe/Helsinki") == HELSINKI


@pytest.mark.parametrize("name", ["Europe/Atlantis", "", "../../etc/passwd", "/etc/passwd", "Europe", "\x00"])
def test_a_zone_that_does_not_exist_is_refused(name: str) -> None:
    with pytest.raises(UnknownZone) as refusal:
        zone_named(name)

    assert told(refusal.value) == told(UnknownZone(name))


def test_a_local_time_is_the_moment_at_which_the_wall_clock_shows_it() -> None:
    assert local_moment(date(2026, 3, 18), time(10), HELSINKI) == datetime(2026, 3, 18, 8, tzinfo=UTC)
    assert local_moment(date(2026, 7, 1), time(10), HELSINKI) == datetime(2026, 7, 1, 7, tzinfo=UTC)


def test_a_local_time_that_the_clock_change_skips_is_refused() -> None:
    with pytest.raises(NoSuchLocalTime) as refusal:
        local_moment(date(2026, 3, 29), time(3, 30), HELSINKI)

    local = datetime(2026, 3, 29, 3, 30)  # noqa: DTZ001
    assert told(refusal.value) == told(NoSuchLocalTime(local, "Europe/Helsinki"))


def test_a_local_time_that_comes_twice_is_refused() -> None:
    with pytest.raises(LocalTimeTwice) as refusal:
        local_moment(date(2026, 10, 25), time(3, 30), HELSINKI)

    local = datetime(2026, 10, 25, 3, 30)  # noqa: DTZ001
    assert told(refusal.value) == told(LocalTimeTwice(local, "Europe/Helsinki"))


@pytest.mark.parametrize(
    ("day", "zone", "hours"),
    [
        (date(2026, 3, 18), "Europe/Helsinki", 24),
        (date(2026, 3, 29), "Europe/Helsinki", 23),
        (date(2026, 10, 25), "Europe/Helsinki", 25),
        (date(2026, 3, 8), "America/New_York", 23),
        (date(2026, 9, 6), "America/Santiago", 23),  # midnight itself is skipped
        (date(2026, 4, 5), "Australia/Lord_Howe", 24.5),  # a change of half an hour
    ],
)
def test_a_day_is_as_long_as_its_zone_makes_it(day: date, zone: str, hours: float) -> None:
    assert day_span(day, ZoneInfo(zone)).length == timedelta(hours=hours)


@given(moment=MOMENTS, zone=st.timezones())
def test_every_moment_lies_in_exactly_the_day_that_its_wall_calendar_shows(
    moment: datetime, zone: ZoneInfo
) -> None:
    day = moment.astimezone(zone).date()
    try:
        span = day_span(day, zone)
    except EndBeforeStart:  # Samoa, Kwajalein: a day that the calendar skipped
        return

    assert span.start <= moment < span.end


@given(moment=MOMENTS, zone=st.timezones())
def test_a_local_time_is_read_back_or_asked_about_never_guessed(moment: datetime, zone: ZoneInfo) -> None:
    wall = moment.astimezone(zone)
    try:
        assert local_moment(wall.date(), wall.time(), zone) == moment
    except LocalTimeTwice:
        assert wall.replace(fold=0).utcoffset() != wall.replace(fold=1).utcoffset()
