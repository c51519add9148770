// Makes app/src/places/france_map.txt from server/data/places/france_map.json: the departments with
// fewer points and whole-number relative coordinates, so that the map is light enough for every search.
//
//   node scripts/simplify-map.mjs
//
// Borders stay joined: a stretch of border between two junctions is simplified once, whichever
// department it is drawn for. One line a department or overseas collectivity: code, name, path (empty
// for those that the map doesn't draw), parted by tabs.
import { readFileSync, writeFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/** How far a simplified line may stray from the drawn one, in units of the map (1070 × 930). */
const TOLERANCE = 1.1;
/** Islands smaller than this are left out, in square units, unless they are all there is. */
const SMALLEST = 4;

const root = new URL("..", import.meta.url);
const map = JSON.parse(readFileSync(new URL("server/data/places/france_map.json", root)));
const key = ([x, y]) => `${x},${y}`;

const rings = map.departments.flatMap(({ code, d }) =>
  d.split("M").filter(Boolean).map((part) => {
    const points = part.replace(/Z$/, "").split("L").map((pair) => pair.split(",").map(Number));
    if (key(points[0]) === key(points.at(-1))) points.pop();
    return { code, points };
  }),
);

// Neighbours of every point over all rings: where a point has more than two, borders meet.
const neighbours = new Map();
for (const { points } of rings) {
  points.forEach((point, i) => {
    const around = neighbours.get(key(point)) ?? neighbours.set(key(point), new Set()).get(key(point));
    around.add(key(points.at(i - 1))).add(key(points[(i + 1) % points.length]));
  });
}
const isJunction = (point) => neighbours.get(key(point)).size !== 2;

/** Douglas–Peucker. */
function simplify(points) {
  if (points.length < 3) return points;
  const [a, b] = [points[0], points.at(-1)];
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length = Math.hypot(dx, dy);
  let [far, at] = [0, 0];
  points.forEach((p, i) => {
    const away = length
      ? Math.abs(dy * (p[0] - a[0]) - dx * (p[1] - a[1])) / length
      : Math.hypot(p[0] - a[0], p[1] - a[1]);
    if (away > far) [far, at] = [away, i];
  });
  if (far <= TOLERANCE) return [a, b];
  return [...simplify(points.slice(0, at + 1)).slice(0, -1), ...simplify(points.slice(at))];
}

/** The same stretch gives the same line in both directions. */
function simplifyStretch(points) {
  const turned = key(points[0]) > key(points.at(-1));
  const out = simplify(turned ? [...points].reverse() : points);
  return turned ? out.reverse() : out;
}

function simplifyRing(points) {
  const start = points.findIndex(isJunction);
  if (start < 0) {
    // An island: cut where it is furthest from its first point, so that it keeps its shape.
    const first = points.reduce((best, p) => (key(p) < key(best) ? p : best));
    const at = points.indexOf(first);
    const turned = [...points.slice(at), ...points.slice(0, at)];
    const away = turned.map((p) => Math.hypot(p[0] - first[0], p[1] - first[1]));
    const half = away.indexOf(Math.max(...away));
    return [
      ...simplify(turned.slice(0, half + 1)).slice(0, -1),
      ...simplify([...turned.slice(half), first]).slice(0, -1),
    ];
  }
  const turned = [...points.slice(start), ...points.slice(0, start), points[start]];
  const out = [];
  let from = 0;
  for (let i = 1; i < turned.length; i++) {
    if (i === turned.length - 1 || isJunction(turned[i])) {
      out.push(...simplifyStretch(turned.slice(from, i + 1)).slice(0, -1));
      from = i;
    }
  }
  return out;
}

const area = (points) =>
  Math.abs(points.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = points[(i + 1) % points.length];
    return sum + x * nextY - nextX * y;
  }, 0)) / 2;

/** Relative whole numbers, with no sign more than needed: `m120,10l3-4 5 6z`. */
function path(points, pen) {
  const whole = points.map(([x, y]) => [Math.round(x), Math.round(y)]);
  const kept = whole.filter((p, i) => key(p) !== key(whole.at(i - 1)));
  if (kept.length < 3) return "";
  const pair = ([x, y], first) => `${first || x < 0 ? "" : " "}${x}${y < 0 ? "" : " "}${y}`;
  const steps = kept.map((p, i) => {
    const before = i ? kept[i - 1] : pen;
    return [p[0] - before[0], p[1] - before[1]];
  });
  [pen[0], pen[1]] = kept[0];
  return `m${pair(steps[0], true)}l${steps.slice(1).map((step, i) => pair(step, i === 0)).join("")}z`;
}

let before = 0;
let after = 0;
const names = new Map(
  gunzipSync(readFileSync(new URL("server/data/places/communes.csv.gz", root)))
    .toString()
    .split("\n")
    .slice(1)
    .filter(Boolean)
    // Only the population and coordinates, behind these columns, are ever empty; no field holds a comma.
    .map((line) => line.split(",").slice(3, 5)),
);
const lines = [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, name]) => {
  const own = rings.filter((ring) => ring.code === code).map(({ points }) => points).sort((a, b) => area(b) - area(a));
  const pen = [0, 0];
  const d = own
    .filter((points, i) => i === 0 || area(points) >= SMALLEST)
    .map((points) => {
      const out = simplifyRing(points);
      before += points.length;
      after += out.length;
      return path(out, pen);
    })
    .join("");
  return `${code}\t${name}\t${d}\n`;
});
writeFileSync(new URL("app/src/places/france_map.txt", root), lines.join(""));
console.log(`${before} points, ${after} kept, ${lines.join("").length} bytes`);
