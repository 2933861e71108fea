"""The policy: found, read, merged from its files, held against the library, and applied."""
