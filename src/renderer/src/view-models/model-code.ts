import type { CovarianceModel } from '../../../shared/statistics/covariance-models.ts';
import type { GaussianMixture } from '../../../shared/statistics/gaussian-mixture.ts';
import { pythonNumber, rNumberFunction, type CodeColumn } from './code-columns.ts';
import { pythonLabels, rLabels, type CodeLabels, type CodeWeights } from './code-rows.ts';
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
  /** Columns named here that are dates, or numbers with units and the like. */
  special?: readonly CodeColumn[];
  /** Rows whose component is known; null where none is. */
  labels?: CodeLabels | null;
  /** What each row counts; null where all count alike. */
  rowWeights?: CodeWeights | null;
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
  const { file, columns, mixture, covarianceModel, logLikelihood, filters, byHand, special = [] } = request;
  const { labels = null, rowWeights = null } = request;
  const { weights, means, covariances, noise } = mixture;
  const conditions = pythonConditions(filters);
  const type = sklearnTypes[covarianceModel];
  const d = columns.length;
  return `${header('#', request)}import numpy as np
import pandas as pd
from scipy.linalg import solve_triangular
from scipy.special import logsumexp

${conditions.definitions}table = pd.read_csv(${pythonArguments(file, request.reading ?? null, textColumns(request, conditions.texts))})

${pythonNumber(special)}
${conditions.lines}X = pd.DataFrame({column: number(column) for column in ${JSON.stringify(columns)}})
used = X.notna().all(axis=1)${conditions.lines === '' ? '' : ' & keep'}
${rowWeights ? `row_weights = number(${JSON.stringify(rowWeights.column)})\nused &= row_weights > 0\nrow_weights = row_weights[used].to_numpy(dtype=float)\n` : ''}${rowWeights?.kind === 'precision' ? 'row_weights *= len(row_weights) / row_weights.sum()\n' : ''}${labels ? `${pythonLabels(labels)}labels = labels[used]\n` : ''}X = X[used].to_numpy(dtype=float)

weights = np.array(${JSON.stringify(weights)})
means = np.array(${JSON.stringify(means)})
covariances = np.array(${JSON.stringify(covariances)})

def log_density(X, mean, S):
    """Of a Gaussian; in units of its own, where scipy takes columns of very different size for one and the same."""
    s = np.sqrt(np.diag(S))
    root = np.linalg.cholesky(S / np.outer(s, s))
    z = solve_triangular(root, ((X - mean) / s).T, lower=True)
    return -(z**2).sum(axis=0) / 2 - np.log(s * np.diag(root)).sum() - len(s) / 2 * np.log(2 * np.pi)

terms = np.column_stack([np.log(w) + log_density(X, m, S) for w, m, S in zip(weights, means, covariances)])
${noise ? `terms = np.column_stack([terms, np.full(len(X), np.log(${noise.weight}) + np.log(${noise.density}))])\n` : ''}row_log_density = logsumexp(terms, axis=1)
responsibilities = np.exp(terms - row_log_density[:, np.newaxis])
${labels ? pythonKnown : ''}log_likelihood = ${rowWeights ? '(row_weights * row_log_density)' : 'row_log_density'}.sum()
print(f"rows {len(X)}, Bellwether ${request.rowsUsed}")
print(f"log-likelihood {log_likelihood:.9f}, Bellwether ${logLikelihood}")
${
  type && !noise && !byHand && !labels && !rowWeights
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
  const { file, columns, mixture, covarianceModel, logLikelihood, filters, byHand, special = [] } = request;
  const { labels = null, rowWeights = null } = request;
  const { weights, means, covariances, noise } = mixture;
  const conditions = rConditions(filters);
  const d = columns.length;
  const K = weights.length;
  const vector = (values: readonly number[]): string => `c(${values.map(rNumber).join(', ')})`;
  const model = d === 1 ? (covarianceModel === 'EEE' ? 'E' : 'V') : covarianceModel;
  return `${header('#', request)}${conditions.definitions}table <- read.csv(${rArguments(file, request.reading ?? null, textColumns(request, conditions.texts))})
${rNumberFunction(special)}${conditions.lines}X <- sapply(c(${columns.map((column) => JSON.stringify(column)).join(', ')}), number)
used <- complete.cases(X)${conditions.lines === '' ? '' : ' & keep'}
${rowWeights ? `row_weights <- number(${JSON.stringify(rowWeights.column)})\nused <- used & !is.na(row_weights) & row_weights > 0\nrow_weights <- row_weights[used]\n` : ''}${rowWeights?.kind === 'precision' ? 'row_weights <- row_weights * length(row_weights) / sum(row_weights)\n' : ''}${labels ? `${rLabels(labels)}labels <- labels[used]\n` : ''}X <- X[used, , drop = FALSE]

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
${labels ? rKnown : ''}cat(sprintf("rows %d, Bellwether ${request.rowsUsed}\\n", nrow(X)))
cat(sprintf("log-likelihood %.9f, Bellwether ${logLikelihood}\\n", sum(${rowWeights ? 'row_weights * ' : ''}row_log_density)))
${
  noise || byHand || labels || rowWeights
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

/** Of a labelled row the likelihood is that of its own component alone. */
const pythonKnown = `known = np.flatnonzero(labels >= 0)
row_log_density[known] = terms[known, labels[known]]
responsibilities[known] = np.eye(terms.shape[1])[labels[known]]
`;
const rKnown = `known <- which(labels > 0)
row_log_density[known] <- terms[cbind(known, labels[known])]
responsibilities[known, ] <- diag(ncol(terms))[labels[known], ]
`;

/** Columns that are read as texts, whatever they look like. */
function textColumns({ special = [], labels = null }: CodeRequest, ofConditions: readonly string[]): string[] {
  return [...new Set([...ofConditions, ...special.map(({ column }) => column), ...(labels ? [labels.column] : [])])];
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
