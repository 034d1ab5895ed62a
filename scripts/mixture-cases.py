"""scikit-learn's answers for test-data/mixture/cases: total log-likelihood with 20 starts, the rest as scikit-learn has it.

    python3 scripts/mixture-cases.py        after scripts/mixture-cases.R

Writes scikit-learn.csv: data set, K, model (under mclust's name), log-likelihood.
"""

import csv
import warnings
from pathlib import Path

import numpy as np
import sklearn
from sklearn.mixture import GaussianMixture

warnings.filterwarnings("ignore")
here = Path(__file__).resolve().parent.parent / "test-data" / "mixture" / "cases"
types = {"EEE": "tied", "VVV": "full", "VVI": "diag", "VII": "spherical", "E": "tied", "V": "full"}

rows = []
with open(here / "mclust.csv") as file:
    for case in csv.DictReader(file):
        if case["model"] not in types:
            continue
        data = np.loadtxt(here / f"{case['data']}.csv", delimiter=",", skiprows=1, ndmin=2)
        if data.shape[0] == 1:
            data = data.T
        fit = GaussianMixture(
            int(case["K"]), covariance_type=types[case["model"]], n_init=20, max_iter=1000, random_state=0
        ).fit(data)
        rows.append((case["data"], case["K"], case["model"], f"{fit.score(data) * len(data):.6f}"))

with open(here / "scikit-learn.csv", "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["data", "K", "model", "logLikelihood"])
    writer.writerows(rows)
print(len(rows), "cases, scikit-learn", sklearn.__version__)
