"""Exports of REDCap: their rows parted, their boxes and dictionary read."""
