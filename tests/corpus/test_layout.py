"""A store is a new folder, an empty one, or carries our mark; of others nothing is touched."""

import os
import shutil
import stat

import pytest

from analysis.corpus import annotate, load, sealed, storage
from analysis.errors import StoreError


def listing(folder):
    """Give all that lies in a folder, with its content and its time."""
    return {
        path.relative_to(folder).as_posix(): (
            path.lstat().st_mtime_ns,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in folder.rglob("*")
    }


FOREIGN = [
    "notes.txt",
    "articles-2026.parquet",
    "articles-0123456789abcdef.parquet",
    "pieces/0123456789abcdef01234567.parquet",
    "0123456789abcdef/0123456789abcdef/seal.json",
    "corpus.json",
    "lock",
    ".staging-" + "0" * 32,
]


@pytest.mark.parametrize("name", FOREIGN)
def test_a_folder_that_is_not_ours_is_refused_and_not_touched(corpus, registry, tmp_path, name):
    folder = tmp_path / "mine"
    (folder / name).parent.mkdir(parents=True)
    (folder / name).write_text('{"format": 1, "made_of": {}}')
    before = listing(folder)

    with pytest.raises(StoreError, match=r"'.*mine' is no store.*Nothing was touched"):
        annotate(corpus.path, store=folder, registry=registry)
    assert listing(folder) == before


def test_the_folder_of_the_corpus_is_no_store(corpus, registry, tmp_path, monkeypatch):
    monkeypatch.chdir(corpus.path.parent)
    before = listing(tmp_path)

    with pytest.raises(StoreError, match=r"'\.' is no store"):
        annotate(corpus.path.name, store=".", registry=registry)
    assert listing(tmp_path) == before


@pytest.mark.parametrize("left", ["nothing", "folder", "half a mark"])
def test_a_store_is_made_where_there_is_nothing(corpus, registry, tmp_path, left):
    store = tmp_path / "deep" / "store"
    if left != "nothing":
        store.mkdir(parents=True)
    if left == "half a mark":
        (store / storage.MARK.name).write_bytes(storage.MARK.content[:20])

    assert len(annotate(corpus.path, store=store, registry=registry)) == 20
    assert storage.MARK.marks(store)


def test_what_a_user_put_into_a_store_stays(corpus, registry, tmp_path):
    """Also when the store is made anew by another version, and nothing else stays."""
    store = tmp_path / "store"
    made = annotate(corpus.path, store=store, registry=registry, articles_a_shard=5)
    version = store / made._folder.name
    mine = [
        "mine/notes.txt",
        "articles-2026.parquet",
        "articles-0123456789abcdef.parquet.bak",
        "pieces/mine.parquet",
        f"{version.name}.bak/0123456789abcdef/words.parquet",
        f"{version.name}/mine/words.parquet",
        f"{version.name}/{made._shards[0]}/Mine.txt",
        "0123456789ABCDEF/words.parquet",
        ".staging-mine",
    ]
    for name in mine:
        (store / name).parent.mkdir(exist_ok=True, parents=True)
        (store / name).write_text("mine")
    (store / "fedcba9876543210").symlink_to(tmp_path, target_is_directory=True)
    (store / version / made._shards[1] / "words.parquet").unlink()
    annotate(corpus.path, store=store, registry=registry, articles_a_shard=5)
    fewer = registry[registry["actor"] != "United States"].reset_index(drop=True)
    annotate(corpus.path, store=store, registry=fewer, articles_a_shard=5)

    assert {name: (store / name).read_text() for name in mine} == dict.fromkeys(mine, "mine")
    assert corpus.path.exists()
    left = [path for path in version.rglob("*") if path.is_file()]
    assert sorted(path.name for path in left) == ["Mine.txt", "words.parquet"]


def test_a_damaged_shard_in_which_a_user_keeps_something_is_named(corpus, registry, tmp_path):
    store = tmp_path / "store"
    made = annotate(corpus.path, store=store, registry=registry)
    shard = made._folder / made._shards[0]
    (shard / "Mine.txt").write_text("mine")
    (shard / "words.parquet").unlink()

    with pytest.raises(StoreError, match=r"is damaged, and holds files that are not the store's"):
        annotate(corpus.path, store=store, registry=registry)
    (shard / "Mine.txt").rename(tmp_path / "Mine.txt")
    assert len(annotate(corpus.path, store=store, registry=registry)) == 20


def test_a_lost_mark_is_made_anew_if_the_seal_says_that_the_store_is_ours(
    corpus, registry, tmp_path
):
    store = tmp_path / "store"
    annotate(corpus.path, store=store, registry=registry)
    (store / storage.MARK.name).unlink()
    annotate(corpus.path, store=store, registry=registry)

    assert storage.MARK.marks(store)


def test_a_store_without_its_corpus_is_refused_and_not_annotated_for_the_moment(
    corpus, registry, tmp_path
):
    store = tmp_path / "store"
    annotate(corpus.path, store=store, registry=registry)
    (store / storage.CORPUS).unlink()

    with pytest.raises(StoreError, match=r"corpus.json' cannot be read .* Annotate"):
        load(corpus.path, store=store, registry=registry)


def test_what_is_in_a_store_obeys_the_umask(corpus, registry, tmp_path):
    before = os.umask(0o002)
    try:
        store = tmp_path / "store"
        annotate(corpus.path, store=store, registry=registry)
    finally:
        os.umask(before)
    modes = {
        path.relative_to(store).as_posix(): stat.S_IMODE(path.stat().st_mode)
        for path in (store, *store.rglob("*"))
    }

    assert {
        name
        for name, mode in modes.items()
        if mode != (0o775 if (store / name).is_dir() else 0o664)
    } == set()


def damaged(file, store):
    """Damage a file so that its size and its time stay the same."""
    path = next(store.glob(file))
    times = path.stat()
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    return path


@pytest.mark.parametrize(
    "file", ["corpus.json", "articles-*", "merges-*", "pieces/*", "*/*/seal.json"]
)
def test_each_kind_of_file_is_mended_and_named_when_it_is_damaged(
    corpus, registry, tmp_path, content, file
):
    store = tmp_path / "store"
    annotate(corpus.path, store=store, registry=registry)
    whole = content(store)
    path = damaged(file, store)
    if not file.startswith("pieces"):  # which only annotating reads
        with pytest.raises(StoreError, match=f"{path.name}' cannot be read .* made anew"):
            load(corpus.path, store=store, registry=registry)
    told = []
    annotate(corpus.path, store=store, registry=registry, tell=told.append)

    assert [note for note in told if "is damaged" in note]
    assert content(store) == whole


def test_another_order_of_shards_is_refused(corpus, registry, tmp_path):
    store = tmp_path / "store"
    annotate(corpus.path, store=store, registry=registry, articles_a_shard=4)
    text = (store / storage.CORPUS).read_text("utf-8")
    shards = sealed.read_json(store / storage.CORPUS)["shards"]
    before, after = (str(each).replace("'", '"') for each in (shards, shards[::-1]))
    assert before in text
    (store / storage.CORPUS).write_text(text.replace(before, after), "utf-8")

    with pytest.raises(StoreError, match=r"corpus\.json' cannot be read .its seal is broken"):
        load(corpus.path, store=store, registry=registry)


@pytest.mark.parametrize("what", ["files", "folders"])
def test_files_and_folders_in_each_others_place_are_refused_and_mended(
    corpus, registry, tmp_path, content, what
):
    store = tmp_path / "store"
    made = annotate(corpus.path, store=store, registry=registry, articles_a_shard=5)
    whole = content(store)
    one, other = (made._folder / name for name in made._shards[:2])
    if what == "files":
        one, other = one / "types.parquet", other / "types.parquet"
    one.rename(tmp_path / "aside")
    other.rename(one)
    (tmp_path / "aside").rename(other)

    with pytest.raises(StoreError, match="cannot be read"):
        _ = load(corpus.path, store=store, registry=registry).types
    told = []
    annotate(corpus.path, store=store, registry=registry, articles_a_shard=5, tell=told.append)
    assert len([note for note in told if "is damaged" in note]) == 2
    assert content(store) == whole


def test_shards_of_an_older_store_of_the_same_folder_are_not_taken_for_new_ones(
    corpus, registry, tmp_path
):
    store = tmp_path / "store"
    annotate(corpus.path, store=store, registry=registry)
    shutil.copy(store / storage.CORPUS, tmp_path / "old.json")
    corpus.grow(3)
    annotate(corpus.path, store=store, registry=registry)
    shutil.copy(tmp_path / "old.json", store / storage.CORPUS)

    with pytest.raises(StoreError, match=r"articles-.*\.parquet' cannot be read"):
        load(corpus.path, store=store, registry=registry)
