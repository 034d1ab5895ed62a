# numpy's side of bench/statistics.bench.ts: python3 statistics.py TASK FOLDER. Prints one line of JSON.
import json
import os
import sys
import time

import numpy as np

task, folder = sys.argv[1], sys.argv[2]
x = np.fromfile(os.path.join(folder, "statistics-x.f64"))
y = np.fromfile(os.path.join(folder, "statistics-y.f64")) if task.startswith("grid") else None


def moments():
    mean = x.mean()
    d = x - mean
    d2 = d * d
    m2, m3, m4 = d2.mean(), (d2 * d).mean(), (d2 * d2).mean()
    return [x.min(), x.max(), mean, np.sqrt(m2 * x.size / (x.size - 1)), m3 / m2**1.5, m4 / m2**2 - 3]


def histogram():
    return np.histogram(x, bins=256)[0][100:104]


def grid():
    return np.histogram2d(y, x, bins=256)[0][128, 128:131]


def grid_bincount():
    """The quickest way in numpy: cells by a multiplication, without exact edges."""
    n = 256
    i = np.minimum(((x - x.min()) * (n / (x.max() - x.min()))).astype(np.int32), n - 1)
    j = np.minimum(((y - y.min()) * (n / (y.max() - y.min()))).astype(np.int32), n - 1)
    return np.bincount(j * n + i, minlength=n * n).reshape(n, n)[128, 128:131]


def quantiles():
    return np.quantile(x, [0.001, 0.01, 0.25, 0.5, 0.75, 0.99, 0.999])


run = {"moments": moments, "histogram": histogram, "grid": grid, "grid-bincount": grid_bincount, "quantiles": quantiles}[task]
times, cpu = [], []
for _ in range(5):
    start, cpu_start = time.perf_counter(), time.process_time()
    result = run()
    times.append(1000 * (time.perf_counter() - start))
    cpu.append(1000 * (time.process_time() - cpu_start))
print(json.dumps({"ms": sorted(times)[len(times) // 2], "best": min(times), "cpu": min(cpu), "check": [f"{float(v):.10g}" for v in result]}))
