// The calls of the service's API.

import * as session from './session.js';

const BASE = new URL('../rest/v1.0/', import.meta.url);

/** A refusal, or no answer: then the reason is NO_ANSWER. */
export class Refused extends Error {
  constructor(status, reason, details = {}) {
    super(reason);
    this.status = status;
    this.reason = reason;
    this.details = details;
  }

  /** Whether the same request may succeed by itself a little later. */
  get passes() {
    return this.reason === 'NO_ANSWER' || this.status === 503 || this.status === 429;
  }
}

/** A study in a mode, as GET /studies names it. */
export const pathOf = study => `studies/${study.studyId}/${study.mode}`;

const devicesPath = (study, subjectId) => `${pathOf(study)}/subjects/${encodeURIComponent(subjectId)}/devices`;

const devicePath = (study, subjectId, inventoryId) => `${devicesPath(study, subjectId)}/${encodeURIComponent(inventoryId)}`;

export const studies = async () => (await call('GET', 'studies')).json();

export const subjects = async (study, query) => (await call('GET', `${pathOf(study)}/subjects?${new URLSearchParams(query)}`)).json();

export const worklist = async (study, query) => (await call('GET', `${pathOf(study)}/devices?${new URLSearchParams(query)}`)).json();

export const devices = async (study, subjectId) => (await call('GET', devicesPath(study, subjectId))).json();

export async function check(study, subject, inventoryId) {
  return (await call('GET', `${devicePath(study, subject.subjectId, inventoryId)}/access-code/check?${ofSubject(subject)}`)).json();
}

/** A new pair, if nobody changed the device since the given ETag. */
export async function recreate(study, subject, inventoryId, etag, reason) {
  const answer = await call('PUT', `${devicePath(study, subject.subjectId, inventoryId)}/access-code?${ofSubject(subject)}`, changing(etag, reason));
  return { ...await answer.json(), expiresAt: answer.headers.get('OTP-Expires-At') };
}

export async function revoke(study, subject, inventoryId, reason) {
  await call('DELETE', `${devicePath(study, subject.subjectId, inventoryId)}/access-code?${ofSubject(subject)}`, changing(null, reason));
}

export async function history(study, inventoryId, before) {
  const query = new URLSearchParams({ inventoryId, limit: '50', ...before ? { before } : {} });
  return (await call('GET', `${pathOf(study)}/audit?${query}`)).json();
}

const ofSubject = subject => new URLSearchParams({ mSubjectId: subject.mSubjectId ?? '' });

function changing(etag, reason) {
  return {
    ...etag ? { 'If-Match': etag } : {},
    // RFC 8187: a reason may have any letters, a header only ASCII.
    ...reason ? { 'X-Change-Reason': `UTF-8''${encodeURIComponent(reason).replace(/['()*!]/g, escaped)}` } : {},
  };
}

const escaped = character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

async function call(method, path, headers = {}) {
  let answer = await send(method, path, headers);
  if (answer.status === 401 && await session.renew()) {
    answer = await send(method, path, headers);
  }
  if (answer.ok) {
    return answer;
  }
  if (answer.status === 401) {
    throw new Refused(401, 'UNAUTHENTICATED');
  }
  const { errorData } = await answer.json().catch(() => ({}));
  throw new Refused(answer.status, errorData?.details?.reason ?? 'INTERNAL_ERROR', errorData?.details);
}

async function send(method, path, headers) {
  const token = await session.accessToken();
  if (!token) {
    throw new Refused(401, 'UNAUTHENTICATED');
  }
  try {
    return await fetch(new URL(path, BASE), {
      method, credentials: 'omit', cache: 'no-store', headers: { Accept: 'application/json', Authorization: `Bearer ${token}`, ...headers },
    });
  } catch {
    throw new Refused(0, 'NO_ANSWER');
  }
}
