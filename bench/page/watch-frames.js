// Runs in the page: how long each frame took, by the browser's own clock, from `start` until `stop`.
(() => {
  let times = [];
  let isWatching = false;
  const watch = (at) => {
    times.push(at);
    if (isWatching) requestAnimationFrame(watch);
  };
  window.frames = {
    start: () => {
      times = [];
      isWatching = true;
      requestAnimationFrame(watch);
    },
    stop: () => {
      isWatching = false;
      return times.slice(1).map((at, index) => at - times[index]);
    },
  };
})();
