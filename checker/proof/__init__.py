"""Proves a JSON report: what it says against itself, its contract, the rules found here, and the check done again."""
