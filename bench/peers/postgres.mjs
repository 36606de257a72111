// A PostgreSQL of the bench's own: found, made, started and stopped. It listens on a socket in its
// folder, which nobody else may look into, and on nothing else.
import { execFile, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const needed = ['initdb', 'pg_isready', 'postgres', 'psql'];

// What a server of a database that fits into memory is given; what is not here is PostgreSQL's own.
const settings = {
  listen_addresses: '',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  random_page_cost: '1.1',
  jit: 'off',
};

/** The folder of PostgreSQL's programs, the newest; null without one. Debian's is not on the PATH. */
export function postgresPrograms() {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => b - a) : [];
  const folders = [...(process.env.PATH ?? '').split(':'), ...versions.map((version) => join(debian, version, 'bin'))];
  return folders.find((folder) => needed.every((program) => existsSync(join(folder, program)))) ?? null;
}

/** PostgreSQL refuses to be root's: {uid, gid} of somebody else, or of nobody if it need not. */
function owner() {
  if (process.getuid() !== 0) return {};
  const users = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'));
  const [, , uid, gid] = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  return { uid: Number(uid), gid: Number(gid) };
}

/** Makes an empty cluster in the folder, whatever was in it. Text is ordered by its bytes. */
export async function makeCluster(folder) {
  const { uid, gid } = owner();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (uid !== undefined) chownSync(folder, uid, gid);
  const options = ['-D', folder, '-U', 'postgres', '-A', 'trust', '--locale=C', '-E', 'UTF8'];
  await promisify(execFile)(join(postgresPrograms(), 'initdb'), options, { uid, gid, cwd: '/' });
}

/**
 * Starts the cluster as a child of this process, which it does not outlive, however that ends.
 * {psql, stop}: psql starts one on a database.
 */
export async function startCluster(folder) {
  const programs = postgresPrograms();
  const words = Object.entries({ ...settings, unix_socket_directories: folder }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openSync(`${folder}.log`, 'w');
  const server = spawn('setpriv', ['--pdeathsig', 'INT', join(programs, 'postgres'), '-D', folder, ...words], {
    ...owner(), cwd: '/', stdio: ['ignore', log, log],
  });
  const ended = new Promise((resolve) => server.once('exit', resolve).once('error', resolve));
  let isOver = false;
  ended.then(() => (isOver = true));
  const isReady = () =>
    promisify(execFile)(join(programs, 'pg_isready'), ['-q', '-h', folder, '-U', 'postgres']).then(() => true, () => false);
  while (!(await isReady())) {
    if (isOver) throw new Error(`PostgreSQL does not start:\n${readFileSync(`${folder}.log`, 'utf8').slice(-2000)}`);
    await sleep(50);
  }
  return {
    psql: (database) =>
      spawn(join(programs, 'psql'), ['-X', '-q', '-h', folder, '-U', 'postgres', '-v', 'ON_ERROR_STOP=1', database], {
        stdio: ['pipe', 'inherit', 'inherit'],
      }),
    stop: async () => {
      server.kill('SIGINT'); // ends at once what is running, and writes all to the disk
      await ended;
    },
  };
}
