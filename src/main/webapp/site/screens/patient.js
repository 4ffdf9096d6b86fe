// The devices of a patient, in words.

import * as api from '../api.js';
import { factList, grouped, kitName, stateOf } from '../device-words.js';
import { button, h, note } from '../dom.js';
import { ReasonField } from '../reason.js';
import { Screen } from '../screen.js';

const LOOK_AGAIN = 10_000;
/** Devices that need somebody come first, those that can't have a code last. */
const ORDER = ['Expired', 'Locked', 'NoPair', 'AwaitingBootstrap', 'Unknown', 'Bootstrapped', 'NotRegistered', 'Replaced'];
const WITHOUT_CODE = ['NotRegistered', 'Replaced'];

export class PatientScreen extends Screen {
  titleKey = 'patient.title';

  show() {
    this.heading = h('h1', { tabindex: '-1' }, this.say('patient.title'));
    this.area = h('div', {});
    this.replaceChildren(
      h('nav', { 'aria-label': this.say('path') }, h('a', { href: `#/${this.app.study.studyId}/${this.app.study.mode}` }, this.say('back.home'))),
      this.heading, this.area);
    this.loadAll();
    this.every(LOOK_AGAIN, () => this.lookAgain());
  }

  loadAll() {
    this.shown = null;
    return this.load(this.area, () => this.read(), ([subject, devices]) => {
      this.subject = subject;
      this.shown = JSON.stringify(devices);
      this.order = inOrder(devices).map(device => device.inventoryId);
      this.heading.textContent = this.say('patient.of', { number: subject.subjectNumber ?? subject.subjectId });
      return this.devices(devices);
    });
  }

  read() {
    return Promise.all([subjectOf(this.app.study, this.place.subjectId), api.devices(this.app.study, this.place.subjectId)]);
  }

  /** Shows what others did meanwhile; never while the person is at the list, and only if the list is shown already. */
  async lookAgain() {
    if (document.hidden || !this.shown || this.isInUse()) {
      return;
    }
    const isCurrent = this.begin(this.area);
    const devices = await api.devices(this.app.study, this.place.subjectId).catch(() => null);
    if (devices && isCurrent() && !this.isInUse() && JSON.stringify(devices) !== this.shown) {
      this.shown = JSON.stringify(devices);
      this.area.replaceChildren(...this.devices(devices));
    }
  }

  /** Something in the list is focused, pressed or selected. */
  isInUse() {
    const selection = getSelection();
    return this.area.matches(':focus-within, :active') || !selection.isCollapsed && selection.containsNode(this.area, true);
  }

  /** In the order of the first look: nothing moves below a hand that is about to click. */
  devices(listed) {
    const devices = [...listed].sort((one, other) => this.order.indexOf(one.inventoryId) - this.order.indexOf(other.inventoryId));
    const site = this.siteName(this.subject.siteId);
    return [
      site && h('p', { class: 'lead' }, site),
      devices.length === 0 ? note('info', this.say('patient.noDevices')) : h('ul', { class: 'cards' }, devices.map(device => h('li', { class: 'card device' }, this.device(device)))),
    ].filter(Boolean);
  }

  device(device) {
    const heading = `kit-${device.inventoryId}`;
    return [
      h('div', { class: 'device-head' }, h('h2', { id: heading }, kitName(device, this.words)), stateOf(device, this.words)),
      h('p', { class: 'kit-id' }, this.say('device.kit'), ' ', h('code', {}, grouped(device.inventoryId))),
      factList(device, this.words, this.zoneOf(this.subject.siteId)),
      h('div', { class: 'actions' }, this.actions(device, heading)),
    ].filter(Boolean);
  }

  actions(device, heading) {
    const can = right => this.can(right, this.subject.siteId);
    const kit = parts => () => this.app.go('patient', this.place.subjectId, 'kit', device.inventoryId, ...parts);
    return [
      can('DeviceActionsPost') && h('button', { type: 'button', class: WITHOUT_CODE.includes(device.state) ? 'quiet' : 'primary', 'aria-describedby': heading, onclick: kit([]) }, this.say('code.new')),
      can('AuditGet') && h('button', { type: 'button', class: 'quiet', 'aria-describedby': heading, onclick: kit(['history']) }, this.say('history.title')),
      can('DeviceActionsPost') && device.state === 'AwaitingBootstrap' && h('button', { type: 'button', class: 'quiet danger', 'aria-describedby': heading, onclick: () => this.askRevoke(device) }, this.say('revoke.button')),
    ];
  }

  askRevoke(device) {
    const reason = new ReasonField(this.words, this.app.study.changeReasonRequired === true);
    const problem = h('div', {});
    const question = h('dialog', { 'aria-labelledby': 'revoke' },
      h('h2', { id: 'revoke' }, this.say('revoke.title')),
      h('p', {}, this.say('revoke.text', { kit: kitName(device, this.words) })),
      reason.element,
      problem,
      h('div', { class: 'actions' },
        button(this.say('revoke.button'), async () => {
          if (!reason.isComplete()) {
            return;
          }
          try {
            await api.revoke(this.app.study, this.subject, device.inventoryId, reason.text);
            if (question.open) {
              question.close();
            } else {
              await this.loadAll();
            }
          } catch (refused) {
            if (reason.isMissedBy(refused)) {
              problem.replaceChildren();
              reason.demand();
              return;
            }
            this.showProblem(problem, refused);
          }
        }, { class: 'primary danger' }),
        h('button', { type: 'button', class: 'quiet', onclick: () => question.close() }, this.say('cancel'))));
    question.addEventListener('close', () => {
      question.remove();
      this.heading.focus();
      this.loadAll();
    });
    this.append(question);
    question.showModal();
  }
}

function inOrder(devices) {
  return [...devices].sort((one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state));
}

/** The subject with this id. @throws Refused if nobody has it */
export async function subjectOf(study, subjectId) {
  const found = await api.subjects(study, { search: subjectId, limit: 2 });
  const subject = found.subjects.find(one => one.subjectId === subjectId);
  if (!subject) {
    throw new api.Refused(400, 'INVALID_SUBJECT_ID');
  }
  return subject;
}

customElements.define('patient-screen', PatientScreen);
