"""Names whose borders or types a rule mends; what the tagger found is marked."""

import pytest

from tests.annotate.marked import named


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        ('[p:Walter] "Walt" [p:Stone] left.', ('Walter "Walt" Stone', "person")),
        ("[p:Walter] (Walt) [p:Stone] left.", ("Walter (Walt) Stone", "person")),
        ("[p:Jerry] [p:O'Dell] left.", ("Jerry O'Dell", "person")),
        ("[o:Norland Energy] AG closed.", ("Norland Energy AG", "organisation")),
        ("[p:Weber] Motor Co. closed.", ("Weber Motor Co.", "organisation")),
        ("[p:Weber Technologies] closed.", ("Weber Technologies", "organisation")),
        ("[p:Weber Fargo] shares rose.", ("Weber Fargo", "organisation")),
        ("[l:Harbour] Workers' Union struck.", ("Harbour Workers' Union", "organisation")),
        ("The Nurses' Union of Norland struck.", ("Nurses' Union of Norland", "organisation")),
        ("[o:Princess Ubol] smiled.", ("Ubol", "person")),
        ("[o:Coast Guard Commander] is a post.", ("Coast Guard", "organisation")),
    ],
)
def test_names_are_mended(article, expected):
    assert [(surface, kind) for surface, _, kind in named(article)] == [expected]


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        ("[p:Ole Dahl], [p:Una Berg] and others came.", ["Ole Dahl", "Una Berg"]),
        ("[l:Senn]'s Union voted.", ["Senn"]),
        ("[o:Princess Street Bank] closed.", ["Princess Street Bank"]),
        ("[p:Ole Dahl] shares the prize money with [p:Una Berg].", ["Ole Dahl", "Una Berg"]),
    ],
)
def test_names_that_are_right_stay(article, expected):
    assert [surface for surface, *_ in named(article)] == expected


def test_a_company_is_found_by_the_name_it_begins_with():
    article = "[p:Norland] said no. Norland Shipping closed. [p:Norland] did not reply."

    assert named(article) == [
        ("Norland", "Norland Shipping", "organisation"),
        ("Norland Shipping", "Norland Shipping", "organisation"),
        ("Norland", "Norland Shipping", "organisation"),
    ]


def test_a_person_is_no_company_of_the_same_name():
    article = (
        "[p:Lou Weber] resigned. Weber Motor Co. closed. [p:Weber] laptops are cheap. "
        "[p:Weber] wept."
    )

    assert named(article) == [
        ("Lou Weber", "Lou Weber", "person"),
        ("Weber Motor Co.", "Weber Motor Co.", "organisation"),
        ("Weber", "Lou Weber", "person"),
    ]
