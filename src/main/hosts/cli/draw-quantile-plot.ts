import { RequestError } from '../../../shared/contract/errors.ts';
import type { OpenDataset } from '../../../shared/contract/requests.ts';
import type { Outcome } from '../../../shared/statistics/outcome.ts';
import { quantilePlotOption } from '../../../renderer/src/charts/quantile-plot-option.ts';
import { quantilePlotView } from '../../../renderer/src/view-models/quantile-plot-view.ts';
import { roomFor } from '../../../renderer/src/view-models/room.ts';
import type { Engine } from '../../engine/engine.ts';
import { ask } from './ask.ts';
import { lookOf, type ChartRequest, type DrawnChart } from './chart-request.ts';
import { UsageError } from './command.ts';

/** A column's quantiles against the normal fitted to it. @throws {RequestError} */
export async function drawQuantilePlot(
  engine: Engine,
  dataset: OpenDataset,
  request: ChartRequest,
): Promise<DrawnChart> {
  const { column, version } = request;
  if (request.groupBy !== null) throw new UsageError('A quantile-plot shows one group: leave out --group.');
  const rows = { datasetId: dataset.datasetId, column: column.name, filters: [], groupBy: null };
  const [plots, fits] = await Promise.all([
    ask(engine, 'normal.quantile-plot', { ...rows, confidence: 0.95, points: 2000 }),
    ask(engine, 'normal.fit', { ...rows, confidence: 0.95 }),
  ]);
  const plot = valueOf(plots.groups[0]?.value.plot, column.name);
  const fit = valueOf(fits.groups[0]?.value.fit, column.name);
  const model = { mean: fit.mean.value, sd: fit.sdMle.value };
  const metadata = {
    title: request.title ?? `Q–Q plot of ${column.name}`,
    columns: [column.name],
    filters: [],
    models: [{ group: null, name: 'normal', parameters: { mean: model.mean, sd: model.sd } }],
    data: { name: dataset.name, hash: dataset.hash, rowsUsed: fit.n },
    version,
  };
  const kind = column.type === 'date' ? 'date' : 'number';
  const view = quantilePlotView({
    column: column.name,
    kind,
    plot,
    model,
    room: roomFor(request.width, request.height),
  });
  return { option: quantilePlotOption(view, lookOf(request, metadata)), metadata };
}

function valueOf<Value>(outcome: Outcome<Value> | undefined, column: string): Value {
  if (outcome?.ok) return outcome.value;
  if (outcome === undefined) throw new RequestError('too-few-rows', `“${column}” has no values to draw.`);
  throw new RequestError(outcome.error.code, `Column “${column}”: ${outcome.error.message}`, {
    ...outcome.error.details,
  });
}
