"""Everything that is true without a screen: reading, outcomes, statistics, answers."""
