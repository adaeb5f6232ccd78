"""What names of files and folders say."""

import pytest

from analysis.readers.names import FILE, FOLDER, outlets_of_tables, said


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2019-03-02_post_x.txt", "2019-03-02"),
        ("post-20190302-1.txt", "2019-03-02"),
        ("x/2019.03.02.txt", "2019-03-02"),
        ("2019/03/02/a.txt", "2019-03-02"),
        ("2019/2019-03/2019-03-02/a.txt", "2019-03-02"),
        ("2019-03-02/a.txt", "2019-03-02"),
        ("2019/03/a.txt", ""),
        ("2019-13-02.txt", ""),
        ("120190302.txt", ""),
        ("a-1512-01-23.txt", ""),
        ("a.txt", ""),
    ],
)
def test_days_in_names(name, day):
    assert said([name]).days == ({name: day} if day else {})


@pytest.mark.parametrize(
    ("names", "outlets"),
    [
        (["post/1.txt", "herald/1.txt", "3.txt"], ["post", "herald"]),
        (["2019/post/1.txt", "2019/herald/1.txt"], ["post", "herald"]),
        (["post/2019/1.txt", "herald/2020/1.txt"], ["post", "herald"]),
        (["post/politics/1.txt", "herald/sport/1.txt"], ["post", "herald"]),
        (["politics/1.txt", "sport/1.txt"], []),
        (["2019/1.txt", "2020/1.txt"], []),
        (["march/1.txt", "april/1.txt"], []),
        (["train/1.txt", "test/1.txt"], []),
        (["articles/1.txt"], []),
        (["batch_1/1.txt", "batch_2/1.txt"], []),
    ],
)
def test_outlets_in_names_of_folders(names, outlets):
    found = said(names)
    assert list(found.outlets.values()) == outlets
    assert found.roles == ({"outlet": FOLDER} if outlets else {})


def test_outlets_in_names_of_files_must_return():
    names = [f"2019-03-0{n}_{'post' if n % 2 else 'herald'}_a-story-{n}.txt" for n in range(1, 7)]
    found = said(names)
    assert list(found.outlets.values()) == ["post", "herald"] * 3
    assert found.roles == {"date": FILE, "outlet": FILE}
    assert not said([f"2019-03-0{n}_a-story-{n}.txt" for n in range(1, 7)]).outlets
    assert not said([f"2019-03-0{n}_part{n % 2}.txt" for n in range(1, 7)]).outlets
    assert not said(names[:3]).outlets


@pytest.mark.parametrize(
    ("names", "outlets"),
    [
        (["post/2019-03.csv", "herald/2019-03.csv"], ["post", "herald"]),
        (["post.csv", "coast-herald.csv"], ["post", "coast-herald"]),
        (["2019-03.csv", "2019-04.csv"], []),
        (["news1.csv", "news2.csv"], []),
        (["part_a.csv", "part_b.csv"], []),
        (["train.csv", "test.csv"], []),
        (["politics.csv", "sport.csv"], []),
        (["x/post.csv", "y/post.csv"], ["x", "y"]),
    ],
)
def test_outlets_in_names_of_tables(names, outlets):
    assert list(outlets_of_tables(names)[0].values()) == outlets
