"""Nobody else gets in: what a request must carry before it is looked at.

The page is served on this computer, but so is it to every other program and user on it, and to every
page that its browser shows. OpenRefine, the best known tool of this shape, had to add checks of Host
and CSRF tokens after reports #3288 and #2164. Here:

- one address with a key, good once, gives a cookie that no other site's request carries (SameSite);
- Host must be this address (a foreign name that leads to 127.0.0.1 is refused: DNS rebinding);
- what changes something must come from this page (Origin, Sec-Fetch-Site) with the page's own mark.
"""

import hmac
import secrets
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie

COOKIE = "kumareport-desk"
MARK = "mark"
"""The form field that only pages of this desk can fill in."""
_METHODS = ("GET", "HEAD", "POST")

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-src 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not no-referrer: browsers then send no Origin either.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}
"""On every answer."""


class Guard:
    """The secrets of one start.

    Args:
        port: where the desk listens.
    """

    def __init__(self, port: int) -> None:
        self.origin = f"http://127.0.0.1:{port}"
        self._hosts = (f"127.0.0.1:{port}", f"localhost:{port}")
        self._key: str | None = secrets.token_urlsafe(32)
        self.token = secrets.token_urlsafe(32)
        self.mark = secrets.token_urlsafe(32)

    @property
    def address(self) -> str:
        """The address that opens the desk, once."""
        return f"{self.origin}/?key={self._key or ''}"

    def is_key(self, key: str) -> bool:
        """Whether this is the key of the address; it is used up."""
        if self._key is None or not _same(key, self._key):
            return False
        self._key = None
        return True

    def is_known(self, cookies: str) -> bool:
        """Whether a Cookie header carries the token."""
        try:
            found = SimpleCookie(cookies).get(COOKIE)
        except CookieError:
            return False
        return found is not None and _same(found.value, self.token)

    def stranger(self, method: str, headers: Mapping[str, str]) -> str:
        """Why a request cannot come from this desk's pages; empty where it can.

        Args:
            method: its method.
            headers: its headers, by their usual names.
        """
        if method not in _METHODS:
            return "この窓口では使わない呼び出し方です。"
        if headers.get("Host", "") not in self._hosts:
            return "別の名前で呼び出されています。"
        if headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
            return "ほかのページからの呼び出しです。"
        if method == "POST" and headers.get("Origin", "") not in self._origins:
            return "ほかのページからの呼び出しです。"
        return ""

    def is_ours(self, mark: str) -> bool:
        """Whether a form carries the mark of this desk's pages."""
        return _same(mark, self.mark)

    @property
    def _origins(self) -> tuple[str, ...]:
        return tuple(f"http://{host}" for host in self._hosts)


def _same(given: str, secret: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), secret.encode())
