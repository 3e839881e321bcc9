"""The page of routes: which request goes to which conversation."""

import re
from collections.abc import Callable

from slack_bolt import App

from bot.listeners import (
    booking,
    cancelling,
    changing,
    filling,
    holding,
    home,
    looking,
    rooming,
    sharing,
    shortcut,
    undoing,
)
from bot.payloads import Said
from bot.settings import Settings
from bot.views import (
    booking_fields,
    booking_form,
    coming,
    free,
    held,
    moves,
    offer,
    overview,
    question,
    receipt,
    room_form,
    room_schedule,
)
from bot.views import home as home_view


def register(app: App, settings: Settings) -> None:
    """Give the app all its listeners; of two for one command, the first whose matcher agrees is run."""
    _commands(app, settings)
    _messages(app)
    _forms(app)
    _buttons(app)
    _home(app)
    app.message_shortcut(shortcut.BOOK_FOR_MESSAGE)(shortcut.open_form)


def _commands(app: App, settings: Settings) -> None:
    book, cancel, rooms = (
        settings.varaus_book_command,
        settings.varaus_cancel_command,
        settings.varaus_rooms_command,
    )
    app.command(book)(booking.book)
    app.command(cancel, matchers=[_says_nothing])(cancelling.list_bookings)
    app.command(cancel)(cancelling.cancel_text)
    app.command(rooms, matchers=[_says_nothing])(looking.show_today)
    app.command(rooms, matchers=[_begins_with("add")])(rooming.open_add)
    app.command(rooms, matchers=[_begins_with("edit")])(rooming.open_edit)
    app.command(rooms, matchers=[_begins_with("close")])(rooming.open_close)
    app.command(rooms, matchers=[_begins_with("reopen")])(rooming.open_reopen)
    app.command(rooms)(looking.show_text)


def _messages(app: App) -> None:
    """A message to the bot, or a mention, is read like a command; without words it is asked for help."""
    for event in ("app_mention", "message"):
        app.event(event, matchers=[_is_about("cancel"), _says_nothing])(cancelling.list_bookings)
        app.event(event, matchers=[_is_about("cancel")])(cancelling.cancel_text)
        app.event(event, matchers=[_is_about("rooms"), _says_nothing])(looking.show_today)
        for word in ("add", "edit", "close", "reopen"):  # a message cannot open their forms
            app.event(event, matchers=[_is_about("rooms"), _begins_with(word)])(looking.show_help)
        app.event(event, matchers=[_is_about("rooms")])(looking.show_text)
        app.event(event, matchers=[_says_nothing])(booking.show_help)
        app.event(event)(booking.book_text)


def _forms(app: App) -> None:
    app.view(booking_form.NEW)(booking.submit)
    app.view(booking_form.CHANGED)(changing.submit_change)
    for form in (booking_form.NEW, booking_form.CHANGED):
        app.view_closed(form)(filling.close)
    for field in booking_fields.ASKED:
        app.action(field)(filling.look)
    app.view(room_form.ADD)(rooming.add)
    app.view(room_form.EDIT)(rooming.edit)
    app.view(room_form.CLOSE)(rooming.close)
    app.view(room_form.REOPEN)(rooming.reopen)
    app.options("room")(looking.choose_room)
    app.options("zone")(rooming.choose_zone)


def _buttons(app: App) -> None:
    app.action(_one_of(offer.BOOK_OFFER))(booking.book_offer)
    app.action(offer.BOOK_AGAIN)(booking.book_again)
    app.action(offer.HOLD_OFFER)(holding.hold_offer)
    app.action(offer.TAKE_OFFER)(filling.take_offer)
    app.action(booking_fields.HOLD_FORM)(holding.hold_form)
    app.action(held.CONFIRM)(holding.confirm)
    app.action(held.RELEASE)(holding.release)
    app.action(overview.OPEN_FORM)(booking.open_form_there)
    app.action(question.OPEN_FORM_FOR)(booking.open_form_for)
    app.action(receipt.CHANGE)(changing.open_change)
    app.action(_one_of(receipt.EXTEND))(changing.extend)
    app.action(moves.MOVE_TO)(changing.move)
    app.action(receipt.END)(changing.end)
    app.action(receipt.UNDO)(undoing.undo)
    app.action(receipt.CANCEL)(cancelling.cancel_one)
    app.action(receipt.CANCEL_LISTED)(cancelling.cancel_listed)
    app.action(receipt.SHARE)(sharing.share)
    app.action(_one_of(coming.MORE))(cancelling.turn)
    app.action(_one_of(overview.TURN))(looking.turn_rooms)
    app.action(_one_of(room_schedule.TURN_DAY))(looking.turn_day)
    app.action(_one_of(free.TURN_FREE))(looking.turn_free)


def _home(app: App) -> None:
    """Home's own buttons; those of bookings and holds answer there as well."""
    app.event("app_home_opened")(home.opened)
    app.action(home_view.BOOK)(booking.open_form)
    app.action(home_view.REFRESH)(home.refresh)
    app.action(home_view.ADD)(rooming.open_add)
    app.action(home_view.EDIT)(rooming.open_edit)
    app.action(home_view.CLOSE)(rooming.open_close)
    app.action(home_view.REOPEN)(rooming.open_reopen)


def _one_of(action_id: str) -> re.Pattern[str]:
    """The action and its twins in the same row, which need ids of their own: `turn` and `turn_before`."""
    return re.compile(rf"{action_id}(_\w+)?")


def _says_nothing(said: Said) -> bool:
    return not said.text


def _is_about(verb: str) -> Callable[[Said], bool]:
    """Whether a message begins with that verb."""

    def matches(said: Said) -> bool:
        return said.verb == verb

    return matches


def _begins_with(word: str) -> Callable[[Said], bool]:
    """Whether the text of a command begins with that word; a telephone gives it a capital."""

    def matches(said: Said) -> bool:
        return said.text.casefold().split()[:1] == [word]

    return matches
