"""How an answer reaches a person, whichever way they asked.

A command and a form are answered in the acknowledgement itself. A click is answered by a call: what
fails there hides nothing, since the work is done; the answer then goes to the person's direct messages.
"""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException

import structlog
from slack_bolt import Ack
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.models.views import View
from slack_sdk.webhook import WebhookClient

from bot.objections import NotShared
from bot.payloads import Body, Kind, kind_of
from bot.views.page import Page

log = structlog.get_logger()

SLACK_TROUBLE = (SlackApiError, SlackClientError, OSError, HTTPException)
"""What a call to Slack may raise: refused by Slack, misused, or not carried.

Of what is not carried, urllib makes an OSError only where no answer begins: one that is cut short or
garbled is an HTTPException.
"""

_FOR_NOW = (
    # Slack itself is in trouble (docs.slack.dev/reference/methods, the errors of each),
    *("internal_error", "fatal_error", "service_unavailable", "request_timeout", "ratelimited"),
    *("team_added_to_org", "external_channel_migrating", "hash_conflict"),
    # or the installation is, which an admin can mend.
    *("not_authed", "invalid_auth", "account_inactive", "token_revoked", "token_expired"),
    *("missing_scope", "accesslimited", "org_login_required", "ekm_access_denied", "not_enabled"),
)
"""What Slack answers that it may not answer the next time."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The way back to the one who asked. All verbs but `post`, `renew` and `publish` answer the request."""

    ack: Ack
    body: Body
    client: WebClient
    user_id: str

    @property
    def kind(self) -> Kind:
        """How they asked."""
        return kind_of(self.body)

    def show(self, page: Page) -> None:
        """The page, in place of what was clicked or submitted, or as a message only they see."""
        match self.kind:
            case "command":
                self.ack(response_type="ephemeral", **page.message())
            case "submission":
                self.ack(response_action="update", view=page.view(metadata=self._metadata))
            case "home":
                self.publish(page.home())
                self.ack()
            case _:
                self._surely(page, lambda: self._say(page))
                self.ack()

    def ask(self, question: Page, view: View) -> None:
        """The form; a message cannot open one, and is answered with the question and a button that does."""
        if self.kind == "message":
            self.show(question)
        else:
            self.open(view)

    def add(self, page: Page) -> None:
        """The page beside what was clicked, or on top of it: that stays; elsewhere as `show` does."""
        match self.kind:
            case "message_action":
                self._surely(page, lambda: self._respond(page, replace=False))
                self.ack()
            case "modal_action":
                self._surely(page, lambda: self._push(page.view()))
                self.ack()
            case _:
                self.show(page)

    def open(self, view: View) -> None:
        """The form: a new modal, or in place of the one that was clicked or submitted.

        Raises what Slack answers: nothing was written that an error could hide.
        """
        match self.kind:
            case "submission":
                self.ack(response_action="update", view=view)
            case "modal_action":
                self._update(view)
                self.ack()
            case _:
                self._open(view)
                self.ack()

    def refresh(self, view: View) -> bool:
        """The form as it is filled in by now; False where the person does not get to see it.

        Without the view's hash: of two quick changes the second carries the hash of before the first
        was answered, and it is the second answer that counts.
        """
        seen = True
        try:
            self._update(view)
        except SLACK_TROUBLE as trouble:
            seen = False
            log.info("form_not_refreshed", error=error_name(trouble))
        self.ack()
        return seen

    def post(self, channel: str, page: Page) -> str:
        """The message that the page became, for everyone in the channel; NotShared where Slack refuses it."""
        try:
            posted = self.client.chat_postMessage(channel=channel, **page.message())
        except SlackApiError as refused:
            raise NotShared(error_name(refused)) from refused
        return str(posted["ts"])

    def renew(self, receipt_url: str, page: Page) -> None:
        """The page in place of an older receipt, if Slack still takes it there: nothing depends on it."""
        if receipt_url:
            try:
                self._respond_at(receipt_url, page, replace=True)
            except SLACK_TROUBLE as trouble:
                log.info("receipt_not_renewed", error=error_name(trouble))

    def publish(self, view: View) -> None:
        """The view as the person's Home; where Slack does not take it, an errand will see to it."""
        try:
            self.client.views_publish(user_id=self.user_id, view=view)
        except SLACK_TROUBLE as trouble:
            log.warning("home_not_published", user=self.user_id, error=error_name(trouble))

    def errors(self, errors: dict[str, str]) -> None:
        """A sentence at each field that is at fault; the form stays."""
        self.ack(response_action="errors", errors=errors)

    @property
    def _metadata(self) -> str:
        """What a modal keeps when it turns into another: where it was opened."""
        return str(self.body["view"]["private_metadata"])

    def _say(self, page: Page) -> None:
        match self.kind:
            case "modal_action":
                self._update(page.view(metadata=self._metadata))
            case "home_action" | "shortcut":
                self._open(page.view())
            case "message_action":
                self._respond(page, replace=True)
            case "message":
                self._in_thread(page)
            case "closing":
                pass  # who closed a form waits for no answer
            case _:
                self._direct(page)

    def _open(self, view: View) -> None:
        self.client.views_open(trigger_id=self.body["trigger_id"], view=view)

    def _update(self, view: View) -> None:
        self.client.views_update(view_id=self.body["view"]["id"], view=view)

    def _push(self, view: View) -> None:
        self.client.views_push(trigger_id=self.body["trigger_id"], view=view)

    def _in_thread(self, page: Page) -> None:
        event = self.body["event"]
        channel, thread = event["channel"], event.get("thread_ts")
        if event["type"] == "app_mention":
            # Others read there, and it is not for them; and where no thread is, Slack shows nothing in one.
            where = {"thread_ts": thread} if thread else {}
            self.client.chat_postEphemeral(channel=channel, user=self.user_id, **where, **page.message())
        else:
            self.client.chat_postMessage(channel=channel, thread_ts=thread or event["ts"], **page.message())

    def _respond(self, page: Page, *, replace: bool) -> None:
        self._respond_at(self.body["response_url"], page, replace=replace)

    def _respond_at(self, url: str, page: Page, *, replace: bool) -> None:
        answer = WebhookClient(url, timeout=self.client.timeout).send_dict(
            {"response_type": "ephemeral", "replace_original": replace, **page.message()}
        )
        if answer.status_code != 200:  # noqa: PLR2004 — used up (5 times) or too old (30 minutes)
            raise SlackClientError(f"response_url answered {answer.status_code}")

    def _surely(self, page: Page, call: Callable[[], None]) -> None:
        """Call; where Slack does not take it, tell the person in their direct messages, and the log."""
        try:
            call()
        except SLACK_TROUBLE as trouble:
            log.warning("answer_not_taken", error=error_name(trouble))
            self._direct(page)

    def _direct(self, page: Page) -> None:
        try:
            self.client.chat_postMessage(channel=self.user_id, **page.message())
        except SLACK_TROUBLE as trouble:
            log.error(  # noqa: TRY400 — a trace would show what was sent
                "person_not_answered", user=self.user_id, error=error_name(trouble)
            )


def is_final(refused: SlackApiError) -> bool:
    """Whether Slack would answer the same however often it is asked."""
    status = refused.response.status_code
    for_now = status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return not for_now and refused.response.get("error") not in _FOR_NOW


def error_name(trouble: Exception) -> str:
    """What went wrong with Slack in a word, without what was sent."""
    if isinstance(trouble, SlackApiError):
        return str(trouble.response.get("error", "unknown"))
    return type(trouble).__name__
