// A QR code as SVG, so that it is sharp on paper. The library qrcodejs makes the code; its own ways of drawing need more than
// the page's Content-Security-Policy allows.

const SVG = 'http://www.w3.org/2000/svg';
const QUIET = 4;

/** @param label what it is, for those who do not see it */
export function qrCode(text, label) {
  const modules = modulesOf(text);
  const size = modules.getModuleCount();
  const dark = [];
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (modules.isDark(row, column)) {
        dark.push(`M${column + QUIET} ${row + QUIET}h1v1h-1z`);
      }
    }
  }
  const picture = document.createElementNS(SVG, 'svg');
  picture.setAttribute('viewBox', `0 0 ${size + 2 * QUIET} ${size + 2 * QUIET}`);
  picture.setAttribute('role', 'img');
  picture.setAttribute('aria-label', label);
  picture.setAttribute('shape-rendering', 'crispEdges');
  picture.classList.add('qr');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', dark.join(''));
  picture.append(path);
  return picture;
}

function modulesOf(text) {
  let made;
  QRCode.prototype.makeCode.call({
    _htOption: { correctLevel: QRCode.CorrectLevel.M }, _el: {}, _oDrawing: { draw: code => { made = code; } }, makeImage() {},
  }, text);
  return made;
}

/** What the QR code of a pair holds: the study's link with the pair in its fragment, else the pair as text. */
export function contentOf(pair, link) {
  return link
    ? link.replaceAll('{accessId}', encodeURIComponent(pair.accessId)).replaceAll('{otp}', encodeURIComponent(pair.otp))
    : `${pair.accessId} ${pair.otp}`;
}
