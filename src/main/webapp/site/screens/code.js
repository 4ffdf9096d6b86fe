// A new access code for one device: first what would be refused, then the question, then the sheet to hand over.

import * as api from '../api.js';
import { factList, grouped, kitName, stateOf } from '../device-words.js';
import { button, h, note } from '../dom.js';
import { ReasonField } from '../reason.js';
import { Screen } from '../screen.js';
import * as session from '../session.js';
import { HandOverSheet } from '../sheet.js';
import { LANGUAGES, wordsOf } from '../words.js';
import { subjectOf } from './patient.js';

export class CodeScreen extends Screen {
  titleKey = 'code.new';

  show() {
    const { studyId, mode } = this.app.study;
    this.heading = h('h1', { tabindex: '-1' }, this.say('code.new'));
    this.area ??= h('div', {});
    this.replaceChildren(
      h('nav', { 'aria-label': this.say('path') }, h('a', { href: `#/${studyId}/${mode}/patient/${this.place.subjectId}` }, this.say('back.patient'))),
      this.heading, this.area);
    this.prepare();
  }

  /** A new language: the sheet keeps its pair, what is being made comes in it, any other state is shown anew. */
  translated() {
    if (this.sheet) {
      this.sheet.setWords(this.words);
    } else if (!this.isMaking) {
      this.show();
    }
  }

  hideSecrets() {
    this.sheet?.hide();
  }

  /** @param problem makes what is said besides, if anything */
  prepare(problem) {
    return this.load(this.area, () => this.read(), ({ readiness, ...read }) => {
      Object.assign(this, read);
      return readiness.ready ? this.question(problem?.()) : this.whyNot(readiness, problem?.());
    });
  }

  async read() {
    const { study } = this.app;
    const subject = await subjectOf(study, this.place.subjectId);
    const [devices, readiness, patientWords] = await Promise.all([
      api.devices(study, this.place.subjectId),
      api.check(study, subject, this.place.inventoryId),
      this.wordsOfThePatient(subject),
    ]);
    return { readiness, subject, patientWords, device: devices.find(device => device.inventoryId === this.place.inventoryId) };
  }

  /** In the language of the site if the page speaks it, else in that of the person. */
  wordsOfThePatient(subject) {
    const language = this.siteOf(subject.siteId)?.language?.split('-')[0];
    return language in LANGUAGES ? wordsOf(language).catch(() => this.words) : this.words;
  }

  about() {
    if (!this.device) {
      return [];
    }
    return [
      h('div', { class: 'device-head' },
        h('h2', {}, this.say('code.for', { kit: kitName(this.device, this.words), number: this.subject.subjectNumber ?? this.subject.subjectId })),
        stateOf(this.device, this.words)),
      h('p', { class: 'kit-id' }, this.say('device.kit'), ' ', h('code', {}, grouped(this.device.inventoryId))),
      factList(this.device, this.words, this.zoneOf(this.subject.siteId)),
    ];
  }

  /** Everything that would be refused, and who can mend it. */
  whyNot(readiness, problem) {
    return h('section', { class: 'card' }, this.about(),
      note('bad', this.say('code.notPossible'),
        h('ul', { class: 'reasons' }, readiness.failures.map(failure => h('li', {},
          h('p', {}, this.say(`refused.${failure.reason}`)),
          h('p', { class: 'who' }, this.say(`fix.${failure.whoCanFix}`)))))),
      problem,
      h('div', { class: 'actions' }, button(this.say('code.checkAgain'), () => this.prepare(), { class: 'quiet' })));
  }

  question(problem) {
    const isDemanded = this.app.study.changeReasonRequired === true || this.reason?.isDemanded;
    this.reason = new ReasonField(this.words, isDemanded, this.reason?.input.value);
    return h('section', { class: 'card' }, this.about(),
      h('h3', {}, this.say('code.effects')),
      h('ul', { class: 'effects' }, this.effects().map(effect => h('li', {}, this.say(effect)))),
      this.reason.element,
      problem,
      h('div', { class: 'actions' },
        button(this.say('code.make'), () => this.make(), { class: 'primary', id: 'make' }),
        h('button', { type: 'button', class: 'quiet', onclick: () => this.app.go('patient', this.place.subjectId) }, this.say('cancel'))));
  }

  effects() {
    const state = this.device?.state;
    return [
      ['AwaitingBootstrap', 'Expired', 'Locked'].includes(state) ? 'effect.oldDead' : null,
      state === 'Bootstrapped' ? 'effect.phoneInUse' : null,
      'effect.once',
    ].filter(Boolean);
  }

  /** Who left the screen meanwhile gets no sheet: nobody would look at it. */
  async make() {
    if (!this.reason.isComplete()) {
      return;
    }
    const isCurrent = this.begin(this.area);
    this.isMaking = true;
    try {
      const pair = await api.recreate(this.app.study, this.subject, this.place.inventoryId, this.device.etag, this.reason.text);
      if (isCurrent()) {
        this.handOver(pair);
      }
    } catch (refused) {
      if (isCurrent()) {
        await this.notMade(refused);
      }
    } finally {
      this.isMaking = false;
    }
  }

  async notMade(refused) {
    if (!refused.reason) {
      throw refused;
    }
    if (refused.status === 401) {
      return;
    }
    if (this.reason.isMissedBy(refused)) {
      this.area.replaceChildren(this.question());
      this.reason.demand();
      return;
    }
    if (refused.status === 412) {
      await this.somebodyWasFaster(refused.details);
      return;
    }
    this.area.replaceChildren(this.question(this.refusal(refused)));
    document.getElementById('make').focus();
  }

  /** The pair of somebody else, or one of the person's own whose answer was lost, is not killed unnoticed. */
  async somebodyWasFaster({ issuedBy, issuedAt }) {
    await this.prepare(() => {
      const isMine = issuedBy === session.person().subject;
      const name = this.device?.issuedByName ?? issuedBy;
      const time = issuedAt ? this.words.time(issuedAt, this.zoneOf(this.subject.siteId)) : '';
      const text = issuedBy ? this.say(isMine ? 'faster.me' : 'faster.other', { name, time }) : this.say('faster.changed');
      return h('div', { role: 'alert' }, note('warning', this.say('faster.title'), h('p', {}, text)));
    });
  }

  handOver(pair) {
    const zone = this.zoneOf(this.subject.siteId);
    this.sheet = new HandOverSheet({
      pair, zone, words: this.words, patientWords: this.patientWords, link: this.app.study.bootstrapLink, study: this.app.study,
      number: this.subject.subjectNumber ?? this.subject.subjectId, kit: this.device,
      look: () => this.look(pair.accessId),
      leave: () => this.app.go('patient', this.place.subjectId),
      again: () => { this.sheet = null; this.area.replaceChildren(); this.show(); this.heading.focus(); },
    });
    this.heading.textContent = this.say('sheet.title');
    this.app.title('sheet.title');
    this.area.replaceChildren(this.sheet);
    this.heading.focus();
    if (!session.isSignedIn()) {
      this.hideSecrets();
    }
  }

  /** What became of the pair: `waiting`, `connected`, or `dead` if another took its place. */
  async look(accessId) {
    const devices = await api.devices(this.app.study, this.place.subjectId);
    const device = devices.find(one => one.inventoryId === this.place.inventoryId);
    if (!device || device.accessId !== accessId) {
      return { state: 'dead' };
    }
    const states = { AwaitingBootstrap: 'waiting', Bootstrapped: 'connected', Expired: 'expired', Locked: 'locked' };
    return { state: states[device.state] ?? 'dead', at: device.bootstrappedAt };
  }
}

customElements.define('code-screen', CodeScreen);
