"""The weights of the tagger: those of the model card, small, and refused if they are others."""

import re
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from analysis.errors import LexiconError
from analysis.kernels.perceptron import N_TAGS, NEVER
from analysis.lexicons.tagger import WEIGHTS, census_names, tagger_weights

CARD = Path(__file__).parents[2] / "docs" / "models" / "names.md"


def test_the_card_is_about_these_weights():
    checksum = sha256(WEIGHTS.read_bytes()).hexdigest()

    assert f"| checksum of the weights (SHA-256) | `{checksum}` |" in CARD.read_text("utf-8")


def test_the_card_tells_terms_and_credit_of_every_source():
    rows = re.findall(r"^\|(.+)\|(.+)\|(.+)\|(.+)\| (people|teacher) \|(.+)\|(.+)\|$",
                      CARD.read_text("utf-8"), re.MULTILINE)  # fmt: skip

    assert len(rows) == 7
    assert all(cell.strip() for row in rows for cell in row)


def test_the_weights_are_small():
    assert WEIGHTS.stat().st_size <= 3_000_000


def test_the_table_of_weights_has_a_row_for_every_hash():
    weights = tagger_weights()

    rows, columns = weights["table"].shape
    assert columns == N_TAGS
    assert rows & (rows - 1) == 0
    assert weights["moves"].shape == (N_TAGS + 1, N_TAGS)
    assert weights["calibration"].shape == (3, 2)


def test_no_name_begins_inside():
    moves = tagger_weights()["moves"]

    for inner in (2, 4, 6):
        others = [row for row in range(N_TAGS + 1) if row not in {inner - 1, inner}]
        assert (moves[others, inner] == NEVER).all()


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(LexiconError, match=r"none\.npz: not readable as weights.*train"):
        tagger_weights(tmp_path / "none.npz")


def test_a_file_that_is_no_array_is_told(tmp_path):
    path = tmp_path / "other.npz"
    path.write_bytes(b"PK no archive")

    with pytest.raises(LexiconError, match=r"other\.npz: not readable as weights"):
        tagger_weights(path)


def test_other_arrays_are_told(tmp_path):
    path = tmp_path / "other.npz"
    np.savez(path, table=np.zeros(3))

    with pytest.raises(LexiconError, match="must hold table, moves, calibration; found table"):
        tagger_weights(path)


def test_census_names_are_first_names_and_surnames():
    names = census_names()

    assert names["mary"] == (1, 0)
    assert names["smith"][1] == 1
    assert all(name == name.lower() and max(each) in {1, 2} for name, each in names.items())
