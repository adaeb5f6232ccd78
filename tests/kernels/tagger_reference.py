"""The tagger of names in plain Python: strings, dictionaries, and every sequence of tags tried."""

import itertools
import re

from analysis.kernels.name_tokens import ENDINGS, LONGEST
from analysis.kernels.words import POSSESSIVE_PATTERN, WORD_PATTERN

OUTSIDE = {"word": 1, "shape": 1, "affixes": [0] * 5, "lists": 0, "bright": False, "low": None}


def mix(code, value):
    spread = (code ^ value) * 0x2C1B3C6D
    return (spread ^ spread >> 29) & 0x7FFFFFFF


def hashed(raw, start=0):
    code = start
    for byte in raw:
        code = mix(code + 1, byte)
    return code


def tokens_of(sentence):
    """Words without possessive and hyphenated ending, and each other character that is no space."""
    found, at = [], 0
    for match in re.finditer(WORD_PATTERN, sentence):
        word = re.sub(POSSESSIVE_PATTERN, "", match.group())
        found += marks(sentence[at : match.start()], at > 0)
        suffix = re.search(r"(?<=.)-[a-z]{0,16}$", word, re.DOTALL)
        ending = suffix.group()[1:] if suffix else ""
        if ending in ENDINGS or (len(ending) > 2 and ending.endswith("ed")):
            found += [word[: suffix.start()], "-" + ending]
        else:
            found.append(word)
        at = match.start() + len(word)
    return found + marks(sentence[at:], at > 0)


def marks(gap, after_word):
    """The possessive right after a word, then single characters."""
    match = re.match(r"['’][sS]", gap) if after_word else None
    first = [match.group()] if match else []
    rest = gap[match.end() :] if match else gap
    return first + [character for character in rest if not character.isspace()]


def cropped(form):
    raw = form.encode()[:LONGEST]
    return raw.decode(errors="ignore")


def lowered(form):
    return "".join("σ" if character == "Σ" else character.lower() for character in form)


def look_of(form, lists):
    short = cropped(form)
    raw = lowered(short).encode()
    affixes = [
        hashed(part, column) if size < len(raw) else column
        for column, (size, part) in enumerate(
            [(2, raw[:2]), (3, raw[:3]), (2, raw[-2:]), (3, raw[-3:]), (4, raw[-4:])]
        )
    ]
    classes = [shape_of(character) for character in short]
    shortened = []
    for _, run in itertools.groupby(classes):
        shortened += list(run)[:2]
    letters = sum(c < 3 for c in classes)
    return {
        "word": hashed(raw),
        "shape": hashed(shortened),
        "affixes": affixes,
        "lists": lists.get(lowered(form), 0),
        "bright": classes[:1] == [1],
        "loud": letters > 0 and 2 not in classes,
        "letters": letters,
        "low": lowered(short),
    }


def shape_of(character):
    if character.isupper() or character.istitle():
        return 1
    if character.isdecimal():
        return 3
    if character.isalnum() or character == "_":
        return 2
    return 4 + (ord(character) if character.isascii() else 0)


def setting_of(looks):
    words = [look for look in looks if look["letters"]]
    long = [look for look in looks if look["letters"] >= 4]
    if len(words) >= 3 and sum(look["loud"] for look in words) >= 0.8 * len(words):
        return 2
    bright = sum(look["bright"] for look in long)
    if len(words) >= 4 and len(long) >= 3 and bright >= 0.8 * len(long):
        return 1
    return 0


class Document:
    """Sentences of one article, each a list of tokens, and what the registry says of them."""

    def __init__(self, sentences, lists, registry=None):
        self.looks = [[look_of(form, lists) for form in tokens] for tokens in sentences]
        self.registry = registry or [[0] * len(tokens) for tokens in sentences]
        self.settings = [setting_of(looks) for looks in self.looks]
        self.opens = [
            next((i for i, look in enumerate(looks) if look["letters"]), None)
            for looks in self.looks
        ]
        self.calm = [
            (s, i)
            for s, looks in enumerate(self.looks)
            for i, look in enumerate(looks)
            if look["bright"] and self.settings[s] == 0
        ]

    def at(self, s, i):
        return self.looks[s][i] if 0 <= i < len(self.looks[s]) else OUTSIDE

    def small(self, look):
        return min(
            2,
            sum(
                other["low"] == look["low"] and not other["bright"]
                for s, looks in enumerate(self.looks)
                for other in looks
                if self.settings[s] != 2
            ),
        )

    def inside(self, look):
        same = [(s, i) for s, i in self.calm if self.at(s, i)["low"] == look["low"]]
        return min(3, sum(self.opens[s] != i for s, i in same))

    def elsewhere(self, s, i):
        """The first, the last before and the first after; a title looks at the last of all."""
        low = self.at(s, i)["low"]
        same = [place for place in self.calm if self.at(*place)["low"] == low]
        if self.settings[s] == 0:
            before = [place for place in same if place < (s, i)][-1:]
            after = [place for place in same if place > (s, i)][:1]
        else:
            before, after = [], same[-1:]
        first = [place for place in same[:1] if place not in [*before, (s, i)]]
        return first + before + [place for place in after if place not in first]

    def run(self, s, i):
        looks = self.looks[s]
        first = last = i
        while first > 0 and looks[first]["bright"] and looks[first - 1]["bright"]:
            first -= 1
        while last + 1 < len(looks) and looks[last]["bright"] and looks[last + 1]["bright"]:
            last += 1
        return first, last

    def rows(self, s, i, mask):
        """All features of a token, as a sorted list."""
        found = []

        def add(kind, *values):
            code = mix(0x51ED27, kind)
            for value in values:
                code = mix(code, value)
            found.append(code & mask)

        for offset in range(-2, 3):
            look, kind = self.at(s, i + offset), 20 * (offset + 2)
            add(kind, look["word"])
            add(kind + 1, look["shape"], look["lists"])
            if abs(offset) < 2:
                add(kind + 2, look["shape"])
                add(kind + 3, look["lists"])
                add(kind + 4, look["affixes"][3])
            if offset == 0:
                for column in (0, 1, 2, 4):
                    add(kind + 5 + column, look["affixes"][column])
        self.add_pairs(s, i, add)
        return sorted(found)

    def add_pairs(self, s, i, add):
        further, left, here, right, beyond = (self.at(s, i + k) for k in range(-2, 3))
        known = self.registry[s]
        if not (known[i] or left["bright"] or here["bright"] or right["bright"]):
            return
        if i == 0:
            further = left
        if i + 1 == len(known):
            beyond = right
        pair = mix(left["shape"], here["shape"])
        add(101, left["word"], here["word"])
        add(102, here["word"], right["word"])
        add(103, pair)
        add(104, here["shape"], right["shape"])
        add(105, pair, right["shape"])
        add(106, further["shape"], pair)
        add(107, mix(here["shape"], right["shape"]), beyond["shape"])
        add(108, left["lists"], here["lists"])
        add(109, here["lists"], right["lists"])
        add(110, left["word"], here["shape"])
        add(111, here["shape"], right["word"])
        add(112, mix(left["lists"], here["lists"]), right["lists"])
        before = known[i - 1] if i else 0
        after = known[i + 1] if i + 1 < len(known) else 0
        add(113, known[i], self.settings[s])
        add(114, before * 32 + known[i], after)
        add(115, known[i], right["word"])
        add(116, known[i], left["word"])
        if here["bright"]:
            self.add_document(s, i, add)

    def add_document(self, s, i, add):
        here = self.at(s, i)
        setting = 2 * self.settings[s] + (self.opens[s] == i)
        small, inside = self.small(here), self.inside(here)
        add(117, setting, 4 * small + inside)
        add(118, setting, here["shape"])
        add(119, mix(setting, small > 0), mix(here["lists"], inside > 0))
        if self.settings[s] == 0:
            first, last = self.run(s, i)
            ends = self.at(s, first), self.at(s, last)
            around = self.at(s, first - 1), self.at(s, last + 1)
            place = min(3, i - first) * 4 + min(3, last - i)
            add(140, ends[0]["word"])
            add(141, ends[1]["word"])
            add(142, place, here["lists"])
            add(143, ends[0]["lists"], ends[1]["lists"])
            add(144, around[0]["word"], place)
            add(145, around[1]["word"], place)
            add(146, ends[1]["word"], around[0]["word"])
        for t, j in self.elsewhere(s, i):
            sides = self.at(t, j - 1), self.at(t, j + 1)
            for kind, side in zip((130, 131), sides, strict=True):
                add(kind, side["lists"] + 99 if side["bright"] else side["word"])
            add(132, sides[0]["shape"], sides[1]["shape"])


def value_of(tags, scores, moves):
    """The sum of a sequence of tags; the last row of `moves` is for the first tag."""
    total, last = 0, len(moves) - 1
    for row, tag in zip(scores, tags, strict=True):
        total += row[tag] + moves[last][tag]
        last = tag
    return total


def best_value(scores, moves, allowed=None):
    """The best value of all sequences; `allowed` holds (token, tags)."""
    every = [range(len(scores[0]))] * len(scores)
    if allowed:
        every[allowed[0]] = allowed[1]
    return max(value_of(tags, scores, moves) for tags in itertools.product(*every))
