import {
  canonicalModel,
  covarianceModelNamed,
  covarianceModels,
} from '../../../shared/statistics/covariance-models.ts';
import { UsageError, type Command } from './command.ts';
import { dialectHelp, dialectOptions, readDialectOptions, wholeNumber } from './dialect-options.ts';
import type { MixtureChecks } from './check-mixture.ts';
import { fitMixture, type NamedCovariance } from './fit-mixture.ts';
import { fitNormalColumn } from './fit-normal.ts';
import { jsonDocument } from './json-document.ts';
import { namedColumns, onlyNumberColumn } from './named-columns.ts';
import { readArguments } from './read-arguments.ts';
import { withDataset } from './with-dataset.ts';

const models = ['normal', 'gaussian', 'mixture'] as const;
const mostComponents = 60;

export const fit: Command = {
  summary: 'fit a normal, a multivariate Gaussian or a Gaussian mixture by maximum likelihood',
  help: `
bellwether fit FILE --columns a,b --model normal|gaussian|mixture [--json]

Fits a model by maximum likelihood. Several numbers of components or several covariances are all fitted, and the one of
lowest BIC is told, with the others beside it.

  --columns a,b      the columns; may be left out where the file has one column of numbers
  --model M          normal: one column; gaussian: one or more; mixture: several Gaussians. normal when left out
  --components N     of a mixture: a number such as 2, a range such as 1..9, or a list such as 1,2,4; 2 when left out
  --covariance C,…   full, tied, diagonal, spherical, or ${covarianceModels.slice(0, 3).join(', ')} … VVV; full when left out
  --seed N           of the starts; 0 when left out. The same seed gives the same fit
  --starts N         starts of a mixture; 20 when left out
  --labels COLUMN    rows with a label belong to the component of that label
  --weights COLUMN   how often each row counts
  --missing M        listwise: rows with a missing cell are left out; em: they count for the values they have (maximum
                     likelihood, if whether a cell is missing depends on values that are there). listwise when left out
  --noise            a further, uniform component for rows that belong to none
  --errors E         standard errors from the rows' scores, from the hessian of the log-likelihood, or the sandwich of
                     both, which holds where the model is not quite true; scores when left out
  --confidence P     of a normal's intervals and the bootstrap's, between 0 and 1; 0.95 when left out
  --json             one JSON document on standard output

Of a Gaussian or a mixture, besides the fit:

  --cross-validate F   log-likelihood of rows left out, in F folds, for every number of components and covariance
  --bootstrap B        intervals and standard errors from B refits to resampled rows
  --likelihood-ratio B is one component more worth it? Both are fitted to B samples of the fit, too
  --null-check B       how often BIC calls B samples of one Gaussian, rounded as the columns are, several
  --merge              which components belong together: a path to one group by the entropy of the memberships

In one column the places where the most probable component changes are told without being asked for.

${dialectHelp}

Example: bellwether fit geyser.csv --columns eruptions,waiting --model mixture --components 1..4 --json
`,
  run: async (given, context) => {
    const { file, values } = readArguments(given, {
      ...dialectOptions,
      json: { type: 'boolean' },
      columns: { type: 'string', multiple: true },
      model: { type: 'string' },
      components: { type: 'string' },
      covariance: { type: 'string' },
      seed: { type: 'string' },
      starts: { type: 'string' },
      labels: { type: 'string' },
      weights: { type: 'string' },
      noise: { type: 'boolean' },
      missing: { type: 'string' },
      errors: { type: 'string' },
      confidence: { type: 'string' },
      'cross-validate': { type: 'string' },
      bootstrap: { type: 'string' },
      'likelihood-ratio': { type: 'string' },
      'null-check': { type: 'string' },
      merge: { type: 'boolean' },
    });
    const model = models.find((known) => known === (values.model ?? 'normal'));
    if (model === undefined)
      throw new UsageError(`There is no model “${values.model}”: --model takes ${models.join(', ')}.`);
    if (model !== 'mixture' && values.components !== undefined && values.components !== '1')
      throw new UsageError(`A ${model} has one component: --components is for --model mixture.`);
    const confidence = probability('confidence', values.confidence ?? '0.95');
    const components = model === 'mixture' ? numbersOfComponents(values.components ?? '2') : [1];
    const seed = wholeNumber('seed', values.seed, { most: 2 ** 32 - 1 }) ?? 0;
    const starts = wholeNumber('starts', values.starts, { least: 1, most: 1000 }) ?? 20;
    const covariances = namedCovariances(values.covariance ?? 'full');
    const checks: MixtureChecks = {
      folds: wholeNumber('cross-validate', values['cross-validate'], { least: 2, most: 100 }) ?? null,
      bootstrap: wholeNumber('bootstrap', values.bootstrap, { least: 2, most: 10_000 }) ?? null,
      likelihoodRatio: wholeNumber('likelihood-ratio', values['likelihood-ratio'], { least: 1, most: 10_000 }) ?? null,
      nullCheck: wholeNumber('null-check', values['null-check'], { least: 1, most: 10_000 }) ?? null,
      merge: values.merge === true,
      confidence,
    };
    if (model === 'normal' && Object.entries(checks).some(([name, value]) => name !== 'confidence' && value))
      throw new UsageError(
        '--cross-validate, --bootstrap, --likelihood-ratio, --null-check and --merge are for --model gaussian and mixture.',
      );
    const missing = (['listwise', 'em'] as const).find((known) => known === (values.missing ?? 'listwise'));
    if (missing === undefined) throw new UsageError(`--missing takes listwise or em, not “${values.missing}”.`);
    const errors = (['scores', 'hessian', 'sandwich'] as const).find((known) => known === (values.errors ?? 'scores'));
    if (errors === undefined)
      throw new UsageError(`--errors takes scores, hessian or sandwich, not “${values.errors}”.`);
    const simple = [values.labels, values.weights, values.noise, values.missing, values.errors].every(
      (option) => option === undefined,
    );
    if (model === 'normal' && !simple)
      throw new UsageError(
        '--labels, --weights, --noise, --missing and --errors are for --model gaussian and mixture.',
      );

    const text = await withDataset(context, file, readDialectOptions(values), async (engine, dataset) => {
      const columns = values.columns ? namedColumns(values.columns, dataset) : [onlyNumberColumn(dataset)];
      const [column] = columns;
      if (model === 'normal' && (column === undefined || columns.length > 1))
        throw new UsageError(`The normal model has one column, not ${columns.length}: see --model gaussian.`);
      const [labels] = values.labels === undefined ? [] : namedColumns([values.labels], dataset);
      const [weights] = values.weights === undefined ? [] : namedColumns([values.weights], dataset);
      const fitted =
        model === 'normal' && column !== undefined
          ? await fitNormalColumn(engine, dataset, column, confidence)
          : await fitMixture(engine, dataset, {
              model: model === 'mixture' ? 'mixture' : 'gaussian',
              columns,
              components,
              covariances: ofColumns(covariances, columns.length),
              seed,
              starts,
              noise: values.noise === true,
              regularisation: 0,
              labels: labels ? { column: labels.name, share: 1, components: null } : null,
              missing,
              errors,
              checks,
              weights: weights ? { column: weights.name, kind: 'frequency' } : null,
            });
      return values.json ? jsonDocument(fitted.json) : fitted.text;
    });
    process.stdout.write(text);
    return 0;
  },
};

function probability(option: string, given: string): number {
  const value = Number(given);
  if (value > 0 && value < 1) return value;
  throw new UsageError(`--${option} takes a number between 0 and 1, not “${given}”.`);
}

/** `2`, `1..9`, `1,2,4`, in ascending order. @throws {UsageError} */
function numbersOfComponents(given: string): number[] {
  const numbers = given.split(',').flatMap((part) => {
    const [, first = '', last = first] = /^(\d+)(?:\.\.(\d+))?$/.exec(part.trim()) ?? [];
    const [from, to] = [Number(first), Number(last)];
    if (first === '' || from < 1 || to > mostComponents || from > to)
      throw new UsageError(`--components takes 2, 1..9 or 1,2,4, up to ${mostComponents}, not “${given}”.`);
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  });
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/** `full,tied`, `VVV`. @throws {UsageError} */
function namedCovariances(given: string): NamedCovariance[] {
  return given.split(',').map((part) => {
    const name = part.trim();
    const model = covarianceModelNamed(name);
    if (model === null)
      throw new UsageError(
        `There is no covariance “${name}”: full, tied, diagonal, spherical, ${covarianceModels.join(', ')}.`,
      );
    return { name, model };
  });
}

/** In one column many models are the same: each is fitted once, under the first name given. */
function ofColumns(covariances: readonly NamedCovariance[], columns: number): NamedCovariance[] {
  const canonical = covariances.map(({ name, model }) => ({ name, model: canonicalModel(model, columns) }));
  return canonical.filter(({ model }, place) => canonical.findIndex((each) => each.model === model) === place);
}
