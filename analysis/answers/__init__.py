"""One question each: a view in, a frozen answer out, with every number composed and none rounded."""
