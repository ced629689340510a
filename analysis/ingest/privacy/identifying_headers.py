"""Headers that announce who a patient is: in English, German, French, Spanish and Italian."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "a name", "a birth date", "a record number", "a phone number", "an e-mail address", "a postal address",
    "a postal code", "a web address", "an IP address", "a device number", "a picture", "free text",
    "an identifier",
]  # fmt: skip


@dataclass(frozen=True)
class Announced:
    """The headers of one kind: `inside` may stand among other words, `alone` are the whole header."""

    kind: Kind
    inside: frozenset[str]
    alone: frozenset[str] = frozenset()


def _listed(text: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in text.split(","))


# The first that fits counts: an IP address is no postal one.
_ANNOUNCED = (
    Announced("an IP address", _listed("""
        ip address, ip adresse, adresse ip, direccion ip, indirizzo ip
    """), _listed("ip")),
    Announced("an e-mail address", _listed("""
        email, e mail, emails, mail address, mailadresse, courriel, correo electronico, posta
        elettronica
    """), _listed("mail, correo")),
    Announced("a web address", _listed("""
        web address, url, website, web site, homepage, site web, sitio web, sito web
    """)),
    Announced("a device number", _listed("""
        device id, device number, device serial, serial number, mac address, licence plate, license
        plate, kennzeichen
    """)),
    Announced("a picture", _listed("photo, photograph, foto, fotografia, lichtbild")),
    Announced("a phone number", _listed("""
        phone, telephone, telefon, telefonnummer, telefono, cell phone, mobile number, mobile phone,
        handynummer, handy, mobilnummer, portable numero, fax, cellulare, movil, tel nr, tel no, tel
        number
    """), _listed("tel, mobile, cell, contact number")),
    Announced("a birth date", _listed("""
        date of birth, birth date, birthdate, birthday, dob, d o b, birth dt, birth year, year of
        birth, yob, geburtsdatum, geburtstag, geb datum, gebdatum, geb dat, gebdat, geboren am,
        geburtsjahr, date de naissance, date naissance, ddn, annee de naissance, fecha de nacimiento,
        fecha nacimiento, fecha nac, fnac, ano de nacimiento, data di nascita, data nascita, anno di
        nascita
    """), _listed("birth, born, geb, geburt, geboren, naissance, ne le, nacimiento, nascita, nato il")),
    Announced("a postal code", _listed("""
        zip, zip code, zipcode, postcode, post code, postal code, plz, postleitzahl, code postal,
        codigo postal, codice postale
    """)),
    Announced("a postal address", _listed("""
        address, street, anschrift, adresse, strasse, hausnummer, wohnort, domicilio, direccion,
        indirizzo
    """), _listed("""
        residence, city, town, village, district, county, ort, stadt, ville, commune, rue, ciudad,
        municipio, localidad, calle, citta, comune, via
    """)),
    Announced("a record number", _listed("""
        mrn, medical record, record number, hospital number, hospital no, hospital nr, hospital id,
        chart number, chart no, nhs number, nhs no, nhs, chi number, social security, ssn, insurance
        number, insurance no, insurance id, health plan, health card, policy number, account number,
        medicare, medicaid, member id, passport, driver license, drivers license, driving licence,
        national id, national number, identity card, accession number, accession no, patientennummer,
        patientennr, fallnummer, fallnr, aufnahmenummer, krankenhausnummer, versichertennummer,
        versichertennr, versicherungsnummer, krankenkassennummer, kvnr, sozialversicherungsnummer,
        ahv, ahv nummer, steuer id, ausweisnummer, numero de dossier, n dossier, no dossier, numero dossier,
        securite sociale, numero secu, historia clinica, numero de historia, nhc, dni, seguridad
        social, cartella clinica, numero cartella, codice fiscale, tessera sanitaria, codice
        sanitario, cpf, prontuario, personnummer
    """), _listed("nir, ipp, nie, nif, curp, rg, cf, emr, ehr id, emr id, pesel, bsn, cpr, cns")),
    Announced("a name", _listed("""
        first name, last name, given name, family name, maiden name, middle name, full name,
        firstname, lastname, fullname, patient name, patients name, patient s name, patientname, pt
        name, pat name, subject name, name of patient, name of the patient, surname, forename, next of
        kin, mother s name, father s name, initials, nachname, vorname, familienname, zuname,
        geburtsname, patientenname, name des patienten, initialen, nom de famille, nom du patient, nom
        patient, nom et prenom, nom prenom, prenom, nom de naissance, initiales, apellido, apellidos,
        nombre del paciente, nombre paciente, nombre y apellidos, nombre completo, iniciales, cognome,
        nome del paziente, nome paziente, nome e cognome, iniziali
    """), _listed("""
        name, names, nom, nombre, nome, physician, doctor, gp, consultant, treating physician,
        attending, referring physician, arzt, hausarzt, behandelnder arzt, medecin, medecin traitant,
        medico, medico curante
    """)),
    Announced("free text", _listed("""
        notes, comments, comment, remarks, remark, free text, freetext, clinical note, narrative,
        bemerkung, bemerkungen, anmerkung, anmerkungen, kommentar, kommentare, notiz, notizen,
        freitext, epikrise, arztbrief, commentaire, commentaires, remarque, remarques, texte libre,
        observaciones, comentario, comentarios, texto libre, osservazioni, commento, commenti, testo
        libero
    """), _listed("note, history, verlauf, anamnese, anamnesis, notas, observations, text, letter, report")),
)  # fmt: skip

#: Words with which a header names something else than a person.
_OF_THINGS = _listed("""
        drug, medication, medicine, medikament, test, event, file, study, trial, studie, center,
        centre, site, zentrum, hospital, clinic, klinik, lab, labor, laboratory, antibody, antigen,
        brand, generic, variable, form, instrument, treatment, product, disease, diagnosis, visit,
        unit, scanner, machine, gene
    """)  # fmt: skip
_PLACES = _listed(
    "center, centre, site, hospital, clinic, klinik, klinikum, zentrum, institution, lab, centro, sede"
)


def words_of(header: str) -> tuple[str, ...]:
    """The words of a header in small letters without accents, "PatName" and "geb.datum" taken apart.

    >>> words_of("Geb.-Datum"), words_of("firstName"), words_of("Straße")
    (('geb', 'datum'), ('first', 'name'), ('strasse',))
    """
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)
    plain = unicodedata.normalize("NFKD", apart.casefold())
    return tuple(re.findall(r"[0-9a-z]+", "".join(c for c in plain if not unicodedata.combining(c))))


def kind_announced(header: str) -> Kind | None:
    """What a header announces about the person, None where nothing.

    >>> kind_announced("Patient's name"), kind_announced("DOB (dd/mm/yyyy)"), kind_announced("Tel.-Nr.")
    ('a name', 'a birth date', 'a phone number')
    >>> kind_announced("name of drug"), kind_announced("sex"), kind_announced("center")
    (None, None, None)
    """
    words = words_of(header)
    said = f" {' '.join(words)} "
    for announced in _ANNOUNCED:
        if announced.kind == "a name" and _OF_THINGS & set(words):
            continue
        alone = {said.strip(), "".join(words)} & (announced.alone | announced.inside)
        if alone or any(f" {phrase} " in said for phrase in announced.inside):
            return announced.kind
    return None


def tells_a_place(header: str) -> bool:
    """Whether a header names where patients are treated: names of hospitals look like those of people."""
    return bool(_PLACES & set(words_of(header)))
