"""Where the tables stand on a sheet, and what on it is none."""
