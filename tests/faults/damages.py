"""Damages of files: blind ones, those that know markup, and those inside of archives."""

from __future__ import annotations

import gzip
import io
import re
import stat
import tarfile
import zipfile
from typing import TYPE_CHECKING

from tests.faults.good_corpora import zipped

if TYPE_CHECKING:
    import random

LARGEST = 2_000_000
"""Bytes of a damaged file at most, before it is packed."""
SECRET = "a line that is none of the corpus's business"  # noqa: S105 - and no password
BESIDE = "secret.txt"
"""A file outside of the corpus, which holds the secret and no more."""
OUTSIDE = [
    *(f"../{BESIDE}", f"x/../../{BESIDE}", f"..\\{BESIDE}", "/etc/passwd", "C:\\new.txt", "~/new"),
    *(
        "../new.txt",
        "/new.txt",
        "//host/x.txt",
        "a\0b.txt",
        "",
        ".",
        "..",
        "a" * 300,
        "a/" * 300,
    ),
    *("news.csv", "metadata.csv", "actors.csv", "a.roles.yaml", "x.csv/a.txt", "CON.txt", ".x.txt"),
    *("\u202etxt.a", "\x1b[31m.txt", "a\nb.txt", "\ud800.txt", "index.html", ".standfirst"),
]
"""Names for files in archives."""

SPLICED = [
    *(b'"', b'""', b"\0", b",", b";", b"\t", b"\n", b"\r", b"\r\n", b"{", b"}", b"[", b"]"),
    *(b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\\ud800", b"\xe9", b"\x81"),
    *(b"%PDF", b"PK\x03\x04", b"PAR1", b"\x1b[31m", "\u202e\ufffe\u2028".encode(), b"1e999"),
    *(b"[" * 900, b"[" * 5000, b'{"a":' * 900, b"9" * 5000, b"x" * 200_000, b'"a"b\n' * 500),
    *(b'"\n' * 500, b"," * 5000, b"text,text,id,id\n", b"NaN", b"-Infinity", b"\xf4\x90\x80\x80"),
    *(
        b"null",
        b"<!--",
        b"-->",
        b"<![CDATA[",
        b"]]>",
        b"<?",
        b"&#xFFFE;",
        b"&#0;",
        b"&a;",
        b"&" * 9,
    ),
    *(b"<script>", b"<style>", b"<plaintext>", b"<textarea>", b"<svg>", b"<template>", b"<select>"),
    *(b"<base href='http://example.org/'>", b"<img src='http://example.org/x'>", b"<" * 5000),
    b"<iframe src='file:///etc/passwd'></iframe><link rel=stylesheet href=//example.org/x>",
    *(b"{\\rtf1", b"{" * 5000, b"\\bin99999999 ", b"\\u-99999?", b"\\'zz", b"\\upr", b"\\*\\"),
    *(
        b"&a [*a]\n",
        b"!!python/object/apply:os.system [x]\n",
        b"<<: *a\n",
        b"- " * 2000,
        b"? : :\n",
    ),
    *(b"Content-Length: -1\r\n", b"WARC/1.0\r\n", b"Transfer-Encoding: chunked\r\n", b"\r\n\r\n"),
    *(b"1 of 99999999 DOCUMENTS\n", b"End of Document\n" * 300, b"_" * 5000, b"Title: \n" * 2000),
    *(b"---\n", b"---\na: b\n" * 500, b"Load-Date: \n" * 300, b"Body\n", b"\xc2\xa0" * 5000),
    *(b" " * 50_000, b"\n" * 50_000, b"\n\n \n" * 9_000, "\u0301".encode() * 5000, b"Mr. " * 9_000),
]
_NUMBERS = b"0 -1 99 99999 2147483648 18446744073709551616 1e999 0x7f 1048577".split()
_NUMBERS += [b"9" * 400, b"9" * 5000, "٣".encode(), b"NaN"]
_NUMBER = re.compile(rb"\d+")
_TAG = re.compile(rb"<[A-Za-z][^<>]{0,300}>")
_NAME = re.compile(rb"(?<=<)[A-Za-z][\w:.-]*")
_NAMES = b"table td p div script article w:p w:t tr item entry headline span a math pre x".split()
_BOMB = b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
DOCTYPES = [
    b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + _BOMB + b"]>",
    b'<!DOCTYPE a [<!ENTITY a "' + b"a" * 50_000 + b'">]>',
    b'<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    b'<!DOCTYPE a [<!ENTITY a SYSTEM "../secret.txt">]>',
    b'<!DOCTYPE a [<!ENTITY % a SYSTEM "http://example.org/x.dtd"> %a;]>',
    b'<!DOCTYPE a SYSTEM "http://example.org/x.dtd">',
    b'<!DOCTYPE a PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "file:///etc/passwd">',
    b'<!DOCTYPE a [<!ATTLIST p x CDATA "' + b"a" * 5000 + b'">]>',
    b'<?xml-stylesheet href="file:///etc/passwd"?>',
]


def damage(chance: random.Random, data: bytes, other: bytes = b"") -> bytes:
    """Damage a file, from outside or inside, some times over.

    Parameters
    ----------
    chance
        Decides.
    data
        The bytes of a good file.
    other
        Those of another one of its kind.
    """
    if chance.random() < 0.7:
        if data[:2] == b"PK":
            return _in_zip(chance, data)
        if data[:2] == b"\x1f\x8b":
            inside = damage(chance, gzip.decompress(data), other)
            return gzip.compress(inside, 1, mtime=0) * chance.choice([1, 1, 1, 2])
        if data[257:262] == b"ustar":
            return _in_tape(chance, data)
    for _ in range(chance.choice([0, 1, 1, 2, 3, 8])):
        data = chance.choice(_WAYS)(chance, data, other)[:LARGEST]
    return data


def _bit(chance: random.Random, data: bytes, _: bytes) -> bytes:
    at = chance.randrange(len(data) + 1)
    bit = bytes([data[at] ^ 1 << chance.randrange(8)]) if at < len(data) else b"\0"
    return data[:at] + bit + data[at + 1 :]


def _stretch(chance: random.Random, data: bytes) -> tuple[int, int]:
    at = chance.randrange(len(data) + 1)
    return at, min(len(data), at + chance.choice([1, 2, 10, 100, 1000]))


def _cut(chance: random.Random, data: bytes, _: bytes) -> bytes:
    at, to = _stretch(chance, data)
    return data[:at] if chance.random() < 0.5 else data[:at] + data[to:]


def _repeat(chance: random.Random, data: bytes, _: bytes) -> bytes:
    at, to = _stretch(chance, data)
    place = chance.choice([at, to, chance.randrange(len(data) + 1)])
    return data[:place] + data[at:to] * chance.choice([1, 2, 50, 1000]) + data[place:]


def _swap(chance: random.Random, data: bytes, _: bytes) -> bytes:
    a, b, c = sorted(chance.randrange(len(data) + 1) for _ in range(3))
    return data[:a] + data[b:c] + data[a:b] + data[c:]


def _splice(chance: random.Random, data: bytes, _: bytes) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(SPLICED) * chance.choice([1, 1, 3]) + data[at:]


def _shuffle(chance: random.Random, data: bytes, _: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    chance.shuffle(lines)
    return b"".join(lines)


def _recode(chance: random.Random, data: bytes, _: bytes) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(chance.choice(["utf-16", "cp1252", "utf-16-be"]), "replace")


def _cross(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """Go over into another file of its kind, and perhaps back."""
    at, (start, end) = chance.randrange(len(data) + 1), _stretch(chance, other)
    return data[:at] + (other[start:] if chance.random() < 0.5 else other[start:end] + data[at:])


def _renumber(chance: random.Random, data: bytes, _: bytes) -> bytes:
    places = list(_NUMBER.finditer(data))
    if not places:
        return data
    one = chance.choice(places)
    return data[: one.start()] + chance.choice(_NUMBERS) + data[one.end() :]


def _nest(chance: random.Random, data: bytes, _: bytes) -> bytes:
    """Write an opening tag hundreds of times, or another one in its place."""
    tags = list(_TAG.finditer(data))
    if not tags:
        return data
    one = chance.choice(tags)
    times = chance.choice([2, 200, 300, 5_000, 20_000])
    if chance.random() < 0.4:
        changed = _NAME.sub(chance.choice(_NAMES), one[0])
        return data[: one.start()] + changed + data[one.end() :]
    return data[: one.start()] + one[0] * times + data[one.end() :]


def _declare(chance: random.Random, data: bytes, _: bytes) -> bytes:
    """Declare entities or a file outside, and refer to it."""
    after = re.match(rb"\s*<\?xml[^>]*>", data)
    at = after.end() if after else 0
    to = data.find(b">", chance.randrange(at, len(data) + 1)) + 1
    refer = chance.choice([b"&a;", b"&j;", b"&a;" * 5000, b""])
    return (
        data[:at] + chance.choice(DOCTYPES) + data[at : max(at, to)] + refer + data[max(at, to) :]
    )


_WAYS = [
    *(_bit, _bit, _cut, _cut, _repeat, _repeat, _swap, _splice, _splice, _shuffle, _recode),
    *(_cross, _renumber, _renumber, _nest, _nest, _declare),
]


def _in_zip(chance: random.Random, data: bytes) -> bytes:
    """Pack a ZIP anew with one file damaged, renamed, huge, twice, or a link."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(list(files))
    other = files[chance.choice(list(files))]
    if chance.random() < 0.6:
        return zipped(files | {name: damage(chance, files[name], other)})
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, content in files.items():
            archive.writestr(zipfile.ZipInfo(each), content, zipfile.ZIP_DEFLATED)
        info = zipfile.ZipInfo("new.txt")
        match chance.randrange(5):
            case 0:
                info.filename = chance.choice(OUTSIDE).encode("utf-8", "replace").decode()
                archive.writestr(info, chance.choice([files[name], data]))
            case 1:
                info.external_attr = (chance.choice([stat.S_IFLNK, stat.S_IFIFO]) | 0o777) << 16
                archive.writestr(info, chance.choice(OUTSIDE).encode("utf-8", "replace"))
            case 2:
                info.filename = f"{name}/x.txt"
                archive.writestr(info, b"x")
            case 3:
                info.filename = chance.choice(["deep.zip", "deep/x.zip", "x.txt.gz"])
                archive.writestr(info, data)
            case _:
                size = chance.choice([100, 100_000, 60_000_000])
                info.filename = chance.choice([*files, "new.csv"]).replace(".", "2.", 1)
                archive.writestr(info, bytes(size), zipfile.ZIP_DEFLATED, 1)
    return made.getvalue()


def _in_tape(chance: random.Random, data: bytes) -> bytes:
    """Write a TAR anew with one file damaged, and perhaps one that leads out of it."""
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        files = {one.name: archive.extractfile(one).read() for one in archive}  # type: ignore[union-attr]
    name = chance.choice(list(files))
    files[name] = damage(chance, files[name])
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for each, content in files.items():
            info = tarfile.TarInfo(each)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        if chance.random() < 0.5:
            info = tarfile.TarInfo(chance.choice(OUTSIDE).replace("\ud800", ""))
            info.type = chance.choice([tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, b"0"])
            info.linkname = chance.choice(["/etc/passwd", f"../{BESIDE}", name, "."])
            info.mtime = chance.choice([0, -1, 2**40])
            archive.addfile(info, io.BytesIO())
    return made.getvalue()
