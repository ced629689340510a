"""Colours keep their meaning and their contrast (WCAG 2: 7 to 1 for text, 3 to 1 for what is drawn)."""

import pytest

from analysis.figures.palette import THEMES, colour, contrast, marker, text_on, tone_of

DRAWN = ("PM", "DM", "ASyS", "accent", "best", "good", "poor", "other")
GROUPS = [f"series {i}" for i in range(6)]


# Contrast by WCAG's own worked pairs: black on white 21, #767676 on white 4.54, a colour on itself 1.
@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#FFFFFF", 21.0), ("#767676", "#FFFFFF", 4.54), ("#CC79A7", "#CC79A7", 1.0)],
)
def test_contrast_is_wcags(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize("theme", THEMES)
def test_text_and_whiskers_can_be_read_from_the_back_of_a_room(theme):
    ground = THEMES[theme]
    assert contrast(ground.text, ground.background) >= 7
    assert contrast(ground.muted, ground.background) >= 7
    assert contrast(ground.text, ground.window) >= 7


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("tone", [*DRAWN, *GROUPS])
def test_what_is_drawn_stands_out_from_its_ground(theme, tone):
    ground = THEMES[theme]
    assert contrast(colour(tone, ground), ground.background) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_a_count_inside_a_part_can_be_read(theme):
    for fill in THEMES[theme].tones.values():
        assert contrast(text_on(fill), fill) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_diagnoses_keep_the_colours_of_okabe_and_ito(theme):
    found = [colour(dx, THEMES[theme]) for dx in ("PM", "DM", "CADM", "ASyS", "IMNM")]
    assert found == ["#0072B2", "#D55E00", "#CC79A7", "#009E73", "#56B4E9"]
    assert colour("IBM", THEMES[theme]) == colour("OM", THEMES[theme]) == colour("other", THEMES[theme])


def test_groups_are_told_apart_without_colour():
    for tones in (["PM", "DM", "CADM", "ASyS", "IMNM"], GROUPS):
        assert len({marker(tone) for tone in tones}) == len(tones)


def test_no_other_group_takes_a_colour_of_a_diagnosis():
    for theme in THEMES.values():
        diagnoses = {colour(dx, theme) for dx in ("PM", "DM", "CADM", "ASyS", "IMNM")}
        assert not diagnoses & {colour(tone, theme) for tone in GROUPS}


def test_a_group_named_like_a_diagnosis_in_another_column_is_none():
    assert tone_of("diagnosis", "DM", 1) == "DM"
    assert tone_of("extra:comorbidity", "DM", 1) == "series 1"
    assert tone_of("extra:centre", "x", 6) == "other"
