"""What an outlet prints under article after article is furniture; copies of a story are not."""

import csv

import pytest

from analysis.corpus import annotate, load

LINE = "The Lantern is made by the people of the estuary"
DAYS = "one two three four five six seven eight nine ten eleven twelve".split()


def write(path, rows):
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("id", "outlet", "title", "text"), *rows])
    return path


def story(number, *, line="", outlet="Lantern", same=False):
    day = "one" if same else DAYS[number]
    body = f"On day {day} the quay was shut, and {day} ships had to wait outside the port of Senn."
    text = "\n\n".join(filter(None, [body, f"They left at {DAYS[number]}.", line]))
    return (f"{outlet}{number:02}", outlet, f"Quay {DAYS[number]}", text)


@pytest.fixture
def news(tmp_path):
    rows = [story(k, line=LINE) for k in range(6)]
    rows += [story(k, outlet="Beacon") for k in range(6)]
    return load(write(tmp_path / "n.csv", rows))


def standing(news):
    table = news.paragraphs
    rows = table[table["zone"] == "furniture"]
    texts = news.texts(rows["article_id"].tolist())
    return [
        texts[a][s:e]
        for a, s, e in zip(rows["article_id"], rows["start"], rows["end"], strict=True)
    ]


def test_a_line_that_an_outlet_prints_again_and_again_is_furniture(news):
    assert standing(news) == [LINE] * 6
    assert "lantern" not in set(news.types["term"])
    assert "lantern" in set(news.filter(zones="body, furniture").types["term"])
    told = news.ledger[news.ledger["reason"].str.startswith("furniture")]
    assert told["reason"].tolist() == [
        f"furniture: 1 line that an outlet prints in every tenth article or more, such as “{LINE}”"
    ]
    assert told["n_dropped"].tolist() == [0]


def test_a_filter_does_not_change_what_is_furniture(news):
    assert standing(news.filter(outlets="Lantern").take([0])) == [LINE]


def test_copies_of_one_story_have_no_furniture(tmp_path):
    rows = [story(k, line=LINE, same=True) for k in range(8)]
    assert not standing(load(write(tmp_path / "n.csv", rows)))


def test_a_line_in_few_articles_is_story(tmp_path):
    rows = [story(k, line=LINE if k < 4 else "") for k in range(12)]
    assert not standing(load(write(tmp_path / "n.csv", rows)))


def test_shards_cannot_be_seen(tmp_path, news):
    rows = [story(k, line=LINE) for k in range(6)]
    rows += [story(k, outlet="Beacon") for k in range(6)]
    path = write(tmp_path / "n.csv", rows)
    small = annotate(path, store=tmp_path / "store", articles_a_shard=2)
    assert small.sentences.equals(news.sentences)
    assert small.mentions.equals(news.mentions)


def test_a_growing_corpus_finds_what_has_become_furniture(tmp_path):
    path = write(tmp_path / "n.csv", [story(k, line=LINE) for k in range(4)])
    assert not standing(annotate(path, store=tmp_path / "store"))
    write(path, [story(k, line=LINE) for k in range(5)])
    assert len(standing(annotate(path, store=tmp_path / "store"))) == 5
