/** Ends when what is being drawn has been seen; at the latest when the page comes into sight. */
export function afterPaint(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}
