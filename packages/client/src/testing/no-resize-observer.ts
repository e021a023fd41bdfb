/** What Radix measures its switches and boxes with. jsdom has none, and lays nothing out that could change its size. */
export class NoResizeObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}
