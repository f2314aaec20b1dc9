import { between, type Random } from '../pixels/random.ts';
import { path, px } from './shapes.ts';

const BLADE_PAIRS = 20;

/** A palm frond from a position in a direction (radians, clockwise, 0 to the right). */
export function frond(random: Random, x: number, y: number, length: number, angle: number, fill: string): string {
  const droop = between(random, 0.25, 0.6) * (Math.cos(angle) < 0 ? -1 : 1);
  const blades: string[] = [];
  let [rootX, rootY, turn] = [x, y, angle];
  for (let pair = 0; pair < BLADE_PAIRS; pair += 1) {
    const share = (pair + 1) / BLADE_PAIRS;
    turn += droop / BLADE_PAIRS;
    const nextX = rootX + (Math.cos(turn) * length) / BLADE_PAIRS;
    const nextY = rootY + (Math.sin(turn) * length) / BLADE_PAIRS;
    blades.push(bladePath(rootX, rootY, (1.4 * length) / BLADE_PAIRS, turn, length * 0.006));
    [rootX, rootY] = [nextX, nextY];
    if (share < 0.14) continue;
    const reach = length * 0.42 * Math.sin(Math.PI * (0.22 + 0.68 * share)) * between(random, 0.86, 1.06);
    for (const side of [-1, 1]) {
      const out = turn + side * (1.05 - 0.62 * share) + between(random, -0.07, 0.07);
      blades.push(bladePath(rootX, rootY, reach, out, length * 0.0095));
    }
  }
  return path(blades.join(' '), fill);
}

/** A twig with pointed leaves in pairs. */
export function twig(random: Random, x: number, y: number, length: number, angle: number, fill: string): string {
  const leaves: string[] = [bladePath(x, y, length, angle, length * 0.012)];
  for (let leaf = 1; leaf <= 7; leaf += 1) {
    const share = leaf / 7;
    const rootX = x + Math.cos(angle) * length * share;
    const rootY = y + Math.sin(angle) * length * share;
    for (const side of [-1, 1]) {
      const out = angle + side * between(random, 0.5, 0.9) * (1.1 - 0.7 * share);
      leaves.push(bladePath(rootX, rootY, length * between(random, 0.24, 0.34), out, length * 0.036));
    }
  }
  return path(leaves.join(' '), fill);
}

/** One blade: pointed at both ends, widest in the middle. */
function bladePath(x: number, y: number, length: number, angle: number, half: number): string {
  const tipX = x + Math.cos(angle) * length;
  const tipY = y + Math.sin(angle) * length;
  const midX = (x + tipX) / 2;
  const midY = (y + tipY) / 2;
  const sideX = -Math.sin(angle) * half * 2;
  const sideY = Math.cos(angle) * half * 2;
  return `M${px(x)} ${px(y)}Q${px(midX + sideX)} ${px(midY + sideY)} ${px(tipX)} ${px(tipY)}Q${px(midX - sideX)} ${px(midY - sideY)} ${px(x)} ${px(y)}Z`;
}
