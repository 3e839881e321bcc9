"""The project's own source, read as it stands: what each file imports and mentions."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent.parent


@dataclass(frozen=True)
class Module:
    """One file of Python."""

    path: Path

    @property
    def name(self) -> str:
        """The path inside the project."""
        return self.path.relative_to(HERE).as_posix()

    @property
    def dotted(self) -> str:
        """As it is imported."""
        return self.name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @cached_property
    def tree(self) -> ast.Module:
        """What stands in it."""
        return ast.parse(self.path.read_text())

    @cached_property
    def imports(self) -> frozenset[str]:
        """All that it imports when it runs, down to names: `from a.b import c` is a.b.c."""
        return frozenset(self._imports(self.tree))

    def _imports(self, node: ast.AST) -> Iterator[str]:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            return
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{self._source(node)}.{alias.name}" for alias in node.names)
        for child in ast.iter_child_nodes(node):
            yield from self._imports(child)

    def _source(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        parts = self.dotted.split(".")
        inside = self.path.name == "__init__.py"
        package = parts[: len(parts) - node.level + inside]
        return ".".join([*package, *([node.module] if node.module else [])])

    def mentions(self) -> Iterator[str]:
        """Every dotted name that stands in the code."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Attribute | ast.Name):
                yield ast.unparse(node)


@cache
def modules(folder: str) -> tuple[Module, ...]:
    """All files of Python in that folder, and below."""
    return tuple(Module(path) for path in sorted((HERE / folder).rglob("*.py")))
