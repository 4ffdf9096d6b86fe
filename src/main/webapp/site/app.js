// The page: sign-in, the frame around the screens, and the way from one screen to the next.
// A place is #/studyId/mode/…; it names pseudonyms only, never a pair.

import { button, h, note } from './dom.js';
import * as session from './session.js';
import { keepLanguage, LanguageChoice, languageSelect, preferredLanguage, wordsOf } from './words.js';
import { ChooseScreen } from './screens/choose.js';
import { CodeScreen } from './screens/code.js';
import { HistoryScreen } from './screens/history.js';
import { HomeScreen } from './screens/home.js';
import { PatientScreen } from './screens/patient.js';
import { StudiesScreen } from './screens/studies.js';

const KEPT_STUDY = 'ors.study';

const app = { words: null, study: null, studies: null, go };
let signInState = 'signed-out';
const choiceOfLanguage = new LanguageChoice();
const main = h('main', { id: 'main', tabindex: '-1' });
const header = h('header', { class: 'top' });
const band = h('div', { class: 'band' });
const dialog = h('dialog', {});

async function begin() {
  app.words = await wordsOf(preferredLanguage());
  document.body.append(header, main, dialog);
  session.onEnd(sessionEnded);
  let state;
  try {
    state = await session.start();
  } catch {
    state = 'no-answer';
  }
  if (state === 'leaving') {
    return;
  }
  addEventListener('hashchange', show);
  if (state === 'signed-in') {
    show();
  } else {
    showSignIn(state);
  }
}

function showSignIn(state) {
  signInState = state;
  frame();
  const why = { 'not-set-up': 'signIn.notSetUp', refused: 'signIn.refused', 'no-answer': 'signIn.noAnswer' }[state];
  const again = h('div', {});
  title('signIn.title');
  main.replaceChildren(h('section', { class: 'card sign-in' },
    h('h1', { tabindex: '-1' }, say('signIn.title')),
    h('p', { class: 'lead' }, say('signIn.lead')),
    why && note('warning', say(why)),
    again,
    state !== 'not-set-up' && button(say('signIn.button'), async () => {
      try {
        await session.signIn();
      } catch {
        again.replaceChildren(note('warning', say('signIn.noAnswer')));
      }
    }, { class: 'primary wide' })));
}

/** Shows the screen of the address. */
function show() {
  if (!session.isSignedIn()) {
    return;
  }
  if (!app.studies) {
    open(new StudiesScreen(app));
    return;
  }
  const [, studyId, mode, kind, subjectId, kind2, inventoryId, kind3] = location.hash.split('/').map(decoded);
  app.study = app.studies.find(study => study.studyId === studyId && study.mode === mode) ?? null;
  if (!app.study && (studyId !== 'choose') && rememberedStudy()) {
    app.study = rememberedStudy();
    history.replaceState(null, '', `#/${app.study.studyId}/${app.study.mode}`);
  }
  if (app.study) {
    localStorage.setItem(KEPT_STUDY, `${app.study.studyId}/${app.study.mode}`);
  }
  const place = { subjectId, inventoryId };
  open(screenOf(kind, kind2, kind3, place));
}

/** What somebody typed into the address may be no place at all. */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

function screenOf(kind, kind2, kind3, place) {
  if (!app.study) {
    return new ChooseScreen(app);
  }
  if (kind !== 'patient' || !place.subjectId) {
    return new HomeScreen(app);
  }
  if (kind2 !== 'kit' || !place.inventoryId) {
    return new PatientScreen(app, place);
  }
  return kind3 === 'history' ? new HistoryScreen(app, place) : new CodeScreen(app, place);
}

function rememberedStudy() {
  const kept = localStorage.getItem(KEPT_STUDY);
  return app.studies.length === 1 ? app.studies[0] : app.studies.find(study => `${study.studyId}/${study.mode}` === kept);
}

function open(screen) {
  frame();
  main.replaceChildren(screen);
  title(screen.titleKey);
  scrollTo(0, 0);
  (screen.firstFocus?.() ?? main.querySelector('h1'))?.focus({ preventScroll: true });
}

/** Goes to a place below the study, or to the choice of the study. */
function go(...parts) {
  const place = parts[0] === 'choose' ? ['choose'] : [app.study.studyId, app.study.mode, ...parts];
  const hash = `#/${place.map(encodeURIComponent).join('/')}`;
  if (location.hash === hash) {
    show();
  } else {
    location.hash = hash;
  }
}

app.choose = study => {
  app.study = study;
  go();
};

app.opened = studies => {
  app.studies = studies;
  show();
};

app.title = key => title(key);

function title(key) {
  document.title = `${say(key)} · ${say('product')}`;
}

function frame() {
  document.documentElement.lang = app.words.language;
  const study = app.study;
  header.replaceChildren(
    h('a', { class: 'skip', href: '#main', onclick: event => { event.preventDefault(); main.focus(); } }, say('skip')),
    h('div', { class: 'bar' },
      h('a', { class: 'brand', href: study ? `#/${study.studyId}/${study.mode}` : '#/' }, h('img', { src: 'icon.svg', alt: '', width: 28, height: 28 }), say('product')),
      study && h('div', { class: 'study' },
        h('span', { class: 'study-title' }, study.title ?? study.studyId),
        h('span', { class: `mode ${study.mode}` }, say(`mode.${study.mode}`)),
        app.studies.length > 1 && h('button', { type: 'button', class: 'link', onclick: () => go('choose') }, say('study.change'))),
      h('div', { class: 'me' },
        languageChoice(),
        session.isSignedIn() && h('span', { class: 'name' }, session.person().name),
        session.isSignedIn() && button(say('signOut'), signOut, { class: 'quiet' }))),
    band);
  band.className = `band ${study?.mode ?? ''}`;
  band.replaceChildren(...study && study.mode !== 'active' ? [h('p', {}, say(`band.${study.mode}`))] : []);
}

function languageChoice() {
  const choice = languageSelect(app.words.language, { id: 'language', 'aria-label': say('language'), onchange: async () => {
    const words = await choiceOfLanguage.make(choice.value, app.words);
    if (!words) {
      return;
    }
    app.words = words;
    keepLanguage(words.language);
    const focused = document.activeElement.id;
    const screen = main.firstElementChild;
    if (document.querySelector('dialog[open]')) {
      frame();
    } else if (screen?.translated) {
      frame();
      screen.translated();
    } else if (session.isSignedIn()) {
      show();
    } else {
      showSignIn(signInState);
    }
    document.getElementById(focused)?.focus();
  } });
  return choice;
}

async function signOut() {
  main.replaceChildren();
  app.studies = app.study = null;
  await session.signOut();
}

/** The screen stays behind the question, but a pair on it is gone. */
function sessionEnded() {
  main.firstElementChild?.hideSecrets?.();
  if (dialog.open) {
    return;
  }
  dialog.replaceChildren(
    h('h2', { id: 'ended' }, say('ended.title')),
    h('p', {}, say('ended.text')),
    button(say('signIn.button'), () => session.signIn(), { class: 'primary', autofocus: true }));
  dialog.setAttribute('aria-labelledby', 'ended');
  dialog.addEventListener('cancel', event => event.preventDefault());
  dialog.showModal();
}

function say(key, values) {
  return app.words.say(key, values);
}

begin();
