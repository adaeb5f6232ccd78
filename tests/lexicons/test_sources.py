"""Every list says where it comes from."""

from __future__ import annotations

from hashlib import sha256

from analysis.lexicons import sources
from analysis.lexicons.files import DATA


def test_every_list_in_the_data_folder_has_a_source():
    files = {path.stem for path in DATA.iterdir()} - {"sources"}

    assert set(sources()["list"]) == files


def test_the_table_has_the_promised_columns_and_order():
    table = sources()

    assert list(table.columns) == ["list", "n_entries", "source", "licence", "sha256"]
    assert table["list"].is_monotonic_increasing
    assert table["n_entries"].dtype == "int64"
    assert (table["n_entries"] > 0).all()


def test_no_list_lacks_source_or_licence():
    assert (sources()[["source", "licence"]] != "").all(axis=None)


def test_the_checksum_is_that_of_the_file():
    found = sources().set_index("list").loc["states", "sha256"]

    assert found == sha256((DATA / "states.csv").read_bytes()).hexdigest()[:12]


def test_sizes_are_counted_from_the_files():
    sizes = sources().set_index("list")["n_entries"]

    assert (sizes["states"], sizes["vader"]) == (197, 7506)
    assert (sizes["punkt"], sizes["punkt_contexts"]) == (232, 20366)
