"""Every notebook has the same anatomy and carries nothing that belongs elsewhere."""

import ast
import re
from pathlib import Path

import nbformat
import papermill
import pytest

ROOT = Path(__file__).parent.parent.parent
PATHS = sorted((ROOT / "notebooks").glob("*.ipynb"))
NAMES = ["actors", "corpus", "frequency", "sentiment"]


@pytest.fixture(params=PATHS, ids=lambda path: path.stem)
def notebook(request):
    return nbformat.read(request.param, as_version=4)


def _code(notebook, tag=None):
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return [cell for cell in cells if tag is None or tag in cell.metadata.get("tags", [])]


def test_the_four_notebooks_are_there():
    assert [path.stem for path in PATHS] == NAMES


def test_the_title_is_a_question_with_a_sentence_below(notebook):
    title, _, below = notebook.cells[0].source.partition("\n\n")

    assert re.fullmatch(r"# [A-Z].*\?", title)
    assert below.endswith(".")


def test_outputs_are_stripped_and_ids_are_readable_and_unique(notebook):
    ids = [cell.id for cell in notebook.cells]

    assert all(not cell.outputs and cell.execution_count is None for cell in _code(notebook))
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", id_) for id_ in ids)
    assert notebook.metadata.kernelspec.name == "python3"


def test_each_has_one_cell_of_typed_and_commented_parameters(notebook):
    (cell,) = _code(notebook, "parameters")
    for line in cell.source.splitlines():
        assert re.fullmatch(r'\w+: (str|int|float|bool) = ("[^"]*"|[\d.]+|True|False)  # .+', line)


def test_each_says_its_answer_once_and_ends_with_its_provenance(notebook):
    assert len(_code(notebook, "answer")) == 1
    assert notebook.cells[-1].metadata["tags"] == ["provenance"]


def test_cells_are_few_and_short_and_hold_no_logic(notebook):
    assert len(notebook.cells) <= 17
    for cell in _code(notebook):
        assert len(cell.source.splitlines()) <= 18
        for node in ast.walk(ast.parse(cell.source)):
            assert not isinstance(
                node, ast.FunctionDef | ast.ClassDef | ast.If | ast.For | ast.While | ast.Lambda
            )


def test_only_the_workbook_is_imported(notebook):
    for cell in _code(notebook):
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.Import):
                assert [name.name.split(".")[0] for name in node.names] == ["analysis"]
            if isinstance(node, ast.ImportFrom):
                assert node.module.split(".")[0] == "analysis"


def test_every_parameter_is_used(notebook):
    (cell,) = _code(notebook, "parameters")
    rest = "\n".join(other.source for other in _code(notebook) if other is not cell)
    for line in cell.source.splitlines():
        assert re.search(rf"\b{line.partition(':')[0]}\b", rest), line


def test_limits_are_said(notebook):
    assert any("## What this cannot say" in cell.source for cell in notebook.cells)


def test_heading_levels_are_in_order(notebook):
    markdown = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    levels = [len(hashes) for hashes in re.findall(r"^(#+) ", markdown, re.MULTILINE)]

    assert levels[0] == 1
    assert set(levels[1:]) == {2}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_papermill_lists_every_parameter_with_type_and_help(path):
    found = papermill.inspect_notebook(path)

    assert {"corpus", "roles", "output", "zones", "outlets", "languages"} <= set(found)
    for parameter in found.values():
        assert parameter["inferred_type_name"] in {"str", "int"}
        assert len(parameter["help"]) > 10
