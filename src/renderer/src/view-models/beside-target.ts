/** A rectangle on the screen, in pixels. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

const gap = 14;
const margin = 12;

/**
 * Where a card stands so that it hides nothing of what it points at: to the left or right of it, in the lower right corner
 * of the window, below or above it; else in the corner where it hides least. Never beyond the window.
 * @param target  null for a card that points at nothing: it stands at the bottom in the middle
 * @returns its left upper corner
 */
export function besideTarget(
  target: Box | null,
  card: { width: number; height: number },
  window: { width: number; height: number },
): { left: number; top: number } {
  const within = ({ left, top }: Corner): Corner => ({
    left: Math.max(margin, Math.min(left, window.width - card.width - margin)),
    top: Math.max(margin, Math.min(top, window.height - card.height - margin)),
  });
  if (!target) return within({ left: (window.width - card.width) / 2, top: window.height - card.height - 48 });
  const right = target.left + target.width;
  const bottom = target.top + target.height;
  /** 0 where nothing is hidden, else in thirds of the card: a little more or less is no reason to stand elsewhere. */
  const hidden = ({ left, top }: Corner): number => {
    const area =
      Math.max(0, Math.min(left + card.width, right) - Math.max(left, target.left)) *
      Math.max(0, Math.min(top + card.height, bottom) - Math.max(top, target.top));
    return area === 0 ? 0 : 1 + Math.floor((3 * area) / (card.width * card.height));
  };
  const middle = {
    left: target.left + (target.width - card.width) / 2,
    top: target.top + (target.height - card.height) / 2,
  };
  const [far, low] = [window.width - card.width - margin, window.height - card.height - margin];
  const places = [
    { left: target.left - gap - card.width, top: middle.top },
    { left: right + gap, top: middle.top },
    { left: far, top: low },
    { left: middle.left, top: bottom + gap },
    { left: middle.left, top: target.top - gap - card.height },
    { left: margin, top: low },
    { left: far, top: margin },
  ].map(within);
  return places.reduce((best, place) => (hidden(place) < hidden(best) ? place : best));
}

interface Corner {
  left: number;
  top: number;
}
