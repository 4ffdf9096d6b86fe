// Find a patient, and the devices that need somebody.

import * as api from '../api.js';
import { kitName, stateOf } from '../device-words.js';
import { h, note } from '../dom.js';
import { Screen } from '../screen.js';

const KIT_ID = /^[0-9a-f]{32}$/i;
const PAGE = 25;
const LISTS = {
  expired: { state: 'Expired' },
  locked: { state: 'Locked' },
  soon: { state: 'AwaitingBootstrap', expiresWithin: 'PT4H' },
  waiting: { state: 'AwaitingBootstrap' },
};

export class HomeScreen extends Screen {
  titleKey = 'home.title';
  list = 'expired';
  site = '';

  show() {
    this.found ??= h('div', { class: 'found', 'aria-live': 'polite' });
    this.work ??= h('div', { class: 'work' });
    this.replaceChildren(
      h('h1', { tabindex: '-1' }, this.say('home.title')),
      h('section', { class: 'card' }, this.searchForm(), this.found),
      h('section', { class: 'card', 'aria-labelledby': 'work' },
        h('div', { class: 'work-head' }, h('h2', { id: 'work' }, this.say('work.title')), this.siteChoice()),
        h('fieldset', { class: 'chips' }, h('legend', {}, this.say('work.show')), Object.keys(LISTS).map(list => this.chip(list))),
        this.work));
    this.loadWork();
  }

  /** A new language: what was typed, chosen and found stays. */
  translated() {
    const typed = this.field.value;
    const hasFound = this.found.hasChildNodes();
    this.show();
    this.field.value = typed;
    if (hasFound) {
      this.search();
    }
  }

  /** So that a scanner, which types, needs no click. On a phone the keyboard would cover the list. */
  firstFocus() {
    return matchMedia('(pointer: fine)').matches ? this.field : null;
  }

  searchForm() {
    this.field = h('input', { id: 'search', type: 'search', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', enterkeyhint: 'search', 'aria-describedby': 'search-help' });
    return h('form', { role: 'search', onsubmit: event => { event.preventDefault(); this.search(); } },
      h('label', { for: 'search' }, this.say('home.search')),
      h('div', { class: 'field-row' }, this.field, h('button', { class: 'primary' }, this.say('home.find'))),
      h('p', { id: 'search-help', class: 'muted' }, this.say('home.searchHelp')));
  }

  /** A label's barcode may have dashes or blanks; a patient's number is taken as it is. */
  search() {
    const typed = this.field.value.trim();
    const plain = typed.replace(/[\s-]/g, '');
    const isKit = KIT_ID.test(plain);
    if (!typed) {
      this.field.focus();
      return;
    }
    this.load(this.found, () => api.subjects(this.app.study, { search: isKit ? plain : typed, limit: PAGE }), page => {
      if (isKit && page.subjects.length === 1) {
        this.app.go('patient', page.subjects[0].subjectId);
      }
      return this.results(page);
    });
  }

  results(page) {
    if (page.subjects.length === 0) {
      return note('info', this.say('home.nobody'), h('p', {}, this.say('home.nobodyHelp')));
    }
    return [
      h('p', { class: 'muted' }, this.say('home.count', { count: page.subjects.length })),
      h('ul', { class: 'rows' }, page.subjects.map(subject => h('li', {},
        h('a', { class: 'row', href: this.address(subject.subjectId) },
          h('span', { class: 'row-main' }, subject.subjectNumber ?? subject.subjectId),
          h('span', { class: 'muted' }, this.siteName(subject.siteId) ?? ''))))),
      page.next && h('p', { class: 'muted' }, this.say('home.more')),
    ].filter(Boolean);
  }

  /** Nothing for a person with one site. */
  siteChoice() {
    const sites = this.app.study.sites ?? [];
    if (sites.length < 2) {
      return '';
    }
    const site = h('select', { id: 'site', onchange: () => { this.site = site.value; this.loadWork(); } },
      h('option', { value: '' }, this.say('work.allSites')),
      sites.map(one => h('option', { value: one.siteId, selected: one.siteId === this.site }, one.name ?? one.siteId)));
    return h('div', { class: 'site' }, h('label', { for: 'site' }, this.say('work.site')), site);
  }

  chip(list) {
    const box = h('input', { type: 'radio', name: 'list', id: `list-${list}`, value: list, checked: list === this.list, onchange: () => { this.list = list; this.loadWork(); } });
    return h('span', { class: 'chip' }, box, h('label', { for: `list-${list}` }, this.say(`work.${list}`)));
  }

  loadWork() {
    const query = { ...LISTS[this.list], limit: PAGE, ...this.site ? { siteId: this.site } : {} };
    return this.load(this.work, () => api.worklist(this.app.study, query), page => this.workRows(page, query));
  }

  workRows(page, query) {
    if (page.devices.length === 0) {
      return h('p', { class: 'empty' }, this.say('work.none'));
    }
    const rows = h('ul', { class: 'rows' }, page.devices.map(device => this.workRow(device)));
    return [rows, this.moreButton(page.next, async after => {
      const following = await api.worklist(this.app.study, { ...query, after });
      rows.append(...following.devices.map(device => this.workRow(device)));
      return following.next;
    })];
  }

  workRow(device) {
    const zone = this.zoneOf(device.siteId);
    return h('li', {}, h('a', { class: 'row', href: this.address(device.subjectId) },
      h('span', { class: 'row-main' }, device.subjectNumber ?? device.subjectId),
      h('span', {}, kitName(device, this.words)),
      h('span', { class: 'muted' }, this.timeOf(device, zone)),
      stateOf(device, this.words)));
  }

  timeOf(device, zone) {
    const time = device.expiresAt ? this.words.shortTime(device.expiresAt, zone) : '';
    return device.state === 'AwaitingBootstrap' ? this.say('sheet.expires', { time }) : time;
  }

  address(subjectId) {
    const { studyId, mode } = this.app.study;
    return `#/${studyId}/${mode}/patient/${subjectId}`;
  }
}

customElements.define('home-screen', HomeScreen);
