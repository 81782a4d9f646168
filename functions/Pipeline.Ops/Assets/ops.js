// @ts-check
// Improves pages that work without it: keeps live regions fresh, gives keys, copies. Nothing is done that a link or form does not do.
const body = document.body;
const words = body.dataset;
const status = /** @type {HTMLElement} */ (document.getElementById("status"));
const say = (/** @type {string} */ text) => { status.textContent = ""; requestAnimationFrame(() => { status.textContent = text; }); };

// On a narrow screen the menu begins closed.
if (matchMedia("(max-width: 40rem)").matches) document.querySelector(".menu-all")?.removeAttribute("open");

// Refresh: only regions marked live, never one that somebody uses.
const seconds = Number(words.live);
if (seconds) {
  const quiet = 30 * 60 * 1000;
  const versions = /** @type {Record<string, string>} */ ({});
  let paused = false, failures = 0, touched = Date.now(), last = new Date(), busy = false;
  for (const kind of ["pointerdown", "keydown", "scroll"]) addEventListener(kind, () => { touched = Date.now(); }, { passive: true });

  const line = document.querySelector(".asof");
  const pause = document.createElement("button");
  pause.type = "button";
  pause.className = "quiet";
  pause.textContent = words.pause ?? "";
  pause.addEventListener("click", () => {
    paused = !paused;
    pause.textContent = (paused ? words.resume : words.pause) ?? "";
    if (!paused) refresh();
  });
  line?.append(" ", pause);

  const isUsed = (/** @type {Element} */ region) => {
    const picked = getSelection();
    return region.contains(document.activeElement)
      || (picked !== null && !picked.isCollapsed && region.contains(picked.anchorNode))
      || region.querySelector("details[open], input:checked") !== null
      || [...region.querySelectorAll("input:not([type=hidden]), textarea")].some(field => /** @type {HTMLInputElement} */ (field).value !== /** @type {HTMLInputElement} */ (field).defaultValue);
  };
  const plain = (/** @type {Element} */ region) => region.innerHTML.replace(/name="command" value="[^"]*"/g, "").replace(/(<time [^>]*>)[^<]*/g, "$1");
  const put = (/** @type {Element} */ old, /** @type {Element} */ fresh) => { old.replaceChildren(...fresh.childNodes); };
  const offer = (/** @type {Element} */ old, /** @type {Element} */ fresh) => {
    document.getElementById(`fresh-${old.id}`)?.remove();
    const show = document.createElement("button");
    show.type = "button";
    show.id = `fresh-${old.id}`;
    show.className = "fresh quiet";
    show.textContent = words.new ?? "";
    show.addEventListener("click", () => { put(old, fresh); show.remove(); });
    old.before(show);
  };

  async function refresh() {
    if (busy || paused || document.hidden || Date.now() - touched > quiet) return;
    busy = true;
    const regions = [...document.querySelectorAll("[data-region]")];
    const slow = setTimeout(() => { for (const region of regions) region.setAttribute("aria-busy", "true"); say(words.updating ?? ""); }, 500);
    try {
      const answer = await fetch(location.href, { headers: { "X-Ops-Fragment": "1", ...(versions.etag ? { "If-None-Match": versions.etag } : {}) }, cache: "no-store", signal: AbortSignal.timeout(15000) });
      if (answer.status !== 304 && !answer.ok) throw new Error(String(answer.status));
      failures = 0;
      last = new Date();
      document.getElementById("stale")?.remove();
      if (answer.status === 200) {
        versions.etag = answer.headers.get("ETag") ?? "";
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        let changed = 0;
        for (const old of regions) {
          const fresh = page.getElementById(old.id);
          if (!fresh || plain(old) === plain(fresh)) continue;
          changed++;
          if (isUsed(old)) offer(old, fresh); else put(old, fresh);
        }
        if (changed > 0) say(words.updated ?? "");
      }
      const time = line?.querySelector("time");
      if (time) time.textContent = last.toLocaleTimeString(document.documentElement.lang, { hourCycle: "h23" });
    } catch {
      if (++failures >= 3 && !document.getElementById("stale")) {
        const banner = document.createElement("p");
        banner.id = "stale";
        banner.className = "strip wait";
        banner.textContent = (words.stale ?? "").replace("{0}", last.toLocaleTimeString(document.documentElement.lang, { hourCycle: "h23" }));
        document.getElementById("main")?.prepend(banner);
      }
    } finally {
      clearTimeout(slow);
      for (const region of regions) region.removeAttribute("aria-busy");
      busy = false;
    }
  }
  setInterval(refresh, seconds * 1000);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
}

// Keys: / search, ? list, g and a letter, unless switched off or somebody types.
if (words.keys === "on") {
  const pages = /** @type {Record<string, string>} */ ({ o: "orders", c: "catalogue", f: "flows", m: "messages", e: "errors" });
  let waiting = 0;
  addEventListener("keydown", event => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.ctrlKey || event.altKey || event.metaKey || target.closest("input, textarea, select, [contenteditable]")) return;
    if (Date.now() < waiting && pages[event.key]) { location.href = `/ops/${pages[event.key]}`; return; }
    waiting = event.key === "g" ? Date.now() + 1500 : 0;
    if (event.key === "/") { event.preventDefault(); document.getElementById("q")?.focus(); }
    if (event.key === "?") /** @type {HTMLDialogElement} */ (document.getElementById("dialog")).showModal();
  });
}

// Copy: a button beside each text that is marked.
for (const source of document.querySelectorAll("[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  button.textContent = source.getAttribute("data-copy");
  button.addEventListener("click", async () => { await navigator.clipboard.writeText(source.textContent ?? ""); say(words.copied ?? ""); });
  source.after(button);
}

// All on this page.
for (const all of document.querySelectorAll("input[data-all]")) {
  all.addEventListener("change", () => {
    for (const one of document.querySelectorAll(`input[name="${all.getAttribute("data-all")}"]`)) /** @type {HTMLInputElement} */ (one).checked = /** @type {HTMLInputElement} */ (all).checked;
  });
}

// A form is sent once.
addEventListener("submit", event => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (form.method !== "post") return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
});
addEventListener("pageshow", () => { for (const form of document.forms) delete form.dataset.sent; });
