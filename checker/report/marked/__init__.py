"""The contract itself with the findings in it: Word comments, PDF highlights and notes."""
