// Comfort only: everything here works without it. Adds a button to what people copy.
"use strict";
const words = document.getElementById("main").dataset;
for (const element of document.querySelectorAll("code[data-copy]")) {
  if (!navigator.clipboard) break;
  const text = element.textContent;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = words.copy;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text);
    button.textContent = words.copied;
    setTimeout(() => { button.textContent = words.copy; }, 2000);
  });
  const block = element.parentElement.tagName === "PRE" ? element.parentElement : null;
  if (block) block.prepend(button); else element.after(button);
}
