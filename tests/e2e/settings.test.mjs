// Settings: where they come from, what is refused, and that the documentation is the table.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readText, run, scratchFile } from './soloql.mjs';

const config = (content) =>
  scratchFile('config.json', typeof content === 'string' ? content : JSON.stringify(content));

/** The settings as --print-config tells them: {name: [value, origin]}. */
function settings(args = [], env = {}) {
  const { status, stdout, stderr } = run(['serve', '--print-config', ...args], { env });
  assert.equal(status, 0, stderr);
  return Object.fromEntries(
    stdout.trimEnd().split('\n').map((line) => {
      const [name, value, ...origin] = line.split(/ +/);
      return [name, [value, origin.join(' ')]];
    }),
  );
}

function refusal(args, env = {}) {
  const { status, stderr, stdout } = run(['serve', '--print-config', ...args], { env });
  assert.equal(status, 2, `${args}: ${stdout}`);
  assert.match(stderr, /^soloql serve: [^\n]*\n$/);
  return stderr;
}

test('a flag beats the environment, which beats the file, which beats the default', () => {
  const file = config({ port: 1001, threads: 11, timeout: '7s' });
  const all = settings(['--config', file, '--port', '1003'], { SOLOQL_PORT: '1002', SOLOQL_THREADS: '12' });
  assert.deepEqual(all.port, ['1003', 'flag']);
  assert.deepEqual(all.threads, ['12', 'environment']);
  assert.deepEqual(all.timeout, ['7s', `file ${file}`]);
  assert.deepEqual(all.host, ['127.0.0.1', 'default']);
  assert.deepEqual(settings([], { SOLOQL_CONFIG: file }).port, ['1001', `file ${file}`]);
});

test('every kind of value is understood', () => {
  const file = config({
    max_body_bytes: 4096, cors_origins: ['https://a.example', 'https://b.example'], read_only: true,
    log_level: 'error', pool_wait: '100ms',
  });
  const all = settings(['--config', file, '--no-suggestions', '--insecure=true', '--cache-bytes=8MiB']);
  assert.equal(all.max_body_bytes[0], '4096');
  assert.equal(all.cors_origins[0], 'https://a.example,https://b.example');
  assert.equal(all.read_only[0], 'true');
  assert.equal(all.log_level[0], 'error');
  assert.equal(all.pool_wait[0], '100ms');
  assert.equal(all.suggestions[0], 'false');
  assert.equal(all.insecure[0], 'true');
  assert.equal(all.cache_bytes[0], '8MiB');
});

test('a secret is never shown', () => {
  const { stdout } = run(['serve', '--print-config', '--admin-secret', 'hush'], {});
  assert.match(stdout, /^admin_secret +\*{8} +flag$/m);
  assert.doesNotMatch(stdout, /hush/);
});

test('what is unknown is an error with the nearest name', () => {
  assert.match(refusal(['--prot', '1']), /--prot.*--port/);
  assert.match(refusal(['--no-sugestions']), /--no-sugestions/);
  assert.match(refusal([], { SOLOQL_MAX_DEPHT: '9' }), /SOLOQL_MAX_DEPHT.*SOLOQL_MAX_DEPTH/);
  assert.match(refusal(['--config', config({ prot: 1 })]), /config\.json: unknown key "prot".*"port"/);
});

test('a bad value is an error that tells a good one', () => {
  assert.match(refusal(['--port', '65536']), /--port: "65536".*0 to 65535/);
  assert.match(refusal(['--port', '1e3']), /--port/);
  assert.match(refusal(['--max-depth', '0']), /--max-depth.*from 1/);
  assert.match(refusal(['--timeout', '30']), /--timeout.*30s/);
  assert.match(refusal(['--max-body-bytes', '9999999999g']), /--max-body-bytes/);
  assert.match(refusal(['--log-level', 'loud']), /--log-level.*off, error, warn, info/);
  assert.match(refusal(['--read-only=maybe']), /true or false/);
  assert.match(refusal([], { SOLOQL_PORT: 'tcp://10.0.0.1:8080' }), /SOLOQL_PORT/);
  assert.match(refusal(['--port']), /--port needs a value/);
});

test('a bad config file is an error that names it', () => {
  for (const content of ['', '[]', '{"port":1', '{"port":1} x', '{"port":"x"}', '{"port":1.5}',
    '{"port":1,"port":2}', '{"read_only":"true"}', '{"config":"x"}', '{"cors_origins":[1]}', '{"host":null}',
    '['.repeat(100000)]) {
    assert.match(refusal(['--config', config(content)]), /config\.json: /, content.slice(0, 40));
  }
  assert.match(refusal(['--config', '/no/such/file']), /\/no\/such\/file: No such file/);
});

test('docs/settings.md is the table', () => {
  const help = run(['serve', '--help']).stdout;
  const rows = readText('docs', 'settings.md').split('\n').filter((line) => line.startsWith('| `'));
  const documented = rows.map((row) => row.split('|').slice(1, -1).map((cell) => cell.trim()));
  const actual = settings();
  assert.deepEqual(documented.map(([name]) => name), Object.keys(actual).map((name) => `\`${name}\``));
  for (const [name, flag, variable, initial, text] of documented) {
    const plain = name.slice(1, -1);
    assert.equal(flag, `\`--${plain.replaceAll('_', '-')}\``);
    assert.equal(variable, `\`SOLOQL_${plain.toUpperCase()}\``);
    assert.equal(initial || '""', actual[plain][0], plain);
    const line = help.split('\n').find((one) =>
      one.match(new RegExp(`^  --(\\[no-\\])?${flag.slice(3, -1)}( |$)`)));
    assert.ok(line?.includes(text), `${plain}: the help is "${line?.trim()}"`);
  }
});
