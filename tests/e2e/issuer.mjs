// A static identity provider for the tests: keys, tokens, and the servers that stand beside SoloQL.
import { createServer } from 'node:http';
import { generateKeyPairSync, sign, createHmac } from 'node:crypto';
import { SignJWT, exportJWK } from 'jose';

export const claimsOf = (role, more = {}) => ({
  'https://hasura.io/jwt/claims': {
    'x-hasura-default-role': role,
    'x-hasura-allowed-roles': [role],
    ...more,
  },
});

export const now = () => Math.floor(Date.now() / 1000);

const shapes = {
  RS256: ['rsa', { modulusLength: 2048 }],
  RS384: ['rsa', { modulusLength: 2048 }],
  RS512: ['rsa', { modulusLength: 2048 }],
  PS256: ['rsa', { modulusLength: 2048 }],
  PS384: ['rsa', { modulusLength: 2048 }],
  PS512: ['rsa', { modulusLength: 2048 }],
  ES256: ['ec', { namedCurve: 'P-256' }],
  ES384: ['ec', { namedCurve: 'P-384' }],
  ES512: ['ec', { namedCurve: 'P-521' }],
  EdDSA: ['ed25519', {}],
};

export const algorithms = Object.keys(shapes);

/** A key pair of an algorithm, with its JWK and PEM. */
export async function makeKey(alg, kid = `key-${alg}`) {
  const { publicKey, privateKey } = generateKeyPairSync(...shapes[alg]);
  return {
    alg,
    kid,
    publicKey,
    privateKey,
    jwk: { ...(await exportJWK(publicKey)), alg, kid, use: 'sig' },
    pem: publicKey.export({ type: 'spki', format: 'pem' }),
  };
}

/** A good token of that key, unless the options make it another. */
export function token(key, { claims = claimsOf('admin'), header = {}, exp = '10m' } = {}) {
  const jwt = new SignJWT(claims).setProtectedHeader({ alg: key.alg, kid: key.kid, ...header });
  if (exp !== undefined && exp !== null) jwt.setExpirationTime(exp);
  return jwt.sign(key.privateKey ?? key.secret);
}

export const base64url = (value) =>
  Buffer.from(typeof value === 'string' || Buffer.isBuffer(value) ? value : JSON.stringify(value)).toString('base64url');

/** header.payload.signature from any pieces; `signer` gets what is to be signed. */
export function forge(header, payload, signer) {
  const text = `${base64url(header)}.${base64url(payload)}`;
  const signature = signer(text);
  return `${text}.${typeof signature === 'string' ? signature : Buffer.from(signature).toString('base64url')}`;
}

export const hmac = (secret, hash = 'sha256') => (text) => createHmac(hash, secret).update(text).digest();

/** Signs with RS256 or ES256 whatever is given. */
export const signer = (key) => (text) =>
  key.alg === 'EdDSA'
    ? sign(null, Buffer.from(text), key.privateKey)
    : sign('sha256', Buffer.from(text), { key: key.privateKey, dsaEncoding: 'ieee-p1363' });

/** An HTTP server on loopback: `handle(request, body)` returns {status, headers, body}. */
export async function listen(t, handle) {
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text) => (body += text));
    request.on('end', async () => {
      peer.requests.push({ method: request.method, headers: request.headers, body });
      const answer = await handle(request, body);
      if (!answer) return; // never answers
      response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers });
      response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? {}));
    });
  });
  const peer = { requests: [], close: () => (server.closeAllConnections(), server.close()) };
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  peer.url = `http://127.0.0.1:${server.address().port}/`;
  t.after(peer.close);
  return peer;
}
