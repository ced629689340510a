"""Every format that can be read, one file each: bytes to sheets of cells, inside the reading process."""
