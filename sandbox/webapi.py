"""Slack's Web API, as far as an app of this kind calls it: tokens, scopes, refusals, and what was called."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sandbox.arguments import need, parsed
from sandbox.filing import Filing
from sandbox.people import Json
from sandbox.scopes import METHODS, demand
from sandbox.talking import Talking
from sandbox.tickets import Refused
from sandbox.trouble import Lost, Trouble, Troubles
from sandbox.viewing import Viewing
from sandbox.workspace import Workspace


@dataclass(frozen=True)
class Call:
    """One call of the Web API by the app, and what it was answered, if that answer was not `lost`."""

    method: str
    args: Json
    status: int
    headers: Mapping[str, str]
    answer: Json
    lost: Lost | None = None


@dataclass(frozen=True)
class Fault:
    """One refusal: the method or the answer that was refused, Slack's error name, its complaints."""

    where: str
    error: str
    complaints: tuple[str, ...] = ()


class WebApi:
    """The methods, the tokens, what was called, and the troubles ordered by a test."""

    def __init__(self, workspace: Workspace) -> None:
        self.calls: list[Call] = []
        self.faults: list[Fault] = []
        self.troubles = Troubles()
        self._space = workspace
        self._install = workspace.install
        self._methods: dict[str, Callable[[Json], Json]] = {
            "api.test": lambda args: {"args": args},
            "apps.connections.open": self._connections_open,
            "auth.test": self._auth_test,
            "users.info": self._users_info,
            **Filing(workspace).methods,
            **Talking(workspace).methods,
            **Viewing(workspace).methods,
        }

    def call(self, method: str, token: str | None, args: Json) -> Call:
        """Answer one call and note it; every refusal is noted among the faults."""
        call = self.troubled(method, args, lambda: (200, self._answered(method, token, args)))
        self.calls.append(call)
        return call

    def troubled(self, method: str, args: Json, answered: Callable[[], tuple[int, Json]]) -> Call:
        """The call as it goes, answered or with the trouble that a test ordered; it is noted."""
        with self._space.lock:
            trouble = self.troubles.take(method)
            if trouble is None:
                status, answer = answered()
                call = Call(method, args, status, {}, answer)
            else:
                if trouble.done:
                    answered()
                call = _gone_wrong(method, args, trouble)
            self._space.note(call)
        return call

    def refused(self, where: str, refusal: Refused) -> Json:
        """Note a refusal; the JSON that says it."""
        fault = Fault(where, refusal.error, refusal.complaints)
        self.faults.append(fault)
        self._space.note(fault)
        answer: Json = {"ok": False, "error": refusal.error, **refusal.facts}
        if refusal.complaints:
            answer["response_metadata"] = {"messages": list(refusal.complaints)}
            if refusal.error == "invalid_blocks":
                answer["errors"] = [said.removeprefix("[ERROR] ") for said in refusal.complaints]
        return answer

    def _answered(self, method: str, token: str | None, args: Json) -> Json:
        try:
            if method not in self._methods:
                raise Refused("unknown_method")  # noqa: TRY301 - one place where refusals become answers
            self._admit(method, token)
            return {"ok": True, **self._methods[method](parsed(args))}
        except Refused as refusal:
            return self.refused(method, refusal)

    def _admit(self, method: str, token: str | None) -> None:
        needed, other = self._install.bot_token, self._install.app_token
        if method == "apps.connections.open":
            needed, other = other, needed
        if method == "api.test" or token == needed:
            demand(self._install, METHODS.get(method))
            return
        if not token:
            raise Refused("not_authed")
        raise Refused("not_allowed_token_type" if token == other else "invalid_auth")

    def _connections_open(self, _args: Json) -> Json:
        if not self._install.socket_mode:
            raise Refused("not_allowed")
        base = self._space.base_url.replace("http", "ws", 1)
        return {"url": f"{base}/socket?ticket={self._space.name('w')}"}

    def _auth_test(self, _args: Json) -> Json:
        install = self._install
        return {
            "url": f"https://{install.domain}.slack.com/",
            "team": install.domain,
            "user": install.name.lower(),
            "team_id": install.team,
            "user_id": install.bot_user,
            "bot_id": install.bot_id,
            "is_enterprise_install": install.org_wide,
            **({"enterprise_id": install.enterprise} if install.enterprise else {}),
        }

    def _users_info(self, args: Json) -> Json:
        person = self._space.people.get(need(args, "user"))
        if person is None:
            raise Refused("user_not_found")
        with_locale = str(args.get("include_locale", "")).lower() in {"1", "true"}
        return {"user": person.as_user(self._space.clock(), with_locale=with_locale)}


def _gone_wrong(method: str, args: Json, trouble: Trouble) -> Call:
    status = 0 if trouble.lost else trouble.status
    return Call(method, args, status, trouble.headers, trouble.answer, trouble.lost)
