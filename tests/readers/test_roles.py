"""Which column plays which role."""

import pytest

from analysis.errors import CorpusError, ParameterError
from analysis.readers import roles
from analysis.readers.raw_articles import Role
from analysis.readers.source import open_source


@pytest.mark.parametrize(
    ("column", "role"),
    [
        ("Full Text", "text"),
        ("maintext", "text"),
        ("BODY", "text"),
        ("Title", "headline"),
        ("publish_date", "date"),
        ("Published-At", "date"),
        ("media_name", "outlet"),
        ("source domain", "outlet"),
        ("Bylines", "author"),
        ("stories_id", "id"),
        ("lang", "language"),
        ("URL", "url"),
    ],
)
def test_a_role_is_guessed_from_the_columns_name(column, role):
    assert roles.assign(["x", column], given={}, file="a.csv")[role] == Role(column, "guessed")


def test_the_surest_name_wins_and_the_first_of_two_equal_ones():
    found = roles.assign(["content", "text", "Text"], given={}, file="a.csv")
    assert found["text"].column == "text"


def test_a_given_column_is_taken_and_not_guessed_for_another_role():
    found = roles.assign(["title", "body"], given={"text": "title"}, file="a.csv")
    assert found["text"] == Role("title", "given")
    assert found["headline"] == Role("", "not found")


def test_an_empty_name_says_that_no_column_plays_the_role():
    found = roles.assign(["title", "body"], given={"headline": ""}, file="a.csv")
    assert found["headline"] == Role("", "given")


def test_an_unknown_role_is_refused_with_the_nearest_name():
    with pytest.raises(
        ParameterError, match=r"unknown role 'txt'; did you mean 'text'\? Roles are"
    ):
        roles.check({"txt": "body"})


@pytest.mark.parametrize("wrong", [["text"], {"text": 3}])
def test_roles_must_be_a_mapping_of_names(wrong):
    with pytest.raises(ParameterError, match="must map a role to the name of a column"):
        roles.check(wrong)


def test_an_unknown_column_is_refused_with_the_nearest_name():
    with pytest.raises(
        CorpusError, match=r"no column 'bdy' .* did you mean 'body'\? Found columns"
    ):
        roles.assign(["body"], given={"text": "bdy"}, file="a.csv")


def test_two_columns_of_the_name_of_a_role_are_refused():
    with pytest.raises(CorpusError, match="2 columns are called 'text', the text; give them"):
        roles.assign(["text", "text"], given={}, file="a.csv")


def test_columns_without_a_role_may_share_a_name():
    assert roles.assign(["text", "", ""], given={}, file="a.csv")["text"].column == "text"


def test_roles_can_be_given_as_one_text():
    assert roles.check("text:story, date : day,") == {"text": "story", "date": "day"}
    assert roles.check("") == {}
    assert roles.check("headline:") == {"headline": ""}


def test_a_pair_without_a_sign_is_refused():
    with pytest.raises(ParameterError, match=r"as in 'text:story, date:day'; found 'text'"):
        roles.check("text")


@pytest.mark.parametrize(
    "header",
    [
        "stories_id,title,publish_date,url,language,media_name,media_id",
        "id,indexed_date,language,media_name,media_url,publish_date,title,url",
    ],
)
def test_a_list_of_media_cloud_says_that_it_has_no_texts(tmp_path, header):
    path = tmp_path / "n.csv"
    path.write_text(f"{header}\n{',' * header.count(',')}\n")
    with pytest.raises(
        CorpusError, match=r"^n\.csv: a list of stories from Media Cloud.*'text:title'"
    ):
        open_source(path).roles  # noqa: B018 - reads the header


def test_the_outlet_of_trafilatura_is_no_address():
    columns = ["title", "source", "source-hostname", "hostname", "text"]
    assert roles.assign(columns, given={}, file="a.json")["outlet"].column == "source-hostname"
