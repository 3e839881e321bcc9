"""The real thing, end to end: `python -m bot` in a process of its own, signed requests over HTTP."""

import signal
from pathlib import Path

from sandbox.people import ADA, BOB, GENERAL
from sandbox.server import serving
from sandbox.slack import Slack
from sandbox.text import as_text
from tests.installation import Installation

ROOMS = "name,seats,zone\nAurora,6,Europe/Helsinki\nBorealis,8,Europe/Helsinki\nHelmi,4,Europe/Helsinki\n"


def test_rooms_are_imported_and_a_signed_request_books(tmp_path: Path) -> None:
    slack = Slack()
    with serving(slack):
        installation = Installation(tmp_path, slack, f"sqlite:///{tmp_path}/varaus.db")
        (tmp_path / "rooms.csv").write_text(ROOMS)
        assert installation.prints("rooms", "import", "rooms.csv") == "3 added, 0 changed, 0 as they were.\n"

        with installation.serves() as process:
            booked = slack.command(ADA, GENERAL, "/book", "Aurora tomorrow 10-11 Standup")
            refused = slack.command(BOB, GENERAL, "/book", "Aurora tomorrow 10:30-11:30 Review")
            instead = slack.act(
                BOB, refused.messages[0], "Book", block=refused.messages[0].blocks[3]["block_id"]
            )
        assert process.returncode in {0, -signal.SIGTERM}

        receipt = as_text(booked.messages[0].blocks, ADA, slack).splitlines()
        ways_out = as_text(refused.messages[0].blocks, BOB, slack).splitlines()
        taken = as_text(instead.messages[0].blocks, BOB, slack).splitlines()
        assert receipt[0].startswith(":white_check_mark: Aurora is yours: Tomorrow 10:00–11:00")
        assert receipt[1] == "Standup"
        assert ways_out[0].startswith(":no_entry_sign: Ada has Aurora until ")
        assert ways_out[1] == "You can have instead:"
        assert ways_out[2].startswith("Borealis · 8 seats · ")
        assert taken[0].startswith(":white_check_mark: Borealis is yours: ")
        assert slack.faults == []
        assert installation.prints("doctor") == "All is well.\n"
