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

export const studies = () => read('studies');

export const subjects = async (study, query) => read(`${pathOf(study)}/subjects?${new URLSearchParams(query)}`);

export const worklist = async (study, query) => read(`${pathOf(study)}/devices?${new URLSearchParams(query)}`);

export const devices = async (study, subjectId) => read(devicesPath(study, subjectId));

export async function check(study, subject, inventoryId) {
  return read(`${devicePath(study, subject.subjectId, inventoryId)}/access-code/check?${ofSubject(subject)}`);
}

/** A new pair, if nobody changed the device since the given ETag. */
export async function recreate(study, subject, inventoryId, etag, reason) {
  const answer = await call('PUT', `${devicePath(study, subject.subjectId, inventoryId)}/access-code?${ofSubject(subject)}`, changing(etag, reason));
  return { ...await bodyOf(answer), expiresAt: answer.headers.get('OTP-Expires-At') };
}

export async function revoke(study, subject, inventoryId, reason) {
  await call('DELETE', `${devicePath(study, subject.subjectId, inventoryId)}/access-code?${ofSubject(subject)}`, changing(null, reason));
}

export async function history(study, inventoryId, before) {
  const query = new URLSearchParams({ inventoryId, limit: '50', ...before ? { before } : {} });
  return read(`${pathOf(study)}/audit?${query}`);
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

const read = async path => bodyOf(await call('GET', path));

/** A body that breaks off, or is not the service's, is no answer. */
const bodyOf = answer => orNoAnswer(answer.json());

const orNoAnswer = coming => coming.catch(() => { throw new Refused(0, 'NO_ANSWER'); });

async function call(method, path, headers = {}) {
  let answer = await send(method, path, headers);
  if (answer.status === 401 && await orNoAnswer(session.renew())) {
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
  const token = await orNoAnswer(session.accessToken());
  if (!token) {
    throw new Refused(401, 'UNAUTHENTICATED');
  }
  return orNoAnswer(fetch(new URL(path, BASE), {
    method, credentials: 'omit', cache: 'no-store', headers: { Accept: 'application/json', Authorization: `Bearer ${token}`, ...headers },
  }));
}
