// The words of the page, from texts/*.json: one file for each language.

import { h } from './dom.js';

export const LANGUAGES = { en: 'English', de: 'Deutsch', fr: 'Français', es: 'Español', ja: '日本語' };

const loaded = {};
const KEPT = 'ors.language';

/** The words of one language. A text may have {names}, which are replaced by the given values. */
export class Words {
  constructor(language, texts) {
    this.language = language;
    this.texts = texts;
    // Dates as in the person's country, for example 27 November or November 27.
    this.locale = navigator.languages.find(tag => tag.split('-')[0] === language) ?? language;
  }

  has(key) {
    return key in this.texts;
  }

  say(key, values = {}) {
    const text = this.texts[key];
    return text === undefined ? key : text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  }

  /** A point in time in a site's zone, with the zone's name. */
  time(iso, zone) {
    const format = new Intl.DateTimeFormat(this.locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
    return this.say('time.inZone', { time: format.format(new Date(iso)), zone: this.place(zone) });
  }

  /** A point in time without the zone, for lists whose head names it. */
  shortTime(iso, zone) {
    return new Intl.DateTimeFormat(this.locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(new Date(iso));
  }

  place(zone) {
    const name = new Intl.DateTimeFormat(this.locale, { timeZone: zone, timeZoneName: 'long' })
      .formatToParts().find(part => part.type === 'timeZoneName').value;
    return zone.includes('/') ? zone.split('/').pop().replaceAll('_', ' ') : name;
  }

  /** How long it is, in the largest two units. */
  duration(milliseconds) {
    const seconds = Math.max(0, Math.floor(milliseconds / 1000));
    const parts = [['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];
    const first = parts.findIndex(([, size]) => seconds >= size);
    let rest = seconds;
    return (first < 0 ? parts.slice(3) : parts.slice(first, first + 2)).map(([unit, size]) => {
      const count = Math.floor(rest / size);
      rest -= count * size;
      return new Intl.NumberFormat(this.locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
    }).join(' ');
  }
}

/** Loads a language once. A load that fails is tried again by the next call. */
export async function wordsOf(language) {
  try {
    loaded[language] ??= load(language);
    return new Words(language, await loaded[language]);
  } catch (failure) {
    delete loaded[language];
    throw failure;
  }
}

/** A field for the choice of a language, with this one chosen. */
export function languageSelect(current, attributes) {
  return h('select', attributes,
    Object.entries(LANGUAGES).map(([code, name]) => h('option', { value: code, lang: code, selected: code === current }, name)));
}

/** The choice of a language: of two, one soon after another, the later one is spoken. */
export class LanguageChoice {
  /** The words of the chosen language, those before if it can't be loaded; null if another one was chosen meanwhile. */
  async make(language, before) {
    this.chosen = language;
    const words = await wordsOf(language).catch(() => before);
    return language === this.chosen ? words : null;
  }
}

async function load(language) {
  const answer = await fetch(new URL(`texts/${language}.json`, import.meta.url));
  if (!answer.ok) {
    throw new Error(`the words are not to be had: ${answer.status}`);
  }
  return answer.json();
}

/** The language chosen before, else the browser's first that the page has, else English. */
export function preferredLanguage() {
  const wanted = [localStorage.getItem(KEPT), ...navigator.languages.map(tag => tag.slice(0, 2))];
  return wanted.find(language => language in LANGUAGES) ?? 'en';
}

export function keepLanguage(language) {
  localStorage.setItem(KEPT, language);
}
