"use strict";
/* Draws what `data-figure` of a div.figure leads to, above the list that the div holds. Bokeh's script, which it
   fetches where a page has a figure, stands beside this one, or where this script's `data-bokeh` says. */
(() => {
  const here = document.currentScript;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const NARROW = 640;

  /* Bokeh puts its styles into <style> elements, which the content policy does not allow; style sheets made by
     script are allowed, so they become those: the few that it makes while it loads, and all those after. */
  function adopt(root, css) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets.push(sheet);
    return sheet;
  }

  function loadBokeh() {
    const append = ShadowRoot.prototype.append;
    ShadowRoot.prototype.append = function (...children) {
      for (const child of children) {
        if (child instanceof HTMLStyleElement) adopt(this, child.textContent);
        else append.call(this, child);
      }
    };
    return new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = new URL(here.dataset.bokeh || "bokeh.min.js", here.src);
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    }).finally(() => (ShadowRoot.prototype.append = append));
  }

  function adoptStyles() {
    const dom = Bokeh.require("core/dom");
    const style = dom.InlineStyleSheet.prototype;
    const sheets = new WeakMap();
    const fill = style._update;
    style._update = function (css) {
      fill.call(this, css);
      sheets.get(this)?.sheet.replaceSync(css);
    };
    style.install = function (root) {
      this.uninstall();
      sheets.set(this, { root, sheet: adopt(root, this.css) });
    };
    style.uninstall = style.remove = function () {
      const known = sheets.get(this);
      if (!known) return;
      known.root.adoptedStyleSheets = known.root.adoptedStyleSheets.filter((one) => one !== known.sheet);
      sheets.delete(this);
    };
    dom.GlobalInlineStyleSheet.prototype.install = function () {
      if (!sheets.has(this)) style.install.call(this, document);
    };
  }

  function element(name, className, text) {
    const made = document.createElement(name);
    made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  /* The drawing goes first; what the page has instead of it stays below, folded up. */
  function place(figure) {
    const drawing = element("div", "drawing");
    drawing.setAttribute("role", "group");
    const paper = element("div", "paper");
    const notes = element("div", "figure-notes");
    if (figure.childElementCount) {
      const list = element("details", "figure-list");
      list.append(element("summary", "", figure.dataset.list || "The same as a list"), ...figure.childNodes);
      figure.append(list);
    }
    figure.prepend(drawing, paper, notes);
    return { figure, drawing, paper, notes };
  }

  /* A tap opens the address of what it hit; the tool's tag is the column that has it. */
  function lead(views) {
    for (const tool of views.roots.flatMap((view) => [...view.model.references()])) {
      if (tool.type !== "TapTool" || !tool.tags.length) continue;
      tool.callback = {
        execute: (_, { source }) => {
          const [hit] = source.selected.indices;
          const address = source.get_array(tool.tags[0])[hit];
          if (typeof address === "string" && /^\/(?!\/)/.test(address)) location.assign(address);
        },
      };
    }
  }

  async function draw(figure, parts) {
    const address = new URL(figure.dataset.figure, location.href);
    const scheme = dark.matches ? "dark" : "light";
    if (scheme === "dark") address.searchParams.set("dark", "yes");
    if (figure.clientWidth < NARROW) address.searchParams.set("narrow", "yes");
    const answer = await fetch(address, { credentials: "same-origin" });
    const item = answer.ok ? await answer.json().catch(() => null) : null;
    if (!item) {
      if (!parts) figure.dataset.state = "empty";
      return parts;
    }
    const shown = parts ?? place(figure);
    shown.views?.clear();
    shown.drawing.replaceChildren();
    shown.drawing.setAttribute("aria-label", item.label);
    shown.notes.replaceChildren(...item.notes.map((note) => element("p", "", note)));
    shown.views = await Bokeh.embed.embed_item(item, shown.drawing);
    lead(shown.views);
    figure.dataset.scheme = scheme;
    figure.dataset.state = "drawn";
    return shown;
  }

  /* Paper is narrower than most screens, and nothing is drawn anew for it: a copy shrinks in its place. */
  function copy({ figure, paper, views }) {
    paper.replaceChildren(...views.roots.map((view) => view.export("png").canvas));
    figure.dataset.paper = "ready";
  }

  /* What cannot be drawn harms nothing else: its list stays, or comes back. */
  function giveUp(figure, error) {
    console.error(error);
    figure.querySelector(".drawing")?.remove();
    figure.querySelector(".figure-list")?.setAttribute("open", "");
    figure.dataset.state = "empty";
  }

  async function start() {
    const figures = [...document.querySelectorAll("div.figure[data-figure]")];
    if (!figures.length) return;
    const drawn = new Map();
    try {
      await loadBokeh();
      adoptStyles();
      Bokeh.set_log_level("error");
    } catch (error) {
      for (const figure of figures) giveUp(figure, error);
      return;
    }
    for (const figure of figures) drawn.set(figure, await draw(figure).catch((error) => giveUp(figure, error)));
    addEventListener("beforeprint", () => drawn.forEach((parts) => parts && copy(parts)));
    dark.addEventListener("change", async () => {
      for (const [figure, parts] of drawn) if (parts) drawn.set(figure, await draw(figure, parts));
    });
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
