// Draws a process with bpmn-js and marks where its tokens are. The viewer is loaded when the first diagram is opened.
let viewer;

function load(tag, attributes) {
  return new Promise((done, failed) => {
    const element = Object.assign(document.createElement(tag), attributes, { onload: done, onerror: failed });
    document.head.append(element);
  });
}

function viewerScript() {
  viewer ??= Promise.all([
    load('script', { src: '/lib/bpmn-js/bpmn-navigated-viewer.production.min.js' }),
    load('link', { rel: 'stylesheet', href: '/lib/bpmn-js/assets/diagram-js.css' }),
    load('link', { rel: 'stylesheet', href: '/lib/bpmn-js/assets/bpmn-js.css' }),
  ]);
  return viewer;
}

// Names stand in Chinese in the file, in English beside them (nameEn in the process files' own namespace). English words
// need wider labels; one above its shape grows upwards.
function inEnglish(xml) {
  const file = new DOMParser().parseFromString(xml, 'application/xml');
  const names = {};
  for (const element of file.getElementsByTagName('*')) {
    const english = [...element.attributes].find(attribute => attribute.localName === 'nameEn');
    if (english) element.setAttribute('name', names[element.id] = english.value);
  }
  for (const label of file.getElementsByTagNameNS('*', 'BPMNLabel')) {
    const shape = label.parentElement, bounds = label.firstElementChild, own = shape.firstElementChild;
    const name = names[shape.getAttribute('bpmnElement')];
    if (name) widen(bounds, own, name);
  }
  return new XMLSerializer().serializeToString(file);
}

function widen(bounds, shape, name) {
  const [x, y, width] = ['x', 'y', 'width'].map(key => +bounds.getAttribute(key));
  const wide = Math.max(width, Math.min(96, name.length * 6.5));
  bounds.setAttribute('x', x - (wide - width) / 2);
  bounds.setAttribute('width', wide);
  const lines = Math.ceil(name.length * 6 / wide);
  if (y < +shape.getAttribute('y')) bounds.setAttribute('y', y - (lines - 1) * 13);
}

export async function open(container, xml, english) {
  await viewerScript();
  const drawing = new window.BpmnJS({ container });
  await drawing.importXML(english ? inEnglish(xml) : xml);
  return new Diagram(drawing);
}

class Diagram {
  constructor(drawing) {
    this.drawing = drawing;
    this.canvas = drawing.get('canvas');
    this.elements = drawing.get('elementRegistry');
    this.marked = [];
    this.now = [];
  }

  set(id, marker) {
    if (!this.elements.get(id)) return;
    this.canvas.addMarker(id, marker);
    this.marked.push([id, marker]);
  }

  mark(here, walked) {
    for (const [id, marker] of this.marked) this.canvas.removeMarker(id, marker);
    this.marked = [];
    for (const id of walked) {
      const flow = this.elements.get(id);
      if (!flow) continue;
      this.set(id, 'token-done');
      for (const end of [flow.source, flow.target]) {
        if (end && !here.includes(end.id)) this.set(end.id, end.children?.length ? 'token-inside' : 'token-done');
      }
    }
    const known = here.map(id => this.elements.get(id)).filter(Boolean);
    for (const element of known) this.set(element.id, element.children?.length ? 'token-inside' : 'token-here');
    // A sub-process that holds a token is not where the reader wants to look: what is inside it is.
    const leaves = known.filter(element => !element.children?.length);
    this.now = leaves.length ? leaves : known;
    this.here();
  }

  here() {
    if (!this.now.length) return this.whole();
    const left = Math.min(...this.now.map(e => e.x)), top = Math.min(...this.now.map(e => e.y));
    const right = Math.max(...this.now.map(e => e.x + e.width)), bottom = Math.max(...this.now.map(e => e.y + e.height));
    const { outer } = this.canvas.viewbox();
    const scale = Math.min(0.9, outer.width / (right - left + 240), outer.height / (bottom - top + 160));
    const width = outer.width / scale, height = outer.height / scale;
    this.canvas.viewbox({ x: (left + right - width) / 2, y: (top + bottom - height) / 2, width, height });
  }

  whole() {
    this.canvas.zoom('fit-viewport', 'auto');
  }

  close() {
    this.drawing.destroy();
  }
}
