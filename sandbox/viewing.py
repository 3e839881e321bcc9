"""`views.*`: modals that the app opens and changes, and the Homes that it publishes."""

from collections.abc import Callable

from sandbox.arguments import need
from sandbox.payloads import view_as_sent
from sandbox.people import Json
from sandbox.tickets import Refused
from sandbox.workspace import View, Workspace


class Viewing:
    """The methods on modals and Homes."""

    def __init__(self, workspace: Workspace) -> None:
        self._space = workspace

    @property
    def methods(self) -> dict[str, Callable[[Json], Json]]:
        """Each by its name in the Web API."""
        return {
            "views.open": self._open,
            "views.publish": self._publish,
            "views.push": self._push,
            "views.update": self._update,
        }

    def _open(self, args: Json) -> Json:
        body = self._space.checked(need(args, "view"), "modal")
        return self._shown(self._space.open(self._space.tickets.spend(need(args, "trigger_id")), body))

    def _push(self, args: Json) -> Json:
        body = self._space.checked(need(args, "view"), "modal")
        trigger = self._space.tickets.spend(need(args, "trigger_id"))
        if trigger.view is None:  # a push needs a trigger that came from a modal
            raise Refused("invalid_trigger_id")
        return self._shown(self._space.push(trigger.person, body))

    def _update(self, args: Json) -> Json:
        wanted = args.get("view_id"), args.get("external_id")
        if not any(wanted):
            raise Refused("invalid_arguments", ["[ERROR] missing required field: view_id"])
        for view in self._space.views.values():
            if view.body["type"] == "modal" and (
                view.id == wanted[0] or (wanted[1] and view.body.get("external_id") == wanted[1])
            ):
                body = self._space.checked(need(args, "view"), "modal", view.blocks)
                return self._shown(self._space.update(view, body, args.get("hash")))
        raise Refused("not_found")

    def _publish(self, args: Json) -> Json:
        if not self._space.install.home_tab:
            raise Refused("not_enabled")
        person = need(args, "user_id")
        if person not in self._space.people:
            raise Refused("user_not_found")
        body = self._space.checked(need(args, "view"), "home")
        return self._shown(self._space.publish(person, body, args.get("hash")))

    def _shown(self, view: View) -> Json:
        return {"view": view_as_sent(view, self._space.install)}
