"""What could be wrong with this installation: a sentence for each fault."""

from booking_core import Engine, Office, OldSchema, Refusal, check_schema, faults, make_engine
from bot.sentences import plain
from bot.settings import Settings
from bot.workspace import NotConnected, check_app_token, workspace_key

_SAID = {
    "claims_overlap": "two claims on one room overlap, of the bookings",
    "booking_without_claim": "a booking that stands has no claim of its time:",
    "claim_without_booking": "a room is taken by a booking that does not stand, or not then:",
    "booking_without_history": "a booking stands in no history:",
}


def diagnose(settings: Settings) -> list[str]:
    """Every fault of the database, the tokens and the bookings; empty where all is well."""
    return [*_database(settings), *_slack(settings)]


def _database(settings: Settings) -> list[str]:
    engine = make_engine(settings.database_url)
    try:
        return _faults_in(engine)
    finally:
        engine.dispose()


def _faults_in(engine: Engine) -> list[str]:
    office = Office(engine)
    try:
        office.check_answers()
        check_schema(engine)
    except Refusal as refusal:
        return [plain(refusal, None)]
    except OldSchema as old:
        return [f"{old}: run `python -m bot migrate`"]
    with engine.connect() as connection:
        found = faults(connection, office.clock())
    return [f"{_SAID[fault.code]} {', '.join(str(id_) for id_ in fault.ids)}" for fault in found]


def _slack(settings: Settings) -> list[str]:
    try:
        workspace_key(settings)
        check_app_token(settings)
    except NotConnected as unknown:
        return [str(unknown)]
    return []
