"""How headers and cells that tell who a patient is are recognised. All names are made up."""

import pytest

from analysis.ingest import understand
from analysis.ingest.privacy.identifiers import identifiers
from analysis.ingest.privacy.identifying_cells import text_tells
from analysis.ingest.privacy.identifying_headers import kind_announced
from analysis.ingest.privacy.national_numbers import NATIONAL_NUMBERS


def found_in(book_):
    mapping = understand(book_)
    return {column_at(mapping, f): f.kind for f in identifiers(book_, mapping) if f.position is not None}


def column_at(mapping, found):
    return next(c.header for c in mapping.sheets[found.sheet].columns if c.position == found.position)


def csv(*rows):
    return "\n".join(",".join(row) for row in rows).encode()


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Patient Name", "a name"), ("PatName", "a name"), ("Nachname, Vorname", "a name"),
        ("Prénom", "a name"),
        ("Apellidos y nombre", "a name"), ("Cognome", "a name"), ("Initials", "a name"),
        ("Hausarzt", "a name"),
        ("D.O.B.", "a birth date"), ("Date de naissance", "a birth date"), ("Fecha nac.", "a birth date"),
        ("Data di nascita", "a birth date"), ("Geburtsjahr", "a birth date"), ("MRN", "a record number"),
        ("NHS no.", "a record number"), ("SSN", "a record number"), ("AHV-Nr", "a record number"),
        ("CPF", "a record number"), ("N° dossier", "a record number"), ("Codice Fiscale", "a record number"),
        ("Hospital Number", "a record number"), ("Fallnummer", "a record number"), ("Tel.", "a phone number"),
        ("Mobile phone", "a phone number"), ("E-mail", "an e-mail address"),
        ("Correo electrónico", "an e-mail address"),
        ("Straße", "a postal address"), ("Home address", "a postal address"), ("Ville", "a postal address"),
        ("ZIP", "a postal code"), ("PLZ", "a postal code"), ("Código postal", "a postal code"),
        ("IP address", "an IP address"), ("URL", "a web address"), ("Bemerkungen", "free text"),
        ("Comments", "free text"), ("Observaciones", "free text"),
    ],
)  # fmt: skip
def test_headers_of_five_languages_announce_who_a_patient_is(header, kind):
    assert kind_announced(header) == kind


@pytest.mark.parametrize(
    "header",
    [
        "sex", "age", "race", "ethnicity", "name of drug", "Drug name", "diagnosis", "center", "site", "Jo-1",
        "anti-Ha", "physician global", "visit date", "date of death", "ILD pattern", "study id", "record_id",
        "smoking", "patient", "weight", "height", "FVC", "tacrolimus", "cancer history?", "mobility", "IPAF",
        "test name", "country", "enrollment", "zipped", "contact precautions", "",
    ],
)  # fmt: skip
def test_other_headers_announce_nothing(header):
    assert kind_announced(header) is None


@pytest.mark.parametrize(
    ("header", "cells", "kind"),
    [
        ("kontakt", ["a@example.org", "b@example.org", "-"], "an e-mail address"),
        ("remarks 2", ["see", "write to x.y@example.org", "ok"], "an e-mail address"),
        ("link", ["https://example.org/p/1", "https://example.org/p/2", ""], "a web address"),
        ("device", ["192.168.4.1", "10.0.0.2", "172.16.5.9"], "an IP address"),
        ("reach", ["(312) 555-0142", "312-555-0177", "312 555 0101"], "a phone number"),
        ("nr", ["943 476 5919", "401 023 2137", "450 557 7104"], "a record number"),
        ("number", ["078-05-1120", "219-09-9999", "457-55-5462"], "a record number"),
        ("nr.", ["756.9217.0769.85", "756.1234.5678.97", "756.3047.5009.62"], "a record number"),
        ("doc", ["529.982.247-25", "111.444.777-35", "123.456.789-09"], "a record number"),
        ("area", ["SW1A 1AA", "M1 1AE", "B33 8TH"], "a postal code"),
        ("lives", ["12 Main Street", "7 Oak Lane", "221 Baker Street"], "a postal address"),
        ("wohnt", ["Hauptstr. 5", "Gartenweg 12", "Am Markt 3"], "a postal address"),
        ("who", ["Smith, John", "Doe, Jane", "Roe, Richard"], "a name"),
        ("wer", ["Hans Meier", "Ursula Klein", "Petra Vogel"], "a name"),
        ("story", ["Came in June with a cough and could not climb the stairs", "ok", "-"], "free text"),
    ],
)  # fmt: skip
def test_cells_tell_what_their_header_does_not(book, header, cells, kind):
    if kind == "free text":
        cells = [cells[0], cells[0].replace("June", "July"), "ok"]
    rows = [["Study ID", "Dx", header], *([f"A{i}", "PM", cell] for i, cell in enumerate(cells))]
    quoted = "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows).encode()
    assert found_in(book({"patients.csv": quoted})) == {header: kind}


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("center", ["Klinikum Maria Hilf", "Hospital San Juan", "St. Elisabeth Klinik"]),
        ("smoking", ["never", "former", "current"]),
        ("comorbidities", ["nausea, vomiting", "Diabetes, Hypertension", "COPD"]),
        ("ILD type", ["Fibrotic NSIP", "Organizing pneumonia", "UIP"]),
        ("phone consent", ["yes", "no", "yes"]),
        ("visit window", ["2014-02-03", "03/04/2014", "31.12.2013"]),
        ("score", ["9434765919.5", "12", "7"]),
        ("first symptom", ["2003-02-01", "2009-11-12", "2012-01-30"]),
        ("ratio", ["001-002", "003-004", "005-006"]),
        ("note", ["ok", "late", ""]),
        ("name", ["azathioprine", "methotrexate", "tacrolimus"]),
        ("mrn", ["", "", ""]),
    ],
)
def test_ordinary_columns_are_left_alone(book, header, cells):
    rows = [["Study ID", "Dx", header], *([f"A{i}", "PM", cell] for i, cell in enumerate(cells))]
    quoted = "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows).encode()
    assert found_in(book({"patients.csv": quoted})) == {}


def test_the_names_of_ordinary_files_tell_nothing(book):
    names = [
        "cohort_2014-visits",
        "MA-ILD cohort FINAL v3",
        "patients",
        "Tabelle1",
        "demo_cohort_wide",
        "Jo-1 pos",
    ]
    assert [name for name in names if text_tells(name)] == []


def test_a_field_with_an_address_among_its_cells_is_left_out(book):
    rows = [
        ["patient_id", "visit", "month", "ck"],
        ["A", "call a@example.org", "0", "200"],
        ["A", "V2", "3", "90"],
    ]
    assert found_in(book({"visits.csv": csv(*rows)})) == {"visit": "an e-mail address"}


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("NHS numbers", "9434765919"),
        ("AHV numbers", "756.9217.0769.85"),
        ("CPF numbers", "529.982.247-25"),
        ("French insurance numbers", "184127645108946"),
        ("Spanish identity numbers", "12345678Z"),
        ("German insurance numbers", "A123456780"),
        ("German tax numbers", "86095742719"),
    ],
)
def test_one_wrong_digit_makes_a_personal_number_none(name, number):
    is_number = NATIONAL_NUMBERS[name]
    assert is_number(number)
    for at in (i for i, character in enumerate(number) if character.isdigit()):
        others = (str(digit) for digit in range(10) if str(digit) != number[at])
        assert not any(is_number(number[:at] + other + number[at + 1 :]) for other in others)
