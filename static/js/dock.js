/** Tells the page how high the dock is just now, so that nothing focused ever scrolls to a place beneath it. */

const dock = document.querySelector(".dock");

if (dock) {
  new ResizeObserver(() => {
    document.documentElement.style.setProperty("--dock-height", `${dock.getBoundingClientRect().height}px`);
  }).observe(dock);
}
