// What the bench is to prove. Each goal is printed as met or missed, with its figure.

const atLeast = (what, value, least) => ({ what, goal: `at least ${least}`, value: value.toFixed(2), met: value >= least });
const atMost = (what, value, most) => ({ what, goal: `at most ${most}`, value: value.toFixed(2), met: value <= most });

/**
 * Requests per second over the peer's, at 8 connections, of the server as it comes. It keeps what took a millisecond to
 * make (W6, W7): there, what it makes without is a figure beside the goal.
 */
const peerGoals = {
  mercurius: { w1: 1.2, w2: 2.5, w3: 2.5, w4: 5, w5: 2, w6: 1.5, w7: 2 },
  'drizzle-graphql': { w1: 8, w2: 8, w3: 8, w4: 8, w5: 8, w7: 15 },
  postgraphile: { w1: 8, w2: 8, w3: 8, w4: 8, w5: 8, w7: 15 },
};

export function goals({ http, engine, startMs, smallBytes, tables, oneMore }) {
  const row = (workload, server, connections = 8) =>
    http.find((one) => one.workload === workload && one.server === server && one.connections === connections);
  const found = [];
  const ratio = (workload, server, own = 'soloql') => row(workload, own)?.requestsPerSecond / row(workload, server)?.requestsPerSecond;
  if (row('w1', 'memory')) found.push(atLeast('W1 over the same bytes from memory, 8 connections', ratio('w1', 'memory'), 0.85));
  for (const one of engine) {
    const most = one.workload === 'w6' ? 1.1 : 1.15;
    if (['w2', 'w3', 'w4', 'w6', 'w7'].includes(one.workload)) {
      found.push(atMost(`${one.workload.toUpperCase()} over hand-written SQL and C, engine time`, one.ratio, most));
    }
    if (one.workload === 'w9') found.push(atMost('W9 compiling, µs', one.compile_us, 400));
  }
  for (const [peer, least] of Object.entries(peerGoals)) {
    for (const [workload, factor] of Object.entries(least)) {
      if (!row(workload, peer)) continue;
      const own = row(workload, 'soloql, keeping') ? 'soloql, keeping' : 'soloql';
      const besides = own === 'soloql' ? '' : `, without kept answers ${ratio(workload, peer).toFixed(2)}`;
      found.push(atLeast(`${workload.toUpperCase()} over ${peer}${besides}`, ratio(workload, peer, own), factor));
    }
  }
  const [w1, w7] = [row('w1', 'soloql', 64), row('w7', 'soloql, keeping', 64)];
  if (w1) found.push(atMost('idle RSS, MB', w1.idle, 8), atMost('RSS after W1 with 64 connections, MB', w1.rss, 24));
  if (w7) found.push(atMost('RSS after W7 with 64 connections, MB', w7.rss, 96));
  found.push(
    atMost('start to first answer on Chinook, ms', startMs, 30),
    atMost('5,000 tables, ms to open', tables.open_ms, 2000),
    atMost('5,000 tables, MB', tables.rss_mb, 150),
    atMost('make small, MB', smallBytes / 1e6, 2),
    atMost(`1,000 idle connections, then one more: ${oneMore.status} after ms`, oneMore.ms, 100),
  );
  return found;
}
