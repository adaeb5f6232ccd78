"""No byte of a sealed file can be changed without notice: every one is changed, one by one."""

import pyarrow as pa
import pytest

from analysis.corpus import sealed
from analysis.errors import StoreError

TABLE = pa.table(
    {
        "zone": pa.array([0, 1, 1, 2] * 8, pa.int32()),
        "start": pa.array(range(32), pa.int32()),
        "end": pa.array(range(5, 37), pa.int32()),
        "form": [f"w{n}" for n in range(32)],
    }
)


@pytest.mark.parametrize("split", [False, True])
def test_every_byte_that_is_read_back_is_covered(tmp_path, split):
    path = tmp_path / "a.parquet"
    table = TABLE.drop_columns(["form", "zone"]) if split else TABLE
    sealed.write_table(path, table, split=split)
    seal = sealed.seal_columns(path)
    data = path.read_bytes()
    assert sealed.read_table(path, seal=seal).equals(table)
    unnoticed = []
    for place in range(len(data)):
        changed = bytearray(data)
        changed[place] ^= 1 << place % 8
        path.write_bytes(changed)
        try:
            assert sealed.read_table(path, seal=seal).equals(table)
        except StoreError:
            continue
        unnoticed.append(place)

    assert unnoticed == [0, 1, 2, 3], "which say only that this is Parquet, and are not read"


def test_a_change_in_a_column_that_is_not_read_is_not_paid_for(tmp_path):
    path = tmp_path / "a.parquet"
    sealed.write_table(path, TABLE)
    seal = sealed.seal_columns(path)
    begin, size = sealed._chunks(sealed.pq.ParquetFile(path).metadata)["form"]
    data = bytearray(path.read_bytes())
    data[begin + size - 1] ^= 1
    path.write_bytes(data)

    read = sealed.read_table(path, ["end", "zone"], seal=seal)
    assert read.equals(TABLE.select(["end", "zone"]))
    with pytest.raises(StoreError, match="column 'form' is not what was written"):
        sealed.read_table(path, ["form"], seal=seal)


def test_an_empty_table_is_sealed_too(tmp_path):
    path = tmp_path / "a.parquet"
    sealed.write_table(path, TABLE.slice(0, 0))

    assert sealed.read_table(path, seal=sealed.seal_columns(path)).equals(TABLE.slice(0, 0))


def test_every_byte_of_facts_is_covered(tmp_path):
    path = tmp_path / "a.json"
    facts = {"name": "Müller", "numbers": [1, 2.5, None], "deep": {"b": 1, "a": "x"}}
    sealed.write_json(path, facts)
    data = path.read_bytes()
    assert sealed.read_json(path) == facts
    for place in range(len(data)):
        for bit in range(8):
            changed = bytearray(data)
            changed[place] ^= 1 << bit
            path.write_bytes(changed)
            with pytest.raises(StoreError, match=r"a\.json' cannot be read"):
                sealed.read_json(path)


def test_facts_in_the_place_of_others_are_refused(tmp_path):
    sealed.write_json(tmp_path / "a.json", {"name": "a"})
    (tmp_path / "a.json").rename(tmp_path / "b.json")

    with pytest.raises(StoreError, match=r"b\.json' cannot be read .its seal is broken"):
        sealed.read_json(tmp_path / "b.json")


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b'"', b"\xff", b"{" * 10_000, b"[" * 100_000]
)
def test_what_is_no_sealed_file_is_refused_in_one_line(tmp_path, content):
    path = tmp_path / "a.json"
    path.write_bytes(content)

    with pytest.raises(StoreError, match=r"^store: '.*a.json' cannot be read \(.*\)\. Annotate.*$"):
        sealed.read_json(path)
    path.with_suffix(".parquet").write_bytes(content)
    with pytest.raises(StoreError, match="cannot be read"):
        sealed.read_table(path.with_suffix(".parquet"), seal={"size": len(content), "foot": ""})
