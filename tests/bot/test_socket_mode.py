"""Socket Mode: the same bot over a connection that it opens itself."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import Event, Thread
from typing import Any

from booking_core import Clock, Office
from bot.app import make_app
from bot.socket_mode import Receiver
from sandbox.people import Install
from tests.builders import TODAY
from tests.house import House
from tests.slack import unreferenced
from tests.waiting import Entrance, answers_after
from tests.workplace import Workplace, logging_to, served_slack, settings_for


@contextmanager
def on_a_socket(house: House, clock: Clock | None = None, **settings: Any) -> Iterator[Workplace]:
    """The bot as `run` starts it where SLACK_APP_TOKEN is set."""
    clock = clock or house.clock
    with ExitStack() as slack_side:
        slack = slack_side.enter_context(served_slack(house.clock, Install(socket_mode=True)))
        workplace = Workplace(slack, house, Office(house.engine, clock), settings_for(slack, **settings))
        app = make_app(workplace.office, workplace.settings)
        token = workplace.settings.slack_app_token or ""
        receiver = Receiver(app, token, clock, concurrency=workplace.settings.varaus_concurrency)
        stop = Event()
        thread = Thread(target=receiver.run, args=[stop])
        with logging_to(workplace.log_file):
            thread.start()
            assert slack.sockets.connected.wait(5)
            try:
                yield workplace
            finally:
                # Slack hangs up first: who hangs up on Slack waits three seconds for its goodbye.
                receiver.client.auto_reconnect_enabled = False
                slack_side.close()
                receiver.client.current_session_runner.shutdown()  # type: ignore[no-untyped-call]
                stop.set()
                thread.join(5)
        assert not thread.is_alive()
        assert workplace.complaints() == []


def test_people_book_change_and_cancel_over_a_socket(house: House) -> None:
    with on_a_socket(house) as workplace:
        ada, chandra = workplace.ada, workplace.chandra
        receipt = ada.runs("/book Aurora today 10-11 payload review")
        taken = chandra.runs("/book").submit(room="Aurora", day=TODAY, start="10:30", end="11:30")
        who_has_it = taken.reads.splitlines()[1]
        booked = taken.click("Book", 2)
        zones = ada.runs("/rooms add").types("zone", "hels")
        cancelled = receipt.click("Cancel")

        assert receipt.reads.startswith(
            ":white_check_mark: Aurora is yours: Today 10:00–11:00\npayload review\n"
        )
        assert who_has_it == ":no_entry_sign: Ada has Aurora until 11:00 (payload review)."
        assert booked.reads.splitlines()[1] == ":white_check_mark: Aurora is yours: Today 11:00–12:00"
        assert zones == ["Europe/Helsinki"]
        assert cancelled.reads.startswith(":wastebasket: Cancelled: Aurora, Today 10:00–11:00.")
        assert [line["what"] for line in workplace.lines] == [
            "/book",
            "/book",
            "action:start",
            "action:end",
            "view_submission:new_booking",
            "action:book_offer",
            "/rooms",
            "options:zone",
            "action:cancel_booking",
        ]


def test_what_waited_too_long_for_its_turn_is_not_begun(house: House) -> None:
    """With one worker, and someone who holds the database, requests come in at once and wait."""
    entrance = Entrance(house.clock)
    with on_a_socket(house, entrance, varaus_concurrency=1) as workplace:
        answers = answers_after(2.6, workplace, entrance)

        sorry = ":no_entry_sign: I’m too busy to answer in time, so I have done nothing. Please try again."
        said = {who: unreferenced(answer) for who, answer in answers.items()}
        assert said == {"Ada": sorry, "Chandra": sorry}
        assert workplace.ada.bookings == workplace.chandra.bookings == ()
