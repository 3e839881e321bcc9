"""Our blocks are written as slack_sdk writes its own, and stay within the limits that it knows."""

import json

import pytest
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models import JsonObject
from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    ConfirmObject,
    ContextBlock,
    HeaderBlock,
    MarkdownTextObject,
    Option,
    PlainTextObject,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from bot.views.page import Page, are_you_sure, button, header, note, row, section, small

MENU = StaticSelectElement(action_id="room", options=[Option(value="1", text="Aurora")])
SURE = ConfirmObject(
    title=PlainTextObject(text="Are you sure?"),
    text=PlainTextObject(text="Cancel Aurora?"),
    confirm=PlainTextObject(text="Cancel the booking"),
    deny=PlainTextObject(text="Keep it"),
    style="danger",
)
CANCEL = ButtonElement(
    text=PlainTextObject(text="Cancel"), action_id="cancel", value="7", style="danger", confirm=SURE
)
CHANGE = ButtonElement(text=PlainTextObject(text="Change"), action_id="change", value="")
SENTENCE = SectionBlock(text=MarkdownTextObject(text="*Aurora* is yours"))
OURS_SURE = are_you_sure("Cancel Aurora?", "Cancel the booking", "Keep it")
OURS_CANCEL = button("Cancel", "cancel", "7", style="danger", confirm=OURS_SURE)
NOTE = note("Booked", "*Aurora* is yours")


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        pytest.param(section("*Aurora* is yours"), SENTENCE, id="a sentence"),
        pytest.param(
            section("*Aurora*", OURS_CANCEL),
            SectionBlock(text=MarkdownTextObject(text="*Aurora*"), accessory=CANCEL),
            id="a sentence and its button",
        ),
        pytest.param(
            section("*Aurora*", MENU),
            SectionBlock(text=MarkdownTextObject(text="*Aurora*"), accessory=MENU),
            id="a sentence and its menu",
        ),
        pytest.param(header("Today"), HeaderBlock(text=PlainTextObject(text="Today")), id="a heading"),
        pytest.param(
            small("`AB12`"), ContextBlock(elements=[MarkdownTextObject(text="`AB12`")]), id="small print"
        ),
        pytest.param(OURS_SURE, SURE, id="a dialog"),
        pytest.param(
            row([button("Change", "change", ""), OURS_CANCEL]),
            ActionsBlock(elements=[CHANGE, CANCEL]),
            id="a row of buttons",
        ),
        pytest.param(row([]), ActionsBlock(elements=[]), id="an empty row"),
        pytest.param(NOTE.home(), View(type="home", blocks=[SENTENCE]), id="a Home"),
        pytest.param(
            NOTE.view(metadata="{}"),
            View(
                type="modal",
                callback_id="page",
                title=PlainTextObject(text="Booked"),
                close=PlainTextObject(text="Close"),
                blocks=[SENTENCE],
                private_metadata="{}",
            ),
            id="a modal",
        ),
    ],
)
def test_it_is_written_as_slack_sdk_writes_it(ours: JsonObject, theirs: JsonObject) -> None:
    assert json.dumps(ours.to_dict()) == json.dumps(theirs.to_dict())
    assert ours.get_non_null_attributes() == theirs.get_non_null_attributes()  # as slack_sdk reads ours


def test_what_was_written_is_nobody_elses() -> None:
    page = Page("Booked", "", (row([OURS_CANCEL, button("Cancel", "cancel", "8")]),))
    before = json.dumps(page.message())

    for element in page.message()["blocks"][0]["elements"]:
        for text in (element["text"], *element.get("confirm", {}).values()):
            if isinstance(text, dict):
                text["text"] = "Keep it"

    assert json.dumps(page.message()) == before


def test_what_is_false_is_written_and_what_is_empty_is_not() -> None:
    block = section("*Aurora* is yours")
    block.expand, block.fields, block.block_id = False, [], ""

    assert set(block.to_dict()) == {"expand", "text", "type"}


@pytest.mark.parametrize(
    ("beyond", "limit"),
    [
        (button("Change", "a" * 256, ""), "action_id attribute cannot exceed 255 characters"),
        (button("Change", "change", "v" * 2001), "value attribute cannot exceed 2000 characters"),
        (button("Change", "change", "", style="loud"), "style attribute must be one of"),
        (are_you_sure("Cancel?", "y" * 31, "No"), "confirm attribute cannot exceed 30 characters"),
        (row([button("Change", "change", "")] * 26), "elements attribute cannot exceed 25 elements"),
        (NOTE.view(metadata="m" * 3001), "private_metadata cannot exceed 3000 characters"),
        (Page("Rooms", "", (section("Aurora"),) * 101).home(), "between 1 and 100 blocks"),
    ],
)
def test_what_slack_would_refuse_is_not_written(beyond: JsonObject, limit: str) -> None:
    with pytest.raises(SlackObjectFormationError, match=limit):
        beyond.to_dict()


TOO_LONG = button("Cancel", "cancel", "7", confirm=are_you_sure("Cancel?", "y" * 31, "No"))


@pytest.mark.parametrize(
    "outer",
    [
        pytest.param(section("Aurora", TOO_LONG), id="beside a sentence"),
        pytest.param(row([TOO_LONG]), id="in a row"),
        pytest.param(Page("Rooms", "", (row([TOO_LONG]),)).home(), id="in a view"),
    ],
)
def test_what_slack_would_refuse_is_found_inside_as_well(outer: JsonObject) -> None:
    with pytest.raises(SlackObjectFormationError, match="confirm attribute cannot exceed 30 characters"):
        outer.to_dict()
