// A page that acts as the patient's app, for the modes test and training. The service refuses a pair of the mode active here.

import { button, h, note } from '../site/dom.js';
import { keepLanguage, LanguageChoice, languageSelect, preferredLanguage, wordsOf } from '../site/words.js';

const BOOTSTRAP = new URL('../rest/mhealth/api/deviceBootstrap', import.meta.url);

let words;
let key;
/** What the service answered, once the phone is connected; not the secret. */
let connected = null;
const fields = { accessId: null, otp: null };
const choiceOfLanguage = new LanguageChoice();
const screen = h('div', { class: 'phone-screen' });
const result = h('div', { 'aria-live': 'polite' });

async function begin() {
  words = await wordsOf(preferredLanguage());
  key = newKey();
  show();
}

/** A new language takes nothing away. */
async function speak(language) {
  const chosen = await choiceOfLanguage.make(language, words);
  if (chosen) {
    words = chosen;
    keepLanguage(words.language);
    const focused = document.activeElement.id;
    show();
    document.getElementById(focused)?.focus();
  }
}

function show() {
  document.documentElement.lang = words.language;
  document.title = words.say('phone.title');
  const choice = languageSelect(words.language, { id: 'language', 'aria-label': words.say('language'), onchange: () => speak(choice.value) });
  document.body.replaceChildren(
    h('header', { class: 'top' }, h('div', { class: 'bar' },
      h('a', { class: 'brand', href: '../site/' }, h('img', { src: '../site/icon.svg', alt: '', width: 28, height: 28 }), words.say('phone.title')),
      h('div', { class: 'me' }, choice)),
    h('div', { class: 'band training' }, h('p', {}, words.say('phone.band')))),
    h('main', {}, h('div', { class: 'phone' }, screen)));
  if (connected) {
    showConnected();
  } else {
    showForm({ accessId: fields.accessId?.value, otp: fields.otp?.value });
  }
}

/** An empty form, for another pair. */
function beginAnew() {
  connected = null;
  key = newKey();
  result.replaceChildren();
  showForm({});
}

function showForm(typed) {
  fields.accessId = codeField('access-id', typed.accessId);
  fields.otp = codeField('otp', typed.otp);
  fields.accessId.addEventListener('paste', pasted);
  const form = h('form', { autocomplete: 'off', novalidate: true, onsubmit: event => event.preventDefault() },
    h('label', { for: 'access-id' }, words.say('sheet.accessId')), fields.accessId,
    h('label', { for: 'otp' }, words.say('sheet.otp')), fields.otp);
  form.append(button(words.say('phone.connect'), connect, { type: 'submit', class: 'primary wide' }));
  screen.replaceChildren(h('h1', { tabindex: '-1' }, words.say('phone.heading')), h('p', { class: 'muted' }, words.say('phone.help')), form, result);
}

function codeField(id, value = '') {
  const field = h('input', { id, class: 'code-field', required: true, autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', maxlength: 40 });
  field.value = value;
  return field;
}

/** A pasted pair, or a link of the study's QR code, fills both fields. */
function pasted(event) {
  const text = event.clipboardData.getData('text').trim();
  const found = text.match(/\b([0-9A-Z]{6})\b\W+(?:\w+=)?([0-9A-Z]{8})\b/i) ?? text.match(/^([0-9A-Z]{3} ?[0-9A-Z]{3})\s+([0-9A-Z]{4} ?[0-9A-Z]{4})$/i);
  if (found) {
    event.preventDefault();
    [fields.accessId.value, fields.otp.value] = found.slice(1);
    fields.otp.focus();
  }
}

async function connect() {
  const [id, otp] = [fields.accessId.value, fields.otp.value].map(value => value.trim());
  if (!id || !otp) {
    (id ? fields.otp : fields.accessId).focus();
    return;
  }
  let answer;
  let body;
  try {
    answer = await fetch(BOOTSTRAP, { method: 'POST', credentials: 'omit', cache: 'no-store', headers: {
      Accept: 'application/json', Authorization: `Basic ${btoa(unescapeText(`${id}:${otp}`))}`, 'Idempotency-Key': key, 'X-Practice-Phone': 'true',
    } });
    body = await answer.json();
  } catch {
    result.replaceChildren(note('warning', words.say('refused.NO_ANSWER'), h('p', {}, words.say('phone.noAnswerHelp'))));
    return;
  }
  if (answer.ok) {
    const { studyname, subjectId, profile, iotDeviceId, iotBaseUrl } = body;
    connected = { studyname, subjectId, profile, iotDeviceId, iotBaseUrl };
    showConnected();
    screen.querySelector('h1').focus();
  } else {
    result.replaceChildren(refusal(answer, body.errorData ?? {}));
  }
}

/** UTF-8 (RFC 7617). */
function unescapeText(text) {
  return String.fromCharCode(...new TextEncoder().encode(text));
}

function refusal(answer, { errorCode, details = {} }) {
  const reason = details.hint === 'EXPIRED' ? 'EXPIRED' : details.reason;
  const said = words.has(`phone.refused.${reason}`) ? `phone.refused.${reason}` : 'refused.OTHER';
  return note(answer.status >= 429 ? 'warning' : 'bad', words.say(said), h('p', { class: 'muted' }, `${answer.status} ${errorCode ?? ''}`));
}

function showConnected() {
  const facts = [
    ['phone.study', connected.studyname], ['phone.subject', connected.subjectId], ['phone.profile', connected.profile],
    ['phone.device', connected.iotDeviceId], ['phone.server', connected.iotBaseUrl], ['phone.secret', words.say('phone.secretKept')],
  ];
  screen.replaceChildren(
    h('div', { class: 'big-tick', 'aria-hidden': 'true' }, '✓'),
    h('h1', { tabindex: '-1' }, words.say('phone.connected')),
    h('dl', { class: 'phone-facts' }, facts.filter(([, value]) => value).flatMap(([label, value]) => [h('dt', {}, words.say(label)), h('dd', {}, value)])),
    button(words.say('phone.another'), beginAnew, { class: 'quiet wide' }));
}

function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

begin();
