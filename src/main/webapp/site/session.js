// Sign-in by OpenID Connect: authorization code with PKCE (RFC 7636) as a public client. Tokens are kept in this module's
// variables only. They are renewed by the refresh token, which the provider rotates; no frame and no cookie is needed.

const SIGN_IN = 'ors.sign-in';
const SIGNED_IN = 'ors.signed-in';
const RENEW_BEFORE_END = 60_000;
const listeners = new Set();
const otherTabs = new BroadcastChannel('ors.session');

let settings;
let provider;
let tokens = null;
let renewal = null;
let timer = 0;

/** Unlike an answer that did not come, it ends the session. */
class RefusedByProvider extends Error {}

/** The session has ended: by its time, or in another tab. */
export function onEnd(listener) {
  listeners.add(listener);
}

export function isSignedIn() {
  return tokens !== null;
}

/** What the ID token says of the person. It is only shown; the service checks the access token itself. */
export function person() {
  const claims = tokens?.claims ?? {};
  return { subject: claims.sub, name: claims.name ?? claims.preferred_username ?? claims.sub };
}

/** Reads the settings and, if the provider has just sent the browser back, ends the sign-in. */
export async function start() {
  await readSettings();
  if (!settings.issuer) {
    return 'not-set-up';
  }
  const answer = new URLSearchParams(location.search);
  if (answer.has('code') || answer.has('error')) {
    return finish(answer);
  }
  // After a reload the provider usually knows the person still, and asks nothing.
  if (sessionStorage.getItem(SIGNED_IN)) {
    sessionStorage.removeItem(SIGNED_IN);
    await signIn();
    return 'leaving';
  }
  return 'signed-out';
}

/** They are read again by the next sign-in if they could not be read. */
async function readSettings() {
  settings ??= await json(new URL('settings.json', import.meta.url), { cache: 'no-store' });
}

async function json(address, options) {
  const answer = await fetch(address, options);
  if (!answer.ok) {
    throw new Error(`no answer from ${address}: ${answer.status}`);
  }
  return answer.json();
}

export async function signIn() {
  const { authorization_endpoint: endpoint } = await discover();
  const attempt = { state: random(), nonce: random(), verifier: random(), place: location.hash };
  // The only thing kept outside memory: it is of no use without the code, and is removed when the provider answers.
  sessionStorage.setItem(SIGN_IN, JSON.stringify(attempt));
  const target = new URL(endpoint);
  const challenge = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(attempt.verifier));
  Object.entries({
    response_type: 'code', client_id: settings.clientId, redirect_uri: here(), scope: 'openid profile',
    state: attempt.state, nonce: attempt.nonce, code_challenge: base64url(challenge), code_challenge_method: 'S256',
  }).forEach(([name, value]) => target.searchParams.set(name, value));
  location.assign(target);
}

async function finish(answer) {
  const attempt = JSON.parse(sessionStorage.getItem(SIGN_IN) ?? '{}');
  sessionStorage.removeItem(SIGN_IN);
  history.replaceState(null, '', here() + (attempt.place ?? ''));
  const isOurs = attempt.state !== undefined && attempt.state === answer.get('state');
  const isTheirs = !answer.has('iss') || answer.get('iss') === settings.issuer;
  if (!isOurs || !isTheirs || !answer.has('code')) {
    return 'refused';
  }
  try {
    const given = await ask({ grant_type: 'authorization_code', code: answer.get('code'), redirect_uri: here(), code_verifier: attempt.verifier });
    if (given.claims.nonce !== attempt.nonce) {
      return 'refused';
    }
    keep(given);
  } catch {
    return 'refused';
  }
  sessionStorage.setItem(SIGNED_IN, 'yes');
  return 'signed-in';
}

/** A token for the next request, renewed before it ends; null if the session has ended. @throws as renew does */
export async function accessToken() {
  if (tokens && tokens.end - Date.now() < 5_000) {
    await renew();
  }
  return tokens?.access ?? null;
}

/**
 * Renews the tokens, once for all who ask at the same time. Returns whether there is a session still.
 * @throws if the provider is away and the token has ended; the session goes on when it is back
 */
export function renew() {
  renewal ??= renewOnce().finally(() => { renewal = null; });
  return renewal;
}

async function renewOnce() {
  const old = tokens;
  if (!old?.refresh) {
    return ended();
  }
  try {
    const given = await ask({ grant_type: 'refresh_token', refresh_token: old.refresh });
    // An answer that comes after the sign-out begins no session anew.
    if (tokens === old) {
      keep(given);
    }
  } catch (failure) {
    if (failure instanceof RefusedByProvider) {
      return ended();
    }
    // While the provider is away, the token at hand may still be good.
    if (old.end <= Date.now()) {
      throw failure;
    }
  }
  return isSignedIn();
}

/** Tells it once. */
function ended() {
  if (tokens) {
    forget();
    listeners.forEach(listener => listener());
  }
  return false;
}

/** Asks the provider for tokens. */
async function ask(grant) {
  const { token_endpoint: endpoint } = await discover();
  const answer = await fetch(endpoint, {
    method: 'POST', credentials: 'omit', cache: 'no-store', body: new URLSearchParams({ client_id: settings.clientId, ...grant }),
  });
  if (!answer.ok) {
    const mayPass = answer.status >= 500 || answer.status === 429;
    throw new (mayPass ? Error : RefusedByProvider)('the provider gives no token');
  }
  const given = await answer.json();
  const claims = given.id_token ? claimsOf(given.id_token) : tokens?.claims ?? {};
  checkClaims(claims);
  return {
    access: given.access_token,
    refresh: given.refresh_token ?? tokens?.refresh,
    id: given.id_token ?? tokens?.id,
    end: Date.now() + (given.expires_in ?? 300) * 1000,
    claims,
  };
}

function keep(given) {
  tokens = given;
  clearTimeout(timer);
  timer = setTimeout(() => renew().catch(() => {}), Math.max(5_000, tokens.end - Date.now() - RENEW_BEFORE_END));
}

/** OpenID Connect Core, 3.1.3.7. The signature may be left out: the token came from the provider itself. */
function checkClaims(claims) {
  const audience = [claims.aud].flat();
  if (claims.iss !== settings.issuer || !audience.includes(settings.clientId)) {
    throw new RefusedByProvider('the ID token is not for this page');
  }
}

/** Signs out here, in the other tabs and at the provider. */
export async function signOut() {
  const idToken = tokens?.id;
  forget();
  otherTabs.postMessage('signed-out');
  const { end_session_endpoint: endpoint } = await discover();
  if (!endpoint) {
    location.replace(here());
    return;
  }
  // By POST, so that no token stands in a URL (OpenID Connect RP-Initiated Logout 1.0, section 2).
  const form = document.createElement('form');
  const target = new URL(endpoint);
  // Some providers look for the way back in the query only.
  target.searchParams.set('post_logout_redirect_uri', here());
  form.method = 'post';
  form.action = target;
  Object.entries({ id_token_hint: idToken ?? '', client_id: settings.clientId, post_logout_redirect_uri: here() }).forEach(([name, value]) => {
    const field = document.createElement('input');
    field.type = 'hidden';
    field.name = name;
    field.value = value;
    form.append(field);
  });
  document.body.append(form);
  form.submit();
}

otherTabs.addEventListener('message', ended);

function forget() {
  tokens = null;
  clearTimeout(timer);
  sessionStorage.removeItem(SIGNED_IN);
}

async function discover() {
  await readSettings();
  if (!provider) {
    const found = await json(`${settings.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, { credentials: 'omit' });
    if (found.issuer !== settings.issuer) {
      throw new Error('the provider is another one than that of the settings');
    }
    provider = found;
  }
  return provider;
}

function here() {
  return location.origin + location.pathname;
}

function random() {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64url(bytes) {
  return btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function claimsOf(token) {
  const text = atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/'));
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(text, character => character.charCodeAt(0))));
}
