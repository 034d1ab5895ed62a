import { confidenceEllipse } from '../../../shared/statistics/confidence-ellipse.ts';
import { FitError } from '../../../shared/statistics/fit-error.ts';

/** The two axes by which an ellipse is taken hold of. */
export type EllipseAxes = 'major' | 'minor';

type Point = readonly [number, number];
type Block = readonly (readonly number[])[];

const symmetric = (block: Block): readonly [readonly [number, number], readonly [number, number]] => [
  [block[0]![0]!, block[0]![1]!],
  [block[1]![0]!, block[1]![1]!],
];

/** Lengths of the picture's sides in the columns' units: what is a right angle on the screen depends on them. */
export interface PictureScale {
  x: number;
  y: number;
}

/** The ellipse in units of the picture, about its mean: a hand is there, and columns may differ by powers of ten. */
function onPicture(covariance: Block, level: number, { x, y }: PictureScale) {
  const [[xx, xy], [, yy]] = symmetric(covariance);
  try {
    return confidenceEllipse(
      [0, 0],
      [
        [xx / x ** 2, xy / (x * y)],
        [xy / (x * y), yy / y ** 2],
      ],
      level,
    );
  } catch (thrown) {
    if (thrown instanceof FitError) return null;
    throw thrown;
  }
}

/** Ends of the axes that the ellipse has on the screen; null where it has no extent. */
export function handlePlaces(
  mean: Point,
  covariance: Block,
  level: number,
  scale: PictureScale,
): Record<EllipseAxes, [number, number]> | null {
  const ellipse = onPicture(covariance, level, scale);
  if (!ellipse) return null;
  const { semiAxes, angleRadians } = ellipse;
  const [cos, sin] = [Math.cos(angleRadians), Math.sin(angleRadians)];
  return {
    major: [mean[0] + semiAxes[0] * cos * scale.x, mean[1] + semiAxes[0] * sin * scale.y],
    minor: [mean[0] - semiAxes[1] * sin * scale.x, mean[1] + semiAxes[1] * cos * scale.y],
  };
}

/**
 * The covariance whose ellipse has the end of one axis where a pointer has drawn it. The longer axis turns and stretches,
 * the shorter one stretches; what is right angled on the screen stays so.
 * @returns null where the ellipse would lose its extent
 */
export function axesFromHandle(
  mean: Point,
  covariance: Block,
  level: number,
  part: EllipseAxes,
  at: Point,
  scale: PictureScale,
): number[][] | null {
  const ellipse = onPicture(covariance, level, scale);
  if (!ellipse) return null;
  const pointer = [(at[0] - mean[0]) / scale.x, (at[1] - mean[1]) / scale.y] as const;
  let [major, minor] = ellipse.semiAxes;
  let angle = ellipse.angleRadians;
  if (part === 'major') {
    major = Math.hypot(...pointer);
    angle = Math.atan2(pointer[1], pointer[0]);
  } else minor = Math.abs(pointer[1] * Math.cos(angle) - pointer[0] * Math.sin(angle));
  const c = -2 * Math.log1p(-level);
  const [a, b] = [major ** 2 / c, minor ** 2 / c];
  const least = 1e-8;
  if (!(a > least && b > least && Number.isFinite(a + b))) return null;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const xx = (a * cos * cos + b * sin * sin) * scale.x ** 2;
  const yy = (a * sin * sin + b * cos * cos) * scale.y ** 2;
  const xy = (a - b) * sin * cos * scale.x * scale.y;
  return [
    [xx, xy],
    [xy, yy],
  ];
}
