// The sheet that is handed over: the pair in large groups, spelt, as QR code; its expiry; whether the phone has connected.
// The pair lives in this element only. The OTP leaves it after two minutes, or when the tab or the screen is left.

import { kitName } from './device-words.js';
import { button, h, note } from './dom.js';
import { contentOf, qrCode } from './qr.js';
import { LanguageChoice, languageSelect } from './words.js';

const OTP_SHOWN = 120_000;
const LOOK_EVERY = 3_000;
/** The pair is of no more use: what a look brings after that is late. */
const OVER = ['connected', 'dead', 'expired', 'locked'];
const DOTS = '••••••••';

export class HandOverSheet extends HTMLElement {
  constructor(given) {
    super();
    this.given = given;
    this.words = given.words;
    this.patientWords = given.patientWords;
    this.choiceOfLanguage = new LanguageChoice();
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
      this.otp.replaceWith(this.otp = this.otpCode());
      this.querySelector('.qr-box').remove();
      this.showTools();
    }
  }

  setWords(words) {
    this.words = words;
    this.render();
  }

  /** The paper only: a button that is drawn again loses its press. */
  async speak(language) {
    const words = await this.choiceOfLanguage.make(language, this.patientWords);
    if (this.isConnected && words) {
      this.patientWords = words;
      this.languages.value = words.language;
      this.querySelector('.paper').replaceWith(this.paper());
      this.tick();
    }
  }

  tick() {
    if (Date.now() >= this.hideAt) {
      this.hide();
    }
    const left = Date.parse(this.pair.expiresAt) - Date.now();
    this.countdown.textContent = left > 0 ? this.patientWords.say('sheet.left', { duration: this.patientWords.duration(left) }) : this.patientWords.say('sheet.over');
    this.hidesIn.textContent = this.words.say('sheet.hidesIn', { duration: this.words.duration(this.hideAt - Date.now()) });
  }

  /** A look that fails says nothing about the phone: the next one may succeed. */
  async look() {
    if (OVER.includes(this.state) || document.visibilityState === 'hidden') {
      return;
    }
    const seen = await this.given.look().catch(refused => ({ state: refused.passes ? 'away' : 'waiting' }));
    if (this.isConnected && !OVER.includes(this.state) && seen.state !== this.state) {
      this.state = seen.state;
      this.connectedAt = seen.at;
      this.status.replaceChildren(this.statusNote());
      this.classList.toggle('connected', this.state === 'connected');
      if (OVER.includes(this.state)) {
        this.hide();
      }
      this.showTools();
    }
  }

  statusNote() {
    const kind = { waiting: 'info', connected: 'good', away: 'warning' }[this.state] ?? 'bad';
    const time = this.connectedAt ? this.words.time(this.connectedAt, this.given.zone) : '';
    return note(kind, this.words.say(`sheet.${this.state}`), this.state === 'connected' && h('p', {}, time));
  }

  render() {
    this.status ??= h('div', { role: 'status', class: 'sheet-status' });
    this.status.replaceChildren(this.statusNote());
    this.replaceChildren(this.status, this.paper(), this.tools());
    this.showTools();
    this.tick();
  }

  /** What the patient sees, and what is printed. */
  paper() {
    const words = this.patientWords;
    const { study, number, kit, link, zone } = this.given;
    this.countdown = h('p', { class: 'countdown' });
    this.otp = this.otpCode();
    return h('section', { class: 'paper card', lang: words.language, 'aria-labelledby': 'paper' },
      h('div', { class: 'paper-head' },
        h('h2', { id: 'paper' }, words.say('sheet.heading')),
        h('p', { class: 'inline' }, [study.title, number, kit && kitName(kit, words)].filter(Boolean).map(part => h('span', {}, part))),
        study.mode !== 'active' && h('p', { class: `mode ${study.mode}` }, words.say(`mode.${study.mode}`))),
      h('div', { class: 'paper-pair' },
        h('div', { class: 'codes' }, this.code('sheet.accessId', this.pair.accessId, 3, 'access-id'), this.otp),
        this.pair.otp && h('div', { class: 'qr-box' }, qrCode(contentOf(this.pair, link), words.say('sheet.qr')), h('p', { class: 'muted' }, words.say('sheet.qrHelp')))),
      h('div', { class: 'paper-foot' },
        h('p', { class: 'expiry' }, words.say('sheet.expires', { time: words.time(this.pair.expiresAt, zone) })),
        this.countdown,
        h('ol', { class: 'steps' }, ['sheet.step1', 'sheet.step2', 'sheet.step3'].map(step => h('li', {}, words.say(step))))));
  }

  otpCode() {
    return this.code('sheet.otp', this.pair.otp, 4, 'otp');
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

  tools() {
    this.print = h('button', { type: 'button', class: 'primary', id: 'print', onclick: () => print() }, this.words.say('sheet.print'));
    this.hideNow = h('button', { type: 'button', class: 'quiet', id: 'hide', onclick: () => this.hide() }, this.words.say('sheet.hide'));
    this.again = button(this.words.say('sheet.again'), this.given.again, { class: 'quiet', id: 'again' });
    this.done = h('button', { type: 'button', id: 'done', onclick: this.given.leave }, this.words.say('sheet.done'));
    this.languages = languageSelect(this.patientWords.language, { id: 'sheet-language', onchange: () => this.speak(this.languages.value) });
    this.hidesIn = h('p', { class: 'muted hides-in' });
    return h('div', { class: 'sheet-tools' },
      h('div', { class: 'actions' }, this.print, this.hideNow, this.again, this.done),
      h('div', { class: 'sheet-language' }, h('label', { for: 'sheet-language' }, this.words.say('sheet.language')), this.languages),
      this.hidesIn);
  }

  /** Shows the buttons that are of use now. None is drawn again, so none loses its press. */
  showTools() {
    const hasFocus = this.contains(document.activeElement);
    const shown = this.pair.otp !== null;
    this.print.hidden = this.hideNow.hidden = this.hidesIn.hidden = !shown;
    this.again.hidden = shown || this.state === 'connected';
    this.done.className = shown ? 'quiet' : 'primary';
    if (hasFocus && document.activeElement.hidden) {
      (this.again.hidden ? this.done : this.again).focus();
    }
  }
}

customElements.define('hand-over-sheet', HandOverSheet);
