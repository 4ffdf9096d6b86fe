// What all screens share: the words, the study, loading with a try again, and an end.

import { button, h, note } from './dom.js';
import * as session from './session.js';

const TRY_AGAIN_AFTER = 3_000;

export class Screen extends HTMLElement {
  /** @param app words, study, place in the page, and the way to other screens */
  constructor(app, place = {}) {
    super();
    this.app = app;
    this.place = place;
    this.ends = new AbortController();
    this.begun = new WeakMap();
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

  /** Begins something in an area. The function that it returns says whether the end may be shown: nothing newer began there, and the screen was not left. */
  begin(area) {
    const turn = Symbol('turn');
    this.begun.set(area, turn);
    return () => this.begun.get(area) === turn && !this.ends.signal.aborted;
  }

  /** Shows what was loaded in the area. While the service is away, tries again by itself; the refusal that is shown stays meanwhile. */
  async load(area, loading, show, shownReason) {
    const isCurrent = this.begin(area);
    const waiting = setTimeout(() => isCurrent() && !shownReason && this.fill(area, h('p', { class: 'waiting', role: 'status' }, this.say('waiting'))), 400);
    try {
      const loaded = await loading();
      if (isCurrent()) {
        this.fill(area, ...[show(loaded)].flat());
      }
    } catch (refused) {
      if (isCurrent()) {
        this.failed(area, refused, shownReason, reason => this.load(area, loading, show, reason));
      }
    } finally {
      clearTimeout(waiting);
    }
  }

  failed(area, refused, shownReason, again) {
    if (this.endsSession(refused)) {
      return;
    }
    if (refused.passes) {
      const isCurrent = this.begin(area);
      setTimeout(() => isCurrent() && again(refused.reason), TRY_AGAIN_AFTER);
    }
    if (refused.reason !== shownReason) {
      this.fill(area, this.refusal(refused, button(this.say('tryAgain'), () => again())));
    }
  }

  /** Puts new content into an area. If that takes the focus away, it goes to the heading. */
  fill(area, ...content) {
    const hadFocus = area.contains(document.activeElement);
    area.replaceChildren(...content);
    if (hadFocus) {
      this.querySelector('h1')?.focus({ preventScroll: true });
    }
  }

  /** A button that adds the page that follows to a list. A refusal stands above it, and the next click tries again. */
  moreButton(first, add) {
    let next = first;
    const problem = h('div', {});
    const more = button(this.say('work.more'), async () => {
      problem.replaceChildren();
      try {
        next = await add(next);
        more.hidden = !next;
      } catch (refused) {
        this.showProblem(problem, refused);
      }
    }, { class: 'quiet' });
    more.hidden = !next;
    return h('div', {}, problem, more);
  }

  /** Shows a refusal in the area. Nothing is shown if the session has ended: the sign-in comes then. */
  showProblem(area, refused) {
    if (!this.endsSession(refused)) {
      area.replaceChildren(this.refusal(refused));
    }
  }

  /** @throws what is no refusal of the service */
  endsSession(refused) {
    if (!refused.reason) {
      throw refused;
    }
    return refused.status === 401 && !session.isSignedIn();
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

  /** What the study says of a site; undefined if it says nothing. */
  siteOf(siteId) {
    return this.app.study.sites?.find(one => one.siteId === siteId);
  }

  zoneOf(siteId) {
    return this.siteOf(siteId)?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  }

  /** Whether the person has the right for the subjects of this site. The service checks it again. */
  can(right, siteId) {
    return (this.siteOf(siteId)?.rights ?? this.app.study.rights).includes(right);
  }

  siteName(siteId) {
    return this.siteOf(siteId)?.name ?? siteId;
  }
}
