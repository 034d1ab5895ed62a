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
 * Where a card stands so that it hides nothing of what it points at: at the side with the most room, else over the corner
 * of the target where it hides least; never beyond the window.
 * @param target  null for a card that points at nothing: it stands at the bottom in the middle
 * @returns its left upper corner
 */
export function besideTarget(
  target: Box | null,
  card: { width: number; height: number },
  window: { width: number; height: number },
): { left: number; top: number } {
  const within = ({ left, top }: { left: number; top: number }): { left: number; top: number } => ({
    left: Math.max(margin, Math.min(left, window.width - card.width - margin)),
    top: Math.max(margin, Math.min(top, window.height - card.height - margin)),
  });
  if (!target) return within({ left: (window.width - card.width) / 2, top: window.height - card.height - 48 });
  const right = target.left + target.width;
  const bottom = target.top + target.height;
  const middle = {
    left: target.left + (target.width - card.width) / 2,
    top: target.top + (target.height - card.height) / 2,
  };
  const sides = [
    {
      room: target.left - gap - margin - card.width,
      at: { left: target.left - gap - card.width, top: Math.max(target.top, middle.top) },
    },
    { room: window.width - right - gap - margin - card.width, at: { left: right + gap, top: middle.top } },
    { room: window.height - bottom - gap - margin - card.height, at: { left: middle.left, top: bottom + gap } },
    { room: target.top - gap - margin - card.height, at: { left: middle.left, top: target.top - gap - card.height } },
  ];
  const best = sides.filter(({ room }) => room >= 0).sort((a, b) => b.room - a.room)[0];
  // A target as large as the window has no side: its lower right corner is hidden, within its frame.
  return within(best?.at ?? { left: right - card.width - gap, top: bottom - card.height - gap });
}
