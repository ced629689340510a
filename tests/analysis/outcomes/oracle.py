"""The rules once more, for one patient at a time, slowly and plainly, to compare the package with.

Written from the methods, not from the package: dictionaries, loops and None for missing.
"""

from itertools import product

from tests.analysis.outcomes.oracle_readings import BETTER, PERCENT, STABLE, WORSE, Measured


class Patient(Measured):
    """What the definitions say: yes, no, indeterminate or not applicable."""

    def refractory_ild(self):
        found = [self.lung("conventional", measure) for measure in PERCENT]
        found.append(self.word("conventional", "respiratory_symptoms"))
        met = sum(change == WORSE for change in found)
        unknown = sum(change is None for change in found)
        need = self.settings.ild_criteria
        verdict = "yes" if met >= need else "no" if met + unknown < need else "indeterminate"
        return "indeterminate" if self.brief() and verdict != "yes" else verdict

    def refractory_myositis(self):
        found = self.muscle("conventional")
        if found["strength"] == WORSE or found["raised after"]:
            return "yes"
        if self.brief():
            return "indeterminate"
        facts = [found[key] for key in ("raised before", "raised after", "weak before", "weak after")]
        if all(fact is False for fact in facts):
            return "not applicable"
        nothing_abnormal = not any(facts) and found["strength"] not in {WORSE, BETTER}
        if self.get("diagnosis") == "CADM" and nothing_abnormal:
            return "not applicable"
        return "indeterminate" if found["strength"] is None or found["raised after"] is None else "no"

    def improved_ild(self, clock):
        if clock == "conventional" and self.brief():
            return "indeterminate"
        found = [self.lung(clock, measure) for measure in PERCENT]
        found.append(self.word(clock, "respiratory_symptoms"))
        if WORSE in found:
            return "no"
        if None in found:
            return "indeterminate"
        return "yes" if BETTER in found else "no"

    def improved_myositis(self, clock):
        found = self.muscle(clock)
        if clock == "conventional":
            if self.brief():
                return "indeterminate"
            if self.refractory_myositis() == "not applicable":
                return "not applicable"
        if found["weak before"] is False and found["raised before"] is False:
            return "not applicable"
        answers = set()
        for strength, before, after in product(
            possible(found["strength"], WORSE, STABLE, BETTER),
            possible(found["raised before"], True, False),
            possible(found["raised after"], True, False),
        ):
            better = strength == BETTER or (before and not after)
            worse = strength == WORSE or (after and not before)
            answers.add("yes" if better and not worse else "no")
        return answers.pop() if len(answers) == 1 else "indeterminate"

    def ended_by(self, clock):
        end = self.end(clock)
        return end is not None and end <= self.evaluation_bounds(clock)[1]

    def response(self):
        refractory = [self.refractory_myositis(), self.refractory_ild()]
        better = [self.improved_myositis("conventional"), self.improved_ild("conventional")]
        if "yes" in refractory:
            return "refractory"
        answer = "indeterminate"
        if "indeterminate" not in refractory:
            if "yes" in better:
                answer = "responder"
            elif "indeterminate" not in better:
                answer = "stable"
        if answer == "indeterminate" and self.ended_by("conventional"):
            return "left out" if self.settings.death == "left out" else "refractory"
        return answer

    def improved(self):
        """Both arms after tacrolimus was started, with deaths."""
        verdicts = [self.improved_myositis("tacrolimus"), self.improved_ild("tacrolimus")]
        if self.ended_by("tacrolimus"):
            verdicts = ["no" if verdict == "indeterminate" else verdict for verdict in verdicts]
        return verdicts

    def analysed(self):
        if self.settings.tacrolimus_set == "all":
            inside = self.treated()
        else:
            afterwards = self.treated() and (self.start is None or self.start > 0)
            inside = afterwards and self.response() == "refractory"
        undecided = "indeterminate" in [self.improved_myositis("tacrolimus"), self.improved_ild("tacrolimus")]
        died = self.ended_by("tacrolimus") and undecided
        return inside and not (self.settings.death == "left out" and died)

    # -- windows ------------------------------------------------------------------------------------

    def state(self, clock, low, high, target, key, others_last_seen):
        """The state at a window in a file without dates."""
        if clock == "tacrolimus" and not self.treated():
            return "untreated"
        if self.pick(clock, low, high, lambda visit: visit.get(key) is not None, target) is not None:
            return "measured"
        end = self.end(clock)
        seen = [visit[clock] for visit in self.visits if visit[clock] is not None]
        seen += [day for day in (end, self.on_clock(self.get("last_seen_month"), clock)) if day is not None]
        reached = bool(seen) and max(seen) >= low
        if end is not None and end <= high:
            return "died"
        if end is None and self.end("conventional") is not None and not reached:
            return "died"
        if reached:
            return "unmeasured"
        return "not yet" if others_last_seen and self.get("last_seen_month") is None else "lost"


def possible(value, *values):
    """What a value may be: itself, or anything where it is missing."""
    return values if value is None else (value,)


def both(myositis, ild):
    if myositis == ild == "yes":
        return "yes"
    for word in ("no", "not applicable"):
        if word in (myositis, ild):
            return word
    return "indeterminate"
