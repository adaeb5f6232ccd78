"""The language of a text is named where it is certain, and nowhere else."""

import pytest

from analysis.readers.clean.languages import LANGUAGES, is_other, language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Der Hafen wurde am Montag nach einem Sturm geschlossen. Die Lage ist ernst, sagte er.",
            "de",
        ),
        ("Le port a été fermé lundi après une forte tempête. La France a offert son aide.", "fr"),
        (
            "El puerto fue cerrado el lunes tras una fuerte tormenta. Francia ofreció su ayuda.",
            "es",
        ),
        ("أعلن العمال إضرابا في الميناء يوم الخميس وطلبت الحكومة العودة.", "ar"),
        ("Порт был закрыт в понедельник после сильного шторма, сказал министр.", "ru"),
        ("The quay of Senn was shut on Monday after a storm, the minister said.", "en"),
        ("No ship left. Crews wait and wait. It was as if they had not been there at all.", "en"),
    ],
)
def test_languages_are_told(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hafen zu",
        "Senn 2 Lanmere 1; Ostrel 0 Dunholt 3",
        "Schmidt, Müller, Weber, Fischer, Wagner",
        "Порт",
    ],
)
def test_short_texts_are_not(text):
    assert not language_of(text)


def test_english_with_many_foreign_names_is_english():
    text = (
        "Angela Merkel met Frank-Walter Steinmeier in Schloss Bellevue. Die Zeit and Der Spiegel "
        "had reported that Annegret Kramp-Karrenbauer would be there with Ursula von der Leyen."
    )
    assert language_of(text) in {"", "en"}


def test_other_languages_are_those_that_are_certain():
    assert [code for code in ("", "en", "de") if is_other(code)] == ["de"]


def test_every_language_is_known_to_the_identifier():
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    known = LanguageIdentifier.from_model_file(MODEL_FILE).labels
    assert set(LANGUAGES) <= set(known)
