import type { Axis, AxisRequest } from './axis.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
/** Steps of constant length; longer ones go by the calendar. */
const steps = [
  1,
  10,
  100,
  second,
  5 * second,
  15 * second,
  minute,
  5 * minute,
  15 * minute,
  hour,
  3 * hour,
  6 * hour,
  12 * hour,
  day,
  2 * day,
  7 * day,
];
const monthSteps = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200];
const averageMonth = 30.436875 * day;

/** An axis of epoch milliseconds with ticks at whole seconds, days, months or years, in UTC as the dates are stored. */
export function timeAxis({ min, max, name, count }: AxisRequest): Axis {
  const [from, to] = max > min ? [min, max] : [min - day, max + day];
  let asked = Math.max(1, count);
  let { times, step } = timesBetween(from, to, asked);
  // One date alone says nothing of the scale.
  while (times.length < 2 && asked < 8 * count) {
    asked *= 2;
    ({ times, step } = timesBetween(from, to, asked));
  }
  const ticks = times.map((at) => ({ at, label: labelOf(at, step) }));
  return { min: from, max: to, origin: from, divisor: (to - from) / 100, ticks, name };
}

function timesBetween(from: number, to: number, count: number): { times: number[]; step: number | undefined } {
  const rough = (to - from) / count;
  const step = steps.find((candidate) => candidate >= rough * 0.7);
  return { times: step === undefined ? calendarTicks(from, to, rough) : evenTicks(from, to, step), step };
}

function evenTicks(from: number, to: number, step: number): number[] {
  const ticks: number[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) ticks.push(at);
  return ticks;
}

function calendarTicks(from: number, to: number, rough: number): number[] {
  const months = monthSteps.find((candidate) => candidate * averageMonth >= rough * 0.7) ?? 1200;
  const start = new Date(from);
  const ticks: number[] = [];
  const firstMonth = Math.ceil((start.getUTCFullYear() * 12 + start.getUTCMonth()) / months) * months;
  for (let month = firstMonth; ; month += months) {
    const at = startOfMonth(month);
    if (!(at <= to)) return ticks;
    if (at >= from) ticks.push(at);
  }
}

/** @param month  months since the year 0; `Date.UTC` would take a year below 100 for one of the 1900s */
function startOfMonth(month: number): number {
  return new Date(0).setUTCFullYear(Math.floor(month / 12), month % 12, 1);
}

function labelOf(at: number, step: number | undefined): string {
  const text = new Date(at).toISOString();
  if (step === undefined)
    return at === startOfMonth(new Date(at).getUTCFullYear() * 12) ? text.slice(0, 4) : text.slice(0, 7);
  if (step >= day) return text.slice(0, 10);
  if (step >= minute) return at % day === 0 ? text.slice(5, 10) : text.slice(11, 16);
  return step >= second ? text.slice(11, 19) : text.slice(17, 23);
}
