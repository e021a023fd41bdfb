// Runs in the page before anything of it: what a visit and a click on Sync took, by the browser's own clock.
(() => {
  let lcpMs = 0;
  let frameMs = 0;
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) lcpMs = startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });

  // The browser's own first paint counts the colour of the page alone.
  const watchFrame = () => {
    const frame = document.querySelector('#before-frame, main');
    if (frame?.getClientRects().length) frameMs = performance.now();
    else requestAnimationFrame(watchFrame);
  };
  requestAnimationFrame(watchFrame);

  const nextFrame = () =>
    new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));

  /** What was loaded so far; asked as soon as the cards are there, before pages are fetched ahead. */
  const load = async () => {
    await nextFrame();
    const loaded = performance.getEntriesByType('resource');
    const scripts = loaded.filter(({ name }) => name.endsWith('.js'));
    // The browser tells later what it painted, and something larger may still come.
    await new Promise((end) => setTimeout(end, 1000));
    return {
      scriptBytes: scripts.reduce((sum, { transferSize }) => sum + transferSize, 0),
      // The page itself is no resource.
      requests: loaded.length + 1,
      frameMs,
      lcpMs,
    };
  };

  let syncing;
  /** From the press of a button to the frame in which a card says that it syncs. */
  const watchSync = () => {
    let clickedAt = 0;
    let inpMs = 0;
    const press = () => {
      clickedAt = Date.now();
    };
    addEventListener('click', press, { capture: true, once: true });
    const timings = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) inpMs = Math.max(inpMs, duration);
    });
    timings.observe({ type: 'event', durationThreshold: 16 });
    syncing = new Promise((resolve) => {
      const seen = async () => {
        if (!document.querySelector('article[data-state=syncing]')) return;
        observer.disconnect();
        await nextFrame();
        const shownAt = Date.now();
        // The browser tells how long an event took with a frame after it.
        await new Promise((end) => setTimeout(end, 300));
        timings.disconnect();
        resolve({ clickedAt, shownAt, inpMs });
      };
      const observer = new MutationObserver(() => void seen());
      observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    });
  };
  window.bench = { load, watchSync, syncing: () => syncing };
})();
