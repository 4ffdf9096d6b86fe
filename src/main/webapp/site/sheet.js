// The sheet that is handed over: the pair in large groups, spelt, as QR code; its expiry; whether the phone has connected.
// The pair lives in this element only. The OTP leaves it after two minutes, or when the tab or the screen is left.

import { kitName } from './device-words.js';
import { button, h, note } from './dom.js';
import { contentOf, qrCode } from './qr.js';
import { LANGUAGES, wordsOf } from './words.js';

const OTP_SHOWN = 120_000;
const LOOK_EVERY = 3_000;
const DOTS = '••••••••';

export class HandOverSheet extends HTMLElement {
  constructor(given) {
    super();
    this.given = given;
    this.words = given.words;
    this.patientWords = given.patientWords;
    this.pair = { ...given.pair };
    given.pair.otp = null;
    this.hideAt = Date.now() + OTP_SHOWN;
    this.state = 'waiting';
  }

  connectedCallback() {
    this.leaving = () => document.visibilityState === 'hidden' && this.hide();
    document.addEventListener('visibilitychange', this.leaving);
    addEventListener('pagehide', this.leaving);
    this.clock = setInterval(() => this.tick(), 1_000);
    this.watch = setInterval(() => this.look(), LOOK_EVERY);
    this.render();
  }

  disconnectedCallback() {
    document.removeEventListener('visibilitychange', this.leaving);
    removeEventListener('pagehide', this.leaving);
    clearInterval(this.clock);
    clearInterval(this.watch);
    this.hide();
  }

  /** The OTP and the QR code leave the screen and the memory. The access ID is no secret. */
  hide() {
    if (this.pair.otp) {
      this.pair.otp = null;
      this.render();
    }
  }

  setWords(words) {
    this.words = words;
    this.render();
  }

  async speak(language) {
    this.patientWords = await wordsOf(language);
    if (this.isConnected) {
      this.render();
    }
  }

  tick() {
    if (Date.now() >= this.hideAt) {
      this.hide();
    }
    const left = Date.parse(this.pair.expiresAt) - Date.now();
    this.countdown.textContent = left > 0 ? this.patientWords.say('sheet.left', { duration: this.patientWords.duration(left) }) : this.patientWords.say('sheet.over');
    if (this.hidesIn) {
      this.hidesIn.textContent = this.words.say('sheet.hidesIn', { duration: this.words.duration(this.hideAt - Date.now()) });
    }
  }

  /** A look that fails says nothing about the phone: the next one may succeed. */
  async look() {
    if (this.state === 'connected' || document.visibilityState === 'hidden') {
      return;
    }
    const seen = await this.given.look().catch(refused => ({ state: refused.passes ? 'away' : 'waiting' }));
    if (this.isConnected && seen.state !== this.state) {
      this.state = seen.state;
      this.connectedAt = seen.at;
      this.status.replaceChildren(this.statusNote());
      this.classList.toggle('connected', this.state === 'connected');
      if (['connected', 'dead', 'expired', 'locked'].includes(this.state)) {
        this.hide();
      }
    }
  }

  statusNote() {
    const kind = { waiting: 'info', connected: 'good', away: 'warning' }[this.state] ?? 'bad';
    const time = this.connectedAt ? this.words.time(this.connectedAt, this.given.zone) : '';
    return note(kind, this.words.say(`sheet.${this.state}`), this.state === 'connected' && h('p', {}, time));
  }

  render() {
    const hadFocus = this.contains(document.activeElement) ? document.activeElement.id : null;
    this.status ??= h('div', { role: 'status', class: 'sheet-status' });
    this.status.replaceChildren(this.statusNote());
    this.replaceChildren(this.status, this.paper(), this.buttons());
    this.tick();
    if (hadFocus) {
      (document.getElementById(hadFocus) ?? this.querySelector('button'))?.focus();
    }
  }

  /** What the patient sees, and what is printed. */
  paper() {
    const words = this.patientWords;
    const { study, number, kit, link, zone } = this.given;
    this.countdown = h('p', { class: 'countdown' });
    return h('section', { class: 'paper card', lang: words.language, 'aria-labelledby': 'paper' },
      h('div', { class: 'paper-head' },
        h('h2', { id: 'paper' }, words.say('sheet.heading')),
        h('p', { class: 'inline' }, [study.title, number, kit && kitName(kit, words)].filter(Boolean).map(part => h('span', {}, part))),
        study.mode !== 'active' && h('p', { class: `mode ${study.mode}` }, words.say(`mode.${study.mode}`))),
      h('div', { class: 'paper-pair' },
        h('div', { class: 'codes' }, this.code('sheet.accessId', this.pair.accessId, 3, 'access-id'), this.code('sheet.otp', this.pair.otp, 4, 'otp')),
        this.pair.otp && h('div', { class: 'qr-box' }, qrCode(contentOf(this.pair, link), words.say('sheet.qr')), h('p', { class: 'muted' }, words.say('sheet.qrHelp')))),
      h('div', { class: 'paper-foot' },
        h('p', { class: 'expiry' }, words.say('sheet.expires', { time: words.time(this.pair.expiresAt, zone) })),
        this.countdown,
        h('ol', { class: 'steps' }, ['sheet.step1', 'sheet.step2', 'sheet.step3'].map(step => h('li', {}, words.say(step))))));
  }

  code(label, value, size, id) {
    const groups = value ? [value.slice(0, size), value.slice(size)] : [DOTS.slice(0, 4), DOTS.slice(4)];
    return h('div', { class: 'code' },
      h('p', { class: 'code-label', id: `${id}-label` }, this.patientWords.say(label)),
      h('p', { class: 'code-value', id, 'aria-labelledby': `${id}-label ${id}` }, groups.map(group => h('span', { class: 'group' }, group))),
      value ? h('p', { class: 'spelt' }, groups.map(group => h('span', { class: 'group inline' }, [...group].map(letter => h('span', {}, this.spell(letter))))))
        : h('p', { class: 'spelt hidden-otp', lang: this.words.language }, this.words.say('sheet.hidden')));
  }

  spell(letter) {
    return this.patientWords.say(`spell.${letter}`);
  }

  buttons() {
    const language = h('select', { id: 'sheet-language', onchange: () => this.speak(language.value) },
      Object.entries(LANGUAGES).map(([code, name]) => h('option', { value: code, lang: code, selected: code === this.patientWords.language }, name)));
    const shown = this.pair.otp !== null;
    this.hidesIn = shown ? h('p', { class: 'muted hides-in' }) : null;
    return h('div', { class: 'sheet-tools' },
      h('div', { class: 'actions' },
        shown && h('button', { type: 'button', class: 'primary', id: 'print', onclick: () => print() }, this.words.say('sheet.print')),
        shown && h('button', { type: 'button', class: 'quiet', id: 'hide', onclick: () => this.hide() }, this.words.say('sheet.hide')),
        !shown && this.state !== 'connected' && button(this.words.say('sheet.again'), this.given.again, { class: 'quiet', id: 'again' }),
        h('button', { type: 'button', class: shown ? 'quiet' : 'primary', id: 'done', onclick: this.given.leave }, this.words.say('sheet.done'))),
      h('div', { class: 'sheet-language' }, h('label', { for: 'sheet-language' }, this.words.say('sheet.language')), language),
      this.hidesIn);
  }
}

customElements.define('hand-over-sheet', HandOverSheet);
