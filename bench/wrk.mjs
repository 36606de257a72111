// One run of wrk against a url, and the memory of the processes behind it.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));

/** {requestsPerSecond, p50, p99 (µs), bytes (of one answer, its head included), errors} */
export async function wrk(url, { body, connections, seconds, cold = false }) {
  const environment = { ...process.env, BENCH_BODY: body };
  if (cold) environment.BENCH_COLD = '1';
  const { stdout } = await promisify(execFile)(
    'wrk',
    ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '20s', '-s', join(here, 'request.lua'), url],
    { env: environment },
  );
  const line = stdout.split('\n').find((text) => text.startsWith('BENCH '));
  const { requests, seconds: took, bytes, p50_us: p50, p99_us: p99, errors } = JSON.parse(line.slice(6));
  return { requestsPerSecond: requests / took, p50, p99, bytes: Math.round(bytes / Math.max(requests, 1)), errors };
}

/** The process and all that it has started; one that has just ended is left out. */
function family(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
    return [status, ...children.flatMap(family)];
  } catch {
    return [];
  }
}

/**
 * Resident memory in MB of a process and its children. What they share counts once: of PostgreSQL's
 * processes each has the same buffers.
 */
export function residentMegabytes(pid) {
  const all = family(pid);
  const figures = (name) => all.map((status) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0) / 1024);
  const shared = figures('RssShmem');
  const own = figures('VmRSS').reduce((sum, megabytes, i) => sum + megabytes - shared[i], 0);
  return own + Math.max(0, ...shared);
}
