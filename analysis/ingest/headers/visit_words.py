"""The words by which headers name times and visits, in the languages of the clinics that keep them."""

_PER_UNIT = {
    30.4375: "m mo mos mon mons mth mths mnth mnths month months monat monate monaten mois "
    "mes meses mese mesi",
    7.0: "w wk wks week weeks wo woche wochen sem semaine semaines semana semanas sett settimana settimane",
    1.0: "d day days tag tage tagen jour jours j dia dias giorno giorni gg",
    365.25: "y yr yrs year years jahr jahre jahren an ans annee annees ano anos anno anni",
}
#: How many days a unit has, by each of its names.
DAYS: dict[str, float] = {word: days for days, words in _PER_UNIT.items() for word in words.split()}

#: One letter for each kind of word. "j" is a unit only before its number, "a" is one of an amount.
_KINDS = {
    "B": "bl bsl base baseline basal basale basalwert baselin initial initiale inicial iniziale entry "
    "enrolment enrollment inclusion inclusione einschluss ausgang ausgangswert ausgangsbefund "
    "pretreatment pretherapy",
    "V": "v vis visit visits visite visita besuch tp timepoint time wave t",
    "Q": "fu fup followup followups suivi verlauf seguimiento controllo kontrolle",
    "L": "last final latest recent current now letzte letzter letztes dernier derniere ultima ultimo aktuell "
    "actuel actual attuale",
    "P": "post after following nach apres despues dopo posttreatment posttherapy",
    "R": "pre before prior vor avant antes prima",
    "T": "tac tacro tacrolimus tacrolimo fk fk506 prograf",
    "C": "conv conventional dmard dmards csdmard csdmards konventionell",
    "s": "start started initiation begin beginn beginning debut inicio inizio",
    "S": "treatment therapy therapie tx rx trt traitement tratamiento terapia",
    "F": "at on in of the since a al alla au le la les los de du im am bei zu zum le seit depuis desde da "
    "dal del",
    "D": "diagnosis dx diag diagnose diagnostic diagnosi onset presentation",
    "a": "mg g kg mcg ug ng ml l dl iu u pct mmol",
    "-": "to bis",
}  # fmt: skip
_KIND = {word: kind for kind, words in _KINDS.items() for word in words.split()}


def kind_of(word: str) -> str:
    """The letter of a word's kind: "u" a unit of time, "T" tacrolimus, "W" a word that says no time.

    >>> [kind_of(word) for word in ("Mo", "tac", "FVC", "Follow-up")]
    ['u', 'T', 'W', 'Q']
    """
    plain = "".join(letter for letter in word.casefold() if letter.isalnum())
    if plain == "j":
        return "j"
    return _KIND.get(plain) or ("u" if plain in DAYS else "W")
