"""The corpus introduces itself."""

from analysis import readers


def test_a_corpus_introduces_itself_in_one_line(tmp_path):
    (tmp_path / "metadata.csv").write_text("file,date\na,2024-03-05\nb,2024-03-07\n", "utf-8")
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text("Head\n\nPARIS (AP) — No deal.", "utf-8")
    found = readers.read(tmp_path)
    assert repr(found) == (
        f"Corpus '{tmp_path.name}' (articles: 2; dropped: 0; outlets: AP; "
        "published: 2024-03-05 to 2024-03-07; actors: no registry; "
        f"fingerprint: {found.fingerprint[:12]})"
    )


def test_in_a_notebook_it_is_a_table_and_its_words_are_escaped(tmp_path):
    path = tmp_path / "<b>.csv"
    path.write_text("text,outlet\na,<i>&\n", "utf-8")
    (tmp_path / "<b>.actors.csv").write_text("actor\n", "utf-8")
    html = readers.read(path)._repr_html_()
    assert html.startswith("<table><caption>Corpus &lt;b&gt;</caption>")
    assert "<td>&lt;i&gt;&amp;</td>" in html
    assert "<td>&lt;b&gt;.actors.csv</td>" in html


def test_of_many_outlets_five_are_named(tmp_path):
    path = tmp_path / "n.csv"
    path.write_text("text,outlet\n" + "".join(f"a,{o}\n" for o in "ABCDEFG"), "utf-8")
    assert "outlets: A, B, C, D, E and 2 more;" in repr(readers.read(path))
