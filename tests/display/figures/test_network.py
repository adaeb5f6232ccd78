"""The network can be read from 5 to 80 actors: no two names overlap, and none leaves the figure."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from analysis.cooccurrence import backbone
from analysis.cooccurrence.network import communities
from analysis.display.figures import tie_network
from analysis.schema import ACTORS, TIES

pytestmark = pytest.mark.filterwarnings("ignore:Glyph")
WORDS = "Ana of WWWWWWWW Ministry il 东京都知事 Treaty for-Deltas $x$ <b> J. Organisation".split()


def network(n_actors, *, seed, density=0.3):
    """Tie actors with hostile names and more or less long ones by lot."""
    random = np.random.default_rng(seed)
    names = [
        f"{' '.join(random.choice(WORDS, random.integers(1, 9)))} {number:02}"
        for number in range(n_actors)
    ]
    pairs = [sorted(pair) for pair in combinations(names, 2) if random.random() < density]
    pairs += [sorted([names[0], other]) for other in names[1:]]
    table = pd.DataFrame(pairs, columns=["actor_a", "actor_b"]).drop_duplicates()
    n = random.geometric(0.2, len(table))
    ties = TIES.conform(table.assign(window="sentence", n_contexts=n, n_articles=n, npmi=0.1))
    group = communities(ties)
    actors = pd.DataFrame({"actor": names, "type": "state", "n_mentions": random.geometric(0.1)})
    actors["community"] = actors["actor"].map(group)
    counts = ["n_sentences", "n_articles", "n_adjectives", "degree", "strength"]
    return ACTORS.conform(actors.assign(**dict.fromkeys(counts, 1))), ties


def boxes(figure):
    """Give the boxes of all names as matplotlib draws them, and the box of the drawing."""
    renderer = FigureCanvasAgg(figure.drawing).get_renderer()
    (ax,) = figure.drawing.axes
    return [text.get_window_extent(renderer) for text in ax.texts], figure.drawing.bbox


@pytest.mark.parametrize("n_actors", [5, 20, 80])
@pytest.mark.parametrize("seed", range(4))
def test_no_two_names_overlap_and_none_leaves_the_figure(n_actors, seed):
    actors, ties = network(n_actors, seed=seed)
    figure = tie_network(actors, backbone(ties, n_actors=n_actors))
    names, page = boxes(figure)

    assert len(names) == n_actors
    assert not any(one.overlaps(other) for one, other in combinations(names, 2))
    for box in names:
        assert page.x0 <= box.x0 < box.x1 <= page.x1
        assert page.y0 <= box.y0 < box.y1 <= page.y1


def test_names_stand_beside_the_ring_and_end_in_the_number_of_their_community():
    actors, ties = network(80, seed=1)
    figure = tie_network(actors, backbone(ties, n_actors=80))
    (ax,) = figure.drawing.axes
    points = np.concatenate([one.get_offsets() for one in ax.collections])
    group = sorted(f"({number})" for number in actors["community"])

    assert sorted(text.get_text().rsplit(" ", 1)[-1] for text in ax.texts) == group
    assert all(abs(text.get_position()[0]) > np.abs(points[:, 0]).max() + 10 for text in ax.texts)


def test_a_tie_that_is_not_beyond_chance_is_dashed():
    actors, ties = network(5, seed=2)
    known = ["yes", *["unclear"] * (len(ties) - 1)]
    figure = tie_network(actors, ties.assign(beyond_chance=known))
    styles = [line.get_linestyle() for line in figure.drawing.axes[0].patches]

    assert styles.count("solid") == 1
    assert "1 of them is beyond chance (solid lines" in figure.alt


def test_a_network_is_the_same_bytes_every_time():
    pair = (network(20, seed=3) for _ in range(2))
    once, twice = (tie_network(actors, ties).png() for actors, ties in pair)
    assert once == twice
