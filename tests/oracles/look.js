// What a reader of each framed page gets: does anything stick out, what is copied, in which colours.
function look(window, page) {
  const sticksOut = element => {
    const box = element.getBoundingClientRect();
    // The frame of a table scrolls: what is in it may be wider.
    return (box.right > 320.5 || box.left < -0.5) && !element.closest(".skip, .scroll > *");
  };
  const selection = window.getSelection();
  const copy = part => {
    selection.selectAllChildren(part);
    return selection.toString();
  };
  const parts = page.querySelectorAll(".notice, .stage, h1, main :is(h2, h3, h4, h5, h6, p, summary, caption, th, td)");
  const body = window.getComputedStyle(page.body);
  return {
    width: page.documentElement.scrollWidth,
    out: [...page.querySelectorAll("body *")].filter(sticksOut).map(element => element.outerHTML.slice(0, 200)),
    copied: [...parts].map(copy),
    paper: body.backgroundColor,
    ink: body.color,
  };
}

onload = () => {
  const frames = [...document.querySelectorAll("iframe")];
  const seen = frames.map(frame => look(frame.contentWindow, frame.contentDocument));
  frames.forEach(frame => frame.remove());
  document.getElementById("result").textContent = JSON.stringify(seen);
};
