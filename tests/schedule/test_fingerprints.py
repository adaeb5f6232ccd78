"""A report is due again when what it is made from has changed."""

import pytest

from analysis.schedule.fingerprints import content_of, stamps


@pytest.mark.parametrize("name", ["news.actors.csv", "news.roles.yaml"])
def test_what_lies_beside_a_file_of_articles_counts(tmp_path, name):
    corpus = tmp_path / "news.csv"
    corpus.write_text("text\nPay rose.\n", encoding="utf-8")
    before = content_of(corpus), stamps(corpus)

    (tmp_path / name).write_text("actor\nMarovia\n", encoding="utf-8")
    assert content_of(corpus) != before[0]
    assert stamps(corpus) != before[1]

    (tmp_path / name).unlink()
    (tmp_path / "other.actors.csv").write_text("actor\nMarovia\n", encoding="utf-8")
    assert (content_of(corpus), stamps(corpus)) == before
