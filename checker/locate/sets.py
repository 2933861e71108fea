"""Sets of numbers as integers with a bit for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def tally(held: Sequence[int], holding: list[int]) -> None:
    """Add to `holding[n]` the statements that are in at least n of the sets `held`."""
    counted = [-1]
    for mask in held:
        counted.append(0)
        for number in range(len(counted) - 1, 0, -1):
            counted[number] |= counted[number - 1] & mask
    holding += [0] * (len(counted) - len(holding))
    for number in range(1, len(counted)):
        holding[number] |= counted[number]


def bits(mask: int) -> Iterator[int]:
    """The numbers of the bits that are set, from the lowest."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
