// The aggregate functions of the API over rows in memory.
import { Approximate, compare } from './values.mjs';

/** How many of the values differ; each is a list of what stands in some columns. */
export function distinct(tuples) {
  return new Set(tuples.map((tuple) => JSON.stringify(tuple.map(identity)))).size;
}

/** A text that two values share if and only if they are the same value. */
export const identity = (value) =>
  Buffer.isBuffer(value) ? `blob ${value.toString('hex')}` : typeof value === 'bigint' ? `number ${value}`
    : value !== null && typeof value === 'object' ? sorted(value) : value === null ? null : `${typeof value} ${value}`;

/** JSON whose members are in the order of their names. */
const sorted = (json) =>
  JSON.stringify(json, (_, value) =>
    value && typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort()) : value);

const float = (value) => (value === null ? null : new Approximate(value));

function add(values, { kind, exact }) {
  if (kind === 'Int' || kind === 'bigint') return values.reduce((sum, v) => sum + BigInt(v), 0n);
  const sum = values.reduce((a, b) => a + b, 0);
  return exact ? sum : float(sum);
}

/** The value at a share of the way through the values in order, in proportion between two of them. */
function percentile(values, p) {
  const sorted = values.map(Number).sort((a, b) => a - b);
  const at = (p / 100) * (sorted.length - 1), low = Math.floor(at);
  const next = sorted[Math.min(low + 1, sorted.length - 1)];
  return float(sorted[low] + (next - sorted[low]) * (at - low));
}

function variance(values, correction) {
  if (values.length <= correction) return null;
  // Large integers differ by little: from the first on they are small, and exact.
  const numbers = values.map((v) => Number(v - values[0])), mean = numbers.reduce((a, b) => a + b, 0) / numbers.length;
  return numbers.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (numbers.length - correction);
}

const root = (value) => (value === null ? null : Math.sqrt(value));

/** Functions of the values of a column that are not null, of which there is at least one. */
const functions = {
  sum: add,
  avg: (values) => float(values.map(Number).reduce((a, b) => a + b, 0) / values.length),
  min: (values, { collate }) => values.reduce((a, b) => (compare(a, b, collate) <= 0 ? a : b)),
  max: (values, { collate }) => values.reduce((a, b) => (compare(a, b, collate) >= 0 ? a : b)),
  median: (values) => percentile(values, 50),
  percentile: (values, _, p) => percentile(values, p),
  stddev: (values) => float(root(variance(values, 1))),
  stddev_samp: (values) => float(root(variance(values, 1))),
  stddev_pop: (values) => float(root(variance(values, 0))),
  variance: (values) => float(variance(values, 1)),
  var_samp: (values) => float(variance(values, 1)),
  var_pop: (values) => float(variance(values, 0)),
};

/** An aggregate of one column of some rows. */
export function aggregate(name, rows, column, p) {
  const values = rows.map((row) => row[column.name]).filter((value) => value !== null);
  if (name === 'count_distinct') return distinct(values.map((value) => [value]));
  return values.length ? functions[name](values, column, p) : null;
}

/** count(columns, distinct): rows, or those where none of the columns is null. */
export function count(rows, { columns, distinct: different }) {
  if (!columns) return rows.length;
  const tuples = rows.map((row) => columns.map((name) => row[name])).filter((tuple) => !tuple.includes(null));
  return different ? distinct(tuples) : tuples.length;
}
