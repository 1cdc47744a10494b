"use strict";
// The page's language, and the small replay: all of it runs here, from the data in #battle.
const root = document.documentElement;
const languageButton = document.getElementById("language");
function speak(lang) {
  root.dataset.lang = lang;
  root.lang = lang === "zh" ? "zh-Hant" : "en";
  languageButton.textContent = lang === "zh" ? "English" : "中文";
  if (window.replay) window.replay.draw();
}
languageButton.addEventListener("click", () => speak(root.dataset.lang === "zh" ? "en" : "zh"));
document.getElementById("print").addEventListener("click", () => window.print());

const ROOT3 = Math.sqrt(3), STEP = 48;
const CORNERS = [0, 1, 2, 3, 4, 5].map(k => [Math.cos(k * Math.PI / 3), Math.sin(k * Math.PI / 3)]);
const SIDE_CORNERS = [[4, 5], [5, 0], [0, 1], [1, 2], [2, 3], [3, 4]];

class Replay {
  constructor(data, ground) {
    Object.assign(this, data);
    this.ground = ground;
    this.radius = ground.naturalWidth / this.window[2];
    this.canvas = document.getElementById("map");
    this.pen = this.canvas.getContext("2d");
    this.letter = ground.naturalWidth / 78;
    this.scale = 2;
    this.canvas.width = ground.naturalWidth * this.scale;
    this.canvas.height = ground.naturalHeight * this.scale;
    this.slider = document.getElementById("slider");
    this.slider.max = this.frames.length;
    this.past = document.getElementById("past");
    this.kept = [this.first()];
    this.state = this.copy(this.kept[0]);
    this.at = 0;
    for (let i = 0; i < this.frames.length; i++) {
      this.apply(this.state, i);
      if ((i + 1) % STEP === 0) this.kept.push(this.copy(this.state));
    }
    this.at = this.frames.length;
    this.seek(0);
    this.slider.addEventListener("input", () => { this.stop(); this.seek(+this.slider.value); });
    document.getElementById("play").addEventListener("click", () => this.timer ? this.stop() : this.play());
    document.getElementById("back").addEventListener("click", () => { this.stop(); this.seek(this.phaseStart(-1)); });
    document.getElementById("forward").addEventListener("click", () => { this.stop(); this.seek(this.phaseStart(1)); });
    if (this.past) this.past.addEventListener("change", () => this.draw());
    document.addEventListener("keydown", event => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!step || event.target === this.slider) return;
      this.stop();
      this.seek(event.ctrlKey ? this.phaseStart(step) : this.at + step);
      event.preventDefault();
    });
  }
  first() {
    const state = { units: this.units.map(() => [-1, 0, 0]), control: [...this.control].map(Number), land: new Map() };
    this.change(state.units, this.start);
    return state;
  }
  copy(state) { return { units: state.units.map(unit => unit.slice()), control: state.control.slice(), land: new Map(state.land) }; }
  change(units, flat) { for (let i = 0; i < flat.length; i += 4) units[flat[i]] = [flat[i + 1], flat[i + 2], flat[i + 3]]; }
  apply(state, n) {
    const [units, control, , land] = this.frames[n];
    for (let i = 0; i < land.length; i += 2) state.land.set(land[i], land[i + 1]);
    this.change(state.units, units);
    for (let i = 0; i < control.length; i += 2) state.control[control[i]] = control[i + 1] + 1;
  }
  seek(to) {
    to = Math.max(0, Math.min(this.frames.length, to));
    if (to < this.at || to > this.at + STEP) {
      const near = Math.floor(to / STEP);
      this.state = this.copy(this.kept[near]);
      this.at = near * STEP;
    }
    while (this.at < to) this.apply(this.state, this.at++);
    this.slider.value = to;
    this.draw();
  }
  phase() {
    let found = 0;
    this.phases.forEach((phase, i) => { if (phase.f < Math.max(1, this.at)) found = i; });
    return found;
  }
  phaseStart(step) {
    const starts = [...this.phases.map(phase => phase.f), this.frames.length];
    return step > 0 ? starts.find(f => f > this.at) ?? this.frames.length : starts.filter(f => f < this.at).pop() ?? 0;
  }
  play() {
    if (this.at >= this.frames.length) this.seek(0);
    document.getElementById("play").textContent = "■";
    this.timer = setInterval(() => {
      this.seek(this.at + 1);
      if (this.at >= this.frames.length) this.stop();
    }, 90);
  }
  stop() { clearInterval(this.timer); this.timer = 0; document.getElementById("play").textContent = "▶"; }
  centre(h) {
    const col = h % this.cols, row = Math.floor(h / this.cols);
    const [left, top] = this.window;
    return [(1 + 1.5 * col - left) * this.radius, (ROOT3 * (row + 0.5 + 0.5 * (col % 2)) - top) * this.radius];
  }
  neighbour(h, d) {
    const col = h % this.cols, row = Math.floor(h / this.cols), odd = col % 2;
    const [dc, dr] = [[0, -1], [1, odd - 1], [1, odd], [0, 1], [-1, odd], [-1, odd - 1]][d];
    const c = col + dc, r = row + dr;
    return c < 0 || r < 0 || c >= this.cols || r >= this.rows ? -1 : r * this.cols + c;
  }
  land(lies) {
    // What the fighting has left on the ground: rubble, then ramps at the cliffs; fires over them.
    const hexes = this.cols * this.rows, kinds = [[], [], []];
    for (const [place, value] of lies) if (value) kinds[place < hexes ? 0 : place < 2 * hexes ? 2 : 1].push([place, value]);
    for (const [place] of kinds[0]) this.rubble(place);
    for (const [place, value] of kinds[1]) this.ramp(...this.edges[place - 2 * hexes], value / 12);
    for (const [place] of kinds[2]) this.fire(place - hexes);
  }
  rubble(h) {
    const pen = this.pen, r = this.radius, [x, y] = this.centre(h);
    pen.beginPath();
    CORNERS.forEach(([a, b]) => pen.lineTo(x + a * r, y + b * r));
    pen.fillStyle = "#6b625a66"; pen.fill();
    pen.fillStyle = "#3b342ecc";
    for (let i = 0; i < 14; i++) { // scattered, the same in every frame
      const turn = h * 7 + i * 2.4, far = r * 0.78 * Math.sqrt((i + 0.5) / 14), size = r * (0.06 + 0.05 * (i % 3));
      pen.fillRect(x + Math.cos(turn) * far, y + Math.sin(turn) * far, size * 1.5, size);
    }
  }
  ramp(h, d, grown) {
    // As the game draws it: a slope of earth at the foot of the cliff on a side of hex h, which is on top.
    const pen = this.pen, r = this.radius, [x, y] = this.centre(h), [a, b] = SIDE_CORNERS[d].map(k => CORNERS[k]);
    const mx = (a[0] + b[0]) / 2, my = (a[1] + b[1]) / 2, far = Math.hypot(mx, my), ux = mx / far, uy = my / far;
    const reach = 0.14 + 0.44 * grown, half = 0.2 + 0.26 * grown;
    pen.beginPath();
    for (let k = 0; k <= 12; k++) {
      const along = k / 6 - 1, out = reach * (1 - along * along) ** 0.6, side = along * half * 1.1;
      pen.lineTo(x + (mx + ux * out - uy * side) * r, y + (my + uy * out + ux * side) * r);
    }
    pen.fillStyle = ["#967a54", "#886a46", "#785a3a"][Math.min(2, Math.ceil(grown * 3) - 1)]; pen.fill();
    pen.strokeStyle = "#3a2818"; pen.lineWidth = r * 0.06; pen.stroke();
  }
  fire(h) {
    const pen = this.pen, r = this.radius, [x, y] = this.centre(h);
    for (const [ink, size] of [["#d9541e", 0.42], ["#f4c14a", 0.22]]) {
      pen.beginPath();
      pen.moveTo(x, y - size * r * 1.5);
      pen.quadraticCurveTo(x + size * r * 1.3, y + size * r * 0.7, x, y + size * r * 0.8);
      pen.quadraticCurveTo(x - size * r * 1.3, y + size * r * 0.7, x, y - size * r * 1.5);
      pen.fillStyle = ink; pen.fill();
    }
  }
  front(control) {
    const pen = this.pen, r = this.radius;
    pen.beginPath();
    for (let h = 0; h < control.length; h++) {
      if (control[h] !== 1) continue;
      const [x, y] = this.centre(h);
      for (let d = 0; d < 6; d++) {
        const other = this.neighbour(h, d);
        if (other < 0 || control[other] !== 2) continue;
        const [a, b] = SIDE_CORNERS[d].map(k => CORNERS[k]);
        pen.moveTo(x + a[0] * r, y + a[1] * r);
        pen.lineTo(x + b[0] * r, y + b[1] * r);
      }
    }
    pen.lineCap = "round";
    pen.strokeStyle = "#f6efddcc"; pen.lineWidth = r * 0.42; pen.stroke();
    pen.strokeStyle = "#8c2f26"; pen.lineWidth = r * 0.2; pen.stroke();
  }
  counter(unit, data) {
    const [at, men, cohesion] = unit, [side, short, symbol, full] = data, pen = this.pen;
    const r = Math.max(this.radius, this.ground.naturalWidth / 66); // legible on a wide map too
    const [x, y] = this.centre(at), w = r * 1.34, h = r * 1.02;
    pen.fillStyle = this.sides[side].colour;
    pen.strokeStyle = "#1d1a15"; pen.lineWidth = r * 0.07;
    pen.beginPath();
    if (side) pen.rect(x - w / 2, y - h / 2, w, h); else pen.roundRect(x - w / 2, y - h / 2, w, h, r * 0.3);
    pen.fill(); pen.stroke();
    pen.fillStyle = "#fff"; pen.textAlign = "center"; pen.textBaseline = "middle";
    pen.font = `bold ${r * 0.46}px sans-serif`;
    pen.fillText(short.length > 7 ? short.slice(0, 7) : short, x, y - h * 0.14, w * 0.94);
    const share = Math.max(0.04, Math.min(1, men / full));
    pen.fillStyle = "#0008"; pen.fillRect(x - w * 0.42, y + h * 0.2, w * 0.84, h * 0.17);
    pen.fillStyle = cohesion < 25 ? "#e05a3c" : "#f3e3ad";
    pen.fillRect(x - w * 0.42, y + h * 0.2, w * 0.84 * share, h * 0.17);
  }
  holders(turn) {
    const found = {};
    for (const entry of this.history || []) if (entry.t <= turn) Object.assign(found, entry.h);
    return found;
  }
  lastEntry(turn) { return (this.history || []).filter(entry => entry.n && entry.t <= turn).pop(); }
  asItWas(turn) {
    const pen = this.pen, r = this.radius, held = this.holders(turn);
    for (const [h, side] of Object.entries(held)) {
      const [x, y] = this.centre(+h);
      pen.beginPath(); pen.arc(x, y, r * 0.98, 0, 7);
      pen.lineWidth = r * 0.34; pen.strokeStyle = "#f6efdd"; pen.stroke();
      pen.lineWidth = r * 0.2; pen.strokeStyle = this.sides[side].colour; pen.stroke();
    }
    const last = this.lastEntry(turn);
    for (const [from, to, side] of last ? last.a : []) this.arrow(from, to, this.sides[side].colour);
  }
  arrow(from, to, ink) {
    const pen = this.pen, r = this.radius, [ax, ay] = this.centre(from), [bx, by] = this.centre(to);
    const angle = Math.atan2(by - ay, bx - ax), head = r * 1.1;
    for (const [colour, width] of [["#f6efdd", r * 0.62], [ink, r * 0.36]]) {
      pen.strokeStyle = pen.fillStyle = colour; pen.lineWidth = width; pen.setLineDash([]);
      pen.beginPath(); pen.moveTo(ax, ay); pen.lineTo(bx - Math.cos(angle) * head, by - Math.sin(angle) * head); pen.stroke();
      pen.beginPath();
      pen.moveTo(bx, by);
      for (const turn of [2.6, -2.6]) pen.lineTo(bx + Math.cos(angle + turn) * head * 1.1, by + Math.sin(angle + turn) * head * 1.1);
      pen.closePath(); pen.fill();
    }
  }
  names(lang) {
    // City and gates first; a name that would lie on another is left out.
    const pen = this.pen, taken = [], ranks = ["city", "gate", "hill", "place"];
    pen.textAlign = "center"; pen.textBaseline = "alphabetic"; pen.lineJoin = "round";
    const places = this.places.filter(place => ranks.includes(place[3]));
    places.sort((a, b) => ranks.indexOf(a[3]) - ranks.indexOf(b[3]));
    for (const [h, en, zh, rank] of places) {
      const [x, middle] = this.centre(h), y = middle - this.radius * 0.66, name = lang ? zh : en;
      pen.font = `${rank === "city" ? "bold " : ""}${this.letter}px Georgia, "Noto Serif CJK TC", "Noto Sans CJK TC", serif`;
      const half = pen.measureText(name).width / 2 + 3;
      const box = [x - half, y - this.letter, x + half, y + 3];
      if (taken.some(other => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
      taken.push(box);
      pen.lineWidth = this.letter * 0.35; pen.strokeStyle = "#f6efddd8";
      pen.strokeText(name, x, y);
      pen.fillStyle = "#2b2620"; pen.fillText(name, x, y);
    }
  }
  draw() {
    const pen = this.pen, lang = root.dataset.lang === "zh" ? 1 : 0;
    pen.setTransform(this.scale, 0, 0, this.scale, 0, 0);
    pen.drawImage(this.ground, 0, 0);
    this.land(this.state.land);
    this.front(this.state.control);
    this.names(lang);
    const supports = [], others = [];
    this.state.units.forEach((unit, u) => { if (unit[0] >= 0) (this.units[u][3] < 150 ? supports : others).push(u); });
    for (const u of [...supports, ...others]) this.counter(this.state.units[u], this.units[u]);
    const phase = this.phases[this.phase()];
    if (this.past && this.past.checked) this.asItWas(phase.t);
    document.getElementById("when").textContent = `${phase.d[lang]} · ${this.sides[phase.s].name[lang]}`;
    const then = this.past && this.past.checked ? this.lastEntry(phase.t) : null;
    document.getElementById("then").textContent = then ? `${then.d[lang]}: ${then.n[lang]}` : "";
    document.getElementById("count").textContent = `${this.at} / ${this.frames.length}`;
    const lines = this.at ? this.frames[this.at - 1][2] : [];
    const list = document.getElementById("lines");
    list.replaceChildren(...lines.slice(-6).map(n => Object.assign(document.createElement("li"), { textContent: this.texts[n][lang] })));
  }
}
const ground = new Image();
ground.addEventListener("load", () => {
  window.replay = new Replay(JSON.parse(document.getElementById("battle").textContent), ground);
});
ground.src = document.querySelector("#ground image").getAttribute("href");
speak(root.dataset.lang);
