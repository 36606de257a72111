// Talks to the language probe (language_probe.c): one JSON object a line, answered in order.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';

const path = process.env.LANGUAGE_PROBE ?? 'build/language-probe';

/** What node:test wants for `skip`: the reason why there is nothing to test, or false. */
export const missing = existsSync(path) ? false : `there is no language probe at ${path}`;

export class Probe {
  #process = spawn(path, { stdio: ['pipe', 'pipe', 'inherit'] });
  #waiting = [];
  #ended = null;

  constructor() {
    this.#process.stdin.on('error', () => {}); // told by 'exit'
    this.#process.on('exit', (code, signal) => {
      this.#ended = new Error(`the language probe ended (${signal ?? code})`);
      for (const { reject } of this.#waiting.splice(0)) reject(this.#ended);
    });
    createInterface({ input: this.#process.stdout }).on('line', (line) => {
      this.#waiting.shift().resolve(JSON.parse(line));
    });
  }

  /** The probe's answer to a request. */
  ask(request) {
    if (this.#ended) return Promise.reject(this.#ended);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#process.stdin.write(JSON.stringify(request) + '\n');
    });
  }

  close() {
    this.#process.stdin.end();
  }
}
