"""What is printed does nothing to a terminal."""

import ast
import io
import sys

import pytest

from analysis.terminal import safe, say


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain, é, 漢, 😀", "plain, é, 漢, 😀"),
        ("\x1b[2J\x07\r\x9b", r"\x1b[2J\x07\r\x9b"),
        ("\u202egnp.exe\u2066", r"\u202egnp.exe\u2066"),
        ("caf\udce9", r"caf\udce9"),
        ("a\nb", "a\nb"),
        ("\u2028\u00a0", r"\u2028\xa0"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_control_characters_and_marks_of_direction_are_written_out(text, shown):
    assert safe(text) == shown
    assert safe(text, lines=False) == shown.replace("\n", r"\n")


def test_a_terminal_of_another_encoding_is_no_trouble(monkeypatch):
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stream)

    say("café \x1b")

    stream.flush()
    assert stream.buffer.getvalue() == b"caf\\xe9 \\x1b\n"


def test_nothing_is_printed_in_another_way():
    from pathlib import Path

    import analysis

    root = Path(analysis.__file__).parent
    for path in [root / "__main__.py", *root.glob("schedule/*.py")]:
        calls = [n.func for n in ast.walk(ast.parse(path.read_bytes())) if isinstance(n, ast.Call)]
        printed = {ast.unparse(call) for call in calls} & {"click.echo", "click.secho", "print"}
        assert printed == set(), path
