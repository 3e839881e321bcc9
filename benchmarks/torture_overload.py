"""Far more commands at one moment than the bot can carry out before Slack hangs up."""

import asyncio
import time
from collections.abc import Sequence
from itertools import islice
from urllib.parse import urlencode

from benchmarks.torture_bot import Answer, Bot, Slot, bot, command, enter, new_trigger, signed, slots
from benchmarks.torture_killed import reckoned, told_of
from benchmarks.torture_ledger import Ledger
from benchmarks.torture_outage import LISTENS
from benchmarks.torture_stub import stub
from benchmarks.torture_verdict import Stage, Verdict
from benchmarks.torture_workers import furnished

ROOMS = 20
PEOPLE = 20
_PATIENCE = 30.0


def overload(stage: Stage) -> Verdict:
    """Each is answered within the three seconds for which Slack listens, or was not written."""
    size = 150 if stage.short else 500
    house = furnished(stage.database(), rooms=ROOMS)
    ledger = Ledger()
    with stub() as slack, bot(stage.room(), house.url, slack) as served:
        for number in range(PEOPLE):  # who they are is known by then, as in a company that has long used it
            served.commanded("", _user(number), new_trigger(), "/rooms")
        answers = asyncio.run(_all_at_once(served, list(islice(slots(house.rooms), size)), ledger))
        after = served.commanded("", _user(0), new_trigger(), "/rooms")
    reckoning = reckoned(house, ledger)
    late = [one for one in answers if one.seconds > LISTENS]
    lost = [f"booked and told too late: {one.words} {one.seconds:.1f} s" for one in late if one.grants]
    if after.status != 200 or after.seconds > 1:
        lost.append(f"not itself afterwards: {after.status} after {after.seconds:.1f} s")
    in_time = sorted(one.seconds for one in answers)
    return Verdict(
        f"{size} /book at one moment",
        f"{told_of(ledger, reckoning)}, {len(late)} of the refusals later than {LISTENS:.0f} s; "
        f"median {in_time[size // 2]:.2f} s, slowest {in_time[-1]:.2f} s",
        [*reckoning.lost, *_untold(ledger, reckoning.untold), *lost],
    )


def _untold(ledger: Ledger, untold: int) -> list[str]:
    """What was done and not answered; the table of the bot's requests is the ledger and nothing else."""
    return [f"done and not answered: {untold} of {len(ledger.acknowledged)}"] if untold else []


async def _all_at_once(served: Bot, wanted: Sequence[Slot], ledger: Ledger) -> list[Answer]:
    bodies = []
    for number, slot in enumerate(wanted):
        trigger = new_trigger()
        body = urlencode(command(slot.text, _user(number % PEOPLE), trigger)).encode()
        bodies.append((f"trigger:{trigger}", body))
    answers = await asyncio.gather(*(_answer(served.port, body) for _, body in bodies))
    for slot, (key, _), answer in zip(wanted, bodies, answers, strict=True):
        enter(ledger, key, answer, slot)
    return answers


async def _answer(port: int, body: bytes) -> Answer:
    """What one person gets who asks on a connection of their own."""
    headers = "".join(f"{name}: {value}\r\n" for name, value in signed(body).items())
    head = f"POST /slack/events HTTP/1.1\r\nHost: bot\r\nConnection: close\r\nContent-Length: {len(body)}\r\n"
    sent_at = time.monotonic()
    raw = b""
    try:
        async with asyncio.timeout(_PATIENCE):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            sent_at = time.monotonic()
            writer.write(f"{head}{headers}\r\n".encode() + body)
            raw = await reader.read()
            writer.close()
    except OSError:  # a time-out is one
        pass
    status, _, answer = raw.partition(b"\r\n\r\n")
    return Answer(int(status.split()[1]) if status else 0, answer, sent_at, time.monotonic() - sent_at)


def _user(number: int) -> str:
    return f"U0ADA{number}"
