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

/** Resident memory in MB of a process and its children. */
export function residentMegabytes(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  const own = Number(/VmRSS:\s+(\d+)/.exec(status)[1]) / 1024;
  return children.reduce((sum, child) => sum + residentMegabytes(child), own);
}
