"""Files that the app uploads: announced with a length, sent to an address of their own, then shared."""

import mimetypes
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import quote

from sandbox.people import Json
from sandbox.tickets import Refused


@dataclass(frozen=True)
class File:
    """A file of the app; `data` are its bytes, and None until they have arrived."""

    id: str
    name: str
    length: int
    title: str = ""
    data: bytes | None = None

    @property
    def kind(self) -> str:
        """Its media type, as its name suggests."""
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    def path(self) -> str:
        """Where it can be fetched, from the root of Slack's side."""
        return f"/files/{self.id}/{quote(self.name, safe='')}"

    def as_sent(self, base_url: str) -> Json:
        """The file as it stands in payloads and Web API answers."""
        return {
            "id": self.id,
            "name": self.name,
            "title": self.title or self.name,
            "mimetype": self.kind,
            "filetype": self.name.rpartition(".")[2],
            "size": self.length,
            "mode": "hosted",
            "url_private": f"{base_url}{self.path()}",
            "url_private_download": f"{base_url}{self.path()}",
        }


class Files:
    """Every file of the app, and the addresses at which some of them are still awaited."""

    def __init__(self, name: Callable[[str], str]) -> None:
        self._name = name
        self._files: dict[str, File] = {}
        self._awaited: dict[str, str] = {}

    def announce(self, name: str, length: int) -> tuple[str, File]:
        """A file that is to come, and the token of the address to which its bytes are sent."""
        file = File(self._name("F"), name, length)
        token = self._name("u")
        self._files[file.id] = file
        self._awaited[token] = file.id
        return token, file

    def take(self, token: str, data: bytes) -> None:
        """Keep the bytes, once and of the announced length."""
        if token not in self._awaited:
            raise Refused("file_not_found")
        file = self._files[self._awaited[token]]
        if len(data) != file.length:
            raise Refused("invalid_length")
        del self._awaited[token]
        self._files[file.id] = replace(file, data=data)

    def titled(self, file_id: str, title: str) -> File:
        """The file under that title, now that all of it has arrived."""
        file = self.found(file_id)
        if file is None:
            raise Refused("file_not_found")
        self._files[file_id] = file = replace(file, title=title)
        return file

    def found(self, file_id: str) -> File | None:
        """The file of that id, if all of it has arrived."""
        file = self._files.get(file_id)
        return file if file and file.data is not None else None
