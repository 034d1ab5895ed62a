"""Mean, covariance and log-likelihood of Gaussians in exact rational arithmetic.

Every double is a fraction, so sums, products and determinants have no rounding; only the logarithms are taken in
60-digit decimals. Writes test-data/gaussian/exact.json, which the unit tests of statistics/gaussian read.

    python3 scripts/exact-gaussian.py
"""

import json
from decimal import Decimal, getcontext
from fractions import Fraction
from pathlib import Path

getcontext().prec = 60
DATA = Path(__file__).resolve().parent.parent / "test-data"
PI = Decimal("3.14159265358979323846264338327950288419716939937510582097494")


def read(name, columns):
    lines = (DATA / "mixture" / name).read_text().strip().split("\n")[1:]
    return [[float(line.split(",")[c]) for c in columns] for line in lines]


def generated(n, d, seed):
    """Rows of a linear congruential generator: correlated columns with all 53 bits in use."""
    state = seed
    rows = []
    for _ in range(n):
        row = []
        for j in range(d):
            state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
            row.append((state >> 11) / 2**53 + (0.5 * row[-1] if row else 0.0))
        rows.append(row)
    return rows


def determinant(matrix):
    m = [row[:] for row in matrix]
    product = Fraction(1)
    for i in range(len(m)):
        pivot = m[i][i]
        product *= pivot
        for r in range(i + 1, len(m)):
            f = m[r][i] / pivot
            m[r] = [a - f * b for a, b in zip(m[r], m[i])]
    return product


def decimal(fraction):
    return Decimal(fraction.numerator) / Decimal(fraction.denominator)


def describe(name, rows, keep_rows):
    n, d = len(rows), len(rows[0])
    exact = [[Fraction(v) for v in row] for row in rows]
    mean = [sum(row[j] for row in exact) / n for j in range(d)]
    cov = [
        [sum((row[i] - mean[i]) * (row[j] - mean[j]) for row in exact) / n for j in range(d)]
        for i in range(d)
    ]
    log_likelihood = -Decimal(n) / 2 * (d * (2 * PI).ln() + decimal(determinant(cov)).ln() + d)
    text = lambda value: f"{value:.25e}"
    return {
        "name": name,
        "n": n,
        "rows": rows if keep_rows else None,
        "mean": [text(decimal(v)) for v in mean],
        "covariance": [[text(decimal(v)) for v in row] for row in cov],
        "logLikelihood": text(log_likelihood),
    }


shift = lambda rows, by: [[v + by for v in row] for row in rows]
cases = [
    describe("faithful", read("faithful.csv", [0, 1]), True),
    describe("iris", read("iris.csv", [0, 1, 2, 3]), True),
    describe("generated, 3 columns", generated(200, 3, 1), True),
    describe("generated, 6 columns", generated(120, 6, 2), True),
    describe("faithful + 1e9", shift(read("faithful.csv", [0, 1]), 1e9), True),
    describe("generated, 3 columns, + 1e9", shift(generated(200, 3, 1), 1e9), True),
]
target = DATA / "gaussian" / "exact.json"
target.parent.mkdir(exist_ok=True)
target.write_text("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")
