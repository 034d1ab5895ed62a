"""Maximum likelihood of Gaussians and mixtures where cells are missing, by direct numerical maximisation of the
observed-data log-likelihood, as it is written: no EM. Makes references.json.

    Rscript -e 'write.csv(airquality[,1:4], "airquality.csv", row.names = FALSE)'
    python3 references.py > references.json      # numpy 2.4.6, scipy 1.17.1
"""
import csv
import json
import numpy as np
from scipy.optimize import minimize

def read(path, columns):
    rows = list(csv.reader(open(path)))[1:]
    return np.array([[np.nan if row[c] in ('NA', '') else float(row[c]) for c in columns] for row in rows])

def log_normal(x, mean, covariance):
    l = np.linalg.cholesky(covariance)
    z = np.linalg.solve(l, (x - mean).T)
    return -0.5 * (z * z).sum(0) - np.log(np.diag(l)).sum() - 0.5 * len(mean) * np.log(2 * np.pi)

def patterns_of(x):
    seen = ~np.isnan(x)
    return [(o, x[(seen == o).all(1)][:, o]) for o in np.unique(seen, axis=0) if o.any()]

def log_likelihood(patterns, weights, means, covariances):
    total = 0.0
    for o, rows in patterns:
        terms = np.array([np.log(w) + log_normal(rows, m[o], c[np.ix_(o, o)]) for w, m, c in zip(weights, means, covariances)])
        top = terms.max(0)
        total += (top + np.log(np.exp(terms - top).sum(0))).sum()
    return total

def unpack(theta, K, d, family):
    """weights by softmax, means, covariances by a Cholesky factor with logarithms on its diagonal"""
    logits = np.append(theta[:K - 1], 0)
    weights = np.exp(logits - logits.max()); weights /= weights.sum()
    at = K - 1
    means = theta[at:at + K * d].reshape(K, d); at += K * d
    def factor(values):
        l = np.zeros((d, d)); l[np.tril_indices(d)] = values
        l[np.diag_indices(d)] = np.exp(np.diag(l))
        return l @ l.T
    cells = d * (d + 1) // 2
    if family == 'full': covariances = [factor(theta[at + k * cells:at + (k + 1) * cells]) for k in range(K)]
    if family == 'tied': covariances = [factor(theta[at:at + cells])] * K
    if family == 'diagonal': covariances = [np.diag(np.exp(theta[at + k * d:at + (k + 1) * d])) for k in range(K)]
    if family == 'spherical': covariances = [np.eye(d) * np.exp(theta[at + k]) for k in range(K)]
    return weights, means, covariances

def start(means, variances, K, d, family):
    head = [np.zeros(K - 1), np.concatenate(means)]
    root = np.log(np.sqrt(variances))
    full = np.diag(root)[np.tril_indices(d)]
    tail = {'full': np.tile(full, K), 'tied': full, 'diagonal': np.tile(2 * root, K), 'spherical': np.full(K, 2 * root.mean())}
    return np.concatenate(head + [tail[family]])

def maximise(x, means, family):
    """columns are scaled to standard deviation 1 on the way, by one factor for all where the family depends on units"""
    K, d = len(means), x.shape[1]
    scale = np.nanstd(x, axis=0)
    if family == 'spherical': scale = np.full(d, np.exp(np.log(scale).mean()))
    centre = np.nanmean(x, axis=0)
    y = (x - centre) / scale
    patterns = patterns_of(y)
    units = -(~np.isnan(x) * np.log(scale)).sum()
    loss = lambda theta: -log_likelihood(patterns, *unpack(theta, K, d, family))
    theta = start([(np.array(m) - centre) / scale for m in means], np.nanvar(y, axis=0) / K, K, d, family)
    for _ in range(6):  # each restart begins with a fresh Hessian
        theta = minimize(loss, theta, method='BFGS', options={'gtol': 1e-9, 'maxiter': 2000}).x
    weights, mu, sigma = unpack(theta, K, d, family)
    order = np.argsort(-weights, kind='stable')
    return {
        'logLikelihood': -loss(theta) + units,
        'weights': weights[order].tolist(),
        'means': [(mu[k] * scale + centre).tolist() for k in order],
        'covariances': [(sigma[k] * np.outer(scale, scale)).tolist() for k in order],
    }

families = ['full', 'tied', 'diagonal', 'spherical']
air = read('airquality.csv', range(4))
holes = read('../faithful.csv', [0, 1])
holes[::7, 0] = np.nan   # rows 1, 8, 15, …: no eruptions
holes[::5, 1] = np.nan   # rows 1, 6, 11, …: no waiting; rows 1, 36, … have nothing
print(json.dumps({
    'airquality': {f: maximise(air, [np.nanmean(air, axis=0)], f) for f in ['full', 'diagonal', 'spherical']},
    'faithful': {f: maximise(holes, [[4.3, 80], [2, 54]], f) for f in families},
}, indent=1))
