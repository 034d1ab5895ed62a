# python3 mixture-em.py BASE N D K : scikit-learn's E and M steps, full covariances, given start, 20 iterations
import json, sys, time, warnings
import numpy as np
from sklearn.mixture import GaussianMixture

warnings.filterwarnings("ignore")
base, N, D, K = sys.argv[1], *map(int, sys.argv[2:5])
X = np.fromfile(base + ".f64").reshape(N, D)
start = json.load(open(base + ".json"))
model = GaussianMixture(
    K, tol=0, reg_covar=0, max_iter=1, init_params="random_from_data", random_state=0,
    weights_init=np.array(start["weights"]), means_init=np.array(start["means"]), precisions_init=np.linalg.inv(np.array(start["covs"])),
)
model._initialize_parameters(X, np.random.RandomState(0))
times = []
for _ in range(20):
    begun = time.perf_counter()
    _, log_responsibilities = model._e_step(X)
    model._m_step(X, log_responsibilities)
    times.append(time.perf_counter() - begun)
ns = lambda s: s * 1e9 / (N * K)
print(json.dumps({"median": ns(sorted(times)[10]), "best": ns(min(times)), "check": f"{model.score(X) * N:.15g}"}))
