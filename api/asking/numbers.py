"""Numbers in words."""

CARDINALS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
"""Each at the place that it names."""

_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
ORDINALS = (
    "zeroth",
    *_UNITS,
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth"),
    *("fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"),
    *(f"twenty {unit}" for unit in _UNITS),
    *("thirtieth", "thirty first"),
)
"""The days of a month, each at the place that it names."""

_TENS = ("ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred")
# How many, how far: "with a single event", "to the fifth step". "First" is more often said of time.
NUMBERS = {
    **{word: number for number, word in enumerate(CARDINALS)},
    **{word: number * 10 for number, word in enumerate(_TENS, 1)},
    **{word: number for number, word in enumerate(ORDINALS[:7]) if word != "first"},
    "single": 1,
}
