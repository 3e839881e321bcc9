"""Slack's own way of writing, made plain: entities, smart quotes, odd spaces, links."""

import re

# Slack escapes three characters and no more; the order matters, since "&amp;lt;" is a typed "&lt;".
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))

# One character for another, so that positions stay what they are.
_LOOKALIKES = str.maketrans(
    {
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2018\u2019\u00b4\u2032`", "'"),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\u2192", "-"),
        **dict.fromkeys("\u00a0\u202f\u2009\u200b\u2060\u3000\ufeff\t\n\r", " "),
        "\u2026": ".",
    }
)

# What Slack itself puts between angle brackets; "&lt;draft&gt;" is what a person typed.
_MENTION = re.compile(r"<@([UWB][A-Z0-9]+)(?:\|([^<>|]{0,80}))?>")
_SPECIAL = re.compile(r"<[#!][^<>|]{1,200}(?:\|([^<>|]{0,200}))?>")
_LINK = re.compile(r"<((?:https?|mailto|tel):[^<>|]{1,2000})(?:\|([^<>|]{0,300}))?>")

# Most texts hold nothing of all this.
_PLAIN = re.compile(r"[\w .,:;/+@#!?()'\"-]*", re.ASCII)

# A mention travels through the rest of the reading as one private character and its id.
OPEN, CLOSE = "\ue000", "\ue001"
_PRIVATE = re.compile(f"[{OPEN}{CLOSE}]")


def plain(text: str) -> str:
    """The text as a person would see it; a mention becomes `OPEN id CLOSE`, a link its label."""
    if _PLAIN.fullmatch(text):
        return text
    text = _PRIVATE.sub("", text)
    if "<" in text:
        text = _MENTION.sub(rf"{OPEN}\1{CLOSE}", text)
        text = _SPECIAL.sub(lambda found: found[1] or "", text)
        text = _LINK.sub(lambda found: found[2] or found[1], text)
    for entity, sign in _ENTITIES:
        text = text.replace(entity, sign)
    return text.translate(_LOOKALIKES)


def typed(text: str) -> str:
    """The text as `plain` would show it, for titles: the quotes and dashes as they were typed."""
    return " ".join(text.replace(OPEN, "@").replace(CLOSE, "").split())
