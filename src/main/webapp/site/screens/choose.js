// The studies and modes in which the person may do something.

import { h, note } from '../dom.js';
import { Screen } from '../screen.js';

export class ChooseScreen extends Screen {
  titleKey = 'choose.title';

  show() {
    const studies = this.app.studies;
    this.replaceChildren(
      h('h1', { tabindex: '-1' }, this.say('choose.title')),
      studies.length === 0
        ? note('warning', this.say('choose.none'), h('p', {}, this.say('choose.noneHelp')))
        : h('ul', { class: 'cards' }, studies.map(study => h('li', {}, this.card(study)))));
  }

  card(study) {
    const sites = (study.sites ?? []).map(site => site.name ?? site.siteId).join(', ');
    return h('button', { type: 'button', class: 'card choice', onclick: () => this.app.choose(study) },
      h('span', { class: 'choice-title' }, study.title ?? study.studyId),
      h('span', { class: `mode ${study.mode}` }, this.say(`mode.${study.mode}`)),
      sites && h('span', { class: 'muted' }, sites));
  }
}

customElements.define('choose-screen', ChooseScreen);
