"""A Bolt app that only acknowledges, in the bot's own server: what any app of Slack costs at least.

`python -m benchmarks.bare_bolt` takes the bot's own settings.
"""

import uvicorn
from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult

from benchmarks.databases import WORKSPACE
from booking_core import Office, make_engine
from bot.logs import set_up
from bot.server import make_server
from bot.settings import read_settings


def main() -> None:
    """Serve until told to stop."""
    settings = read_settings()
    set_up(settings.log_level, settings.log_format)
    app = App(
        process_before_response=True,
        request_verification_enabled=False,  # it is done by the server, as for the bot
        authorize=lambda: AuthorizeResult(
            enterprise_id=None, team_id=WORKSPACE, bot_token=settings.slack_bot_token
        ),
    )
    app.command("/book")(lambda ack: ack())
    server = make_server(
        app,
        Office(make_engine(settings.database_url)),
        signing_secret=settings.slack_signing_secret or "",
        concurrency=settings.varaus_concurrency,
    )
    uvicorn.run(server, host=settings.host, port=settings.port, log_config=None, access_log=False)


if __name__ == "__main__":
    main()
