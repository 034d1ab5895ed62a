import type { CovarianceModel } from '../../../shared/statistics/covariance-models.ts';
import type { GaussianMixture } from '../../../shared/statistics/gaussian-mixture.ts';

/** A mixture to be written as code that computes its log-likelihood again. */
export interface CodeRequest {
  /** File name of the data, without folder. */
  file: string;
  columns: readonly string[];
  mixture: GaussianMixture;
  covarianceModel: CovarianceModel;
  logLikelihood: number;
  rowsUsed: number;
  /** Rows were filtered: the code says that it does not repeat that. */
  conditions: boolean;
  byHand: boolean;
}

/** The four models that scikit-learn has. */
const sklearnTypes: Partial<Record<CovarianceModel, string>> = {
  VVV: 'full',
  EEE: 'tied',
  VVI: 'diag',
  VII: 'spherical',
};

/** Python that loads the file, rebuilds the mixture and compares its log-likelihood; EM in scikit-learn goes on from it. */
export function pythonCode(request: CodeRequest): string {
  const { file, columns, mixture, covarianceModel, logLikelihood, rowsUsed, conditions, byHand } = request;
  const { weights, means, covariances, noise } = mixture;
  const type = sklearnTypes[covarianceModel];
  const d = columns.length;
  return `${header('#', request)}import numpy as np
import pandas as pd
from scipy.special import logsumexp
from scipy.stats import multivariate_normal

table = pd.read_csv(${JSON.stringify(file)})
X = table[${JSON.stringify(columns)}].dropna().to_numpy(dtype=float)
${conditions ? `# Bellwether used ${rowsUsed} rows that passed filters: select the same ones here.\n` : ''}
weights = np.array(${JSON.stringify(weights)})
means = np.array(${JSON.stringify(means)})
covariances = np.array(${JSON.stringify(covariances)})

terms = np.column_stack([
    np.log(w) + multivariate_normal(m, S).logpdf(X) for w, m, S in zip(weights, means, covariances)
])
${noise ? `terms = np.column_stack([terms, np.full(len(X), np.log(${noise.weight}) + np.log(${noise.density}))])\n` : ''}log_likelihood = logsumexp(terms, axis=1).sum()
responsibilities = np.exp(terms - logsumexp(terms, axis=1, keepdims=True))
print(f"log-likelihood {log_likelihood:.9f}, Bellwether ${logLikelihood}")
${
  type && !noise && !byHand
    ? `
# The same mixture in scikit-learn, and its EM going on from there.
from sklearn.mixture import GaussianMixture

precisions = ${precisions(type, d)}
model = GaussianMixture(
    ${weights.length}, covariance_type=${JSON.stringify(type)}, weights_init=weights, means_init=means,
    precisions_init=precisions, reg_covar=0, tol=1e-12, max_iter=1000,
).fit(X)
print(f"scikit-learn {model.score_samples(X).sum():.9f}")
`
    : ''
}`;
}

function precisions(type: string, d: number): string {
  if (type === 'full') return 'np.linalg.inv(covariances)';
  if (type === 'tied') return 'np.linalg.inv(covariances[0])';
  if (type === 'diag') return '1 / np.array([np.diag(S) for S in covariances])';
  return `1 / np.array([np.trace(S) / ${d} for S in covariances])`;
}

/** R that loads the file, rebuilds the mixture and compares its log-likelihood; mclust's EM goes on from it. */
export function rCode(request: CodeRequest): string {
  const { file, columns, mixture, covarianceModel, logLikelihood, rowsUsed, conditions, byHand } = request;
  const { weights, means, covariances, noise } = mixture;
  const d = columns.length;
  const K = weights.length;
  const vector = (values: readonly number[]): string => `c(${values.map(rNumber).join(', ')})`;
  const model = d === 1 ? (covarianceModel === 'EEE' ? 'E' : 'V') : covarianceModel;
  return `${header('#', request)}table <- read.csv(${JSON.stringify(file)}, check.names = FALSE)
X <- as.matrix(na.omit(table[, c(${columns.map((column) => JSON.stringify(column)).join(', ')}), drop = FALSE]))
${conditions ? `# Bellwether used ${rowsUsed} rows that passed filters: select the same ones here.\n` : ''}
weights <- ${vector(weights)}
means <- matrix(${vector(means.flat())}, ncol = ${K})            # one column per component
covariances <- array(${vector(covariances.flat(2))}, c(${d}, ${d}, ${K}))

log_density <- function(X, mean, S) {
  root <- chol(S)
  z <- backsolve(root, t(X) - mean, transpose = TRUE)
  -colSums(z^2) / 2 - sum(log(diag(root))) - nrow(S) / 2 * log(2 * pi)
}
terms <- sapply(seq_along(weights), function(k)
  log(weights[k]) + log_density(X, means[, k], matrix(covariances[, , k], ${d})))
${noise ? `terms <- cbind(terms, log(${rNumber(noise.weight)}) + log(${rNumber(noise.density)}))\n` : ''}most <- apply(terms, 1, max)
row_log_density <- most + log(rowSums(exp(terms - most)))
responsibilities <- exp(terms - row_log_density)
cat(sprintf("log-likelihood %.9f, Bellwether ${logLikelihood}\\n", sum(row_log_density)))
${
  noise || byHand
    ? ''
    : `
# mclust's EM going on from there.
if (requireNamespace("mclust", quietly = TRUE)) {
  library(mclust)
  fit <- me(data = X, modelName = ${JSON.stringify(model)}, z = responsibilities, control = emControl(tol = c(1e-12, 1e-12)))
  cat(sprintf("mclust %.9f\\n", fit$loglik))
}
`
}`;
}

/** JSON writes 1e-7, which R reads; it writes no infinity. */
const rNumber = (value: number): string => JSON.stringify(value);

function header(comment: string, { columns, mixture, covarianceModel, byHand, rowsUsed }: CodeRequest): string {
  const made = byHand ? 'set by hand' : 'by maximum likelihood';
  const count = mixture.weights.length;
  const model = count === 1 ? 'Gaussian' : `Gaussian mixture of ${count} components`;
  return (
    `${comment} ${model} (${covarianceModel}) for ${columns.join(', ')},\n` +
    `${comment} ${made} with Bellwether on ${rowsUsed} rows.\n`
  );
}
