// Words marked in a report's text go into the form for a claim that was missed, with their offsets in code points.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const text = document.querySelector(".text");
  const form = document.getElementById("add");
  if (!text || !form) return;
  const length = (words) => Array.from(words).length;
  const field = (name) => form.elements.namedItem(name);
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return;
    const before = document.createRange();
    before.setStart(text, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const words = range.toString();
    if (!words.trim()) return;
    const start = length(before.toString()) + length(words) - length(words.trimStart());
    field("words").value = words.trim();
    field("start").value = start;
    field("end").value = start + length(words.trim());
  });
  field("words").addEventListener("input", () => {
    field("start").value = field("end").value = "";
  });
});
