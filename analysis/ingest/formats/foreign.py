"""Files that cannot be read: how each is known by its first bytes, and the sentence that says what to do."""

PROTECTED = "The workbook is protected with a password; save a copy without one."
DAMAGED = "The workbook is damaged or incomplete; open it in a spreadsheet program and save it again."
ENTITIES = (
    "A part of the workbook declares XML entities, which no spreadsheet program does;"
    " open it in a spreadsheet program and save it again."
)
DOCUMENT = (
    "A text document holds no table that can be read; copy its table into a spreadsheet and bring that."
)
PRESENTATION = (
    "A presentation holds no table that can be read; copy its table into a spreadsheet and bring that."
)
NUMBERS = "A Numbers file cannot be read; export it from Numbers as Excel (.xlsx) or CSV."
SPSS_OUTPUT = "A file of SPSS output holds no data; bring the data file (.sav) that it was made from."
PACKED = "A packed file cannot be read; unpack it and bring the files that are in it."
PICTURE = "A picture holds no cells; bring the spreadsheet that it shows."
WEB_PAGE = "The file is a web page, not a workbook; open it in a spreadsheet program and save it as .xlsx."
XML = "The file is XML, not a workbook; open it in a spreadsheet program and save it as .xlsx or .csv."
JSON = "JSON has no rows and columns; export the table from where the file came from as .xlsx or .csv."
R_DATA = "A file of R's own cannot be read; save the table in R with write.csv or haven::write_sav."
_PDF = "A PDF holds no table that can be read; bring the spreadsheet it was made from as .xlsx or .csv."
_ACCESS = "An Access database cannot be read; export its tables from Access as .xlsx or .csv."
_DATABASE = "A database cannot be read; export its tables as .xlsx or .csv."
_FEATHER = "A Feather file cannot be read; save it as Parquet, .xlsx or .csv."
_CPORT = "A SAS file of PROC CPORT cannot be read; write it with the XPORT engine or as .csv."
_OLD_EXCEL = "The workbook is older than Excel 5; open it in a spreadsheet program and save it as .xlsx."

#: The first bytes, and what to say.
BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", _PDF),
    (b"{\\rtf", DOCUMENT),
    (b"\x89PNG", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"II*\0", PICTURE),
    (b"MM\0*", PICTURE),
    (b"Rar!", PACKED),
    (b"7z\xbc\xaf\x27\x1c", PACKED),
    (b"RDX", R_DATA),
    (b"RDA", R_DATA),
    (b"X\n\0\0\0", R_DATA),
    (b"A\n2\n", R_DATA),
    (b"A\n3\n", R_DATA),
    (b"PARE", "The file is protected with a password; save a copy without one."),
    (b"ARROW1", _FEATHER),
    (b"FEA1", _FEATHER),
    (b"SQLite format 3", _DATABASE),
    (b"\0\x01\0\0Standard Jet DB", _ACCESS),
    (b"\0\x01\0\0Standard ACE DB", _ACCESS),
    (b"**COMPRESSED**", _CPORT),
    (b"\x09\0\x04\0", _OLD_EXCEL),
    (b"\x09\x02\x06\0", _OLD_EXCEL),
    (b"\x09\x04\x06\0", _OLD_EXCEL),
)

#: A part that tells what another program's archive is (a pattern of its name), and what to say.
PARTS: tuple[tuple[str, str], ...] = (
    (r"\.iwa$|^index\.zip$", NUMBERS),
    (r"^word/", DOCUMENT),
    (r"^ppt/", PRESENTATION),
    (r"^outputviewer\d*", SPSS_OUTPUT),
    (r"\.(csv|tsv|txt|xls[xmb]?|ods|sav|dta|sas7bdat|xpt|parquet)$", PACKED),
)
