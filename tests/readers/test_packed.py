"""Archives are unpacked within bounds, and nothing of them lands outside."""

import bz2
import gzip
import io
import lzma
import stat
import tarfile
import zipfile

import pytest

from analysis.corpus import load
from analysis.errors import CorpusError
from analysis.readers import packed
from analysis.readers.entries import LEAVES
from analysis.readers.source import open_source

TEXT = "Ferry late\n\nThe ferry was late.\n"
TABLE = "title,date,text\nFerry late,2024-03-05,The ferry was late.\n"


def zipped(path, **files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("___", "/").replace("__", "."), content)
    return path


def told(found):
    rows = found.ledger[found.ledger["reason"] != ""]
    return dict(zip(rows["reason"], rows["examples"], strict=True))


def test_a_packed_table_is_the_table(tmp_path):
    path = tmp_path / "news.csv.gz"
    path.write_bytes(gzip.compress(TABLE.encode()))
    found = load(path)
    assert (found.name, list(found.articles["article_id"])) == ("news", ["news-0001"])
    plain = tmp_path / "news.csv"
    plain.write_text(TABLE)
    assert found.fingerprint == load(plain).fingerprint


@pytest.mark.parametrize("kind", ["bz2", "xz"])
def test_other_ways_to_pack_a_file(tmp_path, kind):
    pack = {"bz2": bz2.compress, "xz": lzma.compress}[kind]
    (tmp_path / f"news.csv.{kind}").write_bytes(pack(TABLE.encode()))
    assert list(load(tmp_path / f"news.csv.{kind}").articles["article_id"]) == ["news-0001"]


@pytest.mark.parametrize("name", ["news.tar.gz", "news.tgz", "news.tar"])
def test_a_tape_is_a_folder_and_what_leads_out_of_it_is_told(tmp_path, name):
    with tarfile.open(tmp_path / name, "w:gz" if "gz" in name else "w") as archive:
        for inside in ("x/a.txt", "x/b.txt", "../out.txt", "/out.txt"):
            info = tarfile.TarInfo(inside)
            info.size = len(TEXT)
            archive.addfile(info, io.BytesIO(TEXT.encode()))
        link = tarfile.TarInfo("x/link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    found = load(tmp_path / name)
    assert (found.name, list(found.articles["article_id"])) == ("news", ["a", "b"])
    assert told(found) == {packed.ESCAPES: "../out.txt; /out.txt", packed.INNER: "x/link.txt"}
    assert [path.name for path in tmp_path.rglob("*")] == [name]


@pytest.mark.parametrize("mtime", ["inf", "nan", "1e300", "-1"])
def test_a_time_that_is_none_costs_nothing(tmp_path, mtime):
    with tarfile.open(tmp_path / "news.tar", "w", format=tarfile.PAX_FORMAT) as archive:
        info = tarfile.TarInfo("a.txt")
        info.size, info.pax_headers = len(TEXT), {"mtime": mtime}
        archive.addfile(info, io.BytesIO(TEXT.encode()))
    assert list(load(tmp_path / "news.tar").articles["article_id"]) == ["a"]


def test_one_damaged_archive_does_not_spoil_a_folder(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.zip").write_bytes(b"no archive")
    (tmp_path / "away.zip").symlink_to("/dev/zero")
    zipped(tmp_path / "c.zip", c__txt=TEXT)
    found = load(tmp_path)
    assert list(found.articles["article_id"]) == ["a", "c.zip/c"]
    assert told(found) == {
        "not read: cannot be unpacked: File is not a zip file": "b.zip",
        LEAVES: "away.zip",
    }


def test_a_packed_folder_is_the_folder(tmp_path):
    metadata = "file,date\na,2024-03-05\nb,2024-03-06\n"
    path = zipped(
        tmp_path / "news.zip", x___a__txt=TEXT, x___b__txt=TEXT, x___metadata__csv=metadata
    )
    found = load(path)
    assert list(found.articles["article_id"]) == ["a", "b"]
    assert list(found.articles["published"].dt.day) == [5, 6]


def test_archives_in_a_folder_and_in_archives_are_read_where_they_lie(tmp_path):
    inner = io.BytesIO()
    zipped(inner, deep__txt=TEXT)
    zipped(tmp_path / "b.zip", x___b__txt=TEXT, inner__zip=inner.getvalue())
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "c.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    found = load(tmp_path)
    wanted = ["a", "b.zip/inner.zip/deep", "b.zip/x/b", "c"]
    assert list(found.articles["article_id"]) == wanted


def test_the_same_archive_is_not_read_again(tmp_path):
    path = zipped(tmp_path / "news.zip", a__txt=TEXT, b__txt=TEXT)
    before = [piece.extent for piece in open_source(path).pieces()]
    assert all(piece.drafts is None for piece in open_source(path).pieces(before))


def test_nothing_is_unpacked_before_it_is_read(tmp_path):
    path = tmp_path / "news.csv.gz"
    path.write_bytes(b"not packed at all")
    source = open_source(path)
    with pytest.raises(CorpusError, match=r"^news\.csv\.gz: cannot be unpacked: "):
        list(source.pieces())


@pytest.mark.parametrize(
    "name",
    ["../out.txt", "/out.txt", "x/../../out.txt", "..\\out.txt", "C:\\out.txt", "a" * 300, ""],
)
def test_names_that_lead_out_are_told_and_land_nowhere(tmp_path, name):
    path = tmp_path / "sub" / "news.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", TEXT)
        archive.writestr(zipfile.ZipInfo(name), TEXT)
    found = load(path)
    assert list(found.articles["article_id"]) == ["a"]
    assert list(told(found)) == [packed.ESCAPES]
    assert sorted(file.name for file in tmp_path.rglob("*") if file.is_file()) == ["news.zip"]


def test_links_and_second_names_in_an_archive_are_told(tmp_path):
    path = tmp_path / "news.zip"
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", TEXT)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", "Another.")
        archive.writestr(link, "/etc/passwd")
    found = load(path)
    assert list(found.articles["article_id"]) == ["a"]
    assert told(found) == {packed.TWICE: "a.txt", packed.INNER: "link.txt"}


def test_a_damaged_member_is_told_and_the_others_are_read(tmp_path):
    path = zipped(tmp_path / "news.zip", a__txt=TEXT, b__txt="B" + TEXT * 20)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo("b.txt").header_offset
    data[start + 40 : start + 50] = b"\xff" * 10
    path.write_bytes(data)
    found = load(path)
    assert list(found.articles["article_id"]) == ["a"]
    assert told(found) == {packed.SPOILT: "b.txt"}


@pytest.mark.parametrize("kind", ["zip", "gz"])
def test_a_bomb_is_refused_and_leaves_nothing(tmp_path, kind, monkeypatch):
    monkeypatch.setattr(packed, "SMALL", 10_000)
    path = tmp_path / f"news.txt.{kind}"
    content = b"0" * 5_000_000
    if kind == "gz":
        path.write_bytes(gzip.compress(content))
    else:
        zipped(path, a__txt=content)
    with pytest.raises(CorpusError, match=r"holds more than 250 times its own size"):
        load(path)


def test_archives_inside_an_archive_have_no_room_of_their_own(tmp_path, monkeypatch):
    monkeypatch.setattr(packed, "SMALL", 100_000)
    monkeypatch.setattr(packed, "MOST_TIMES", 1)
    inner = io.BytesIO()
    zipped(inner, a__txt=TEXT * 2_000)
    path = zipped(tmp_path / "news.zip", **{f"{n}__zip": inner.getvalue() for n in range(3)})
    found = load(path)
    assert list(found.articles["article_id"]) == ["0.zip/a"]
    assert told(found) == {f"not read: {packed.BOMB}": "1.zip; 2.zip"}
    deep = zipped(tmp_path / "deep.zip", b__zip=path.read_bytes())
    assert told(load(deep)) == {f"not read: {packed.BOMB}": "1.zip; 2.zip"}
    monkeypatch.setattr(packed, "SMALL", 10_000_000)
    assert len(load(path)) == 3


def test_an_archive_of_too_many_files_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(packed, "MOST_FILES", 2)
    path = zipped(tmp_path / "news.zip", a__txt=TEXT, b__txt=TEXT, c__txt=TEXT)
    with pytest.raises(CorpusError, match=r"^news\.zip: holds more than 200,000 files\.$"):
        load(path)


def test_an_archive_that_asks_for_a_password_tells_so(tmp_path):
    path = zipped(tmp_path / "news.zip", a__txt=TEXT, b__txt=TEXT)
    data = bytearray(path.read_bytes())
    at = data.rfind(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(data)
    assert told(load(path)) == {packed.LOCKED: "b.txt"}


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"PK\x05\x06" + bytes(18), bytes(range(3, 256, 4))]
)
def test_what_is_no_archive_is_refused_in_one_line(tmp_path, content):
    path = tmp_path / "news.zip"
    path.write_bytes(content)
    with pytest.raises(CorpusError) as error:
        load(path)
    assert "\n" not in str(error.value)
