/** How a part of a page is placed on it (ISO 32000-1, 8.3.3). */
export type Transform = [number, number, number, number, number, number];

/** The inner one within the outer one. */
export function within(outer: readonly number[], inner: readonly number[]): Transform {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = outer;
  const [a2 = 1, b2 = 0, c2 = 0, d2 = 1, e2 = 0, f2 = 0] = inner;
  return [
    a * a2 + c * b2,
    b * a2 + d * b2,
    a * c2 + c * d2,
    b * c2 + d * d2,
    a * e2 + c * f2 + e,
    b * e2 + d * f2 + f,
  ];
}

export function placed(transform: Transform, x: number, y: number): { x: number; y: number } {
  const [a, b, c, d, e, f] = transform;
  return { x: a * x + c * y + e, y: b * x + d * y + f };
}
