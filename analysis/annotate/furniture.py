"""Lines of the page around a story: “Read more”, “Hide caption”, newsletters, copyright."""

from __future__ import annotations

import re

MOST_WORDS = 60
"""Words of such a line at most."""
_MOST_CHARACTERS = 12 * MOST_WORDS

_FIRST = re.compile(r"[^\w©]{0,3}(?P<word>©|\w+)")
_OPENERS = frozenset(
    """hide toggle show enlarge image media photo photos photograph picture images video
    advertisement story article loading print tweet e email comments comment share save click most
    read see watch listen also related more don don’t you continue skip page last updated published
    posted first sign subscribe register get download join support donate become follow find like
    connect contact reach have got copyright © c this editor editors publisher publishers the views
    opinions""".split()
)
_SIGNS = ("getty images", "rights reserved", "follow h", "follow them", "contact h", "reach h")

_SHORT = re.compile(
    r"""(?:
      (?:hide|toggle|show|enlarge)\ (?:this\ )?(?:caption|image)
    | (?:image|media|photo|video)\ caption\b.*
    | enlarge\ this\ image | advertisement | story\ continues\ below.*
    | article\ continues\ (?:below|after).* | loading\W* | print | tweet | e-?mail | comments?
    | (?:share|print|email|save)\ (?:this|on|via)\b.* | click\ here\b.* | most\ (?:read|popular)
    | (?:read|see|watch|listen)\ (?:more|also|next|now|live)(?:\W*$|:.*|\ (?:here|on|about)\b.*)
    | also\ read\b.* | related(?:\ (?:stories|articles|coverage|content|topics))?(?:\W*$|:.*)
    | more\ (?:on\ this\ story|from\ .{1,40}|stories|news)\W* | (?:don.t\ miss|you\ may\ like)\b.*
    | continue\ reading\b.* | skip\ (?:past|to)\b.* | page\ \d+(?:\ of\ \d+)?
    | (?:(?:last\ )?updated|published|posted|first\ published)\b\W*(?:at|on)?\W*
      (?=.*\d).*(?:[ap]\.?m\.?|\b[gbe][ms]?t|\b(?:19|20)\d\d)\W*(?:\w{2,4})?
    | .{0,80}\b(?:afp\ via\ )?getty\ images\W*
    | (?:photo|photograph|picture|image)s?(?:\W*:|\ (?:by|courtesy)\b).*
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_ASKS = re.compile(
    r"""(?:
      (?:sign\ up|subscribe|register|get|download|join|support|donate|become)\b.*
      \b(?:newsletters?|inbox|podcasts?|e-?mail(?:\ (?:alerts?|updates?))?|our\ app|the\ .{0,30}app
        |channel|alerts|subscribers?|our\ journalism|journalism)\b
    | (?:follow|find|like|join|connect\ with)\b.{0,80}\bon\ (?:twitter|facebook|instagram|youtube
        |linkedin|telegram|tiktok|whatsapp|threads|bluesky|mastodon|social\ media|x)\b
    | (?:follow|contact|e-?mail|reach)\ .{0,60}(?:@\w|at\ \S+@\S+)
    | have\ (?:a\ (?:news\ )?tip|you\ got\ a\ story) | got\ a\ (?:news\ )?tip
    | (?:copyright|©|\(c\))\W*(?:©|\(c\))?.{0,80}(?:\b(?:19|20)\d\d\b|reserved)
    | .{0,120}\ball\ rights\ reserved
    | this\ (?:material|article|content)\ may\ not\ be\ (?:published|reproduced)
    | (?:editor|publisher)(?:.s|s.)\ note\W
    | the\ post\ .{1,200}\ (?:appeared\ first|first\ appeared)\ on\b
    | (?:the\ )?(?:views|opinions)\ expressed\ .{0,120}\bown\b
    | .{3,80}\bis\ an?\ .{0,60}\b(?:reporter|correspondent|columnist|editor|writer|producer)\b
      .{0,200}(?:follow|contact|reach|e-?mail)\ (?:him|her|them)
    )""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


def is_furniture(paragraph: str) -> bool:
    """Say whether a paragraph belongs to the page instead of the story.

    Parameters
    ----------
    paragraph
        A paragraph without white space at its ends.

    Returns
    -------
    bool
        True for lines such as "Hide caption", "Read more: …", "Sign up for our newsletter",
        "Follow us on …", "© 2026 …", "Editor's note: …", of at most 60 words.

    Examples
    --------
    >>> is_furniture("Read more: How the port was shut"), is_furniture("Hide caption")
    (True, True)
    >>> is_furniture("Read more than he did, she said."), is_furniture("The newsletter said no.")
    (False, False)
    """
    if len(paragraph) > _MOST_CHARACTERS:
        return False
    words = paragraph.split()
    first = _FIRST.match(paragraph)
    if not first or len(words) > MOST_WORDS:
        return False
    if first["word"].lower() not in _OPENERS:
        folded = paragraph.lower()
        if not any(sign in folded for sign in _SIGNS):
            return False
    line = " ".join(words).strip("*_[]<>• ")
    return bool(_SHORT.fullmatch(line) or _ASKS.match(line))
