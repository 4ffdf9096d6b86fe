// Reads the studies of the person, before any other screen.

import * as api from '../api.js';
import { h } from '../dom.js';
import { Screen } from '../screen.js';

export class StudiesScreen extends Screen {
  titleKey = 'waiting';

  show() {
    const area = h('div', {});
    this.replaceChildren(area);
    this.load(area, () => api.studies(), studies => {
      this.app.opened(studies);
      return [];
    });
  }
}

customElements.define('studies-screen', StudiesScreen);
