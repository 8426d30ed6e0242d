// oidc-provider, certified by the OpenID Foundation, as a company might run it. The people have no passwords that matter.
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

export const client = { id: 'backend', secret: 'a-secret-of-this-test-only' };
export const application = 'frontend';
export const audience = 'backend-api';

/** Seconds; short, so that a session has to be refreshed while the test looks on. */
const accessTokenLife = 6;

/** Keeps what any of the providers stored, so that a new one with other keys knows what the one before gave. */
const stored = new Map();

class Memory {
  constructor(model) { this.model = model; }
  key(id) { return `${this.model}:${id}`; }
  async upsert(id, payload) { stored.set(this.key(id), payload); }
  async find(id) { return stored.get(this.key(id)); }
  async findByUid(uid) { return [...stored.values()].find((payload) => payload.uid === uid); }
  async findByUserCode() { return undefined; }
  async destroy(id) { stored.delete(this.key(id)); }
  async consume(id) { stored.get(this.key(id)).consumed = Math.floor(Date.now() / 1000); }
  async revokeByGrantId(grantId) {
    for (const [key, payload] of stored) {
      if (payload.grantId === grantId) {
        stored.delete(key);
      }
    }
  }
}

function newKey(kid) {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' };
}

/** Starts the provider for a server at an address, and pages of a frontend at another. */
export async function startProvider(base, frontend) {
  let current;
  const server = createServer((request, response) => current.callback()(request, response));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const keys = [newKey('first')];
  const refreshes = [];
  const problems = [];

  function create() {
    current = new Provider(issuer, configuration(base, frontend, [...keys]));
    current.on('grant.success', (ctx) => {
      if (ctx.oidc.params.grant_type === 'refresh_token') {
        refreshes.push(Date.now());
      }
    });
    current.on('server_error', (ctx, error) => problems.push(error.stack));
    current.on('backchannel.error', (ctx, error) => problems.push(error.stack));
  }

  create();
  return {
    issuer,
    refreshes,
    problems,
    /** Signs with a new key from now on; the one before is not published any more. */
    rotate() {
      keys.splice(0, 1, newKey('second'));
      create();
    },
    /** Forgets every refresh token, as when an administrator withdraws a person's access. */
    withdraw() {
      for (const key of [...stored.keys()].filter((key) => key.startsWith('RefreshToken:'))) {
        stored.delete(key);
      }
    },
    close: () => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); }),
  };
}

function configuration(base, frontend, keys) {
  return {
    adapter: Memory,
    jwks: { keys },
    cookies: { keys: ['a key for the cookies of this test'] },
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        token_endpoint_auth_method: 'client_secret_post',
        grant_types: ['authorization_code', 'refresh_token'],
        redirect_uris: [`${base}/auth/callback`],
        post_logout_redirect_uris: [`${base}/auth/signed-out`],
        backchannel_logout_uri: `${base}/auth/backchannel-logout`,
        backchannel_logout_session_required: true,
      },
      { client_id: application, token_endpoint_auth_method: 'none', redirect_uris: [`${frontend}/callback`] },
    ],
    claims: { openid: ['sub', 'sid'], profile: ['name'], email: ['email', 'email_verified'] },
    findAccount: (ctx, id) => ({
      accountId: id,
      claims: () => ({ sub: id, name: `${id[0].toUpperCase()}${id.slice(1)} of the provider`, email: `${id}@example.com`, email_verified: true }),
    }),
    // It refuses to call this machine, where the server under test is.
    fetch: (url, { dispatcher, ...options }) => fetch(url, options),
    features: {
      devInteractions: { enabled: true },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: () => ({ scope: 'api', audience, accessTokenFormat: 'jwt', accessTokenTTL: 300, jwt: { sign: { alg: 'RS256' } } }),
      },
    },
    pkce: { required: () => true },
    rotateRefreshToken: true,
    ttl: {
      AccessToken: accessTokenLife, AuthorizationCode: 60, Grant: 3600, IdToken: 300, Interaction: 600, RefreshToken: 3600, Session: 3600,
    },
  };
}
