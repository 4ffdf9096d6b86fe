// The field for the reason of a change, which some studies demand.

import { h } from './dom.js';

export class ReasonField {
  /** @param isDemanded what the study's settings say; the service may demand it later. @param text what was typed before */
  constructor(words, isDemanded, text) {
    this.input = h('input', { id: 'reason', maxlength: 255, autocomplete: 'off', required: true, 'aria-describedby': 'reason-help', value: text, oninput: () => this.input.removeAttribute('aria-invalid') });
    this.element = h('div', { class: 'reason', hidden: !isDemanded },
      h('label', { for: 'reason' }, words.say('code.reason')), this.input,
      h('p', { id: 'reason-help', class: 'muted' }, words.say('code.reasonHelp')));
  }

  get isDemanded() {
    return !this.element.hidden;
  }

  get text() {
    return this.input.value.trim();
  }

  /** Whether the service refused a change since it has no reason, which nobody was asked for. */
  isMissedBy(refused) {
    return !this.isDemanded && refused.details?.parameter === 'X-Change-Reason';
  }

  demand() {
    this.element.hidden = false;
    this.input.focus();
  }

  /** Whether the change can be asked for. If a demanded reason is missing, the field is marked and takes the focus. */
  isComplete() {
    if (!this.isDemanded || this.text) {
      return true;
    }
    this.input.setAttribute('aria-invalid', 'true');
    this.input.focus();
    return false;
  }
}
