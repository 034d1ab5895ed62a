import type { EStep } from './em-step.ts';
import { expectedLogLikelihood } from './expected-log-likelihood.ts';

/**
 * −ΣΣ τ ln τ over rows and components, at least 0, without another pass over the rows: it is what the log-likelihood has
 * above the expected log-likelihood of the complete data, ℓ = Q + H, and Q is a function of the moments that the E-step
 * made with the same responsibilities. Where rows lack values, Q is of completed rows, and the entropy of those values is a
 * part of what ℓ has above it. Exact but for the rounding of ℓ.
 * @see [Hathaway1986]
 */
export function membershipEntropy({
  mixture,
  logLikelihood,
  moments,
  missingEntropy,
}: Omit<EStep, 'certainty'>): number {
  return Math.max(0, logLikelihood - expectedLogLikelihood(mixture, moments) - missingEntropy);
}
