// What happened to a device: who, when, why. Look-ups are left out.

import * as api from '../api.js';
import { grouped } from '../device-words.js';
import { h } from '../dom.js';
import { Screen } from '../screen.js';
import { subjectOf } from './patient.js';

const LOOK_UPS = ['LIST_DEVICES', 'CHECK_ACCESS_CODE', 'READ_AUDIT', 'EXPORT_AUDIT', 'LIST_STUDIES', 'FIND_SUBJECTS', 'FIND_DEVICES', 'OTHER'];

const isShown = record => !LOOK_UPS.includes(record.action);

export class HistoryScreen extends Screen {
  titleKey = 'history.title';

  show() {
    const { studyId, mode } = this.app.study;
    this.area = h('div', {});
    this.replaceChildren(
      h('nav', { 'aria-label': this.say('path') }, h('a', { href: `#/${studyId}/${mode}/patient/${this.place.subjectId}` }, this.say('back.patient'))),
      h('h1', { tabindex: '-1' }, this.say('history.title')),
      h('p', { class: 'kit-id' }, this.say('device.kit'), ' ', h('code', {}, grouped(this.place.inventoryId))),
      this.area);
    this.load(this.area, () => this.read(), ([page, subject, names]) => {
      this.zone = this.zoneOf(subject.siteId);
      this.names = names;
      return this.page(page);
    });
  }

  read() {
    const { study } = this.app;
    return Promise.all([this.pageWithEntries(), subjectOf(study, this.place.subjectId), this.knownNames()]);
  }

  /** The trail has the identity of a person; the list of devices knows the name of whoever issued the last pair. */
  async knownNames() {
    const devices = await api.devices(this.app.study, this.place.subjectId).catch(() => []);
    return Object.fromEntries(devices.filter(device => device.issuedByName).map(device => [device.issuedBy, device.issuedByName]));
  }

  page(first) {
    const list = h('ol', { class: 'history' }, this.entries(first));
    const more = this.moreButton(first.next, async before => {
      const page = await this.pageWithEntries(before);
      list.append(...this.entries(page));
      return page.next;
    });
    return [list.children.length ? list : h('p', { class: 'empty' }, this.say('history.none')), more];
  }

  /** The next page that has more than look-ups, or else the last one. */
  async pageWithEntries(before) {
    const page = await api.history(this.app.study, this.place.inventoryId, before);
    return page.next && !page.records.some(isShown) ? this.pageWithEntries(page.next) : page;
  }

  entries(page) {
    return page.records.filter(isShown).map(record => this.entry(record));
  }

  entry(record) {
    const who = record.action === 'BOOTSTRAP_DEVICE' ? this.say('history.phone') : this.names[record.actor] ?? record.actor ?? this.say('history.service');
    const succeeded = record.outcome === 'Success';
    const done = this.words.has(`did.${record.action}`) ? this.say(`did.${record.action}`, { who }) : this.say('did.OTHER', { who, action: record.action });
    const refused = this.words.has(`refused.${record.reason}`) ? this.say(`refused.${record.reason}`) : record.reason;
    return h('li', { class: succeeded ? 'good' : 'bad' },
      h('p', { class: 'did' }, succeeded ? done : this.say('history.tried', { done })),
      !succeeded && h('p', {}, refused),
      record.changeReason && h('p', {}, this.say('history.why', { reason: record.changeReason })),
      h('p', { class: 'muted' }, h('time', { datetime: record.occurredAt }, this.words.time(record.occurredAt, this.zone))));
  }
}

customElements.define('history-screen', HistoryScreen);
