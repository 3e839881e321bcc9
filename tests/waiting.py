"""Those who wait in line: the one worker waits for the database, and time goes by before it is their turn."""

from dataclasses import dataclass, field
from datetime import datetime
from threading import Semaphore, Thread, current_thread

from tests.house import StillClock
from tests.slack import User
from tests.workplace import Workplace

_WORKERS = ("AnyIO", "ThreadPool")
"""How the threads are called in which requests are answered, over HTTP and over a socket."""


@dataclass
class Entrance:
    """The bot's clock, and a bell: it is asked when someone comes in, by a thread that is no worker."""

    clock: StillClock
    came_in: Semaphore = field(default_factory=lambda: Semaphore(0))

    def __call__(self) -> datetime:
        """What the clock shows."""
        if not current_thread().name.startswith(_WORKERS):
            self.came_in.release()
        return self.clock()


def answers_after(seconds: float, workplace: Workplace, entrance: Entrance) -> dict[str, str]:
    """What Ada and Chandra read who both want Aurora, while Bob holds the database for so long."""
    people = [workplace.ada, workplace.chandra]
    answers: dict[str, str] = {}

    def asks(user: User) -> None:
        answers[user.person.real_name] = user.runs("/book Aurora tomorrow 10-11").reads

    for user in people:  # whom the bot knows it need not ask Slack about
        user.runs("/rooms help")
    entrance.came_in = Semaphore(0)
    threads = [Thread(target=asks, args=[user]) for user in people]
    with workplace.house.desk(workplace.house.bob).work():
        for thread in threads:
            thread.start()
            assert entrance.came_in.acquire(timeout=5)
        workplace.clock.forward(seconds=seconds)
    for thread in threads:
        thread.join()
    return answers
