"""`python -m data.demo [FOLDER]`: write the demo in its layouts, the blank template and the codebook."""

import sys
from pathlib import Path

from data.demo.files import files


def main(folder: Path) -> None:
    """Write every file below this folder, and say which."""
    for name, content in files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        print(f"{path}  {len(content):,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1])
