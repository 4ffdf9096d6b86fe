// A device in words, as the lists show it.

import { h } from './dom.js';

const LOOKS = {
  NotRegistered: 'idle', NoPair: 'warning', AwaitingBootstrap: 'info', Bootstrapped: 'good', Expired: 'bad', Locked: 'bad',
  Replaced: 'idle', Unknown: 'idle',
};
const SIGNS = { good: '✓', bad: '!', warning: '!', info: '…', idle: '–' };

/** Its state, told by a word and a sign, not by the colour alone. */
export function stateOf(device, words) {
  const look = LOOKS[device.state] ?? 'idle';
  return h('span', { class: `state ${look}` }, h('span', { class: 'sign', 'aria-hidden': 'true' }, SIGNS[look]), words.say(`state.${device.state}`));
}

export function kitName(device, words) {
  return device.description ?? words.say(`kit.${device.deviceType}`);
}

/** An identifier of 32 digits in groups that can be compared with a label. */
export function grouped(identifier) {
  return identifier.replace(/(.{4})(?=.)/g, '$1 ');
}

/** What to know about it besides its state, one sentence each; nothing if there is nothing to say. */
export function factList(device, words, zone) {
  const facts = factsOf(device, words, zone);
  return facts.length > 0 && h('ul', { class: 'facts' }, facts.map(fact => h('li', {}, fact)));
}

function factsOf(device, words, zone) {
  const facts = [];
  const name = device.issuedByName ?? device.issuedBy;
  if (device.state === 'AwaitingBootstrap') {
    facts.push(words.say('device.expiresIn', { duration: words.duration(Date.parse(device.expiresAt) - Date.now()) }));
    if (device.attemptsLeft !== undefined) {
      facts.push(words.say('device.attemptsLeft', { count: device.attemptsLeft }));
    }
  }
  if (device.state === 'Expired') {
    facts.push(words.say('device.expiredAt', { time: words.time(device.expiresAt, zone) }));
  }
  if (device.bootstrappedAt) {
    facts.push(words.say('device.connectedAt', { time: words.time(device.bootstrappedAt, zone) }));
  }
  if (device.issuedAt) {
    facts.push(words.say('device.issued', { name, time: words.time(device.issuedAt, zone) }));
  }
  return facts;
}
