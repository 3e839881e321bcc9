"""The page in a real browser, and behind it the real bot: what Ada and Bob see and do."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Locator, expect

from sandbox.driver import CHROMIUM, Sandbox, Window, sandbox
from sandbox.people import ADA, BOB

pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser: {CHROMIUM} is not there"),
    pytest.mark.xdist_group("browser"),  # one browser is enough, and takes seconds to start
]
HELSINKI, NEW_YORK = ZoneInfo("Europe/Helsinki"), ZoneInfo("America/New_York")


def tomorrow() -> date:
    """The day after this one, as the rooms in Helsinki have it now."""
    return (datetime.now(HELSINKI) + timedelta(days=1)).date()


@pytest.fixture(scope="module")
def running() -> Iterator[Sandbox]:
    with sandbox() as running:
        yield running


@pytest.fixture
def ada(browser: Browser, running: Sandbox) -> Iterator[Window]:
    with Window(browser, running.url, ADA) as window:
        yield window
        assert window.wrong == []


@pytest.fixture
def bob(browser: Browser, running: Sandbox) -> Iterator[Window]:
    with Window(browser, running.url, BOB) as window:
        yield window
        assert window.wrong == []


def test_who_is_refused_takes_an_alternative_and_who_cancels_is_gone(ada: Window, bob: Window) -> None:
    receipt = ada.runs("/book Aurora tomorrow 10-11 Standup")
    expect(receipt).to_contain_text("Only visible to you")
    expect(receipt).to_contain_text("Aurora is yours: Tomorrow 10:00–11:00")

    refusal = bob.runs("/book Aurora tomorrow 10:00-11:00 Review")
    expect(refusal).to_contain_text("Ada has Aurora")
    expect(refusal).to_contain_text("You can have instead:")
    refusal.get_by_role("button", name="Book").first.click()
    expect(bob.page.get_by_role("article").last).to_contain_text("Borealis is yours")

    receipt.get_by_role("button", name="Cancel").click()
    ada.dialog.get_by_role("button", name="Cancel the booking").click()
    expect(ada.page.get_by_role("article").filter(has_text="Cancelled: Aurora")).to_have_count(1)

    expect(ada.runs("/rooms Borealis tomorrow")).to_contain_text("10:00–11:00 Review · Bob")
    expect(ada.runs("/rooms Aurora tomorrow")).not_to_contain_text("Standup")


def test_a_form_shows_an_error_at_its_field_and_then_books(ada: Window) -> None:
    form = ada.form()
    form.get_by_label("Room").select_option("Helmi · 4 seats")
    form.get_by_label("Day").fill(tomorrow().isoformat())
    form.get_by_label("From").fill("11:00")
    form.get_by_label("Until").fill("10:00")
    form.get_by_role("textbox", name="Title").fill("Retrospective")
    form.get_by_role("button", name="Book").click()
    until = form.get_by_label("Until")
    expect(until).to_have_attribute("aria-invalid", "true")
    expect(until).to_be_focused()
    field = form.locator(".input").filter(has=ada.page.get_by_label("Until"))
    expect(field.get_by_role("alert")).to_have_text("The end must be after the start.")

    until.fill("12:00")
    form.get_by_role("button", name="Book").click()

    expect(form).to_contain_text("Helmi is yours: Tomorrow 11:00–12:00")
    form.get_by_role("button", name="Close", exact=True).click()
    expect(form).to_be_hidden()
    expect(ada.runs("/rooms Helmi tomorrow")).to_contain_text("11:00–12:00 Retrospective · Ada")


def test_a_room_is_booked_with_the_keyboard_alone(ada: Window) -> None:
    keyboard = ada.page.keyboard
    expect(ada.words).to_be_focused()
    keyboard.type("/b")
    expect(ada.page.get_by_role("option", name="/book")).to_be_visible()
    keyboard.press("Enter")
    expect(ada.words).to_have_value("/book ")
    keyboard.press("Enter")
    ada.dialog.wait_for()
    expect(ada.dialog.get_by_label("Room")).to_be_focused()
    keyboard.type("Sisu")
    ada.dialog.get_by_role("textbox", name="Title").focus()
    keyboard.type("Quick word")
    keyboard.press("Tab")
    keyboard.type("bo")
    expect(ada.page.get_by_role("option", name="Bob")).to_be_visible()
    keyboard.press("Enter")
    expect(ada.dialog.get_by_role("button", name="Remove Bob")).to_be_visible()
    keyboard.press("Shift+Tab")
    keyboard.press("Shift+Tab")
    keyboard.press("Enter")

    expect(ada.dialog).to_contain_text("Sisu is yours")
    expect(ada.dialog).to_contain_text("With @Bob")
    keyboard.press("Escape")
    expect(ada.dialog).to_be_hidden()
    expect(ada.words).to_be_focused()


def test_the_page_lives_on_while_the_bot_is_dead(ada: Window, running: Sandbox) -> None:
    running.kill_bot()
    ada.types("/rooms")
    expect(ada.page.get_by_text("/rooms failed with the error “dispatch_failed”")).to_be_visible()
    expect(ada.page.get_by_role("status")).to_contain_text("The bot")

    running.reads_until("The bot runs")
    expect(ada.page.get_by_role("status")).to_be_hidden()

    expect(ada.runs("/rooms")).to_contain_text("Rooms on")


def test_each_reads_on_their_own_clock_and_nothing_typed_is_markup(ada: Window, bob: Window) -> None:
    title = "<img src=x onerror=alert(1)> *not bold*"
    receipt = ada.runs(f"/book Sauna tomorrow 15-16 {title}")
    receipt.get_by_role("button", name="Share").click()

    start = datetime.combine(tomorrow(), time(15), HELSINKI).astimezone(NEW_YORK)
    for window, hours in ((ada, "15:00–16:00"), (bob, f"{start:%H:%M}–{start + timedelta(hours=1):%H:%M}")):
        card = window.page.get_by_role("article").filter(has_text="Booked by @Ada")
        expect(card).to_contain_text(hours)
        expect(card).to_contain_text("<img src=x onerror=alert(1)>")
        expect(card.locator("img")).to_have_count(0)


def test_the_inspector_shows_what_was_sent_and_answered(ada: Window) -> None:
    ada.runs("/rooms Taiga")
    ada.page.get_by_role("button", name="Inspector").click()
    entry = ada.page.locator("details").filter(has_text="Ada: /rooms Taiga").first
    entry.locator("summary").click()

    expect(entry).to_contain_text('"command": "/rooms"')
    expect(entry).to_contain_text('"response_type"')


def test_a_booking_bends_from_its_hold_to_its_end_and_back(ada: Window, bob: Window) -> None:
    """Held, confirmed, moved, extended, shared, ended early, and all of that undone."""
    slot = ada.runs("/rooms tomorrow 18-19 for 12")
    slot.get_by_role("button", name="Hold").click()
    mine = ada.page.get_by_role("article").filter(has_text="Only visible to you").last
    expect(mine).to_contain_text("Sauna is held for you")
    expect(bob.runs("/book Sauna tomorrow 18:00-19:00")).to_contain_text("Ada holds Sauna")
    mine.get_by_role("button", name="Confirm").click()
    expect(mine).to_contain_text("Sauna is yours: Tomorrow 18:00–19:00")

    start = move_to_now(ada, mine)
    mine.get_by_role("button", name="+30 min").click()
    until = start + timedelta(minutes=90)
    expect(mine).to_contain_text(hours(start, until))
    mine.get_by_role("button", name="Share").click()
    card = bob.page.get_by_role("article").filter(has_text="Booked by @Ada").last
    there = hours(start, until, " in Helsinki")
    expect(card).to_contain_text(there)

    mine.get_by_role("button", name="End now").click()
    ended = re.compile("Ended: Sauna|Cancelled: Sauna")  # cancelled, where its first minute is not over
    expect(mine).to_contain_text(ended)
    expect(card).to_contain_text(ended)
    mine.get_by_role("button", name="Undo").click()
    expect(mine).to_contain_text("Sauna is as it was")
    expect(card).to_contain_text(there)
    expect(card).not_to_contain_text(ended)


def move_to_now(window: Window, receipt: Locator) -> datetime:
    """The present minute in Helsinki, to which the booking is moved for an hour, by its form."""
    receipt.get_by_role("button", name="Change").click()
    form = window.dialog
    free = form.get_by_text("and kept for you until")
    start = None
    while start is None or start != datetime.now(HELSINKI).replace(second=0, microsecond=0):
        start = datetime.now(HELSINKI).replace(second=0, microsecond=0)
        end = start + timedelta(hours=1)
        form.get_by_label("Day").fill(start.date().isoformat())
        form.get_by_label("From").fill(f"{start:%H:%M}")
        form.get_by_label("Until").fill(f"{end:%H:%M}")
        expect(free).to_contain_text(hours(start, end))
    form.get_by_role("button", name="Change", exact=True).click()
    expect(form).to_contain_text("Sauna is changed")
    form.get_by_role("button", name="Close", exact=True).click()
    return start


def hours(start: datetime, end: datetime, where: str = "") -> re.Pattern[str]:
    """From then to then as it reads, where the end may be tomorrow: run late in the evening, it is."""
    return re.compile(rf"{start:%H:%M}–([\w ]+ )?{end:%H:%M}{where}")
