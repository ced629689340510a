"""The words that cells are made of: diagnoses, drugs, results, yes and no, and what means "missing"."""

from dataclasses import dataclass

from analysis.schema.spelling import normalised


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A diagnosis group: `key` is shown, `label` explains it, `aliases` are spellings in sheets."""

    key: str
    label: str
    aliases: tuple[str, ...] = ()


#: The spellings stand as `normalised` gives them or as people write them, in English, German, French,
#: Spanish and Italian.
DIAGNOSES: tuple[Diagnosis, ...] = (
    Diagnosis(
        "PM", "polymyositis",
        ("PM-ILD", "polymyosistis", "polymyosite", "polimiositis", "polimiosite", "Polymyositiden"),
    ),
    Diagnosis(
        "DM", "dermatomyositis",
        ("DM-ILD", "classic DM", "dermato", "dermatomyosite", "dermatomiositis", "dermatomiosite",
         "klassische DM", "klassische Dermatomyositis", "DM classique", "dermatomyosite classique",
         "DM clásica", "dermatomiositis clásica", "dermatomiosite classica"),
    ),
    Diagnosis(
        "CADM", "clinically amyopathic dermatomyositis",
        ("C-ADM", "ADM", "amyopathic", "amyopathic DM", "hypomyopathic", "hypomyopathic DM",
         "amyopathic dermatomyositis", "HDM", "DM sine myositis",
         "amyopathische DM", "amyopathische Dermatomyositis", "klinisch amyopathische Dermatomyositis",
         "DM amyopathique", "dermatomyosite amyopathique", "dermatomyosite cliniquement amyopathique",
         "DM amiopática", "dermatomiositis amiopática", "dermatomiositis clínicamente amiopática",
         "dermatomiosite amiopatica", "dermatomiosite clinicamente amiopatica"),
    ),
    Diagnosis(
        "ASyS", "antisynthetase syndrome",
        ("ASS", "ASSD", "ARS", "antisynthetase", "antisynthetasesyndrom", "Anti-Synthetase-Syndrom",
         "anti-synthetase syndrome", "aminoacyl-tRNA synthetase syndrome", "Jo-1 syndrome", "Jo-1-Syndrom",
         "syndrome des antisynthétases", "syndrome des anti-synthétases", "syndrome antisynthétase",
         "syndrome anti-synthétases", "syndrome aux antisynthétases", "syndrome des anti-ARNt synthétases",
         "síndrome antisintetasa", "síndrome por antisintetasa", "síndrome de antisintetasa",
         "síndrome antisintetasas", "sindrome da antisintetasi", "sindrome anti-sintetasi",
         "sindrome antisintetasica"),
    ),
    Diagnosis(
        "IMNM", "immune-mediated necrotizing myopathy",
        ("NAM", "necrotising", "necrotizing", "necrotizing myopathy", "necrotising myopathy",
         "immune-mediated necrotising myopathy", "necrotizing autoimmune myopathy", "SRP myopathy",
         "HMGCR myopathy", "nekrotisierende Myopathie", "immunvermittelte nekrotisierende Myopathie",
         "immunmediierte nekrotisierende Myopathie", "myopathie nécrosante",
         "myopathie nécrosante auto-immune", "myopathie nécrosante à médiation immune", "MNAI",
         "miopatía necrotizante", "miopatía necrosante", "miopatía necrotizante inmunomediada",
         "miopatía necrosante inmunomediada", "miopatia necrotizzante",
         "miopatia necrotizzante immunomediata"),
    ),
    Diagnosis(
        "IBM", "inclusion body myositis",
        ("sIBM", "sporadic inclusion body myositis", "Einschlusskörpermyositis",
         "Einschlusskörperchenmyositis", "myosite à inclusions", "miositis por cuerpos de inclusión",
         "miosite a corpi inclusi", "miosite da corpi inclusi"),
    ),
    Diagnosis(
        "OM", "overlap myositis",
        ("overlap", "MCTD", "PM/SSc", "DM/SSc", "Overlap-Myositis", "Überlappungsmyositis",
         "myosite de chevauchement", "syndrome de chevauchement", "miositis de solapamiento",
         "miositis de superposición", "miosite overlap", "miosite da overlap"),
    ),
    Diagnosis("other", "another diagnosis",
        ("other", "another", "andere", "anderes", "autre", "autres", "otro", "otra", "altro", "altra")),
)  # fmt: skip

#: Diagnoses that are plainly none of the myositis list, and words for people without one: they count
#: as "other". A word that stands neither here nor above is asked about.
OTHER_DIAGNOSES = (
    "IPAF", "interstitial pneumonia with autoimmune features", "IPF", "idiopathic pulmonary fibrosis", "NSIP",
    "UIP", "UCTD", "undifferentiated connective tissue disease", "SSc", "systemic sclerosis", "scleroderma",
    "Sklerodermie", "sclérodermie", "esclerodermia", "esclerosis sistémica", "sclerodermia",
    "sclerosi sistemica", "RA", "RA-ILD", "rheumatoid arthritis", "rheumatoide Arthritis",
    "polyarthrite rhumatoïde", "artritis reumatoide", "artrite reumatoide", "SLE", "lupus",
    "systemic lupus erythematosus", "Sjögren", "Sjögren syndrome", "pSS", "ANCA", "vasculitis", "sarcoidosis",
    "Sarkoidose", "sarcoïdose", "hypersensitivity pneumonitis", "HP", "COP", "muscular dystrophy",
    "healthy", "healthy control", "control", "gesund", "Kontrolle", "sain", "témoin", "sano", "no myositis",
    "not myositis", "keine Myositis",
)  # fmt: skip

#: Serology results in the order of strength.
RESULTS = ("positive", "weak", "equivocal", "negative", "not tested")

EVENT_CATEGORIES = ("infection", "kidney", "neurologic", "metabolic", "malignancy", "other")


@dataclass(frozen=True, slots=True)
class Drug:
    """A drug: `unit` of its usual dose; `conventional` marks the DMARDs of conventional treatment."""

    name: str
    unit: str
    aliases: tuple[str, ...] = ()
    conventional: bool = False


DRUGS: tuple[Drug, ...] = (
    Drug("azathioprine", "mg/day", ("AZA", "Imuran"), conventional=True),
    Drug("methotrexate", "mg/week", ("MTX",), conventional=True),
    Drug("mycophenolate", "mg/day", ("MMF", "mycophenolate mofetil", "CellCept"), conventional=True),
    Drug("mycophenolic acid", "mg/day", ("MPA", "Myfortic"), conventional=True),
    Drug("tacrolimus", "mg/day", ("TAC", "FK506", "Prograf", "tacro")),
    Drug("cyclophosphamide", "mg", ("CYC", "CTX")),
    Drug("rituximab", "mg", ("RTX",)),
    Drug("IVIG", "g/kg", ("IVIg", "immunoglobulin")),
    Drug("ciclosporin", "mg/day", ("CsA", "CyA", "cyclosporine", "Neoral")),
    Drug("tofacitinib", "mg/day", ("TOF",)),
    Drug("hydroxychloroquine", "mg/day", ("HCQ", "Plaquenil")),
    Drug("leflunomide", "mg/day", ("LEF",)),
    Drug("nintedanib", "mg/day", ()),
)

#: What yes and no are in the languages that these sheets are written in; accents are left out.
_YES = ("yes", "y", "1", "true", "t", "present", "checked", "ticked", "ja", "j", "oui", "si", "vrai", "wahr",
        "vorhanden", "x", "+")  # fmt: skip
_NO = ("no", "n", "0", "false", "f", "absent", "unchecked", "unticked", "nein", "non", "faux", "falsch",
       "none", "nil", "keine", "kein", "aucun", "nichtvorhanden")  # fmt: skip

#: Words of a cell, normalised, for each kind of level.
WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "yes_no": {"yes": _YES, "no": _NO},
    "yes_no_na": {
        "yes": (*_YES, "improved", "better"),
        "no": (*_NO, "notimproved"),
        "not applicable": ("notapplicable", "doesnotapply"),
    },
    "change": {
        "worse": ("worse", "worsened", "worsening", "progressed", "progressive", "deteriorated", "declined",
                  "schlechter", "verschlechtert", "pire", "aggrave", "peor", "peggiorato"),
        "stable": ("stable", "same", "unchanged", "nochange", "stabil", "gleich", "unverandert", "inchange",
                   "estable", "igual", "stabile"),
        "better": ("better", "improved", "improving", "improvement", "resolved", "besser", "gebessert",
                   "verbessert", "ameliore", "mieux", "mejor", "mejorado", "migliorato"),
    },
    "sex": {
        "female": ("female", "f", "w", "woman", "women", "girl", "weiblich", "frau", "femme", "feminin",
                   "mujer", "femenino", "donna", "femmina", "femminile"),
        "male": ("male", "m", "man", "men", "boy", "mannlich", "mann", "herr", "homme", "masculin", "hombre",
                 "masculino", "uomo", "maschio", "maschile"),
    },
    "response": {
        "responder": ("responder", "response", "responded", "r"),
        "stable": ("stable", "sd"),
        "refractory": ("refractory", "nonresponder", "nonresponse", "noresponse", "failure", "failed", "nr"),
    },
    "onset": {
        "rapid": ("rapid", "rapidlyprogressive", "rpild", "acute"),
        "subacute": ("subacute",),
        "chronic": ("chronic",),
    },
    "second_line": {
        "tacrolimus": ("tacrolimus", "tac", "fk506"),
        "cyclophosphamide": ("cyclophosphamide", "cyc", "ctx"),
        "rituximab": ("rituximab", "rtx"),
        "other": ("other",),
    },
    "stop_reason": {
        "lack of effect": ("lackofeffect", "lackofefficacy", "inefficacy", "noeffect", "ineffective",
                           "failure"),
        "adverse event": ("adverseevent", "ae", "sideeffect", "sideeffects", "toxicity", "intolerance"),
        "remission": ("remission",),
        "death": ("death", "died", "deceased"),
        "other": ("other",),
        "unknown": ("unknown",),
    },
    "event_category": {name: (name,) for name in EVENT_CATEGORIES},
    "result": {
        "positive": ("positive", "pos", "pos+", "positive+", "+", "++", "+++", "++++", "1+", "2+", "3+", "4+",
                     "1", "yes", "y", "p", "x", "detected", "present", "reactive", "strong",
                     "strongpositive", "strongpos", "highpositive",
                     "positiv", "starkpositiv", "positif", "positivo", "ja", "oui", "si"),
        "weak": ("weak", "weakpositive", "weaklypositive", "weakpos", "lowpos", "lowpositive", "w", "weak+",
                 "faint", "schwach", "schwachpositiv", "faible", "faiblepositif", "faiblementpositif",
                 "debil"),
        "equivocal": ("equivocal", "borderline", "indeterminate", "eq", "grenzwertig", "fraglich", "douteux",
                      "limite", "dudoso", "dubbio"),
        "negative": ("negative", "neg", "0", "no", "n", "notdetected", "undetected", "nonedetected", "absent",
                     "nonreactive", "negativ", "negatif", "negativo", "nein", "non"),
        "not tested": ("nottested", "notdone", "notonpanel", "notonthepanel", "notinpanel", "notincluded",
                       "nt", "pending", "qns", "untested", "nichtgetestet",
                       "nontestee", "nonteste"),
    },
}  # fmt: skip

#: Texts that mean "no value" in a column of a known field (compared without case). In an extra
#: column only a blank is missing: "None" or "NA" may be a level there.
MISSING_WORDS = (
    "na", "n/a", "nan", "#n/a", "null", ".", "-", "--", "?", "nd", "nt",
    "not done", "unk", "unknown", "pending", "missing", "not known", "not available", "not recorded",
    "nk", "n.k.", "n.a.", "k.a.", "k. a.", "unbekannt", "inconnu", "inconnue", "desconocido", "sconosciuto",
)  # fmt: skip

#: Numbers that mean "no value", only where they lie outside the field's possible range.
MISSING_CODES = (-9, -99, -999, -9999, 99, 999, 9999, 88, 77)

_DIAGNOSIS = {normalised(name): d for d in DIAGNOSES for name in (d.key, d.label, *d.aliases)}
_OTHER_DIAGNOSIS = frozenset(map(normalised, OTHER_DIAGNOSES))
_DRUG = {normalised(name): d for d in DRUGS for name in (d.name, *d.aliases)}
_WORD = {kind: {w: level for level, ws in levels.items() for w in ws} for kind, levels in WORDS.items()}


def diagnosis_named(text: str) -> Diagnosis | None:
    """The diagnosis a cell names, or None; combined labels such as "PM/DM" name none."""
    return _DIAGNOSIS.get(normalised(text))


def is_other_diagnosis(text: str) -> bool:
    """Whether a cell names a diagnosis that is plainly none of the list, such as "IPAF"."""
    return normalised(text) in _OTHER_DIAGNOSIS


def drug_named(text: str) -> Drug | None:
    """The drug a cell or header names, or None."""
    return _DRUG.get(normalised(text))


def word_for(kind: str, text: str) -> str | None:
    """The level that a cell's text means in a column of this kind, or None.

    >>> word_for("result", "Pos")
    'positive'
    """
    levels = _WORD[kind]
    plain = normalised(text)
    return levels.get(plain) or next((level for level in WORDS[kind] if normalised(level) == plain), None)
