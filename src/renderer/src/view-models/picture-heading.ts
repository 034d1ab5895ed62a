import type { PictureMetadata, PictureModel } from '../../../shared/picture/picture-metadata.ts';
import { countOf, formatNumber } from './number-format.ts';

/** What stands above a picture that must explain itself: its title, the models drawn, the rows they rest on. */
export function pictureHeading({ title, data, filters, models }: PictureMetadata): { title: string; lines: string[] } {
  const only = filters.length > 0 ? `, only ${filters.join(' and ')}` : '';
  const rows = `${data.name}: ${countOf(data.rowsUsed, 'row')}${only}`;
  return { title, lines: [...(models.length > 0 ? [modelLine(models)] : []), rows] };
}

function modelLine(models: readonly PictureModel[]): string {
  const [name = '', how = 'by maximum likelihood (÷ n)'] = models[0]?.name.split(', ') ?? [];
  const values = models.map(({ group, parameters }) => {
    const text = Object.entries(parameters).map(([parameter, value]) => `${symbolOf(parameter)} = ${textOf(value)}`);
    return `${models.length > 1 ? `${group ?? 'no value'}: ` : ''}${text.join(', ')}`;
  });
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} ${how}: ${values.join('; ')}`;
}

const symbols: Readonly<Record<string, string>> = { mean: 'μ', sd: 'σ' };
const symbolOf = (parameter: string): string => symbols[parameter] ?? parameter;
const textOf = (value: number | readonly number[]): string =>
  typeof value === 'number' ? formatNumber(value, 5) : `(${value.map((each) => formatNumber(each, 5)).join(', ')})`;
