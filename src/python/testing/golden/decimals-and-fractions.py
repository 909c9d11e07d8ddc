from decimal import Decimal
from fractions import Fraction

price = Decimal("1.10")
total = price * 3
half = Fraction(1, 2)
sum_of = half + Fraction(1, 3)
