"""What notebooks declare, and what is refused."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from analysis.errors import ParameterError
from analysis.reports.parameters import (
    Parameter,
    convert,
    declared,
    inspect,
    read_config,
    validate,
)

TOP_N = Parameter("top_n", "int", 20, "terms to show; 1 or more")
SHARE = Parameter("share", "float", 0.5, "")
LOUD = Parameter("loud", "bool", False, "")
LABEL = Parameter("label", "str", "", "")


@pytest.fixture
def known(notebooks):
    return declared([notebooks / "passes.ipynb", notebooks / "fails_in_cell.ipynb"])


def test_name_type_default_and_help_are_read_from_the_notebook(notebooks):
    parameters = inspect(notebooks / "passes.ipynb")

    assert list(parameters) == ["corpus", "output", "top_n", "label", "share", "loud"]
    assert parameters["top_n"] == Parameter("top_n", "int", 3, "words to show; 1 or more")
    assert parameters["label"].default == "007"


def test_a_default_that_must_be_computed_is_refused(tmp_path):
    cell = new_code_cell("top_n: int = max(1, 2)  # terms")
    cell.metadata["tags"] = ["parameters"]
    kernel = {"name": "python3", "language": "python", "display_name": "Python 3"}
    notebook = new_notebook(cells=[cell], metadata={"kernelspec": kernel})
    path = tmp_path / "computes.ipynb"
    nbformat.write(notebook, path)

    with pytest.raises(ParameterError, match=r"'top_n' must be a plain value.*found max"):
        inspect(path)


def test_each_notebook_gets_what_it_has(known, notebooks):
    assert validate({"top_n": "5"}, known) == {
        notebooks / "passes.ipynb": {"top_n": 5},
        notebooks / "fails_in_cell.ipynb": {},
    }


def test_an_unknown_name_is_refused_with_the_nearest_one(known):
    with pytest.raises(ParameterError) as told:
        validate({"topn": 5}, known)

    assert str(told.value) == (
        "no notebook has a parameter 'topn'; did you mean 'top_n'? "
        "Parameters: top_n, label, share, loud."
    )


@pytest.mark.parametrize(("name", "instead"), [("corpus", "CORPUS"), ("output", "--out")])
def test_what_the_report_sets_itself_is_refused(known, name, instead):
    with pytest.raises(ParameterError, match=f"set by the report; use .*{instead}"):
        validate({name: "x"}, known)


@pytest.mark.parametrize(
    ("given", "parameter", "value"),
    [
        ("7", TOP_N, 7),
        (7, TOP_N, 7),
        ("0.25", SHARE, 0.25),
        (1, SHARE, 1.0),
        ("yes", LOUD, True),
        ("False", LOUD, False),
        (True, LOUD, True),
        ("007", LABEL, "007"),
        ("true", LABEL, "true"),
    ],
)
def test_values_take_the_declared_type(given, parameter, value):
    converted = convert(given, parameter)

    assert converted == value
    assert type(converted) is type(value)


@pytest.mark.parametrize(
    ("given", "parameter"),
    [("many", TOP_N), ("2.5", TOP_N), (2.5, TOP_N), (True, TOP_N), ("maybe", LOUD), (1, LABEL)],
)
def test_other_types_are_refused(given, parameter):
    with pytest.raises(ParameterError, match=rf"parameter '{parameter.name}' must be .*found"):
        convert(given, parameter)


def test_a_refusal_says_what_is_expected_found_and_meant():
    with pytest.raises(ParameterError) as told:
        convert("many", TOP_N)

    assert str(told.value) == (
        "parameter 'top_n' must be a whole number (int), such as 20; found 'many'. "
        "It means: terms to show; 1 or more."
    )


def test_a_config_is_read_as_names_and_values(tmp_path):
    config = tmp_path / "report.yaml"
    config.write_text("top_n: 5\nlabel: '007'\nsince: 2024-01-02\n")

    assert read_config(config) == {"top_n": 5, "label": "007", "since": "2024-01-02"}


def test_an_empty_config_sets_nothing(tmp_path):
    config = tmp_path / "report.yaml"
    config.write_text("# nothing yet\n")

    assert read_config(config) == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- top_n\n", "line 1: 'name: value' is expected; found list on top"),
        ("a: [", "line 1: this is not YAML"),
    ],
)
def test_a_malformed_config_is_refused(tmp_path, text, message):
    config = tmp_path / "report.yaml"
    config.write_text(text)

    with pytest.raises(ParameterError, match=message):
        read_config(config)


def test_a_missing_config_is_refused(tmp_path):
    with pytest.raises(ParameterError, match="there is no configuration"):
        read_config(tmp_path / "none.yaml")
