# python3 csv-pandas.py FILE numbers|mixed: pandas' C engine; one line of JSON.
import json, resource, sys, time
import numpy as np, pandas as pd
path, how = sys.argv[1:3]
options = dict(dtype={"region": "category", "sku": "category"}, parse_dates=["day"]) if how == "mixed" else {}
begun = time.perf_counter()
frame = pd.read_csv(path, engine="c", **options)
columns = [frame[c].cat.codes.to_numpy() if str(frame[c].dtype) == "category" else frame[c].to_numpy() for c in frame.columns]
s = time.perf_counter() - begun
print(json.dumps(dict(s=s, mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, check=f"{len(frame)} {float(np.nansum(columns[0])):.3f}")))
