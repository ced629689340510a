"""How long things take, always beside the bare library doing the least possible work."""
