"""Many at once: one slot has one winner, every loser hears who it is, and nobody waits in vain."""

import threading
from collections.abc import Callable

from sandbox.people import Person
from tests.builders import TOMORROW, span
from tests.house import House
from tests.slack import Seen, User
from tests.workplace import at_work

CROWD = [Person(f"U0P{number}", f"p{number}", f"Person {number}", "Europe/Helsinki") for number in range(8)]


def at_once(users: list[User], asks: Callable[[User], Seen]) -> list[Seen]:
    """What each of them gets who ask at one moment."""
    answers: dict[str, Seen] = {}
    start = threading.Barrier(len(users))

    def one(user: User) -> None:
        start.wait(5)
        answers[user.person.id] = asks(user)

    threads = [threading.Thread(target=one, args=[user]) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [answers[user.person.id] for user in users]


def test_one_slot_has_one_winner_and_the_others_hear_who(house: House) -> None:
    with at_work(house, people=CROWD) as workplace:
        users = [workplace.user(person) for person in CROWD]
        answers = at_once(users, lambda user: user.runs("/book Aurora tomorrow 10-11"))

        [winner] = [user for user in users if user.bookings]
        lines = [answer.reads.splitlines()[0] for answer in answers]
        assert {answer.delivery.status for answer in answers} == {200}
        assert lines.count(":white_check_mark: Aurora is yours: Tomorrow 10:00–11:00") == 1
        taken = f":no_entry_sign: {winner.person.real_name} has Aurora until 11:00."
        assert lines.count(taken) == len(CROWD) - 1
        assert winner.booking.span == span("10:00", "11:00", TOMORROW)


def test_a_request_that_comes_many_times_at_once_books_once(house: House) -> None:
    with at_work(house, people=CROWD) as workplace:
        ada = workplace.user(CROWD[0])
        ada.runs("/rooms")
        with ada.unheard():
            first = ada.runs("/book Aurora tomorrow 10-11")
        couriers = [workplace.user(person) for person in CROWD]
        answers = at_once(couriers, lambda _: first.again())

        assert len({str(answer.delivery.answer) for answer in answers}) == 1
        assert len(ada.bookings) == 1
