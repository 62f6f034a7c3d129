"""A browser without a screen: real requests to a real socket, with the cookie and the mark of a page."""

import http.client
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

from kumareport.desk.desk import Desk
from kumareport.desk.server import Server


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    text: str


class Browser:
    """Somebody who has opened the desk."""

    def __init__(self, server: Server) -> None:
        self.desk: Desk = server.desk
        self.port = int(server.desk.guard.origin.rpartition(":")[2])
        address = server.desk.guard.address
        greeted = self.send("GET", address.partition(str(self.port))[2], {})
        self.cookie = greeted.headers["set-cookie"].partition(";")[0]

    def get(self, path: str) -> Answer:
        """A page."""
        return self.send("GET", path, {"Cookie": self.cookie})

    def post(self, path: str, fields: Mapping[str, str] | Sequence[tuple[str, str]] = ()) -> Answer:
        """A form, filled in."""
        pairs = list(fields.items() if isinstance(fields, Mapping) else fields)
        body = urlencode([("mark", self.desk.guard.mark), *pairs])
        return self.send("POST", path, self.form_headers, body)

    def told(self, path: str, fields: Mapping[str, str] | Sequence[tuple[str, str]] = ()) -> Answer:
        """A form with which something is wrong: its page, as a browser goes on to it."""
        answer = self.post(path, fields)
        while answer.status == 303:
            answer = self.get(answer.headers["location"])
        return answer

    @property
    def form_headers(self) -> dict[str, str]:
        """What a browser sends along with a form."""
        return {
            "Cookie": self.cookie,
            "Origin": self.desk.guard.origin,
            "Content-Type": "application/x-www-form-urlencoded",
        }

    def order(
        self, path: str, fields: Mapping[str, str] | Sequence[tuple[str, str]] = ()
    ) -> Answer:
        """A form that orders something; the page of what came of it."""
        sent = self.post(path, fields)
        assert sent.status == 303, sent.text
        address = sent.headers["location"]
        job = self.desk.jobs.get(re.split(r"[/?]", address)[2])
        assert job is not None
        assert job.over.wait(120)
        return self.get(address)

    def send(
        self, method: str, path: str, headers: Mapping[str, str], body: str | bytes | None = None
    ) -> Answer:
        """Any request."""
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            link.request(method, quote(path, safe="/?&=%:"), body, dict(headers))
            answer = link.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, found, answer.read().decode("utf-8", "replace"))
        finally:
            link.close()


@dataclass
class Shown:
    """What was opened, and whether in its folder."""

    calls: list[tuple[Path, bool]]

    def __call__(self, path: Path, in_folder: bool) -> None:
        self.calls.append((path, in_folder))
