"""Several columns that play a role together: the day in three, body and lead as one text."""

import json

import pandas as pd
import pytest

from analysis.corpus import load
from analysis.readers import together
from analysis.readers.source import open_source

ROWS = [
    {"text": "Rain fell all day.", "year": 2019, "month": 3, "day": 2},
    {"text": "Wind came at night.", "year": 2019, "month": 12, "day": 31},
    {"text": "Nothing is known.", "year": None, "month": None, "day": None},
]
DOC = {
    "abstract": "The ferry is late.",
    "web_url": "https://example.org/1",
    "snippet": "The ferry is",
    "lead_paragraph": "The ferry was late again on Monday.",
    "source": "The New York Times",
    "multimedia": [
        {"rank": 0, "url": "images/a.jpg", "caption": "A ferry, photographed long ago."}
    ],
    "headline": {"main": "Ferry late again", "kicker": None, "print_headline": "Late"},
    "pub_date": "2019-03-02T10:00:00+0000",
    "byline": {"original": "By A. Bok", "person": [{"firstname": "A.", "lastname": "Bok"}]},
    "_id": "nyt://article/1",
}
ANSWER = {"status": "OK", "response": {"docs": [DOC], "meta": {"hits": 1}}}
WHOLE = "The ferry was late again on Monday. Nobody on the quay knew why it was."
LEAD = "Ferry late again\n\nThe ferry was late again on Monday."


def written(folder, ending, rows):
    path = folder / f"news.{ending}"
    if ending == "parquet":
        pd.DataFrame(rows).to_parquet(path)
    elif ending == "csv":
        pd.DataFrame(rows).to_csv(path, index=False)
    elif ending == "jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    else:
        path.write_text(json.dumps(rows))
    return path


def leads_told(news):
    reasons = news.ledger["reason"]
    return reasons[reasons.str.contains("only a lead")].tolist()


@pytest.mark.parametrize("ending", ["parquet", "jsonl", "json", "csv"])
def test_year_month_and_day_are_a_date_in_every_format(tmp_path, ending):
    path = written(tmp_path, ending, ROWS)
    assert open_source(path).roles["date"].column == "year + month + day"
    days = load(path).articles["published"].dt.strftime("%Y-%m-%d").fillna("")
    assert list(days) == ["2019-03-02", "2019-12-31", ""]


@pytest.mark.parametrize("ending", ["parquet", "jsonl"])
def test_a_month_may_be_a_name_and_a_date_of_its_own_wins(tmp_path, ending):
    row = {"text": "Rain fell all day.", "Year": "2019", "Month": "March", "Day": "2"}
    path = written(tmp_path, ending, [row])
    assert load(path).articles["published"].iloc[0].strftime("%Y-%m-%d") == "2019-03-02"
    path = written(tmp_path, ending, [{**row, "pub_date": "2020-01-01"}])
    assert load(path).articles["published"].iloc[0].strftime("%Y-%m-%d") == "2020-01-01"


@pytest.mark.parametrize("ending", ["json", "jsonl", "parquet"])
@pytest.mark.parametrize("body", [None, ""])
def test_of_an_article_without_a_body_the_longest_of_the_rest_is_read_and_told(
    tmp_path, ending, body
):
    row = DOC if body is None else {**DOC, "body": body}
    news = load(written(tmp_path, ending, [row]))
    assert news.articles["text"].tolist() == [LEAD]
    assert news.articles["outlet"].tolist() == ["The New York Times"]
    assert news.articles["author"].tolist() == ["By A. Bok"]
    assert news.articles["published"].dt.strftime("%Y-%m-%d").tolist() == ["2019-03-02"]
    (reason,) = leads_told(news)
    assert reason.startswith("left as it is: texts of which only a lead, abstract or snippet is")


@pytest.mark.parametrize("ending", ["json", "jsonl", "parquet"])
def test_a_body_is_the_text_where_there_is_one(tmp_path, ending):
    rows = [{**DOC, "body": WHOLE}, {**DOC, "body": None, "_id": "2"}]
    news = load(written(tmp_path, ending, rows))
    assert sorted(news.articles["text"]) == sorted([f"Ferry late again\n\n{WHOLE}", LEAD])
    assert "1 in 1 article" in leads_told(news)[0]


def test_the_answer_of_an_archive_is_read_as_it_comes(tmp_path):
    (tmp_path / "answer.json").write_text(json.dumps(ANSWER))
    news = load(tmp_path / "answer.json")
    assert news.articles["text"].tolist() == [LEAD]
    assert len(leads_told(news)) == 1


def test_answers_in_a_folder_are_read_alike(tmp_path):
    for number in "12":
        docs = [{**DOC, "_id": number, "lead_paragraph": f"{DOC['lead_paragraph']} {number}"}]
        answer = {"response": {"docs": docs}}
        (tmp_path / f"answer-{number}.json").write_text(json.dumps(answer))
    (tmp_path / "one.json").write_text(json.dumps(DOC))
    news = load(tmp_path)
    assert sorted(news.articles["text"]) == sorted([f"{LEAD} 1", f"{LEAD} 2", LEAD])
    assert "3 in 3 articles" in leads_told(news)[0]


def test_roles_that_are_saved_name_all_columns(tmp_path):
    path = written(tmp_path, "jsonl", [DOC])
    column = open_source(path).roles["text"].column
    assert column == "lead_paragraph + abstract + snippet"
    assert load(path, roles={"text": column}).articles["text"].tolist() == [LEAD]
    assert load(path, roles={"text": "snippet"}).articles["text"].iloc[0].endswith("The ferry is")


def test_without_a_lead_paragraph_an_abstract_is_no_text():
    assert together.leads({"abstract": ["abstract"], "snippet": ["snippet"]}, "") == ""


@pytest.mark.parametrize(
    ("cells", "has_body", "text", "is_lead"),
    [
        (["Long body.", "Lead"], True, "Long body.", False),
        (["Body", "Longer lead."], True, "Longer lead.", True),
        (["Same", "Lead"], True, "Same", False),
        (["   ", "Lead"], True, "Lead", True),
        ([["One.", "Two."], "Lead"], True, ["One.", "Two."], False),
        ([None, None], True, None, False),
        (["", None], False, "", False),
        (["Lead", 7], False, "Lead", True),
    ],
)
def test_the_longest_is_the_text(cells, has_body, text, is_lead):
    made = together.text_of(cells, has_body=has_body)
    assert made == text
    assert isinstance(made, together.Lead) == is_lead
