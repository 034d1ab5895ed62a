import { formatCount, formatNumber, formatShare } from './number-format.ts';
import type { SamplingPanel } from './sampling-view.ts';

/** What stands at a place of a panel. */
export interface SamplingReading {
  title: string;
  lines: { name: string; value: string }[];
}

/**
 * What is drawn above x: a bar's count and share, a formula's height.
 * @returns null beside all bars
 */
export function samplingReading(panel: SamplingPanel, x: number): SamplingReading | null {
  const { edges, counts, heights, discrete, area, curve } = panel;
  const kind = discrete ? 'probability' : 'density';
  if (area) return { title: formatNumber(x, 4), lines: [{ name: kind, value: formatNumber(heightAt(area, x), 4) }] };
  const bin = edges.findIndex((edge, i) => x >= edge && x < (edges[i + 1] ?? -Infinity));
  if (bin < 0) return null;
  const [from = 0, to = 0] = [edges[bin], edges[bin + 1]];
  const total = counts ? counts.reduce((sum, count) => sum + count, 0) : 0;
  const title = discrete ? formatNumber((from + to) / 2, 6) : `${formatNumber(from, 6)} to ${formatNumber(to, 6)}`;
  const lines = [];
  if (counts) {
    lines.push({ name: panel.id === 'statistics' ? 'samples' : 'values', value: formatCount(counts[bin] ?? 0) });
    lines.push({ name: 'share', value: formatShare((counts[bin] ?? 0) / total) });
  }
  if (!discrete || !counts) lines.push({ name: kind, value: formatNumber(heights[bin] ?? 0, 4) });
  if (curve) {
    const name = curve.kind === 'normal' ? 'normal' : 'exact';
    lines.push({ name: `${kind}, ${name}`, value: formatNumber(heightAt(curve.points, (from + to) / 2), 4) });
  }
  return { title, lines };
}

/** Between two points of a curve, on the line that joins them. */
function heightAt({ x, y }: { x: Float64Array; y: Float64Array }, at: number): number {
  const next = x.findIndex((value) => value >= at);
  if (next <= 0) return y[Math.max(0, next)] ?? 0;
  const share = (at - x[next - 1]!) / (x[next]! - x[next - 1]!);
  return y[next - 1]! + share * (y[next]! - y[next - 1]!);
}
