// Answers as text and as values: integers stay exact, and where two answers differ.
import { Approximate } from './values.mjs';

/** JSON, in which an integer that a double does not hold is the text of its digits and an n. */
export const parseExactly = (text) =>
  JSON.parse(text.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
    !/^-?\d+$/.test(token) || Number.isSafeInteger(Number(token)) ? token : `"${token}n"`));

/** A value of the reference as it stands in an answer. */
function shown(value) {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : `${value}n`;
  return Buffer.isBuffer(value) ? value.toString('base64') : value;
}

/** A number of an answer, as near as a double comes to it. */
const numberOf = (value) => (typeof value === 'string' && /^-?\d+n$/.test(value) ? parseInt(value, 10) : value);
const isNear = (a, b) => typeof a === 'number' && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

/** Where an answer differs from what is wanted: a path with both values, or null. */
export function difference(got, wanted, path = '$') {
  wanted = shown(wanted);
  if (wanted instanceof Approximate) return isNear(numberOf(got), wanted.value) ? null : `${path}: ${got} for about ${wanted.value}`;
  if (wanted === null || typeof wanted !== 'object' || got === null || typeof got !== 'object') {
    return got === wanted ? null : `${path}: ${JSON.stringify(got)} for ${JSON.stringify(wanted)}`;
  }
  const keys = (value) => (Array.isArray(value) ? `${value.length} items` : Object.keys(value).join());
  if (keys(got) !== keys(wanted)) return `${path}: ${keys(got)} for ${keys(wanted)}`;
  for (const key of Object.keys(wanted)) {
    const found = difference(got[key], wanted[key], `${path}.${key}`);
    if (found) return found;
  }
  return null;
}
