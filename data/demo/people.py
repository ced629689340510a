"""Who the patients are: one line each, and one for their antibodies."""

from dataclasses import dataclass

from data.demo.lines import lines

WHO = lines("""
    patient | diagnosis | sex    | age | height | race     | smoking | pattern | onset    | oxygen
    D01     | PM        | female |  22 | 173    | Black    | former  | NSIP    | subacute | no
    D02     | DM        | female |  56 | 163    | White    | former  | NSIP    | subacute | no
    D03     | DM        | female |  19 | 165    | Hispanic | former  | NSIP    | chronic  | no
    D04     | DM        | male   |  24 | 163    | Hispanic | never   | NSIP    |          | no
    D05     | PM        | female |  21 | 161    | Black    | never   | NSIP    |          | no
    D06     | DM        | female |  49 | 153    | Asian    | never   |         | subacute | no
    D07     | DM        | female |  52 | 156    | White    | never   | OP      | rapid    | no
    D08     | PM        | male   |  32 | 185    | Black    | former  | NSIP/OP | subacute | yes
    D09     | PM        | male   |  52 | 180    | Black    | former  | NSIP    |          | no
    D10     | DM        | female |  80 | 165    | Black    | former  | UIP     | subacute | no
    D11     | PM        | male   |  59 | 171    | White    |         | NSIP    | chronic  | yes
    D12     | PM        | female |  28 | 162    | Black    | never   |         | subacute | no
    D13     | CADM      | female |  35 | 164    | Hispanic | never   | NSIP    | rapid    | yes
    D14     | DM        | female |  47 | 162    | White    |         | OP      | chronic  | yes
    D15     | DM        | male   |  26 | 184    | Black    | current | NSIP    | chronic  | no
    D16     | PM        | female |  74 | 158    | White    | never   | NSIP    | subacute | no
    D17     | CADM      | female |  45 | 167    | Hispanic | never   | NSIP    | subacute | no
    D18     | PM        | female |  47 | 161    | Hispanic |         | OP      | chronic  | no
    D19     | PM        | male   |  52 | 171    | White    | current | NSIP    | subacute | no
    D20     | PM        | female |  58 | 158    | Black    | never   | NSIP/OP | chronic  | no
    D21     | PM        | female |  38 | 165    | Hispanic | never   | UIP     | subacute | no
    D22     | DM        | female |  46 | 152    | Black    | never   | NSIP    |          | yes
    D23     | PM        | female |  39 | 158    | Black    | former  | NSIP    | subacute | no
    D24     | PM        | male   |  20 | 171    | Asian    | never   | NSIP/OP | chronic  | no
    D25     | CADM      | male   |  54 | 181    | Asian    | never   | NSIP/OP | chronic  | no
    D26     | CADM      | male   |  55 | 166    | White    | never   | OP      | rapid    | no
    D27     | DM        | female |  57 | 168    | Black    | never   | NSIP    | subacute | no
    D28     | DM        | female |  52 | 159    | Black    | never   | NSIP/OP | subacute | no
    D29     | PM        | female |  47 | 157    | White    | former  | NSIP    | subacute | no
    D30     | DM        | female |  22 | 172    | White    | never   | NSIP/OP | subacute | no
    D31     | PM        | female |  36 | 153    | White    | never   | OP      | subacute | no
    D32     | DM        | female |  51 | 153    | Black    | former  | OP      | subacute | no
    D33     | PM        | male   |  39 | 169    | Black    | former  | NSIP    | subacute | no
    D34     | DM        | female |  46 | 169    | White    | current | UIP     | chronic  | no
    D35     | PM        | female |  40 | 161    | White    | never   | NSIP    | subacute | no
    D36     | DM        | male   |  44 | 180    | Black    | former  | NSIP    | subacute |
    D37     | DM        | male   |  70 | 176    | White    | former  | NSIP/OP | chronic  | no
    D38     | PM        | female |  36 | 164    | White    | never   | NSIP/OP | chronic  | no
    D39     | PM        | male   |  28 | 178    | Hispanic | never   | NSIP    | subacute | no
    D40     | PM        | female |  57 | 160    | Black    | never   | NSIP    | chronic  | no
    D41     | PM        | female |  56 | 157    | White    | never   | NSIP/OP | chronic  | no
    D42     | DM        | male   |  65 | 168    | White    | never   | NSIP    | chronic  | no
    D43     | PM        | female |  38 | 166    | White    | never   |         | chronic  | no
    D44     | DM        | female |  35 | 169    | Black    | former  | OP      | subacute | no
    D45     | DM        | male   |  31 | 170    | Black    | never   | UIP     | subacute | no
    D46     | PM        | female |  58 | 170    | Asian    | never   | NSIP    | subacute | yes
    D47     | PM        | female |  43 | 166    | Black    | never   | NSIP    | subacute | no
    D48     | PM        | female |  51 | 164    | White    | never   | NSIP    | chronic  |
    D49     | PM        | male   |  40 | 173    | White    | current | NSIP/OP | chronic  | yes
    D50     | PM        | female |  22 | 166    |          | never   | NSIP    | chronic  | no
    D51     | PM        | male   |  52 | 182    | White    | current | NSIP    | chronic  | no
    D52     | DM        | female |  44 | 167    | Black    | never   | NSIP/OP | rapid    | no
    D53     | PM        | female |  79 | 157    |          | former  | UIP     | chronic  | yes
    D54     | PM        | male   |  49 | 178    | White    | former  | UIP     | chronic  | yes
""")

#: Antibodies that are positive; "~" before a name is a weak band, "?" an equivocal one.
SEROLOGY = lines("""
    patient | panel   | positive                   | raynaud | hands
    D01     | early   | Jo-1, Ro52                 | present | absent
    D02     | full    | ~Mi-2                      | present | absent
    D03     | full    | U1-RNP, ANA                | present | absent
    D04     | full    | Mi-2, ANA                  | absent  | absent
    D05     | full    | Jo-1                       | absent  | absent
    D06     | full    | PM-Scl, ANA                | absent  | absent
    D07     | full    | MDA5, Ro52, ANA            | absent  | absent
    D08     | early   | Jo-1, ~Ro52                | absent  | absent
    D09     | none    |                            | absent  | absent
    D10     | full    | PL-7, Ro52                 | absent  | absent
    D11     | full    | Ro52                       | absent  | absent
    D12     | early   | Jo-1, Ro52, ~ANA           | absent  | present
    D13     | full    | MDA5, Ro52                 | absent  | absent
    D14     | full    | EJ, Ro52, ANA              | present | absent
    D15     | early   | ANA                        | absent  | absent
    D16     | full    | PM-Scl, ANA                | present | absent
    D17     | full    | PL-12, Ro52                | present | present
    D18     | full    | Jo-1, Ro52                 | absent  | absent
    D19     | early   | Jo-1                       | present | present
    D20     | full    | PL-12, Ro52                | absent  | present
    D21     | full    | U1-RNP                     | present | absent
    D22     | early   | Jo-1                       | present | present
    D23     | full    | SRP, ANA                   | present | absent
    D24     | full    | PL-7                       | present | absent
    D25     | full    | MDA5                       | absent  | present
    D26     | full    | MDA5, ANA                  | absent  | absent
    D27     | full    | Mi-2, ANA                  | absent  | absent
    D28     | full    | ANA                        | absent  | absent
    D29     | full    | ANA                        | absent  | absent
    D30     | full    | U1-RNP                     | absent  | absent
    D31     | full    | SRP                        | absent  | absent
    D32     | full    | Jo-1, ANA                  | absent  | present
    D33     | full    | PM-Scl, ANA                | absent  | present
    D34     | early   |                            | absent  | present
    D35     | full    | Jo-1, Ro52                 | absent  | present
    D36     | full    | MDA5, ANA                  | absent  | absent
    D37     | full    | Jo-1, Ro52                 | absent  | present
    D38     | full    | U1-RNP, Ro52, ANA          | present | absent
    D39     | early   | Jo-1, Ro52                 | absent  | absent
    D40     | full    | ?SRP                       | absent  | absent
    D41     | early   | Jo-1, Ro52                 | absent  | absent
    D42     | full    | Ro52                       | absent  | present
    D43     | full    | PL-7, ~Ro52, ANA           | present | present
    D44     | full    | TIF1-gamma, ANA            | absent  | present
    D45     | full    | ANA                        | absent  | absent
    D46     | full    | SRP, Ro52                  | absent  | absent
    D47     | full    | ANA                        | absent  | absent
    D48     | full    | Jo-1                       | absent  | present
    D49     | full    | PL-12, Ro52                | absent  | present
    D50     | full    | EJ, Ro52                   | present | absent
    D51     | full    | ?MDA5                      | absent  | absent
    D52     | full    | MDA5, Ro52, ANA            | absent  | present
    D53     | early   |                            | absent  | absent
    D54     | full    | Ro52                       | absent  | absent
""")

#: The antibody columns, and which of them a panel tests. Early patients were tested before the
#: myositis blot was in use.
PANELS = {
    "full": (
        "Jo-1", "PL-7", "PL-12", "EJ", "Mi-2", "MDA5", "TIF1-gamma", "SRP", "Ro52", "PM-Scl", "U1-RNP", "ANA",
    ),
    "early": ("Jo-1", "Ro52", "U1-RNP", "ANA"),
    "none": (),
}  # fmt: skip
ANTIBODIES = PANELS["full"]

_MARKS = {"~": "weak", "?": "equivocal"}


@dataclass(frozen=True, slots=True)
class Person:
    """One patient as they came: `serology` holds one result word per antibody of `ANTIBODIES`."""

    patient: str
    diagnosis: str
    sex: str
    age: int
    height: float
    race: str
    smoking: str
    pattern: str
    onset: str
    oxygen: str
    serology: dict[str, str]
    raynaud: str
    mechanics_hands: str


def _results(panel: str, positive: str) -> dict[str, str]:
    found = [name.strip() for name in positive.split(",") if name.strip()]
    marked = {name.lstrip("~?"): _MARKS.get(name[0], "positive") for name in found}
    untested = "" if panel == "none" else "not tested"
    return {name: marked.get(name, "negative" if name in PANELS[panel] else untested) for name in ANTIBODIES}


def _person(who: dict[str, str], tested: dict[str, str]) -> Person:
    return Person(
        who["patient"], who["diagnosis"], who["sex"], int(who["age"]), float(who["height"]),
        who["race"], who["smoking"], who["pattern"], who["onset"], who["oxygen"],
        _results(tested["panel"], tested["positive"]), tested["raynaud"], tested["hands"],
    )  # fmt: skip


PEOPLE: tuple[Person, ...] = tuple(_person(who, tested) for who, tested in zip(WHO, SEROLOGY, strict=True))
