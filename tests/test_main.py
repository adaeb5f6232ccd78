"""The command line: words on two streams and an exit code."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

from analysis import __version__, reports
from analysis.__main__ import main
from analysis.errors import ReportError


def run(*arguments):
    return CliRunner().invoke(main, [*map(str, arguments)])


@pytest.fixture
def asked(monkeypatch, tmp_path):
    """What the command asks of `reports.report`, which is not run."""
    calls = []

    def report(corpus, **settings):
        calls.append((corpus, settings))
        settings["progress"]("frequency: 1.0 s")
        return tmp_path

    monkeypatch.setattr(reports, "report", report)
    return calls


def test_the_version_is_told():
    assert run("--version").output == f"standfirst, version {__version__}\n"


@pytest.mark.parametrize("command", [[], *([name] for name in main.commands)])
def test_each_command_has_help_with_an_example_or_says_what_it_does(command):
    told = run(*command, "--help")

    assert told.exit_code == 0
    assert "standfirst " in told.output or command == ["lab"]


def test_the_help_documents_the_exit_codes():
    told = run("--help").output

    assert all(f"  {code}  " in told for code in (0, 1, 2))


def test_help_needs_no_heavy_library():
    code = (
        "import sys, analysis.__main__\n"
        "print({'pandas', 'papermill', 'jupyter_client', 'numpy'} & set(sys.modules))"
    )

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "set()"


def test_report_passes_on_what_it_is_told_and_ends_with_the_page(asked, tmp_path):
    told = run(
        *("report", "seeds/x", "--out", "o", "-p", "top_n", "3", "-p", "id", "007"),
        *("--no-check", "--config", "c"),
    )

    assert told.output.splitlines()[-1] == str(tmp_path / "index.html")
    assert asked[0][0] == "seeds/x"
    assert asked[0][1]["parameters"] == {"top_n": "3", "id": "007"}
    assert asked[0][1]["out"] == "o"
    assert asked[0][1]["config"] == "c"
    assert asked[0][1]["check"] is False


@pytest.mark.usefixtures("asked")
def test_progress_is_silent_where_nobody_watches():
    assert run("report", "seeds/x").stderr == ""


def test_a_missing_corpus_is_wrong_usage():
    told = run("report", "no/such/corpus")

    assert told.exit_code == 2
    assert told.stderr.startswith("standfirst: corpus 'no/such/corpus' was not found;")
    assert len(told.stderr.splitlines()) == 1


def test_each_failure_is_one_line_and_exit_code_1(monkeypatch):
    def report(*_, **__):
        raise ReportError("frequency, under 'Terms': ValueError: x\nactors: did not start")

    monkeypatch.setattr(reports, "report", report)

    told = run("report", "seeds/x")

    assert told.exit_code == 1
    assert told.stderr.splitlines() == [
        "standfirst: frequency, under 'Terms': ValueError: x",
        "standfirst: actors: did not start",
    ]


def test_checking_what_is_no_report_fails(tmp_path):
    told = run("check", tmp_path)

    assert told.exit_code == 1
    assert "holds no executed notebook" in told.stderr


def test_an_unknown_option_is_wrong_usage():
    assert run("report", "--no-such-option").exit_code == 2


def test_parameters_are_listed_for_each_notebook():
    told = run("parameters")

    assert told.exit_code == 0
    for name in ("corpus", "frequency", "sentiment", "actors"):
        assert name in told.output.splitlines()
    assert "top_n" in told.output


def test_parameters_of_an_unknown_notebook_are_refused():
    told = run("parameters", "frequenzy")

    assert told.exit_code == 2
    assert "there is no notebook 'frequenzy'; did you mean 'frequency'?" in told.stderr


def test_the_card_of_a_corpus_says_what_it_holds(tmp_path):
    (tmp_path / "a.txt").write_text("Port opens\n\nThe port of Senn opened on Monday.\n")

    told = run("corpus", tmp_path)

    assert told.exit_code == 0
    assert f"{tmp_path.name}: 1 article" in told.output
    assert "What was left out" in told.output


def test_the_card_of_an_unreadable_corpus_is_refused(tmp_path):
    assert run("corpus", tmp_path).exit_code == 2


def test_lab_says_how_to_get_jupyterlab(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)

    told = run("lab")

    assert told.exit_code == 1
    assert "JupyterLab is not installed" in told.stderr


def test_a_corpus_with_columns_of_its_own_can_be_reported_on(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("title,story,day\nPort shut,The port is shut.,31.02.2024\n", encoding="utf-8")
    runner = CliRunner()

    refused = runner.invoke(main, ["corpus", str(path)])
    shown = runner.invoke(main, ["corpus", str(path), "--roles", "text:story, date:day"])

    assert refused.exit_code == 2
    assert "as in 'text:COLUMN'" in refused.output
    assert "given from column 'story'" in shown.output
    assert "What to look at" in shown.output
    assert "'day' is '31.02.2024'" in shown.output


def test_roles_are_kept_beside_the_corpus(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("title,words\nPort shut,It is shut.\n", "utf-8")

    saved = run("corpus", path, "--roles", "text:words", "--save")
    again = run("corpus", path)

    assert "The roles are kept in own.roles.yaml." in saved.output
    assert "Roles were read from own.roles.yaml." in again.output


def test_columns_that_could_be_the_text_or_the_date_too_are_named(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("content,full_text_of_page,date,crawl_date\nShut.,Long.,2024-02-03,\n", "utf-8")

    told = run("corpus", path).output

    assert "The text is column 'content'; also possible: 'full_text_of_page'" in told
    assert "The date is column 'date'; also possible: 'crawl_date'" in told


def test_annotate_keeps_a_store_and_says_where(tmp_path):
    path = tmp_path / "news.csv"
    path.write_text("id,text\na,The US met Iraq.\nb,Pay.\n", encoding="utf-8")

    first = run("annotate", path)
    again = run("annotate", path, "--store", f"{path}.store", "--workers", "1", "--verify")

    assert first.output == again.output == f"{path}.store: 2 articles\n"
    assert (tmp_path / "news.csv.store" / "corpus.json").exists()


def test_annotate_tells_what_is_wrong_in_one_line(tmp_path):
    path = tmp_path / "news.csv"
    path.write_text("id,text\na,Pay.\n", encoding="utf-8")
    told = run("annotate", path, "--workers", "some")

    assert told.exit_code == 2
    assert "parameter 'workers' must be a number of processes" in told.output


def test_a_report_is_given_the_store(asked, tmp_path):
    run("report", "seeds/kurdistan24", "--store", tmp_path)

    assert asked[0][1]["store"] == str(tmp_path)


def test_actors_are_listed_beside_the_corpus_and_not_overwritten(tmp_path):
    corpus = tmp_path / "news.csv"
    corpus.write_text("text\nPay rose. Mayor Tom Holt said so.\n", encoding="utf-8")

    told = run("actors", corpus)
    again = run("actors", corpus)

    assert told.exit_code == 0
    assert told.output.startswith(f"{tmp_path / 'news.actors.csv'}: 1 name, 0 merged into others")
    assert "Tom Holt,person" in (tmp_path / "news.actors.csv").read_text(encoding="utf-8")
    assert (again.exit_code, again.output.count("\n")) == (2, 1)
    assert "is there already. --update" in again.output
    assert run("actors", corpus, "--update").exit_code == 0
    assert run("actors", corpus, "--out", tmp_path / "no" / "list.csv").exit_code == 1
