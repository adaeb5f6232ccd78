"""Compiled code never outlives the sources it was made from."""

from analysis.kernels import forget_stale


def test_compiled_code_is_forgotten_when_any_source_changes(tmp_path):
    (tmp_path / "a.py").write_text("x = 1")
    forget_stale(tmp_path)
    compiled = tmp_path / "__pycache__" / "a.f.nbi"
    compiled.write_text("compiled")

    forget_stale(tmp_path)
    assert compiled.exists()

    (tmp_path / "b.py").write_text("helper = 2")
    forget_stale(tmp_path)
    assert not compiled.exists()
