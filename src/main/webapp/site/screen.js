// What all screens share: the words, the study, loading with a try again, and an end.

import { button, h, note } from './dom.js';

const TRY_AGAIN_AFTER = 3_000;

export class Screen extends HTMLElement {
  /** @param app words, study, place in the page, and the way to other screens */
  constructor(app, place = {}) {
    super();
    this.app = app;
    this.place = place;
    this.ends = new AbortController();
  }

  get words() {
    return this.app.words;
  }

  say(key, values) {
    return this.app.words.say(key, values);
  }

  connectedCallback() {
    this.show();
  }

  disconnectedCallback() {
    this.ends.abort();
  }

  /** Does something again and again until the screen is left. */
  every(milliseconds, action) {
    const timer = setInterval(action, milliseconds);
    this.ends.signal.addEventListener('abort', () => clearInterval(timer));
    return timer;
  }

  /** Shows what was loaded in the area. While the service is away, tries again by itself. */
  async load(area, loading, show) {
    const waiting = setTimeout(() => area.replaceChildren(h('p', { class: 'waiting', role: 'status' }, this.say('waiting'))), 400);
    try {
      const loaded = await loading();
      clearTimeout(waiting);
      if (!this.ends.signal.aborted) {
        area.replaceChildren(...[show(loaded)].flat());
      }
    } catch (refused) {
      clearTimeout(waiting);
      if (!this.ends.signal.aborted) {
        this.failed(area, refused, () => this.load(area, loading, show));
      }
    }
  }

  failed(area, refused, again) {
    if (!refused.reason) {
      throw refused;
    }
    if (refused.status === 401) {
      return;
    }
    const timer = refused.passes && setTimeout(again, TRY_AGAIN_AFTER);
    this.ends.signal.addEventListener('abort', () => clearTimeout(timer));
    area.replaceChildren(this.refusal(refused, button(this.say('tryAgain'), async () => {
      clearTimeout(timer);
      await again();
    })));
  }

  /** A refusal in the person's words. */
  refusal(refused, ...more) {
    const key = this.words.has(`refused.${refused.reason}`) ? refused.reason : 'OTHER';
    const reference = key === 'OTHER' && refused.details.reference;
    return h('div', { role: 'alert' }, note(
      refused.passes ? 'warning' : 'bad',
      this.say(`refused.${key}`),
      reference && h('p', {}, this.say('reference', { reference })),
      ...more,
    ));
  }

  zoneOf(siteId) {
    const site = this.app.study.sites?.find(one => one.siteId === siteId);
    return site?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  }

  /** Whether the person has the right for the subjects of this site. The service checks it again. */
  can(right, siteId) {
    const site = this.app.study.sites?.find(one => one.siteId === siteId);
    return (site?.rights ?? this.app.study.rights).includes(right);
  }

  siteName(siteId) {
    return this.app.study.sites?.find(one => one.siteId === siteId)?.name ?? siteId;
  }
}
