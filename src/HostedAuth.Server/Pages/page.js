"use strict";

// Comfort only: every page works without it.

for (const button of document.querySelectorAll("[data-shows]")) {
  const input = document.getElementById(button.dataset.shows);
  const show = (shown) => {
    input.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", String(shown));
  };
  button.hidden = false;
  button.addEventListener("click", () => show(input.type === "password"));
  // Hidden again before it goes, so that browsers save it as a password and remember it as no text.
  input.form.addEventListener("submit", () => show(false));
}

// What a post answered is found again by the back button, by getting it; browsers refuse to post it once more.
history.replaceState(history.state, "", location.href);

// One press is one post.
for (const form of document.querySelectorAll("form")) {
  const press = form.querySelector(".press");
  form.addEventListener("submit", (event) => {
    if (press.hasAttribute("aria-disabled")) {
      event.preventDefault();
    } else {
      press.setAttribute("aria-disabled", "true");
    }
  });
  // A page taken back out of the browser's memory can be sent again.
  addEventListener("pageshow", () => press.removeAttribute("aria-disabled"));
}
