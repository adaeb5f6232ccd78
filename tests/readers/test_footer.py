"""The footer of a Parquet file, against pyarrow."""

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.readers import footer


@pytest.mark.parametrize("dictionary", [True, False])
@pytest.mark.parametrize("rows", [1, 7, 40])
def test_the_groups_are_those_that_pyarrow_finds(tmp_path, rows, dictionary):
    path = tmp_path / "n.parquet"
    columns = {"text": [f"text {n % 5}" for n in range(40)], "author": [["a", "b"], []] * 20}
    many = {f"column {n}": [n / 2] * 40 for n in range(20)}
    table = pa.Table.from_pandas(pd.DataFrame({**columns, **many, "is_true": True}))
    pq.write_table(table, path, row_group_size=rows, use_dictionary=dictionary)
    about = pq.ParquetFile(path).metadata
    found = footer.groups(path)
    assert len(found) == about.num_row_groups
    for number, group in enumerate(found):
        theirs = about.row_group(number)
        assert (group.n_rows, group.n_bytes) == (theirs.num_rows, theirs.total_byte_size)
        for place, chunk in enumerate(group.chunks):
            other = theirs.column(place)
            starts = [other.data_page_offset, other.dictionary_page_offset]
            assert chunk == (
                other.path_in_schema,
                other.num_values,
                other.total_uncompressed_size,
                other.total_compressed_size,
                min(start for start in starts if start is not None),
            )


@given(st.binary(max_size=200))
def test_any_other_footer_is_read_or_refused(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("footer") / "n.parquet"
    path.write_bytes(b"PAR1" + data + len(data).to_bytes(4, "little") + b"PAR1")
    try:
        found = footer.groups(path)
    except (LookupError, TypeError, ValueError, RecursionError):
        return
    assert all(group.n_rows >= 0 for group in found)


@pytest.mark.parametrize("data", [b"", b"PAR1", b"x" * 20, b"PAR1\xff\xff\xff\x7fPAR1"])
def test_a_file_without_a_footer_is_refused(tmp_path, data):
    path = tmp_path / "n.parquet"
    path.write_bytes(data)
    with pytest.raises(ValueError, match="its end is not that of a Parquet file"):
        footer.groups(path)
