"""Mentions: which words name which actor, and how."""


def _mentions(made, article="a"):
    table = made.mentions[
        (made.mentions["article_id"] == article) & (made.mentions["zone"] != "headline")
    ]
    return list(table[["surface", "actor", "how"]].itertuples(index=False, name=None))


def test_names_acronyms_adjectives_and_capitals_by_hand(annotated):
    made = annotated("Marovian police told the US that IS is gone; Senn agreed.")

    assert _mentions(made) == [
        ("Marovian", "Marovia", "adjective"),
        ("US", "United States", "acronym"),
        ("IS", "Islamic State", "acronym"),
        ("Senn", "Marovian government", "metonym"),
    ]


def test_the_longest_name_wins(annotated):
    assert _mentions(annotated("The Bank of England is a Bank.")) == [
        ("Bank of England", "Bank of England", "name"),
        ("Bank", "Bank", "name"),
    ]


def test_a_name_is_found_inside_a_hyphenated_word(annotated):
    assert _mentions(annotated("a US-led raid on al-Haq")) == [
        ("US", "United States", "acronym"),
        ("al-Haq", "al-Haq", "name"),
    ]


def test_a_description_stands_beside_the_adjective_inside_it(annotated):
    assert _mentions(annotated("The Marovian government agreed.")) == [
        ("Marovian", "Marovia", "adjective"),
        ("Marovian government", "Marovian government", "nominal"),
    ]


def test_a_capital_as_a_place_is_a_place(annotated):
    made = annotated("He lives in Senn.")

    assert _mentions(made) == [("Senn", "Senn", "name")]
    assert list(made.mentions["type"]) == ["place"]


def test_a_surname_counts_only_beside_its_full_name(annotated):
    made = annotated("Ana van Dahl spoke. Dahl left; “no,” van Dahl said.", "Dahl left.")

    assert _mentions(made) == [
        ("Ana van Dahl", "Ana van Dahl", "name"),
        ("Dahl", "Ana van Dahl", "short name"),
        ("van Dahl", "Ana van Dahl", "short name"),
    ]
    assert _mentions(made, "b") == [("Dahl", "Dahl", "name")]


def test_a_surname_of_two_persons_names_neither(annotated):
    made = annotated("Envoy Jo Marr met minister Lu Marr. Marr left.")

    assert [actor for _, actor, _ in _mentions(made)] == ["Jo Marr", "Lu Marr", "Marr"]
    assert list(made.mentions["type"]) == ["person", "person", "unresolved"]


def test_persons_are_introduced_by_a_title_and_named_again_later(annotated):
    made = annotated("Jo Marr was there. The envoy, Jo Marr, left.\n\nMarr came back.")

    assert _mentions(made) == [
        ("Jo Marr", "Jo Marr", "name"),
        ("Jo Marr", "Jo Marr", "name"),
        ("Marr", "Jo Marr", "short name"),
    ]


def test_in_a_headline_of_capitals_names_are_found_and_pronouns_are_not(annotated):
    made = annotated("MAROVIA TELLS US WHO IS GONE.")

    assert _mentions(made) == [("MAROVIA", "Marovia", "name")]


def test_curly_apostrophes_do_not_hide_a_name(annotated):
    assert _mentions(annotated("Marovia’s port"))[0] == ("Marovia", "Marovia", "name")


def test_every_surface_is_what_stands_in_the_text(seed):
    texts = dict(zip(seed.articles["article_id"], seed.articles["text"], strict=True))

    assert all(
        texts[m.article_id][m.start : m.end] == m.surface for m in seed.mentions.itertuples()
    )
