import type { CovarianceModel } from '../../../shared/statistics/covariance-models.ts';
import type { GaussianMixture } from '../../../shared/statistics/gaussian-mixture.ts';
import { pythonConditions, rConditions, type RowCondition } from './row-conditions-code.ts';

/** A mixture to be written as code that computes its log-likelihood again. */
export interface CodeRequest {
  /** File name of the data, without folder. */
  file: string;
  columns: readonly string[];
  mixture: GaussianMixture;
  covarianceModel: CovarianceModel;
  logLikelihood: number;
  rowsUsed: number;
  /** The code leaves out the same rows. */
  filters: readonly RowCondition[];
  /** How the text was read, where it is no plain comma-separated UTF-8 file with decimal points. */
  reading?: CodeReading | null;
  byHand: boolean;
}

/** What must be told to another reader of the same text. */
export interface CodeReading {
  delimiter: string;
  decimal: string;
  thousands: string;
  encoding: string;
  /** Lines before the header. */
  skipRows: number;
  /** Texts that were read as "no value". */
  missing: readonly string[];
}

/** What a dataset's own reading comes to; null for formats that leave nothing to tell. */
export function codeReading(
  dialect: Omit<CodeReading, 'missing'> | undefined,
  columns: readonly { missingByToken: readonly { token: string }[] }[],
): CodeReading | null {
  if (!dialect) return null;
  const { delimiter, decimal, thousands, encoding, skipRows } = dialect;
  const tokens = columns.flatMap(({ missingByToken }) => missingByToken.map(({ token }) => token));
  const missing = [...new Set(tokens)].filter((token) => token !== '');
  return { delimiter, decimal, thousands, encoding, skipRows, missing };
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
  const { file, columns, mixture, covarianceModel, logLikelihood, filters, byHand } = request;
  const { weights, means, covariances, noise } = mixture;
  const conditions = pythonConditions(filters);
  const type = sklearnTypes[covarianceModel];
  const d = columns.length;
  return `${header('#', request)}import numpy as np
import pandas as pd
from scipy.special import logsumexp
from scipy.stats import multivariate_normal

${conditions.definitions}table = pd.read_csv(${pythonArguments(file, request.reading ?? null, conditions.texts)})

def number(column):
    return pd.to_numeric(table[column], errors="coerce")

${conditions.lines}X = table[${JSON.stringify(columns)}]${conditions.lines === '' ? '' : '[keep]'}.apply(pd.to_numeric, errors="coerce").dropna().to_numpy(dtype=float)

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
  const { file, columns, mixture, covarianceModel, logLikelihood, filters, byHand } = request;
  const { weights, means, covariances, noise } = mixture;
  const conditions = rConditions(filters);
  const d = columns.length;
  const K = weights.length;
  const vector = (values: readonly number[]): string => `c(${values.map(rNumber).join(', ')})`;
  const model = d === 1 ? (covarianceModel === 'EEE' ? 'E' : 'V') : covarianceModel;
  return `${header('#', request)}${conditions.definitions}table <- read.csv(${rArguments(file, request.reading ?? null, conditions.texts)})
number <- function(column) suppressWarnings(as.numeric(as.character(table[[column]])))
${conditions.lines}X <- sapply(c(${columns.map((column) => JSON.stringify(column)).join(', ')}), number)${conditions.lines === '' ? '' : '[keep, , drop = FALSE]'}
X <- X[complete.cases(X), , drop = FALSE]

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

/** Arguments of pandas' read_csv: the file, and what its own guess would miss. */
function pythonArguments(file: string, reading: CodeReading | null, texts: readonly string[]): string {
  const {
    delimiter = ',',
    decimal = '.',
    thousands = '',
    encoding = 'utf-8',
    skipRows = 0,
    missing = [],
  } = reading ?? {};
  return [
    JSON.stringify(file),
    delimiter === ',' || delimiter === '' ? '' : `sep=${JSON.stringify(delimiter)}`,
    decimal === '.' ? '' : `decimal=${JSON.stringify(decimal)}`,
    thousands === '' ? '' : `thousands=${JSON.stringify(thousands)}`,
    encoding === 'utf-8' ? '' : `encoding=${JSON.stringify(encoding)}`,
    skipRows === 0 ? '' : `skiprows=${skipRows}`,
    missing.length === 0 ? '' : `na_values=${JSON.stringify(missing)}`,
    texts.length === 0 ? '' : `dtype={${texts.map((column) => `${JSON.stringify(column)}: str`).join(', ')}}`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** Arguments of R's read.csv: the file, and what its defaults would miss. */
function rArguments(file: string, reading: CodeReading | null, texts: readonly string[]): string {
  const { delimiter = ',', decimal = '.', encoding = 'utf-8', skipRows = 0, missing = [] } = reading ?? {};
  return [
    JSON.stringify(file),
    'check.names = FALSE',
    delimiter === ',' || delimiter === '' ? '' : `sep = ${JSON.stringify(delimiter)}`,
    decimal === '.' ? '' : `dec = ${JSON.stringify(decimal)}`,
    encoding === 'utf-8' ? '' : `fileEncoding = ${JSON.stringify(encoding)}`,
    skipRows === 0 ? '' : `skip = ${skipRows}`,
    missing.length === 0 ? '' : `na.strings = c("NA", "", ${missing.map((token) => JSON.stringify(token)).join(', ')})`,
    texts.length === 0
      ? ''
      : `colClasses = c(${texts.map((column) => `${JSON.stringify(column)} = "character"`).join(', ')})`,
  ]
    .filter((part) => part !== '')
    .join(', ');
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
