"""How amounts of money are written: signs and codes of currencies, their names, and the scale behind a number."""

from __future__ import annotations

#: Signs and codes that stand before a number (or behind it), as keys.
SIGNS = frozenset("$ £ € ¥ ₹ ₩".split())
CODES = frozenset(
    "usd eur euro gbp chf rmb cny inr jpy cad aud nzd hkd sgd ntd twd zar aed sar sek nok dkk pln nis ils brl mxn krw thb "
    "myr php idr rs".split()
)
#: Names of currencies, as keys, which stand behind a number, or before one in words.
NAMES = frozenset(
    "dollar euro pound franc yen yuan renminbi rupe krona kronor krone rand dirham ringgit peso shekel baht".split()
)
#: A hundredth of a currency.
CENTS = frozenset("cent penni penc".split())
#: Before the name of a currency: "five million United States dollars", "50,000 Swiss francs".
WHOSE = frozenset(
    "u s us united states american canadian australian hong kong singapore new zealand taiwan swiss british chinese "
    "indian japanese swedish danish norwegian south african mexican".split()
)
#: Letters before a sign that say which dollar it is: "US$", "NT$", "HK$", "A$".
PREFIXES = frozenset("us u.s nt hk a au c ca cdn s sg nz r usd".split())
#: What stands behind a number and multiplies it; the short ones only where the number is money by other signs.
SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "lakh": 1e5, "lakhs": 1e5, "crore": 1e7, "crores": 1e7}
SHORT = {"k": 1e3, "m": 1e6, "mm": 1e6, "mn": 1e6, "mio": 1e6, "mil": 1e6, "bn": 1e9, "b": 1e9, "l": 1e5, "cr": 1e7}
