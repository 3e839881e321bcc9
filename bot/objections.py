"""What only the bot refuses: outsiders, forms with holes, a workspace without rooms, a Slack out of reach."""

from dataclasses import dataclass

from booking_core import Refusal


@dataclass(eq=False)
class Outsider(Refusal):
    """Someone who is no full member of the workspace: `kind` is guest, bot, stranger or gone."""

    code = "outsider"
    kind: str


@dataclass(eq=False)
class Unrecognised(Refusal):
    """Slack could not be asked who that is, so no rights are known."""

    code = "unrecognised"


@dataclass(eq=False)
class Missing(Refusal):
    """A field of a form that must be filled in is empty."""

    code = "missing"
    name: str


@dataclass(eq=False)
class NotANumber(Refusal):
    """A field of a form that takes a whole number has something else in it."""

    code = "not_a_number"
    name: str


@dataclass(eq=False)
class NothingToBook(Refusal):
    """No room is there to be booked. `command` mends that for an admin; `admins` are ids of people to ask."""

    admin: bool
    command: str
    admins: tuple[str, ...]


class NoRoomsYet(NothingToBook):
    """The workspace has no room."""

    code = "no_rooms_yet"


class AllRoomsClosed(NothingToBook):
    """All rooms of the workspace are closed."""

    code = "all_rooms_closed"


@dataclass(eq=False)
class NothingFits(Refusal):
    """No room is free then with as many seats as were asked for; `when` is said in plain text."""

    code = "nothing_fits"
    seats: int
    when: str


@dataclass(eq=False)
class PastSaid(Refusal):
    """What was typed lies in the past."""

    code = "in_the_past"


@dataclass(eq=False)
class OrderSaid(Refusal):
    """What was typed ends before it starts."""

    code = "end_before_start"


@dataclass(eq=False)
class NotShared(Refusal):
    """Slack did not take the card: `error` is its own name for why."""

    code = "not_shared"
    error: str
