"""The shortcut on a message, "Book a room for this": the form for those who talk there."""

from dataclasses import replace
from datetime import timedelta

from slack_bolt import BoltContext
from slack_sdk import WebClient

from booking_core import PEOPLE_LIMIT, Desk
from bot.conversations import conversation_around
from bot.payloads import Body, channel_of
from bot.reply import Reply
from bot.settings import Settings
from bot.understanding import look_around, proposed
from bot.views.booking_form import usual_form

BOOK_FOR_MESSAGE = "book_for_message"

_TIME_TO_READ = timedelta(seconds=1)  # after that, what is left of Slack's 3 s is needed to open the form


def open_form(
    shortcut: Body, context: BoltContext, desk: Desk, client: WebClient, reply: Reply, settings: Settings
) -> None:
    """The form, with the people of the conversation and what it is about filled in."""
    house = look_around(desk, settings)
    hurried = desk.office.clock() - context["received_at"] > _TIME_TO_READ
    talk = conversation_around(shortcut, client, hurried=hurried)
    others = [person for person in talk.people if person != desk.member.user_id]
    room = proposed(house, desk)
    form = usual_form(house.now, room.zone, room.id, channel_of(shortcut))
    people = tuple(others[:PEOPLE_LIMIT])
    form = replace(form, title=talk.subject, people=people, private=talk.private)
    reply.open(form.view(house.rooms))
