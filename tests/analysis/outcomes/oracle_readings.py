"""What is read of one patient, slowly and plainly: clocks, baselines, evaluations, changes.

Written from the methods, not from the package: dictionaries, loops and None for missing. A patient is a
dictionary with the columns of `patients` (missing keys are blank) and a list of visits in `visits`.
"""

MONTH = 30.4375
WORSE, STABLE, BETTER = "worse", "stable", "better"
PERCENT = {"tlc": "tlc_change", "fvc": "fvc_change", "dlco": "dlco_change"}
RAW = {"tlc": "tlc_l", "fvc": "fvc_l", "dlco": "dlco"}


class Measured:
    """One patient on both clocks under some settings."""

    def __init__(self, row, settings):
        self.row = row
        self.settings = settings
        self.visits = [dict(visit) for visit in row["visits"]]
        self.start = self.tacrolimus_start()
        self.place_visits()

    def get(self, key):
        return self.row.get(key)

    # -- clocks -----------------------------------------------------------------------------------

    def tacrolimus_start(self):
        if self.get("tacrolimus_start_month") is not None:
            return self.get("tacrolimus_start_month")
        nearest = None
        for visit in self.visits:
            on_both = visit.get("month") is not None and visit.get("tacrolimus_month") is not None
            if on_both and (
                nearest is None or abs(visit["tacrolimus_month"]) <= abs(nearest["tacrolimus_month"])
            ):
                nearest = visit
        return None if nearest is None else nearest["month"] - nearest["tacrolimus_month"]

    def place_visits(self):
        for visit in self.visits:
            month, on_tacrolimus = visit.get("month"), visit.get("tacrolimus_month")
            if self.start is not None and month is None and on_tacrolimus is not None:
                month = on_tacrolimus + self.start
            elif self.start is not None and on_tacrolimus is None and month is not None:
                on_tacrolimus = month - self.start
            visit["conventional"] = None if month is None else round(month * MONTH, 6)
            visit["tacrolimus"] = None if on_tacrolimus is None else round(on_tacrolimus * MONTH, 6)

    def on_clock(self, month, clock):
        if month is None or (clock == "tacrolimus" and self.start is None):
            return None
        return round((month - (self.start if clock == "tacrolimus" else 0)) * MONTH, 6)

    def end(self, clock):
        months = [m for m in (self.get("death_month"), self.get("transplant_month")) if m is not None]
        return self.on_clock(min(months), clock) if months else None

    def treated(self):
        return (
            "tacrolimus" in (self.get("second_line") or "")
            or self.start is not None
            or any(visit.get("tacrolimus_month") is not None for visit in self.visits)
        )

    def second_line_start(self):
        starts = [self.get("second_line_start_month")]
        if self.start is not None and self.start > 0:
            starts.append(self.start)
        starts = [start for start in starts if start is not None]
        return min(starts) if starts else None

    # -- readings ---------------------------------------------------------------------------------

    def usable(self, clock):
        end = self.end(clock)
        visits = [visit for visit in self.visits if visit[clock] is not None]
        visits = [visit for visit in visits if end is None or visit[clock] <= end]
        return sorted(visits, key=lambda visit: visit[clock])

    def speaks(self, visit, clock):
        after = visit["tacrolimus"] is not None and visit["tacrolimus"] > 0
        if clock == "tacrolimus":
            return after
        return not after or (self.start is not None and self.start <= 0)

    def pick(self, clock, low, high, has, target=None):
        """The visit between two days that has a value: the last, or the closest to a target."""
        found = [visit for visit in self.usable(clock) if low <= visit[clock] <= high and has(visit)]
        if not found:
            return None
        if target is None:
            return found[-1]
        nearest = min(abs(visit[clock] - target) for visit in found)
        return [visit for visit in found if abs(visit[clock] - target) <= nearest + 1e-6][-1]

    def baseline(self, clock, kind, has):
        if clock == "conventional":
            return self.pick(clock, -3 * MONTH, MONTH, has, target=0)
        low, high = {"dose": (-31, 0), "muscle": (-31, 7), "lung": (-92, 7)}[kind]
        return self.pick(clock, low, high, has)

    def evaluation_bounds(self, clock):
        low = self.settings.evaluation_from
        if clock == "tacrolimus":
            return low * MONTH, self.settings.tacrolimus_until * MONTH
        high, second = self.settings.conventional_until, self.second_line_start()
        if second is not None:
            high = min(high, second)
        return (1e-6 if self.brief() else low * MONTH), round(high * MONTH, 6)

    def evaluation(self, clock, has):
        return self.pick(clock, *self.evaluation_bounds(clock), has)

    def pair(self, clock, kind, has):
        before, after = self.baseline(clock, kind, has), self.evaluation(clock, has)
        return before, (None if after is before else after)

    def brief(self):
        second = self.second_line_start()
        return second is not None and second < self.settings.evaluation_from

    # -- changes: each returns worse, stable, better or None ----------------------------------------

    def lung(self, clock, measure):
        points = self.settings.change == "points"
        percent, raw = measure + "_pct", RAW[measure]
        units = [percent] if points else [raw, percent]
        before, after = self.pair(clock, "lung", lambda v: any(v.get(unit) is not None for unit in units))
        if before is None or after is None:
            return None
        for unit in units:
            first, last = before.get(unit), after.get(unit)
            if first is not None and last is not None:
                size = getattr(self.settings, PERCENT[measure])
                return direction(first, last, size if points else first * size / 100)
        return None

    def word(self, clock, key):
        visit = self.evaluation(clock, lambda v: v.get(key) is not None and self.speaks(v, clock))
        return None if visit is None else visit[key]

    def strength(self, clock):
        before, after = self.pair(clock, "muscle", lambda v: v.get("mmt8") is not None)
        if before is not None and after is not None and scale(before) == scale(after) is not None:
            return direction(before["mmt8"], after["mmt8"], self.settings.mmt8_change / 100 * scale(before))
        return self.word(clock, "weakness")

    def raised(self, visit):
        if visit is None or visit.get("ck_uln") is None:
            return None
        return visit["ck"] > self.settings.ck_limit * visit["ck_uln"] + 1e-9

    def weak(self, visits):
        """Whether weakness is present, by the field or else by MMT8."""
        said, scored = visits
        if said is not None:
            return said["weak"] == "yes"
        if scored is None or scale(scored) is None:
            return None
        return scored["mmt8"] < scale(scored) - 1e-9

    def muscle(self, clock):
        has = {key: (lambda visit, key=key: visit.get(key) is not None) for key in ("ck", "weak", "mmt8")}
        before, after = self.pair(clock, "muscle", has["ck"])
        return {
            "strength": self.strength(clock),
            "raised before": self.raised(before),
            "raised after": self.raised(after),
            "weak before": self.weak([self.baseline(clock, "muscle", has[key]) for key in ("weak", "mmt8")]),
            "weak after": self.weak([self.evaluation(clock, has[key]) for key in ("weak", "mmt8")]),
        }


def direction(first, last, step):
    if first - last >= step - 1e-9:
        return WORSE
    return BETTER if last - first >= step - 1e-9 else STABLE


def scale(visit):
    if visit.get("mmt8_max") is not None:
        return visit["mmt8_max"]
    return 150 if visit["mmt8"] > 80 else None
