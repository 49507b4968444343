// lanes.js - a timeline drawn: positions across, a lane for each character, major events marked, branches as forks
import { html, useEffect, useLayoutEffect, useRef, useState } from "/pages/html.js";

const top = 46, lane = 38, below = 34, side = 14, tallest = 14; // in pixels

// From positions to pixels, for a view { from, to } on a drawing `width` wide.
function scale(view, width) {
  const span = Math.max(1, view.to - view.from);
  return (position) => side + ((position - view.from) / span) * (width - 2 * side);
}

// Round positions for the axis: at most about one for each 90 pixels.
export function ticks({ from, to }, width) {
  const wanted = Math.max(1, (to - from) / Math.max(1, width / 90));
  const ten = 10 ** Math.floor(Math.log10(wanted));
  const step = Math.max(1, [1, 2, 5, 10].map((by) => by * ten).find((by) => by >= wanted));
  const found = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) found.push(at);
  return found;
}

export function useWidth() {
  const box = useRef();
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry.contentRect.width)));
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  return [box, width];
}

function Axis({ view, width, x, height }) {
  return html`<g class="axis">${ticks(view, width).map((at) => html`<g key=${at}><line x1=${x(at)} x2=${x(at)} y1=${top - 8} y2=${height - below + 8} /><text x=${x(at)} y=${height - 8} text-anchor="middle">${at.toLocaleString("en")}</text></g>`)}</g>`;
}

// A life: its line from the first deed to where it stands, its deeds as bars.
function Lane({ data, index, x, view, step, most }) {
  const y = top + index * lane + 28;
  const first = Math.max(data.first, view.from), last = Math.min(data.last, view.to);
  if (data.first > view.to || data.last < view.from) return html`<g class="lane away"><text x=${side} y=${y - 12}>${data.character_name || "someone"}</text></g>`;
  const isRight = x(first) > x(view.to) - 90; // its name has room on the left alone
  const wide = Math.max(2, Math.min(10, x(view.from + step) - x(view.from) - 1));
  return html`<g class=${`lane ${data.state || ""}`}>
    <text x=${isRight ? Math.min(x(first) + 6, x(view.to)) : Math.max(side, x(first))} y=${y - 12} text-anchor=${isRight ? "end" : "start"}>${data.character_name || "someone"}</text>
    <line x1=${x(first)} x2=${Math.max(x(last), x(first) + 2)} y1=${y} y2=${y} />
    ${data.deeds.map((count, at) => count > 0 && html`<rect key=${at} x=${x(view.from + at * step) - wide / 2} width=${wide} y=${y - 2 - (count / most) * tallest * 0.6} height=${4 + (count / most) * tallest * 0.6} rx="2" />`)}
    ${data.last <= view.to && html`<circle cx=${x(data.last)} cy=${y} r="4.5" />`}
  </g>`;
}

function Major({ event, x, lanes }) {
  const index = lanes.findIndex(({ run_id: run }) => run === event.run_id);
  const y = index < 0 ? top - 14 : top + index * lane + 28;
  const words = `${event.position}: ${event.character_name ? `${event.character_name} ` : ""}${event.action}`;
  return html`<g class="major" transform=${`translate(${x(event.position)} ${y})`}><title>${words}</title><path d="M0-7 6 0 0 7-6 0z" /></g>`;
}

// Where another world goes its own way.
function Fork({ branch, x, height, view }) {
  if (branch.position < view.from || branch.position > view.to) return null;
  const at = x(branch.position), low = height - below, by = branch.position === view.to ? -1 : 1; // the way that has room
  return html`<g class="fork"><title>${`${branch.universe_id} branches off at ${branch.position}`}</title><path d=${`M${at} ${top - 20}V${low - 14}q0 12 ${12 * by} 12h${8 * by}`} /><circle cx=${at} cy=${top - 20} r="3.5" /></g>`;
}

export function heightOf(lanes) { return top + Math.max(1, lanes.length) * lane + below + 14; }

function keysOf(onMove, onZoom, onAll) {
  return (event) => {
    const deed = { ArrowLeft: () => onMove(-0.25), ArrowRight: () => onMove(0.25), "+": () => onZoom(0.5), "=": () => onZoom(0.5), "-": () => onZoom(2), 0: onAll }[event.key];
    if (!deed || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    deed();
  };
}

// onZoom(factor, share): share is where in the drawing, 0 to 1; onMove(share of what is seen).
export function Drawing({ drawn, view, width, at, onZoom, onMove, onAll }) {
  const figure = useRef();
  useEffect(() => {
    const onWheel = (event) => {
      const { scrollHeight, clientHeight } = figure.current;
      if (scrollHeight > clientHeight + 1 && !event.ctrlKey && !event.shiftKey) return; // so many lives that it scrolls
      event.preventDefault();
      const box = figure.current.getBoundingClientRect();
      if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) onMove(Math.sign(event.deltaX) * 0.1);
      else onZoom(event.deltaY > 0 ? 1.5 : 1 / 1.5, Math.min(1, Math.max(0, (event.clientX - box.left - side) / (box.width - 2 * side))));
    };
    const element = figure.current;
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  });
  const x = scale(view, width), height = heightOf(drawn.lanes);
  const most = Math.max(1, ...drawn.lanes.flatMap(({ deeds }) => deeds));
  const words = `Timeline from position ${view.from} to ${view.to}: ${drawn.lanes.length} lives, ${drawn.major.length} major events, ${drawn.branches.length} branches. The tables below say the same in words.`;
  return html`<div class="drawing" ref=${figure} tabindex="0" role="group" aria-label="Timeline: arrow keys move, plus and minus zoom, 0 shows all" onKeyDown=${keysOf(onMove, onZoom, onAll)}>
    <svg role="img" aria-label=${words} width=${width} height=${height} viewBox=${`0 0 ${width} ${height}`}>
      <${Axis} view=${view} width=${width} x=${x} height=${height} />
      ${drawn.branches.map((branch) => html`<${Fork} key=${branch.universe_id} branch=${branch} x=${x} height=${height} view=${view} />`)}
      ${at >= view.from && at <= view.to && html`<line class="at" x1=${x(at)} x2=${x(at)} y1=${top - 30} y2=${height - below + 8} />`}
      ${drawn.lanes.map((data, index) => html`<${Lane} key=${data.run_id} data=${data} index=${index} x=${x} view=${view} step=${drawn.step} most=${most} />`)}
      ${drawn.major.map((event, index) => html`<${Major} key=${index} event=${event} x=${x} lanes=${drawn.lanes} />`)}
    </svg></div>`;
}
