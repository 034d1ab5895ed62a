import type { ColumnShape } from './column-shape.ts';

/** A width of bins in the column's units, or why there is none, in words. */
export type BinWidth = { width: number } | { width: null; why: string };

/** 2 IQR n^(−1/3): robust, because outliers do not move the quartiles. @see [FreedmanDiaconis1981] */
export function freedmanDiaconisWidth({ n, quartiles: [lower, upper] }: ColumnShape): BinWidth {
  const width = 2 * (upper / Math.cbrt(n) - lower / Math.cbrt(n));
  return width > 0
    ? { width }
    : { width: null, why: 'half of all values or more are equal, so the quartiles coincide' };
}

/** (24 √π)^(1/3) s n^(−1/3): best for a normal column in mean squared error. @see [Scott1979] */
export function scottWidth({ n, sdSample }: ColumnShape): BinWidth {
  return sdSample ? { width: Math.cbrt((24 * Math.sqrt(Math.PI)) / n) * sdSample } : noSpread;
}

/** log₂ n + 1 bins, rounded up. @see [Sturges1926] */
export function sturgesWidth({ n, min, max }: ColumnShape): BinWidth {
  return widthOfBins(min, max, Math.ceil(Math.log2(n) + 1));
}

/** Sturges' number with more bins the more skewed the column is. @see [Doane1976] */
export function doaneWidth({ n, min, max, skewness }: ColumnShape): BinWidth {
  if (n < 3 || skewness === null) return widthOfBins(min, max, Math.ceil(Math.log2(n) + 1));
  const standardError = Math.sqrt((6 * (n - 2)) / ((n + 1) * (n + 3)));
  return widthOfBins(min, max, Math.ceil(1 + Math.log2(n) + Math.log2(1 + Math.abs(skewness) / standardError)));
}

/** The width that divides the range of the column into a number of bins. */
export function widthOfBins(min: number, max: number, bins: number): BinWidth {
  const width = max / bins - min / bins; // the range itself may be too large for a double
  return width > 0 ? { width } : noSpread;
}

const noSpread = { width: null, why: 'all values are equal' } as const;
