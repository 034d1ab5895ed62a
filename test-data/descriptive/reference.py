# Bins by rule from numpy on a column without a measurement step. Debian: python3-numpy.
#   python3 test-data/descriptive/reference.py > test-data/descriptive/bin-rules.json
import json
import numpy as np

n = 500
x = -np.log1p(-(np.arange(n) + 0.5) / n)  # exponential quantiles
print(json.dumps({rule: {"bins": len(np.histogram_bin_edges(x, rule)) - 1, "counts": np.histogram(x, rule)[0].tolist()}
                  for rule in ["fd", "scott", "sturges", "doane"]}))
