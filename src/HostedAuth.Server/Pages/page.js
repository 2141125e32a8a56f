"use strict";

// Comfort, and passkeys: every page works without it.

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
for (const form of document.querySelectorAll("form:not([data-passkey])")) {
  const presses = form.querySelectorAll(".press");
  const each = (act) => presses.forEach(act);
  form.addEventListener("submit", (event) => {
    if (presses[0].hasAttribute("aria-disabled")) {
      event.preventDefault();
    } else {
      each((press) => press.setAttribute("aria-disabled", "true"));
    }
  });
  // A page taken back out of the browser's memory can be sent again.
  addEventListener("pageshow", (event) => event.persisted && each((press) => press.removeAttribute("aria-disabled")));
}

// Signed out here: on when the frames of the apps have answered, or after a while.
for (const onward of document.querySelectorAll("[data-onward]")) {
  const go = () => location.replace(onward.href);
  addEventListener("load", go);
  setTimeout(go, 4000);
}

// Another code: the server says how long to wait, the button counts it down. Timers of a tab in the background are late.
for (const press of document.querySelectorAll("[data-wait]")) {
  const words = press.textContent;
  const until = Date.now() + press.dataset.wait * 1000;
  const say = (value, unit) => value.toLocaleString(document.documentElement.lang, { style: "unit", unit, unitDisplay: "long" });
  const count = () => {
    const left = Math.ceil((until - Date.now()) / 1000);
    if (left > 0) {
      press.setAttribute("aria-disabled", "true");
      press.textContent = press.dataset.waiting.replace("{wait}", left < 60 ? say(left, "second") : say(Math.ceil(left / 60), "minute"));
      setTimeout(count, 1000);
    } else {
      press.removeAttribute("aria-disabled");
      press.textContent = words;
    }
  };
  count();
}

for (const press of navigator.clipboard ? document.querySelectorAll("[data-copies]") : []) {
  press.hidden = false;
  press.addEventListener("click", async () => {
    await navigator.clipboard.writeText(press.dataset.copies);
    press.textContent = press.dataset.done;
  });
}

for (const press of document.querySelectorAll("[data-saves]")) {
  press.hidden = false;
  press.addEventListener("click", () => {
    const href = URL.createObjectURL(new Blob([press.dataset.text]));
    Object.assign(document.createElement("a"), { download: press.dataset.saves, href }).click();
  });
}

for (const press of document.querySelectorAll("[data-prints]")) {
  press.hidden = false;
  press.addEventListener("click", () => print());
}

// Whether this device could hold a passkey: who has none may be asked to add one.
window.PublicKeyCredential?.isUserVerifyingPlatformAuthenticatorAvailable?.().then((able) => {
  for (const form of able ? document.forms : []) {
    const field = Object.assign(document.createElement("input"), { type: "hidden", name: "passkeys", value: "1" });
    form.append(field);
  }
}).catch(() => {});

// Passkeys: the options come as JSON with bytes in base64url, and so does the answer go.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const readOptions = (json) => {
  const options = JSON.parse(json);
  options.challenge = bytes(options.challenge);
  if (options.user) options.user.id = bytes(options.user.id);
  for (const list of ["allowCredentials", "excludeCredentials"]) options[list]?.forEach((one) => (one.id = bytes(one.id)));
  return options;
};

const writeAnswer = ({ id, type, authenticatorAttachment, response }) => {
  const answer = { id, rawId: id, type, authenticatorAttachment, clientExtensionResults: {}, response: {} };
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[part]) answer.response[part] = text(response[part]);
  }
  if (response.getTransports) answer.response.transports = response.getTransports();
  return JSON.stringify(answer);
};

const passkey = document.querySelector("[data-passkey]");
if (passkey && window.PublicKeyCredential) {
  const { passkey: use, options, autofill, ...texts } = passkey.dataset;
  const press = passkey.querySelector(".press");
  const wrong = passkey.querySelector("[role=alert]");
  let asking;
  const say = (words) => {
    wrong.textContent = words;
    wrong.hidden = !words;
  };
  const ask = async (mediation) => {
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    try {
      const credential = await navigator.credentials[use]({ publicKey: readOptions(options), signal, ...(mediation && { mediation }) });
      passkey.elements.credential.value = writeAnswer(credential);
      press.setAttribute("aria-disabled", "true");
      passkey.submit();
    } catch (error) {
      if (signal.aborted || mediation) return;
      say(error.name === "InvalidStateError" ? texts.known : error.name === "NotAllowedError" ? texts.cancelled : texts.failed);
      wait();
    }
  };
  // The browser offers passkeys in the field for the user name, and nobody is asked before they choose one.
  const wait = async () => {
    if (autofill === "True" && await PublicKeyCredential.isConditionalMediationAvailable?.()) ask("conditional");
  };
  passkey.hidden = false;
  document.querySelector("[data-without-passkeys]")?.remove();
  passkey.addEventListener("submit", (event) => {
    event.preventDefault();
    say("");
    if (!press.hasAttribute("aria-disabled")) ask();
  });
  addEventListener("pageshow", (event) => event.persisted && press.removeAttribute("aria-disabled"));
  wait();
}

// An answer on its way to the app; the button is for browsers without script.
document.querySelector("form[data-submits]")?.requestSubmit();
