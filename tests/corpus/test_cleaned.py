"""What was undone stands by article in `cleaned`, and by kind in the ledger."""

from analysis.corpus import annotate, load


def test_what_was_undone_is_told_by_article_and_by_kind(tmp_path):
    file = tmp_path / "news.csv"
    file.write_text("id,text\nb,<p>Rain &amp; wind.</p>\na,Sun.\nc,<p>Fog.</p>\n")
    news = load(file)
    assert news.cleaned.to_numpy().tolist() == [
        ["b", "HTML entities", 1, "&amp;"],
        ["b", "HTML tags", 2, "<p>"],
        ["c", "HTML tags", 2, "<p>"],
    ]
    told = news.ledger[news.ledger["reason"].str.startswith("undone")]
    assert told["reason"].tolist() == [
        "undone: HTML entities, 1 in 1 article, such as “&amp;”",
        "undone: HTML tags, 4 in 2 articles, such as “<p>”",
    ]
    assert told["examples"].tolist() == ["news.csv, line 2", "news.csv, line 2; news.csv, line 4"]
    assert (told["n_dropped"] == 0).all()
    assert news.texts(["b"]) == {"b": "Rain & wind."}


def test_a_store_remembers_what_was_undone(tmp_path):
    file = tmp_path / "news.csv"
    file.write_text("id,text\nb,<p>Rain.</p>\n")
    first = annotate(file, store=tmp_path / "store")
    file.write_text("id,text\nb,<p>Rain.</p>\nc,<p>Fog.</p>\n")
    again = annotate(file, store=tmp_path / "store")
    assert first.cleaned["article_id"].tolist() == ["b"]
    assert again.cleaned["article_id"].tolist() == ["b", "c"]
