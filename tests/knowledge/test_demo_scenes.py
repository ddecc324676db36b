"""Drawn scenes: pictures, always the same, each different, small enough for a weak network."""

import io

import pytest
from PIL import Image, ImageChops, ImageStat

from knowledge.demo import scenes
from knowledge.demo.scenes.canvas import HEIGHT, WIDTH, Canvas, curve
from knowledge.demo.scenes.moods import MOODS
from tests.knowledge.demo_words import CASES, LECTURES, NEWS

SHOWN, MOST = (720, 405), 40 * 1024  # size on the page, bytes
each_scene = pytest.mark.parametrize("name", scenes.SCENES)


def opened(drawn):
    return Image.open(io.BytesIO(drawn)).convert("RGB")


@each_scene
def test_a_scene_is_a_picture_with_depth_and_fits_the_budget(name):
    image = opened(scenes.draw(name, "one"))
    assert image.size == (WIDTH, HEIGHT)
    assert len(image.getcolors(WIDTH * HEIGHT)) > 5000
    assert min(ImageStat.Stat(image).stddev) > 15
    file = io.BytesIO()
    image.resize(SHOWN).save(file, "WEBP", quality=60)
    assert file.tell() <= MOST


def test_a_scene_is_always_the_same_and_another_key_gives_another():
    first = scenes.draw("table", "one")
    assert first == scenes.draw("table", "one")
    other = scenes.draw("table", "two")
    assert ImageChops.difference(opened(first), opened(other)).getbbox()


def test_every_cover_and_figure_has_a_scene():
    wanted = {facts["cover"] for facts in [*CASES, *NEWS]}
    wanted |= {part["figure"] for facts in NEWS for part in facts["body"] if "figure" in part}
    assert wanted <= set(scenes.SCENES)
    assert any(facts.get("photos") for facts in LECTURES)


@each_scene
def test_a_scene_says_in_chinese_what_it_shows(name):
    scene = scenes.SCENES[name]
    assert 10 <= len(scene.shows) <= 40
    assert not any(letter.isascii() for letter in scene.shows)
    assert set(scene.moods) <= set(MOODS)


@pytest.mark.parametrize("name", MOODS)
def test_what_is_far_away_is_lighter_or_nearer_to_the_mist(name):
    mood = MOODS[name]
    mist = [int(mood.mist[place : place + 2], 16) for place in (1, 3, 5)]

    def distance(colour):
        parts = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
        return sum(abs(a - b) for a, b in zip(parts, mist, strict=True))

    assert distance(mood.depth(0.9)) < distance(mood.depth(0.4)) < distance(mood.depth(0))
    assert distance(mood.leaves(0.9)) < distance(mood.leaves(0))


def test_a_curve_goes_through_its_points():
    points = [(0, 0), (10, 5), (20, 0)]
    open_curve, closed = curve(points, closed=False), curve(points)
    assert open_curve[0] == points[0]
    assert open_curve[-1] == points[-1]
    assert all(point in closed for point in points)


def test_a_canvas_measures_in_points_and_can_be_turned_over():
    canvas = Canvas("#ffffff")
    canvas.box(0, 0, 100, 100, "#000000")
    canvas.mirror()
    assert canvas.image.getpixel((10, 10)) == (255, 255, 255)
    assert canvas.image.getpixel((WIDTH * 2 - 10, 10)) == (0, 0, 0)


def test_mist_is_thick_at_its_height_and_gone_above():
    canvas = Canvas("#000000")
    canvas.mist(300, 100, "#ffffff", 0.9)
    column = [canvas.image.getpixel((50, y * 2))[0] for y in (150, 260, 299, 345, 380)]
    assert column[0] == column[-1] == 0
    assert column[1] < column[2] > column[3] > 0
    assert column[2] > 200


def test_a_soft_shadow_stays_where_it_is_put():
    canvas = Canvas("#ffffff")
    canvas.soft([(100, 100, 30, 10)], "#000000", 0.5, 6)
    assert canvas.image.getpixel((200, 200))[0] < 160
    assert canvas.image.getpixel((600, 600)) == (255, 255, 255)
