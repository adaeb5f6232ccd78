"""The gold labels of `seeds/estuary` agree with its texts, and what was planted is there."""

import re
from pathlib import Path

import pandas as pd
import pytest

ESTUARY = Path(__file__).parent.parent / "seeds" / "estuary"
FIRST_DAY = pd.Timestamp("2026-03-02")
SILT_BY_WEEK = (0, 1, 1, 2, 2, 3, 3, 4, 5, 6)
STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
DATELINE = re.compile(r"(?m)^[A-Z ]+ \([^)\n]+\) – ")
CREDIT = re.compile(r"\n\n(?:Editing|Reporting|Additional reporting) by [^\n]+\n$")


def read(name: str) -> pd.DataFrame:
    return pd.read_csv(ESTUARY / name, keep_default_na=False)


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {path.stem: path.read_bytes().decode() for path in sorted(ESTUARY.glob("*.txt"))}


@pytest.fixture(scope="module")
def metadata() -> pd.DataFrame:
    table = read("metadata.csv")
    days = pd.to_datetime(table["date"]) - FIRST_DAY
    return table.assign(
        article_id=table["file"].str.removesuffix(".txt"), week=days.dt.days // 7 + 1
    )


def actors_and_governments() -> set[str]:
    actors = read("actors.csv")
    states = actors[actors["adjectives"] != ""]
    governments = {f"{adjectives.split(';')[0]} government" for adjectives in states["adjectives"]}
    return set(actors["actor"]) | governments


def where(fact: str) -> list[str]:
    planted = read("gold/planted.csv").set_index("fact")
    return planted.loc[fact, "where"].split(";")


def told(text: str) -> str:
    """Blank the dateline and the credit line, so that offsets stay."""
    for pattern in (DATELINE, CREDIT):
        text = pattern.sub(lambda found: " " * len(found.group()), text)
    return text


def count(word: str, text: str) -> int:
    return re.findall(r"[\w’'-]+", told(text).lower()).count(word)


def sentences(text: str) -> set[str]:
    lines = told(text).translate(STRAIGHT).split("\n")
    ends = re.compile(r"""(?<=[.!?])\s+|(?<=[.!?]["'])\s+""")
    return {part for line in lines for part in ends.split(line.strip()) if part}


def short_names(name: str) -> list[str]:
    surname = re.search(r"(?:\b[a-z]+ )?\b\w+$", name).group()
    return [surname, surname[0].upper() + surname[1:]]


def explicit_forms(text: str) -> dict[str, str]:
    """Map each form that names an actor in this text to the way it does."""
    forms: dict[str, str] = {}
    for row in read("actors.csv").itertuples():
        names = [row.actor, *filter(None, row.names.split(";"))]
        forms |= dict.fromkeys(names, "name")
        forms |= dict.fromkeys(filter(None, row.acronyms.split(";")), "acronym")
        forms |= dict.fromkeys(filter(None, row.adjectives.split(";")), "adjective")
        forms |= dict.fromkeys(filter(None, [row.capital]), "metonym")
        if row.type == "person" and any(name in text for name in names):
            forms |= dict.fromkeys(short_names(row.actor), "short name")
    return forms


def test_every_text_has_metadata_and_a_story(texts, metadata):
    assert set(metadata["article_id"]) == set(texts)
    assert sorted(read("gold/stories.csv")["article_id"]) == sorted(texts)


def test_file_names_tell_date_and_outlet(metadata):
    for row in metadata.itertuples():
        outlet = row.outlet.lower().replace(" ", "-")
        assert row.file.startswith(f"{row.date}_{outlet}_")
        assert row.url.split("/")[2].endswith(".example")


def test_articles_have_150_to_400_words_and_end_with_a_line_feed(texts):
    for text in texts.values():
        assert 150 <= len(re.findall(r"[\w’'-]+", told(text))) <= 400
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
        assert "\r" not in text


def test_every_mention_is_what_stands_in_the_text(texts):
    mentions = read("gold/mentions.csv")
    for row in mentions.itertuples():
        assert texts[row.article_id][row.start : row.end] == row.surface
        assert told(texts[row.article_id])[row.start : row.end] == row.surface
    assert not mentions.duplicated(["article_id", "start", "end", "actor"]).any()


def test_every_actor_of_the_gold_is_registered():
    known = actors_and_governments()
    assert set(read("gold/mentions.csv")["actor"]) <= known
    assert set(read("gold/quotes.csv")["speaker"]) <= known | {"unresolved"}
    assert set(read("actors.csv")["parent"]) <= known | {""}


def test_every_registered_actor_is_mentioned():
    assert set(read("gold/mentions.csv")["actor"]) == actors_and_governments()


def test_only_capitals_may_stand_without_a_label(texts):
    gold = read("gold/mentions.csv")
    capitals = set(read("actors.csv")["capital"]) - {""}
    for article_id, text in texts.items():
        forms = explicit_forms(text)
        longest_first = sorted(map(re.escape, forms), key=len, reverse=True)
        found = re.finditer(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)", told(text))
        here = gold[(gold["article_id"] == article_id) & ~gold["how"].isin(["nominal", "pronoun"])]
        labelled = set(zip(here["start"], here["end"], here["how"], strict=True))
        expected = {(*hit.span(), forms[hit.group()]) for hit in found}
        assert labelled <= expected
        assert {text[start:end] for start, end, _ in expected - labelled} <= capitals


def test_quotes_and_cues_lie_inside_the_story(texts):
    for row in read("gold/quotes.csv").itertuples():
        text = told(texts[row.article_id])
        assert 0 <= row.start < row.end <= len(text)
        assert text[row.start : row.end].strip()
        assert "\n" not in text[row.start : row.end]
        if row.cue:
            assert text[int(row.cue_start) : int(row.cue_end)] == row.cue


def test_quotation_marks_agree_with_the_kind(texts):
    for row in read("gold/quotes.csv").itertuples():
        content = texts[row.article_id][row.start : row.end].translate(STRAIGHT)
        marked = content[0] in "\"'" and content[-1] in "\"'"
        assert marked or row.kind not in ("direct", "floating")
        assert ('"' in content or "'" in content) or row.kind != "mixed"
        assert '"' not in content or row.kind != "indirect"


def test_a_nested_quote_lies_inside_its_parent():
    quotes = read("gold/quotes.csv").set_index(["article_id", "quote_id"])
    assert quotes.index.is_unique
    nested = quotes[quotes["parent"] != ""]
    assert len(nested) >= 5
    for (article_id, _), row in nested.iterrows():
        parent = quotes.loc[(article_id, row["parent"])]
        assert parent["start"] <= row["start"] < row["end"] <= parent["end"]


def test_every_resolved_speaker_with_words_is_a_mention():
    quotes = read("gold/quotes.csv")
    spoken = quotes[(quotes["speaker"] != "unresolved") & (quotes["speaker_surface"] != "")]
    keys = {"article_id": "article_id", "speaker": "actor", "speaker_surface": "surface"}
    mentions = read("gold/mentions.csv")[list(keys.values())].drop_duplicates()
    joined = spoken.merge(mentions, left_on=list(keys), right_on=list(keys.values()))
    assert len(joined) == len(spoken)


def test_only_floating_quotes_have_no_cue():
    quotes = read("gold/quotes.csv")
    floating = quotes["kind"] == "floating"
    assert ((quotes["cue"] == "") == floating).all()
    assert ((quotes["speaker_surface"] == "") == floating).all()
    assert ((quotes["how"] == "floating") == floating).all()


def test_media_are_outlets(metadata):
    assert set(read("gold/quotes.csv")["medium"]) <= set(metadata["outlet"]) | {""}


def test_planted_facts_name_articles_that_exist(texts):
    for row in read("gold/planted.csv").itertuples():
        assert set(row.where.split(";")) <= set(texts), row.fact


def test_silt_rises_in_every_outlet(texts, metadata):
    for row in metadata.itertuples():
        assert count("silt", texts[row.article_id]) == SILT_BY_WEEK[row.week - 1]
    words = metadata["article_id"].map(lambda name: len(told(texts[name]).split()))
    silt = metadata["article_id"].map(lambda name: count("silt", texts[name]))
    table = metadata.assign(words=words, silt=silt, fortnight=(metadata["week"] + 1) // 2)
    sums = table.groupby(["outlet", "fortnight"])[["silt", "words"]].sum()
    for _, rates in (sums["silt"] / sums["words"]).groupby("outlet"):
        assert rates.is_monotonic_increasing
        assert rates.is_unique


def test_channel_does_not_change(texts):
    assert {count("channel", text) for text in texts.values()} == {2}


def test_the_late_outlet_brings_its_own_word(texts, metadata):
    late = metadata[metadata["outlet"] == "Estuary Today"]
    assert late["week"].min() == 6
    assert set(late["article_id"]) == set(where("late-outlet"))
    for article_id, text in texts.items():
        expected = 2 if article_id in set(late["article_id"]) else 0
        assert count("livelihoods", text) == expected


def test_the_other_outlets_publish_in_every_week(metadata):
    weeks = metadata.groupby("outlet")["week"].agg(set).drop("Estuary Today")
    assert all(found == set(range(1, 11)) for found in weeks)


def test_one_actor_disappears_after_week_5(texts, metadata):
    with_name = metadata[metadata["article_id"].map(lambda name: "Thorvey" in texts[name])]
    assert with_name["week"].max() == 5
    mentions = read("gold/mentions.csv")
    found = mentions.loc[mentions["actor"] == "Lucan Thorvey", "article_id"]
    assert set(found) == set(where("disappearing-actor")) == set(with_name["article_id"])


def test_wire_copies_share_three_sentences_in_five_with_the_original(texts):
    stories = read("gold/stories.csv")
    originals = stories[stories["role"] == "original"].set_index("story")["article_id"]
    copies = stories[stories["role"] == "copy"]
    assert len(originals) >= 6
    assert set(copies["story"]) == set(originals.index)
    assert (copies["edit"] != "").all()
    for row in copies.itertuples():
        copy, original = (sentences(texts[k]) for k in (row.article_id, originals[row.story]))
        assert 0.6 <= len(copy & original) / len(copy) < 1


def test_single_articles_are_no_copies(texts):
    stories = read("gold/stories.csv")
    firsts = stories.loc[stories["role"] != "copy", "article_id"]
    seen: dict[str, str] = {}
    for article_id in firsts:
        for sentence in sentences(texts[article_id]):
            assert seen.setdefault(sentence, article_id) == article_id, sentence


def test_repeated_decks_stand_in_the_body(texts):
    for article_id in where("deck-repeated"):
        deck = texts[article_id].split("\n\n")[1]
        assert texts[article_id].count(deck) == 2


def test_corrections_stand_after_what_they_correct(texts, metadata):
    days = metadata.set_index("article_id")["date"]
    for fact in ("correction-injured", "correction-shares"):
        wrong, right = where(fact)
        assert days[wrong] < days[right]
        assert "\n\nCorrection: " in texts[right]


def test_one_outlet_prints_straight_quotation_marks(texts):
    straight = set(where("straight-quotation-marks"))
    for article_id, text in texts.items():
        assert bool(re.search("[“”‘’]", text)) == (article_id not in straight)
