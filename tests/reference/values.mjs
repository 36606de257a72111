// What values are and how they compare, by the API's documents: null is neither true nor false,
// numbers come before texts and texts before bytes, patterns know all of Unicode.

/** A Float that depends on how it is computed: a comparison allows for the last digits. */
export class Approximate {
  constructor(value) {
    this.value = value;
  }
}

const rank = (value) => (typeof value === 'string' ? 1 : Buffer.isBuffer(value) ? 2 : 0);
const lower = (text) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** A text without what its column's collation does not look at. */
export const collated = (value, { collate }) => (collate === 'nocase' && typeof value === 'string' ? lower(value) : value);

/** Below 0, 0 or above 0: the order of two values that are not null. */
export function compare(a, b, collate) {
  [a, b] = [a, b].map((v) => (v instanceof Approximate ? v.value : typeof v === 'boolean' ? Number(v) : v));
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (rank(a) === 0) return a < b ? -1 : a > b ? 1 : 0;
  if (collate === 'nocase') [a, b] = [lower(a), lower(b)];
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** Whether two values of JSON are the same value. */
export function jsonEqual(a, b) {
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && jsonEqual(a[key], b[key]));
}

/** PostgreSQL's @>: each member of an object, each item of a list in whatever place. */
export function jsonContains(a, b, top = true) {
  if (Array.isArray(a) && top && (b === null || typeof b !== 'object')) return a.some((item) => jsonEqual(item, b));
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return jsonEqual(a, b);
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (Array.isArray(b)) return b.every((item) => a.some((other) => jsonContains(other, item, false)));
  return Object.entries(b).every(([key, value]) => Object.hasOwn(a, key) && jsonContains(a[key], value, false));
}

const hasKey = (json, key) =>
  Array.isArray(json) ? json.includes(key) : typeof json === 'object' ? Object.hasOwn(json, key) : json === key;

/** An operand as the values of its column are held. */
export function operand(value, kind) {
  if (Array.isArray(value) && kind !== 'jsonb') return value.map((item) => operand(item, kind));
  if (kind === 'bigint') return BigInt(value);
  if (kind === 'numeric' || kind === 'Float') return Number(value);
  if (kind === 'bytea') return Buffer.from(value, 'base64');
  return value;
}

const quote = (character) => character.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** A regular expression for a pattern of _like. */
function likePattern(pattern, flags) {
  const source = [...pattern.matchAll(/\\([^])|([^])/gu)].map(([, escaped, plain]) =>
    escaped ? quote(escaped) : plain === '%' ? '.*' : plain === '_' ? '.' : quote(plain));
  return new RegExp(`^(?:${source.join('')})$`, flags);
}

/** A regular expression for a pattern of _similar, of which the queries use % _ | ( ) * + ?. */
const similarPattern = (pattern) =>
  new RegExp(`^(?:${[...pattern].map((c) => ({ '%': '.*', _: '.' })[c] ?? ('.^$\\'.includes(c) ? quote(c) : c)).join('')})$`, 'su');

const positive = {
  _like: (text, pattern) => likePattern(pattern, 'su').test(text),
  _ilike: (text, pattern) => likePattern(pattern, 'siu').test(text),
  _regex: (text, pattern) => new RegExp(pattern, 'su').test(text),
  _iregex: (text, pattern) => new RegExp(pattern, 'siu').test(text),
  _similar: (text, pattern) => similarPattern(pattern).test(text),
};

const jsonOperators = {
  _eq: jsonEqual,
  _neq: (a, b) => !jsonEqual(a, b),
  _in: (a, list) => list.some((b) => jsonEqual(a, b)),
  _nin: (a, list) => !list.some((b) => jsonEqual(a, b)),
  _contains: (a, b) => jsonContains(a, b),
  _contained_in: (a, b) => jsonContains(b, a),
  _has_key: hasKey,
  _has_keys_any: (a, keys) => keys.some((key) => hasKey(a, key)),
  _has_keys_all: (a, keys) => keys.every((key) => hasKey(a, key)),
};

const operators = {
  _eq: (a, b, collate) => compare(a, b, collate) === 0,
  _neq: (a, b, collate) => compare(a, b, collate) !== 0,
  _gt: (a, b, collate) => compare(a, b, collate) > 0,
  _gte: (a, b, collate) => compare(a, b, collate) >= 0,
  _lt: (a, b, collate) => compare(a, b, collate) < 0,
  _lte: (a, b, collate) => compare(a, b, collate) <= 0,
  _in: (a, list, collate) => list.some((b) => compare(a, b, collate) === 0),
  _nin: (a, list, collate) => !list.some((b) => compare(a, b, collate) === 0),
  _starts_with: (text, start) => text.startsWith(start),
  ...positive,
  ...Object.fromEntries(Object.entries(positive).map(([name, holds]) => [name.replace('_', '_n'), (a, b) => !holds(a, b)])),
};

/** SQL's "and" of true, false and null (unknown). */
export const and = (truths) => (truths.includes(false) ? false : truths.includes(null) ? null : true);
export const or = (truths) => (truths.includes(true) ? true : truths.includes(null) ? null : false);
export const not = (truth) => (truth === null ? null : !truth);

/** Whether a value meets a comparison such as {_gt: 3, _lt: 9}: true, false or null. */
export function meets(value, comparison, { kind, collate }) {
  return and(
    Object.entries(comparison).map(([name, wanted]) => {
      if (name === '_is_null') return (value === null) === wanted;
      // No item of an empty list is compared with anything, not even with null.
      if (Array.isArray(wanted) && wanted.length === 0 && /^_n?in$/.test(name)) return name === '_nin';
      if (value === null) return null;
      if (kind === 'jsonb') return jsonOperators[name](value, wanted);
      return operators[name](value, operand(wanted, kind), collate);
    }),
  );
}

const spans = { minute: 16, hour: 13, day: 10, month: 7, year: 4 };

/** The beginning of the bucket that a stored date falls into, or null if it is no date. */
export function bucketOf(stored, bucket) {
  let at = NaN;
  if (typeof stored === 'number') at = Math.abs(stored) >= 1e11 ? stored : stored * 1000;
  else if (typeof stored === 'string' && /^\d{4}-\d\d-\d\d/.test(stored)) {
    const full = stored.length > 10 ? stored.replace(' ', 'T') : `${stored}T00:00:00`;
    at = Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(full.slice(10)) ? full : `${full}Z`);
  }
  if (Number.isNaN(at)) return null;
  const date = new Date(at);
  if (bucket === 'week') date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  if (bucket === 'quarter') date.setUTCMonth(date.getUTCMonth() - (date.getUTCMonth() % 3), 1);
  const kept = date.toISOString().slice(0, spans[{ week: 'day', quarter: 'month' }[bucket] ?? bucket]);
  const pattern = '0000-01-01T00:00:00';
  return (kept + pattern.slice(kept.length)).slice(0, bucket === 'hour' || bucket === 'minute' ? 19 : 10);
}
