import type { PlacedPoints } from '../view-models/pair-cloud.ts';
import type { CloudPicture, PointStyle } from './options/cloud-picture.ts';

/** Paints rows, one by one or as counted cells, on a canvas of the plot's size. */
export function drawCloud(
  picture: CloudPicture,
  width: number,
  height: number,
  pixelRatio: number,
  canvas = document.createElement('canvas'),
): HTMLCanvasElement {
  canvas.width = Math.max(1, Math.round(width * pixelRatio));
  canvas.height = Math.max(1, Math.round(height * pixelRatio));
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
  if (picture.raster) drawRaster(context, picture.raster, width, height);
  for (const { placed, styles } of picture.points) drawPoints(context, placed, styles, width, height, pixelRatio);
  return canvas;
}

function drawRaster(
  context: CanvasRenderingContext2D,
  { pixels, columns, lines, place }: NonNullable<CloudPicture['raster']>,
  width: number,
  height: number,
): void {
  const cells = document.createElement('canvas');
  cells.width = columns;
  cells.height = lines;
  cells.getContext('2d')?.putImageData(new ImageData(pixels, columns, lines), 0, 0);
  context.imageSmoothingEnabled = false; // a cell is a count: its edges stay where they are
  const { x, y } = place;
  context.drawImage(cells, x[0] * width, (1 - y[1]) * height, (x[1] - x[0]) * width, (y[1] - y[0]) * height);
}

/** Every point is a copy of its class's stamp: fifty thousand of them take as long as a few shapes. */
function drawPoints(
  context: CanvasRenderingContext2D,
  { at, classes }: PlacedPoints,
  styles: readonly PointStyle[],
  width: number,
  height: number,
  pixelRatio: number,
): void {
  const stamps = styles.map((style) => stampOf(style, pixelRatio));
  // Far rows last, so that none hides behind the crowd.
  for (let pass = 0; pass < styles.length; pass++) {
    const stamp = stamps[pass];
    const style = styles[pass];
    if (!stamp || !style) continue;
    const side = stamp.width / pixelRatio;
    context.globalAlpha = style.opacity;
    for (let i = 0; i < classes.length; i++) {
      if (classes[i] !== pass) continue;
      const x = (at[2 * i] ?? 0) * width;
      const y = (1 - (at[2 * i + 1] ?? 0)) * height;
      if (x < -side || y < -side || x > width + side || y > height + side) continue;
      context.drawImage(stamp, x - side / 2, y - side / 2, side, side);
    }
  }
  context.globalAlpha = 1;
}

function stampOf({ colour, shape, ring, size }: PointStyle, pixelRatio: number): HTMLCanvasElement {
  const side = size + 4;
  const stamp = document.createElement('canvas');
  stamp.width = stamp.height = Math.ceil(side * pixelRatio);
  const context = stamp.getContext('2d');
  if (!context) return stamp;
  context.scale(pixelRatio, pixelRatio);
  context.translate(stamp.width / pixelRatio / 2, stamp.height / pixelRatio / 2);
  const r = size / 2;
  context.beginPath();
  if (shape === 'circle') context.arc(0, 0, r, 0, 2 * Math.PI);
  else if (shape === 'square') context.rect(-0.88 * r, -0.88 * r, 1.76 * r, 1.76 * r);
  else {
    const corners = shape === 'triangle' ? trianglePoints(r) : diamondPoints(r);
    corners.forEach(([x, y], i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
    context.closePath();
  }
  if (ring) {
    context.lineWidth = 1.75;
    context.strokeStyle = colour;
    context.stroke();
  } else {
    context.fillStyle = colour;
    context.fill();
  }
  return stamp;
}

const trianglePoints = (r: number): [number, number][] => [
  [0, -1.15 * r],
  [1.05 * r, 0.75 * r],
  [-1.05 * r, 0.75 * r],
];
const diamondPoints = (r: number): [number, number][] => [
  [0, -1.2 * r],
  [1.2 * r, 0],
  [0, 1.2 * r],
  [-1.2 * r, 0],
];
