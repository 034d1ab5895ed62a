/** A place on the screen: x to the right, y upwards, both about −1 to 1. */
export type Place = readonly [x: number, y: number];

/** From where a surface is seen, in degrees: about the vertical, and above the horizon. */
export interface SolidCamera {
  turn: number;
  tilt: number;
}

/** How a solid on a square ground, u and v from −1 to 1 and heights w from 0 to 1, is seen. */
export interface SolidProjection {
  project: (u: number, v: number, w: number) => Place;
  /** How far away a place of the ground is; what is painted first has the largest. */
  depthOf: (u: number, v: number) => number;
  /** Light on a piece with these slopes, each per unit of the ground: 0 in shadow to 1. */
  lightOn: (slopeU: number, slopeV: number) => number;
  /** All of it lies between minus and plus this, upwards. */
  halfHeight: number;
  ground: Place[];
  /** Which of the edges v = ±1 and u = ±1 of the ground are in front. */
  near: { u: 1 | -1; v: 1 | -1 };
}

/** Height of the tallest place in units of half the ground's side. */
export const tall = 0.95;

/** Parallel projection; the lamp stands at the upper left and turns with the camera. */
export function solidProjection({ turn, tilt }: SolidCamera): SolidProjection {
  const azimuth = (turn * Math.PI) / 180;
  const elevation = (tilt * Math.PI) / 180;
  const [cosA, sinA] = [Math.cos(azimuth), Math.sin(azimuth)];
  const [cosT, sinT] = [Math.cos(elevation), Math.sin(elevation)];
  // The ground's corners reach so far up and down whatever the turn, so that nothing bobs while it is turned.
  const lower = 0.7 * Math.SQRT2 * sinT;
  const upper = Math.max(lower, 0.7 * tall * cosT);
  const middle = (upper - lower) / 2;
  const project = (u: number, v: number, w: number): Place => [
    0.7 * (u * cosA - v * sinA),
    0.7 * ((u * sinA + v * cosA) * sinT + tall * w * cosT) - middle,
  ];
  const [lampU, lampV, lampW] = [-0.5 * cosA - 0.3 * sinA, 0.5 * sinA - 0.3 * cosA, 0.8];
  return {
    project,
    depthOf: (u, v) => u * sinA + v * cosA,
    lightOn: (slopeU, slopeV) => {
      const light = (lampW - slopeU * lampU - slopeV * lampV) / Math.hypot(1, slopeU, slopeV) / 0.99;
      return Math.min(1, Math.max(0, light));
    },
    halfHeight: (upper + lower) / 2,
    ground: [project(-1, -1, 0), project(1, -1, 0), project(1, 1, 0), project(-1, 1, 0)],
    near: { u: sinA >= 0 ? -1 : 1, v: cosA >= 0 ? -1 : 1 },
  };
}

/** `seen from -35° about and 32° above` */
export const seenFrom = ({ turn, tilt }: SolidCamera): string =>
  `seen from ${Math.round(turn)}° about and ${Math.round(tilt)}° above`;
