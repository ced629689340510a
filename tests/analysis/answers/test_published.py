"""The published figures: they add up, and each says where it stands."""

from analysis.answers import published


def test_the_published_groups_add_up_to_the_published_cohort():
    rates = published().response
    groups = [rates[name] for name in ("PM", "DM", "CADM")]
    assert (sum(rate.count for rate in groups), sum(rate.of for rate in groups)) == (31, 54)
    assert (rates["all"].count, rates["all"].of) == (31, 54)


def test_the_published_arms_leave_nobody_unimproved():
    # 14 + 17 - 13 = 18: either arm improved in everyone.
    rates = published().tacrolimus
    assert rates["myositis"].count + rates["ild"].count - rates["both"].count == rates["ild"].of == 18


def test_every_published_rate_names_its_source_in_words():
    study = published()
    for rate in (*study.response.values(), *study.tacrolimus.values()):
        assert len(rate.source) > 20
        assert 0 < rate.value <= 1
