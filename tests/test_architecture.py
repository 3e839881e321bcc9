"""The plan of the house, held: who may import whom, one clock, short files, keys by workspace."""

import ast
import re
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from typing import Final

import pytest
from sqlalchemy import UniqueConstraint

import booking_core
from booking_core import Refusal, errors
from booking_core.schema import METADATA
from tests.sources import HERE, Module, modules

PACKAGES: Final = ("booking_core", "bot", "sandbox")
WRITTEN: Final = {".py", ".js", ".css"}
MOST_LINES: Final = 300
MOST_LINES_OF_A_FUNCTION: Final = 40

# From the inside out: a module imports from its own layer and those before it. What stands in none
# of them is a verb, and verbs come last.
LAYERS: Final = (
    {"errors", "facts", "times"},
    {"policy", "recurrence", "columns"},
    {"schema"},
    {"lookup", "guard", "engine", "compiled", "group_commit"},
    {"look", "granting"},
    {"work", "enrolment"},
    {"office"},
    {"obstacles", "claims", "references", "directory", "errands"},
    {"availability", "schedule", "history", "audit", "alarms", "homes"},
    {"ledger"},
)
CORE_USES: Final = {"booking_core", "sqlalchemy", "alembic", "dateutil", "uuid_utils"}

WALL_CLOCKS: Final = re.compile(r"\b(datetime\.(now|utcnow|today)|date\.today|time\.(time|time_ns)|utcnow)$")
CLOCKS: Final = {
    "booking_core/times.py",  # the one clock
    "bot/socket_mode.py",  # Bolt measures with it how long its answer took
}
NAMES_OF_NOTHING: Final = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"}


def importing(folder: str, *forbidden: str) -> list[str]:
    """Who in that folder imports one of the forbidden, or something inside of it."""
    return [
        f"{module.name} imports {name}"
        for module in modules(folder)
        for name in sorted(module.imports)
        if any(name == other or name.startswith(f"{other}.") for other in forbidden)
    ]


def test_the_core_uses_the_standard_library_and_four_packages() -> None:
    known = CORE_USES | sys.stdlib_module_names
    strange = [
        f"{module.name} imports {name}"
        for module in modules("booking_core")
        for name in sorted(module.imports)
        if name.split(".")[0] not in known
    ]

    assert strange == []


def test_the_layers_of_the_core_import_inwards_only() -> None:
    ranks = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
    outwards = []
    for module in modules("booking_core"):
        own = module.dotted.split(".")[1:2]
        if not own or own == ["migrations"]:
            continue
        rank = ranks.get(own[0], len(LAYERS))
        outwards += [
            f"{own[0]} imports {name}"
            for name in inner_imports(module)
            if ranks.get(name, len(LAYERS)) > rank or name == "migrations"
        ]

    assert outwards == []


def test_migrations_know_only_the_columns_the_schema_and_the_guard() -> None:
    known = {name for module in modules("booking_core/migrations") for name in inner_imports(module)}

    assert known <= {"columns", "schema", "guard"}


def test_no_modules_of_the_core_import_each_other() -> None:
    graph = {
        module.dotted.split(".")[1]: inner_imports(module)
        for module in modules("booking_core")
        if module.dotted.count(".") == 1 and module.path.name != "__init__.py"
    }

    tuple(TopologicalSorter(graph).static_order())  # raises CycleError


def inner_imports(module: Module) -> set[str]:
    """The modules of the core that it imports."""
    names = (name.split(".") for name in module.imports)
    inside = {parts[1] for parts in names if parts[0] == "booking_core" and len(parts) > 1}
    core = HERE / "booking_core"
    return {name for name in inside if (core / f"{name}.py").exists() or (core / name).is_dir()}


def test_the_bot_comes_to_the_core_by_the_front_door() -> None:
    doors = {f"booking_core.{name}" for name in booking_core.__all__} | {"booking_core"}
    other_ways = [
        f"{module.name} imports {name}"
        for module in modules("bot")
        for name in sorted(module.imports)
        if name.split(".")[0] == "booking_core" and name not in doors
    ]

    assert other_ways == []


def test_all_that_the_front_door_names_is_there_and_is_no_module_by_accident() -> None:
    modules_named = {
        name for name in booking_core.__all__ if isinstance(getattr(booking_core, name), type(sys))
    }

    assert modules_named == {"errors"}


@pytest.mark.parametrize(
    ("folder", "forbidden"),
    [
        ("booking_core", ["bot", "sandbox"]),
        ("bot", ["sandbox", "sqlalchemy", "alembic", "psycopg"]),
        ("sandbox", ["bot", "booking_core"]),
        ("bot/phrase", ["bot.listeners", "bot.views", "slack_bolt", "slack_sdk"]),
        (
            "bot/views",
            [
                "bot.listeners",
                "bot.app",
                "bot.context",
                "bot.server",
                "slack_bolt",
                "slack_sdk.WebClient",
                "slack_sdk.web",
                "booking_core.Office",
                "booking_core.Desk",
                "booking_core.Work",
            ],
        ),
    ],
)
def test_a_folder_imports_nothing_that_is_not_its_business(folder: str, forbidden: list[str]) -> None:
    assert importing(folder, *forbidden) == []


def test_listeners_do_not_import_listeners() -> None:
    conversations = [m for m in modules("bot/listeners") if m.path.name != "__init__.py"]

    assert [
        f"{module.name} imports {name}"
        for module in conversations
        for name in sorted(module.imports)
        if name.startswith("bot.listeners")
    ] == []


def test_words_about_dates_are_read_in_one_place() -> None:
    assert [line for line in importing("bot", "dateparser") if not line.startswith("bot/phrase/")] == []


def test_the_environment_is_read_in_one_place() -> None:
    readers = {
        module.name
        for folder in ("booking_core", "bot")
        for module in modules(folder)
        if {"os.environ", "os.getenv", "os.environb"} & {*module.mentions(), *module.imports}
    }

    assert readers <= {"bot/settings.py"}


def test_there_is_one_clock() -> None:
    clocks = {
        module.name
        for folder in ("booking_core", "bot")
        for module in modules(folder)
        if any(WALL_CLOCKS.search(name) for name in (*module.mentions(), *module.imports))
    }

    assert clocks <= CLOCKS


@pytest.mark.parametrize("folder", [*PACKAGES, "tests", "benchmarks"])
def test_a_file_is_no_longer_than_a_page(folder: str) -> None:
    pages = (HERE / folder).rglob("*.*")
    lengths = {
        page.relative_to(HERE).as_posix(): len(page.read_text().splitlines())
        for page in pages
        if page.suffix in WRITTEN
    }

    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


@pytest.mark.parametrize("folder", [*PACKAGES, "tests", "benchmarks"])
def test_a_function_is_no_longer_than_a_screen(folder: str) -> None:
    lengths = {
        f"{module.name}:{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for module in modules(folder)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }

    assert {name: length for name, length in lengths.items() if length > MOST_LINES_OF_A_FUNCTION} == {}


def test_no_file_is_named_after_nothing() -> None:
    named = {
        module.name
        for folder in (*PACKAGES, "tests")
        for module in modules(folder)
        if NAMES_OF_NOTHING & {*module.path.stem.split("_"), module.path.parent.name}
    }

    assert named == set()


def test_every_module_says_first_what_belongs_in_it() -> None:
    silent = [m.name for folder in PACKAGES for m in modules(folder) if not ast.get_docstring(m.tree)]

    assert silent == []


def test_every_key_begins_with_the_workspace() -> None:
    others = []
    for table in METADATA.sorted_tables:
        if table.name == "workspaces":
            continue
        uniques = [index.columns for index in table.indexes if index.unique]
        uniques += [c.columns for c in table.constraints if isinstance(c, UniqueConstraint)]
        pointers = [c.columns for c in table.foreign_key_constraints]
        others += [
            f"{table.name}: {', '.join(column.name for column in columns)}"
            for columns in (table.primary_key.columns, *uniques, *pointers)
            if next(iter(columns)).name != "workspace_id"
        ]

    assert others == []


def refusals(above: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    for kind in above.__subclasses__():
        yield kind
        yield from refusals(kind)


def test_every_refusal_has_a_code_of_its_own_and_stands_in_the_tree() -> None:
    drawn = dict(re.findall(r"[├└]── (\w+) +(.+)", errors.__doc__ or ""))
    kinds = [kind for kind in refusals() if kind.__module__.startswith(errors.__name__)]
    leaves = {kind.__name__: kind.code for kind in kinds if not kind.__subclasses__()}

    assert {kind.__name__ for kind in kinds} == set(drawn)
    assert {name: drawn[name] for name in leaves} == leaves
    assert {name: re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower() for name in leaves} == leaves
