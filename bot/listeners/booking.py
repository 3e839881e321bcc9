"""To book: by text, by form, and by the button of an alternative."""

from dataclasses import replace

from slack_bolt import BoltContext

from booking_core import Booking, Desk, Look, book_as_known, book_at_once
from bot.payloads import Body, Said, channel_of, one_of_a_kind
from bot.reply import Reply
from bot.schedules import asked_to_see
from bot.settings import Settings
from bot.taking import take
from bot.understanding import House, Understood, asks_for_help, look_around, proposed, recalled
from bot.views.booking_form import BookingForm, at, notice, read_form, usual_form, with_typed
from bot.views.held import standing
from bot.views.help import book_help
from bot.views.offer import read_offer
from bot.views.question import choices, question, what_to_ask
from bot.views.receipt import receipt
from bot.wishes import form_from, plain_wish, understand_wish, wish_of, wished


def book(said: Said, body: Body, context: BoltContext, desk: Desk, reply: Reply, settings: Settings) -> None:
    """`/book`, with a text or alone. One route, as this is what is asked most, and each costs Bolt time."""
    if said.text:
        book_text(said, body, context, desk, reply, settings)
    else:
        open_form(body, desk, reply, settings)


def book_text(
    said: Said, body: Body, context: BoltContext, desk: Desk, reply: Reply, settings: Settings
) -> None:
    """`/book Aurora tomorrow 10-11`: booked at once if complete and certain, else the form, filled in."""
    booking = context["booking"] = _booked_as_recalled(said, desk, settings)
    if booking is None:
        _book_after_a_look(said, body, context, desk, reply, settings)
    else:
        reply.show(receipt(booking, desk.member, booking.created_at, share=bool(channel_of(body))))


def _booked_as_recalled(said: Said, desk: Desk, settings: Settings) -> Booking | None:
    """What a plain text books in the house as it is remembered; else None, and nothing is done."""
    house = recalled(desk, settings)
    wish = house and plain_wish(said, house, desk)
    return book_as_known(desk, wish, house.known) if house and wish else None


def _book_after_a_look(
    said: Said, body: Body, context: BoltContext, desk: Desk, reply: Reply, settings: Settings
) -> None:
    house, share = look_around(desk, settings), bool(channel_of(body))
    if asks_for_help(said.text):
        reply.show(book_help(settings, house.rooms))
    elif house.answered is not None:  # a replay: what it says may mean something else by now
        reply.show(receipt(house.answered, desk.member, house.now, share=share))
    elif (understood := understand_wish(said, house, desk)).reading.outcome == "schedule":
        reply.show(asked_to_see(understood, house, desk))
    elif understood.complete and not said.in_passing:
        wish = context["wish"] = wish_of(understood, desk)
        booking = context["booking"] = book_at_once(desk, wish)
        reply.show(receipt(booking, desk.member, house.now, share=share))
    else:
        _ask(understood, house, form_from(understood, house, channel_of(body), desk), said, reply)


def open_form_for(action: Body, body: Body, said: Said, desk: Desk, reply: Reply, settings: Settings) -> None:
    """The button below a question: the form, filled in with the text that was asked about."""
    house = look_around(desk, settings)
    understood = understand_wish(replace(said, text=action["value"]), house, desk)
    reply.open(form_from(understood, house, channel_of(body), desk).view(house.rooms))


def show_help(desk: Desk, reply: Reply, settings: Settings) -> None:
    """How to book, for a message without words."""
    reply.show(book_help(settings, look_around(desk, settings).rooms))


def open_form(body: Body, desk: Desk, reply: Reply, settings: Settings) -> None:
    """`/book`, or the Book button at Home: the form, with what is usual filled in."""
    house = look_around(desk, settings)
    room = proposed(house, desk)
    form = usual_form(house.now, room.zone, room.id, channel_of(body))
    reply.open(form.view(house.rooms))


def open_form_there(action: Body, body: Body, desk: Desk, reply: Reply, settings: Settings) -> None:
    """The Book button beside a room: the form, for that room at its next free time."""
    offer = read_offer(action["value"])
    house = look_around(desk, settings)
    room = desk.look(Look.room, offer.room)
    form = usual_form(house.now, room.zone, room.id, channel_of(body))
    reply.open(at(form, offer.span, room.zone).view(house.rooms))


def submit(view: Body, context: BoltContext, desk: Desk, reply: Reply) -> None:
    """Book what the form asks for; the form becomes its receipt."""
    form = read_form(view)
    wish = context["wish"] = desk.look(wished, form)
    booking = context["booking"] = desk.run(take, wish)
    reply.show(standing(booking, desk.member, desk.office.clock(), share=bool(form.channel)))


def book_offer(action: Body, body: Body, context: BoltContext, desk: Desk, reply: Reply) -> None:
    """The Book button of an alternative: those of one page lead to one booking at most."""
    _book(action, body, context, "offer", desk, reply)


def book_again(action: Body, body: Body, context: BoltContext, desk: Desk, reply: Reply) -> None:
    """The Book button below what was given up or has lapsed."""
    _book(action, body, context, "again", desk, reply)


def _book(action: Body, body: Body, context: BoltContext, kind: str, desk: Desk, reply: Reply) -> None:
    offer = context["offer"] = read_offer(action["value"])
    wish = context["wish"] = with_typed(offer.wish, body.get("view", {}))
    once = replace(desk, request_key=one_of_a_kind(body, kind, offer.page))
    booking = context["booking"] = once.run(take, wish)
    reply.show(standing(booking, desk.member, desk.office.clock(), share=bool(channel_of(body))))


def _ask(understood: Understood, house: House, form: BookingForm, said: Said, reply: Reply) -> None:
    reading = understood.reading
    missing = what_to_ask(reading, understood.room, understood.unknown_people)
    buttons = choices(reading, house.rooms, house.now, private=understood.private)
    reply.ask(question(missing, buttons, said.text), form.view(house.rooms, (notice(missing), *buttons)))
