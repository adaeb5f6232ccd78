"""Reports from corpus to page, and what happens when a notebook does not do its part."""

import json
import re
import shutil

import nbformat
import pytest

from analysis import reports
from analysis.errors import CorpusError, ParameterError, ReportError
from analysis.reports import kernels, verify
from analysis.schedule.attempt import may_pass

CLOCK = "run.json"
BOTH = pytest.mark.parametrize("started_by", ["forked", "plain"], indirect=True)
"""With a fork server, and without."""


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != CLOCK
    }


@pytest.fixture(scope="module")
def report(corpus, notebooks, tmp_path_factory):
    """A whole report, checked, as a user makes it."""
    out = tmp_path_factory.mktemp("out") / "harbour"
    return reports.report(corpus, out=out, notebooks=notebooks / "passes.ipynb")


def test_a_report_has_pages_notebooks_tables_and_a_record(report):
    names = set(files(report))

    assert names == {"index.html", "share.html", "passes.html", "passes.ipynb", "data/passes.csv"}
    assert (report / CLOCK).exists()


def test_the_index_quotes_question_and_answer_and_counts_rows(report):
    index = (report / "index.html").read_text()

    assert "How many words are there?" in index
    assert "18 words" in re.sub(r"<[^>]+>", "", index)
    assert re.search(r'href="data/passes.csv" download>passes.csv</a> .*18 rows', index)


def test_the_record_knows_parameters_corpus_versions_and_times(report):
    record = json.loads((report / CLOCK).read_text())

    assert record["corpus"]["name"] == "harbour"
    assert len(record["corpus"]["fingerprint"]) == 64
    assert record["packages"]["papermill"] != "not installed"
    assert record["seconds"]["check"] > 0
    assert record["log"] == []


def test_clocks_are_nowhere_but_in_the_record(report):
    notebook = nbformat.read(report / "passes.ipynb", as_version=4)

    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert notebook.metadata.language_info == {"name": "python"}
    assert not any({"papermill", "execution"} & set(cell.metadata) for cell in notebook.cells)
    assert "injected-parameters" in [cell.id for cell in notebook.cells]


def test_a_second_run_gives_the_same_bytes(report, corpus, notebooks, tmp_path, monkeypatch):
    """The hash seed is another one."""
    monkeypatch.setenv("PYTHONHASHSEED", "1")
    again = reports.report(
        corpus, out=tmp_path / "harbour", notebooks=notebooks / "passes.ipynb", check=False
    )

    assert files(again) == files(report)


def test_a_report_without_a_fork_server_has_the_same_bytes(
    report, corpus, notebooks, tmp_path, monkeypatch
):
    """Checked, and so with kernels that papermill starts and kernels that nbval starts."""
    monkeypatch.setenv(kernels.SWITCH, "0")
    plain = reports.report(corpus, out=tmp_path / "harbour", notebooks=notebooks / "passes.ipynb")

    assert files(plain) == files(report)


def test_check_accepts_an_unchanged_report_and_leaves_it_alone(report, on_servers):
    before = files(report)

    with on_servers():
        reports.check(report)

    assert files(report) == before


def test_check_tells_the_first_row_that_differs(report, on_servers, tmp_path):
    changed = tmp_path / "changed"
    shutil.copytree(report, changed)
    table = changed / "data" / "passes.csv"
    table.write_text(table.read_text().replace("opens,5", "opens,6"))

    differs = r"data/passes.csv: line 3 .*'opens,6'.*'opens,5'"
    with on_servers(), pytest.raises(ReportError, match=differs):
        reports.check(changed)


def test_check_tells_the_cell_that_differs_by_its_heading(report, on_servers, tmp_path):
    changed = tmp_path / "changed"
    shutil.copytree(report, changed)
    notebook = changed / "passes.ipynb"
    notebook.write_text(notebook.read_text().replace("18** words", "19** words"))

    differs = r"passes, under 'How many words are there.': Cell outputs"
    with on_servers(), pytest.raises(ReportError, match=differs):
        reports.check(changed)


def test_check_refuses_a_folder_without_executed_notebooks(tmp_path, notebooks):
    with pytest.raises(ReportError, match="holds no executed notebook"):
        reports.check(tmp_path)

    shutil.copy(notebooks / "passes.ipynb", tmp_path)
    with pytest.raises(ReportError, match="cells that were not executed"):
        reports.check(tmp_path)


def test_a_missing_corpus_is_refused_with_the_nearest_name():
    with pytest.raises(CorpusError, match="did you mean 'kurdistan24'"):
        reports.report("seeds/kurdistan")


def test_a_failing_cell_is_told_in_one_line_and_others_still_run(make, folder_of, tmp_path):
    folder = folder_of("fails_in_cell", "passes")

    with pytest.raises(ReportError) as told:
        make(folder)

    kept = tmp_path / "report.failed"
    assert str(told.value) == (
        "fails_in_cell, under 'The part that fails': ValueError: top_n must be 1 or more; "
        f"(see {kept / 'fails_in_cell.ipynb'})"
    )
    assert (kept / "passes.ipynb").exists()
    assert json.loads((kept / CLOCK).read_text())["failures"] == [str(told.value)]
    partial = nbformat.read(kept / "fails_in_cell.ipynb", as_version=4)
    assert [c.execution_count for c in partial.cells if c.cell_type == "code"][-2:] == [4, None]


def test_a_failing_run_leaves_the_old_report(make, folder_of, tmp_path):
    made = make(folder_of("passes"))
    before = files(made)

    with pytest.raises(ReportError):
        make(folder_of("fails_in_cell"))

    assert files(made) == before
    assert {path.name for path in tmp_path.glob("*report*")} == {"report", "report.failed"}


def test_a_good_run_clears_what_a_failed_one_left(make, notebooks, tmp_path):
    with pytest.raises(ReportError):
        make(notebooks / "fails_in_cell.ipynb")

    make(notebooks / "passes.ipynb")

    assert not (tmp_path / "report.failed").exists()


def test_a_notebook_that_exits_early_does_not_pass_for_a_short_one(make, notebooks):
    with pytest.raises(ReportError, match="under 'The early end': the notebook ended early"):
        make(notebooks / "exits_early.ipynb")


@BOTH
def test_a_kernel_that_dies_is_noticed_and_its_notebook_kept(make, notebooks, tmp_path):
    with pytest.raises(ReportError, match="under 'The last moment': DeadKernelError"):
        make(notebooks / "kills_its_kernel.ipynb")

    assert (tmp_path / "report.failed" / "kills_its_kernel.ipynb").exists()


def test_a_kernel_that_dies_in_the_check_is_noticed_at_once(make, notebooks, server):
    """Nbval alone would wait for its answer as long as a cell may take, and tell that."""
    report = make(notebooks / "kills_its_kernel_when_checked.ipynb")
    with kernels.in_use(server):
        found = verify.differences(report)

    assert "under 'The second time': DeadKernelError: Kernel died" in found[0]
    assert all(map(may_pass, found))


@BOTH
def test_what_depends_on_the_order_of_a_set_is_not_published(make, notebooks, tmp_path):
    with pytest.raises(ReportError, match="under 'An unsorted set': Cell outputs differ"):
        make(notebooks / "depends_on_order_of_a_set.ipynb", check=True)

    assert not (tmp_path / "report").exists()


def test_a_table_that_differs_each_time_is_not_published(make, notebooks):
    with pytest.raises(ReportError, match=r"data/clock.csv: line 3 differs"):
        make(notebooks / "writes_another_table_each_time.ipynb", check=True)


def test_a_report_on_a_store_is_checked_on_it(make, notebooks, tmp_path):
    made = make(notebooks / "counts_the_store.ipynb", store=tmp_path / "store", check=True)

    assert "2 articles" in (made / "counts_the_store.ipynb").read_text()
    assert (tmp_path / "store" / "corpus.json").is_file()
    assert not (made / ".store").exists()


def test_a_folder_that_is_no_report_is_not_replaced(make, notebooks, tmp_path):
    mine = tmp_path / "letters"
    mine.mkdir()
    (mine / "letter.txt").write_text("Dear reader")

    with pytest.raises(ParameterError, match="is not a report and is not replaced"):
        make(notebooks / "passes.ipynb", mine)

    assert (mine / "letter.txt").exists()


def test_parameters_reach_the_notebook_that_has_them(make, notebooks):
    made = make(notebooks / "passes.ipynb", top_n="1", label="008")

    notebook = nbformat.read(made / "passes.ipynb", as_version=4)
    injected = next(cell for cell in notebook.cells if cell.id == "injected-parameters")
    assert 'label = "008"' in injected.source
    assert "top_n = 1" in injected.source
    assert json.loads((made / CLOCK).read_text())["parameters"] == {"top_n": "1", "label": "008"}


def test_hostile_words_are_shown_and_not_obeyed(make, notebooks):
    made = make(notebooks / "prints_hostile_html.ipynb")

    for page in made.glob("*.html"):
        text = page.read_text()
        head, body = text.split("</head>")
        assert "default-src 'none'" in head
        tags = re.findall(r"<[a-z][^>]*>", body)
        assert not [tag for tag in tags if re.match(r"<(script|iframe|style|svg|img|object)", tag)]
        assert not [tag for tag in tags if re.search(r"\son\w+=|javascript:|https?:", tag)]
    assert "Kept <b>words</b>" in (made / "prints_hostile_html.html").read_text()
