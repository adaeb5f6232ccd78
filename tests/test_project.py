"""The project's own papers agree with each other."""

import importlib
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from analysis.schema import TABLES

ROOT = Path(__file__).parent.parent
PROJECT_FILE = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PROJECT_FILE["project"]


def _parts(requirement):
    name, bounds = re.fullmatch(r"([\w.-]+)(\[.*\])?\s*(.*)", requirement.strip()).group(1, 3)
    return re.sub(r"[-_.]+", "-", name).lower(), bounds.replace(" ", "")


def test_the_conda_environment_agrees_with_pyproject():
    listed = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    by_pip = next(item["pip"] for item in listed if isinstance(item, dict))
    wanted = [item for item in listed if isinstance(item, str)] + by_pip
    found = dict(_parts(item) for item in wanted if item not in {"pip", "make", "-e ."})
    expected = dict(map(_parts, PROJECT["dependencies"] + PROJECT["optional-dependencies"]["lab"]))

    assert found == {**expected, "python": PROJECT["requires-python"]}
    assert "-e ." in by_pip


def test_the_lock_holds_every_requirement_with_hashes_and_no_address():
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = re.findall(r"^([\w.-]+)==(.*\n.*)", text, re.MULTILINE)
    extras = PROJECT["optional-dependencies"]
    wanted = dict(map(_parts, PROJECT["dependencies"] + extras["lab"] + extras["dev"]))

    assert set(wanted) <= {_parts(name)[0] for name, _ in pinned}
    assert all(" --hash=sha256:" in rest for _, rest in pinned)
    assert not re.search(r"://|index", text)


def test_the_package_is_built_with_what_the_lock_holds():
    built = dict(map(_parts, PROJECT_FILE["build-system"]["requires"]))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    assert built.items() <= dict(map(_parts, PROJECT["optional-dependencies"]["dev"])).items()
    assert "--no-build-isolation" in makefile


def test_versions_agree():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    import analysis

    assert PROJECT["version"] == analysis.__version__ == citation["version"]


def test_the_table_page_is_printed_from_the_schema():
    from analysis.schema import as_markdown

    page = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")

    assert page == as_markdown(), "write docs/tables.md anew from schema.as_markdown()"


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_every_column_says_what_it_means(table):
    assert all(column.meaning for column in table.columns)


def test_every_public_function_says_what_it_gives():
    import ast

    for path in sorted((ROOT / "analysis").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{path.name}: {node.name} has no docstring"


def test_links_between_pages_lead_somewhere():
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("seeds/**/*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
            if not target.startswith(("http", "mailto:")):
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_no_text_of_the_project_names_a_path_of_some_machine_or_an_index():
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    forbidden = re.compile(r"/home/\w|/root/|/Users/\w|--(?:extra-)?index-url|nltk\.download\(\w")
    for name in listed.stdout.split():
        path = ROOT / name
        if path.suffix in {".py", ".md", ".toml", ".yml", ".lock", ".ipynb"} and path.exists():
            found = forbidden.search(path.read_text(encoding="utf-8"))
            assert not found or path == Path(__file__), f"{name}: {found and found.group()}"


def test_the_readmes_table_of_notebooks_is_what_papermill_finds():
    import papermill

    rows = re.findall(
        r"^\| \[`(\w+)`\]\((\S+)\) \| (.+?) \| (.*?) ?\|$",
        (ROOT / "README.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    common = {"corpus", "roles", "output", "store", "workers", "outlets", "period", "languages"}
    common |= {"zones"}
    assert [name for name, *_ in rows] == ["corpus", "frequency", "sentiment", "actors"]
    for _, path, question, parameters in rows:
        found = set(papermill.inspect_notebook(ROOT / path))
        assert set(re.findall(r"`(\w+)`", parameters)) == found - common
        assert f"# {question}" in (ROOT / path).read_text(encoding="utf-8")


def test_no_module_is_longer_than_one_can_hold_in_mind():
    """The schema is a list of tables, and a kernel holds all that is compiled with it."""
    room = ROOT / "analysis"
    long = {
        str(path.relative_to(room)): n
        for path in room.rglob("*.py")
        if (n := len(path.read_text(encoding="utf-8").splitlines())) > 350
        and path.parent.name != "kernels"
        and path.name != "schema.py"
    }

    assert long == {}


def test_the_table_of_rooms_is_what_the_layers_hold():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    told = [set(re.findall(r"`(\w+)/?`", cell)) for cell in table]
    (contract,) = [
        one
        for one in PROJECT_FILE["tool"]["importlinter"]["contracts"]
        if one["type"] == "layers" and "containers" not in one
    ]
    layers = [re.findall(r"analysis\.(\w+)", layer) for layer in contract["layers"]]
    of_layer = {name: number for number, names in enumerate(layers) for name in names}
    rooms = {
        path.stem
        for path in (ROOT / "analysis").iterdir()
        if (path.suffix == ".py" or (path / "__init__.py").exists()) and path.stem != "__init__"
    }

    assert set().union(*told) == set(of_layer) == rooms
    heights = [min(of_layer[name] for name in names) for names in told]
    assert heights == sorted(heights), "the table goes from the top to the ground"


def test_refusals_and_cut_offs_travel_as_values():
    """pandas calls `attrs` experimental, and loses them where tables are put together."""
    users = [p.name for p in (ROOT / "analysis").rglob("*.py") if ".attrs" in p.read_text("utf-8")]

    assert users == []


NAME = re.compile(r"`((?:[a-z_]\w*\.)+\w+)`")


def _is_there(name):
    """Say whether a dotted name leads to a module, or to something in one."""
    parts = name.split(".")
    for n in range(len(parts), 0, -1):
        try:
            thing = importlib.import_module(".".join(["analysis", *parts[:n]]))
        except ModuleNotFoundError:
            continue
        for part in parts[n:]:
            thing = getattr(thing, part, None)
        return thing is not None
    return False


def test_names_of_rooms_in_docstrings_and_pages_lead_somewhere():
    rooms = {path.stem for path in (ROOT / "analysis").iterdir()} - {"files", "__init__"}
    pages = [*(ROOT / "analysis").rglob("*.py"), *(ROOT / "docs").glob("*.md")]
    named = {
        (path.name, name)
        for path in [*pages, ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
        for name in NAME.findall(path.read_text(encoding="utf-8"))
        if name.split(".")[0] in rooms and name.split(".")[-1] not in {"csv", "py"}
    }

    assert len(named) > 30
    assert [one for one in sorted(named) if not _is_there(one[1])] == []
