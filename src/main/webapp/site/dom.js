// Makes elements. Text is always text, never markup.

/** An element with attributes (`onclick` and the like are listeners, `false` leaves an attribute out) and children. */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) {
      element.addEventListener(key.slice(2), value);
    } else if (value === true) {
      element.setAttribute(key, '');
    } else if (value !== false && value !== undefined && value !== null) {
      element.setAttribute(key, value);
    }
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

/** A button that is busy, and takes no second click, until its action has ended. */
export function button(label, action, attributes = {}) {
  const element = h('button', { type: 'button', ...attributes }, label);
  element.addEventListener('click', async () => {
    if (element.getAttribute('aria-disabled') === 'true') {
      return;
    }
    element.setAttribute('aria-disabled', 'true');
    element.classList.add('busy');
    try {
      await action();
    } finally {
      element.removeAttribute('aria-disabled');
      element.classList.remove('busy');
    }
  });
  return element;
}

/** A box that says how something stands: `info`, `good`, `warning` or `bad`. */
export function note(kind, title, ...content) {
  return h('div', { class: `note ${kind}` }, h('p', { class: 'note-title' }, title), ...content);
}
