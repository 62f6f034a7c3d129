"""The address of a link, and whether the words of the link say it already.

Office turns an address that is typed into a link; that says nothing more than the words do.
"""

import re

from kumareport.patterns import regex

LINK = "リンク"
_SCHEME = regex(r"^(?:mailto:|https?://|file:///)", re.IGNORECASE)


def is_unsaid(address: str, words: str) -> bool:
    """Whether a link leads out of the file to an address that its words do not say."""
    leads_out = bool(address) and not address.startswith("#")
    return leads_out and _bare(address) not in _bare(words)


def unsaid_of(address: str, words: str, tip: str) -> str:
    """What a link says more than its words: its address, and the tip that shows above it."""
    said = [address] if is_unsaid(address, words) else []
    return "　".join([*said, tip] if tip.strip() and tip != address else said)


def _bare(address: str) -> str:
    return _SCHEME.sub("", address.strip()).rstrip("/").casefold()
