import type { PictureMetadata } from '../../../shared/picture/picture-metadata.ts';
import { countOf, formatNumber } from './number-format.ts';

/** What stands above a picture that must explain itself: its title, then data and rows, then the models drawn. */
export function pictureHeading({ title, data, filters, models }: PictureMetadata): { title: string; lines: string[] } {
  const rows = [data.name, `${countOf(data.rowsUsed, 'row')} used`, ...filters].join(' · ');
  const named = models.map(({ group, name, parameters }) => {
    const values = Object.entries(parameters).map(([parameter, value]) => `${nameOf(parameter)} ${valueOf(value)}`);
    return `${group === null ? '' : `${group}: `}${name}, ${values.join(', ')}`;
  });
  return { title, lines: [rows, ...named] };
}

/** Parameters as readers call them; the rest keep their own names. */
const names: Readonly<Record<string, string>> = {
  mean: 'mean',
  sd: 'standard deviation',
  sdMle: 'standard deviation (÷n)',
  sdSample: 'standard deviation (÷(n−1))',
  logLikelihood: 'log-likelihood',
};
const nameOf = (parameter: string): string => names[parameter] ?? parameter;
const valueOf = (value: number | readonly number[]): string =>
  typeof value === 'number' ? formatNumber(value) : `(${value.map((each) => formatNumber(each)).join(', ')})`;
