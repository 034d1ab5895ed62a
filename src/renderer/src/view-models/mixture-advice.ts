import type { CovarianceModel } from '../../../shared/statistics/covariance-models.ts';
import type { GaussianMixtureFit } from '../../../shared/statistics/gaussian-mixture.ts';
import { countOf, formatNumber } from './number-format.ts';

/** What a remedy changes of what is fitted. */
export interface Remedy {
  label: string;
  change: {
    components?: number;
    covarianceModel?: CovarianceModel;
    starts?: number;
    regularisation?: number;
    noise?: boolean;
  };
}

/** A sentence about a fit, and what can be done. */
export interface Advice {
  tone: 'good' | 'note' | 'warn';
  sentence: string;
  remedies: Remedy[];
}

interface Choice {
  components: number;
  covarianceModel: CovarianceModel;
  starts: number;
  regularisation: number;
}

function simpler({ components, covarianceModel, regularisation }: Choice): Remedy[] {
  return [
    ...(components > 1 ? [{ label: `Fit ${components - 1}`, change: { components: components - 1 } }] : []),
    ...(covarianceModel === 'EEE'
      ? []
      : [{ label: 'Use one shape for all', change: { covarianceModel: 'EEE' as const } }]),
    ...(regularisation === 0 ? [{ label: 'Regularise a little', change: { regularisation: 1e-3 } }] : []),
  ];
}

/** What a person should know of a fit, the most important first. */
export function adviceOn(fit: GaussianMixtureFit, choice: Choice, columns: number): Advice[] {
  const advice: Advice[] = fit.remarks.map(({ code, sentence }): Advice => {
    switch (code) {
      case 'degenerate':
        return { tone: 'warn', sentence, remedies: simpler(choice) };
      case 'degenerate-rejected':
        return { tone: 'note', sentence, remedies: [] };
      case 'rarely-reached':
        return {
          tone: 'warn',
          sentence,
          remedies: [
            {
              label: `Try ${Math.min(1000, choice.starts * 5)} starts`,
              change: { starts: Math.min(1000, choice.starts * 5) },
            },
          ],
        };
      case 'iteration-limit':
        return { tone: 'warn', sentence, remedies: simpler(choice) };
      case 'depends-on-units':
        return {
          tone: 'note',
          sentence,
          remedies: [{ label: 'Use full covariances', change: { covarianceModel: 'VVV' } }],
        };
      default:
        return { tone: 'note', sentence, remedies: [] };
    }
  });
  const stretched = stretchedComponent(fit);
  if (stretched && !fit.remarks.some(({ code }) => code.startsWith('degenerate')))
    advice.push({ tone: 'note', sentence: stretched, remedies: simpler(choice) });
  const thin = fit.weights.findIndex((weight) => weight * fit.rows.effective < 5 * (columns + 1));
  if (thin >= 0 && fit.components > 1) {
    const rows = formatNumber(fit.weights[thin]! * fit.rows.effective, 3);
    advice.push({
      tone: 'note',
      sentence: `Component ${thin + 1} rests on about ${rows} rows: few for its parameters.`,
      remedies: simpler(choice).slice(0, 2),
    });
  }
  if (advice.length === 0) advice.push({ tone: 'good', sentence: landscapeSentence(fit), remedies: [] });
  return advice.sort((a, b) => order[a.tone] - order[b.tone]);
}

const order = { warn: 0, note: 1, good: 2 };

/** How narrow the narrowest component is, where that is worth a word. */
function stretchedComponent({ smallestEigenvalue, components }: GaussianMixtureFit): string | null {
  if (components === 1 || !(smallestEigenvalue < 5e-3)) return null;
  const narrow = formatNumber(Math.sqrt(smallestEigenvalue), 2);
  return `In one direction a component is only ${narrow} times as wide as all rows together: look whether it follows a real group.`;
}

/** `reached by 31 of 50` and what that means. */
export function landscapeSentence(fit: GaussianMixtureFit): string {
  const carried = fit.starts.filter(({ solution }) => solution >= 0);
  const reached = carried.filter(({ solution }) => solution === 0).length;
  const others = new Set(carried.filter(({ degeneracy }) => !degeneracy).map(({ solution }) => solution)).size - 1;
  if (carried.length === 0) return '';
  if (carried.length === 1) return 'One start, one solution.';
  const rest = others > 0 ? `; ${countOf(others, 'other solution')} ${others === 1 ? 'lies' : 'lie'} lower` : '';
  return `Reached by ${reached} of ${carried.length} starts carried to the end${rest}.`;
}

/** What to do about a fit that failed. */
export function remediesFor(code: string, choice: Choice): Remedy[] {
  if (code === 'degenerate' || code === 'too-few-rows') return simpler(choice);
  return [];
}
