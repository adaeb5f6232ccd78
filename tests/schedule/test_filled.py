"""Templates of schedulers' files: every value is quoted for its reader."""

import ast
import shlex

import jinja2
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import nodes

from analysis.errors import ParameterError
from analysis.schedule import filled
from analysis.schedule.filled import QUOTED, TEMPLATES

PRINTABLE = st.text(st.characters().filter(str.isprintable))


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*")), ids=lambda path: path.name)
def test_every_value_of_a_template_goes_through_a_filter_that_quotes(path):
    tree = jinja2.Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
    values = [
        node
        for output in tree.find_all(nodes.Output)
        for node in output.nodes
        if not isinstance(node, nodes.TemplateData)
    ]

    assert values
    assert [node for node in values if getattr(node, "name", None) not in QUOTED] == []


@given(PRINTABLE)
def test_yaml_reads_what_was_meant(text):
    assert yaml.safe_load(filled.yaml(text)) == text


@given(st.text())
def test_python_reads_what_was_meant(text):
    assert ast.literal_eval(QUOTED["python"](text)) == text


@given(st.lists(PRINTABLE))
def test_the_shell_reads_what_was_meant_once_cron_has_unescaped_it(words):
    line = filled.cron(words)

    assert "%" not in line.replace(r"\%", "")
    assert shlex.split(line.replace(r"\%", "%")) == words


@given(st.text(st.characters(codec="ascii").filter(str.isprintable)))
def test_systemd_reads_what_was_meant(word):
    """Its double quotes are those of Python for printable ASCII, and %% and $$ are one each."""
    line = filled.systemd([word])
    read = ast.literal_eval(line) if line.startswith('"') else line

    assert read.replace("%%", "%").replace("$$", "$") == word


@pytest.mark.parametrize("value", ["a\nb", "{{ x }}", '"', "a#b", "%h", "$HOME", "it's"])
def test_what_would_be_more_than_a_value_is_not_put_as_it_is(value):
    with pytest.raises(ParameterError, match="cannot stand in a scheduler's file"):
        filled.plain(value)


def test_a_value_that_is_missing_is_an_error_and_no_gap():
    with pytest.raises(jinja2.UndefinedError, match="zone"):
        filled.filled("timer", name="harbour", when="*-*-* 03:30:00")
