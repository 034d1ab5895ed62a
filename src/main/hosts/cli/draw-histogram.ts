import type { OpenDataset } from '../../../shared/contract/requests.ts';
import type { PictureModel } from '../../../shared/picture/picture-metadata.ts';
import { automaticRule } from '../../../shared/statistics/automatic-rule.ts';
import { histogramOption } from '../../../renderer/src/charts/histogram-option.ts';
import { histogramView } from '../../../renderer/src/view-models/histogram-view.ts';
import { roomFor } from '../../../renderer/src/view-models/room.ts';
import type { Engine } from '../../engine/engine.ts';
import { ask } from './ask.ts';
import { lookOf, type ChartRequest, type DrawnChart } from './chart-request.ts';

/** A column's histogram, by group where asked for, each with its fitted normal. @throws {RequestError} */
export async function drawHistogram(engine: Engine, dataset: OpenDataset, request: ChartRequest): Promise<DrawnChart> {
  const { column, rule, groupBy, vertical, version } = request;
  const rows = { datasetId: dataset.datasetId, column: column.name, filters: [], groupBy };
  const [histograms, fits] = await Promise.all([
    ask(engine, 'column.histogram', { ...rows, rule: rule ?? automaticRule(dataset.rows) }),
    ask(engine, 'normal.fit', { ...rows, confidence: 0.95 }),
  ]);
  const groups = histograms.groups.map(({ name, value: { histogram } }, index) => {
    const fit = request.withModel ? fits.groups[index]?.value.fit : undefined;
    const model = fit?.ok ? { mean: fit.value.mean.value, sd: fit.value.sdMle.value } : null;
    return { name, histogram, model };
  });
  const models = groups.flatMap(({ name, model }): PictureModel[] =>
    model === null ? [] : [{ group: name, name: 'normal', parameters: { mean: model.mean, sd: model.sd } }],
  );
  const rowsUsed = histograms.groups.reduce((sum, { value }) => sum + value.rows.used, 0);
  const metadata = {
    title: request.title ?? `Histogram of ${column.name}`,
    columns: groupBy === null ? [column.name] : [column.name, groupBy],
    filters: [],
    models,
    data: { name: dataset.name, hash: dataset.hash, rowsUsed },
    version,
  };
  const view = histogramView({
    column: column.name,
    kind: column.type === 'date' ? 'date' : 'number',
    groups,
    vertical,
    window: null,
    unit: 1,
    interval: null,
    room: roomFor(request.width, request.height),
  });
  return { option: histogramOption(view, lookOf(request, metadata)), metadata };
}
