(() => {
  "use strict";
  const EVERY_MS = 1000, LOOK_AGAIN_TICKS = 3, DAY_SECONDS = 86400;
  const language = document.documentElement.lang;
  // Days come before months, as the page itself writes them.
  const locale = language === "en" ? "en-GB" : language;
  let ticks = 0;

  // The payer's own time zone, where it is another one than the shop's.
  const localTimes = () => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    for (const time of document.querySelectorAll("time[data-zone]")) {
      if (time.dataset.zone === zone) continue;
      time.textContent = new Intl.DateTimeFormat(locale, {
        day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short"
      }).format(new Date(time.dateTime));
    }
  };

  const countDown = () => {
    const left = document.querySelector("[data-seconds]");
    if (!left) return;
    left.dataset.end ??= performance.now() + left.dataset.seconds * 1000;
    const seconds = Math.max(0, Math.round((left.dataset.end - performance.now()) / 1000));
    // Nobody counts hours that long: until then the page's own words stay.
    if (seconds >= DAY_SECONDS) return;
    const parts = [seconds / 3600, seconds / 60 % 60, seconds % 60].map(part => String(Math.floor(part)).padStart(2, "0"));
    left.textContent = parts.join(":");
  };

  // Shows what has become of the payment, once it is something else.
  const lookAgain = async () => {
    const main = document.querySelector("main");
    if (!main.dataset.lookAgain || document.hidden) return;
    try {
      const answer = await fetch(main.dataset.lookAgain, { headers: { Accept: "text/html" }, redirect: "manual" });
      if (answer.type === "opaqueredirect") return location.assign(main.dataset.lookAgain);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const heading = page.querySelector("h1").textContent;
      if (heading === document.querySelector("h1").textContent) return;
      main.replaceWith(page.querySelector("main"));
      document.title = page.title;
      document.getElementById("news").textContent = heading;
      localTimes();
    } catch {
      // The next look may succeed.
    }
  };

  localTimes();
  countDown();
  setInterval(() => {
    countDown();
    if (++ticks % LOOK_AGAIN_TICKS === 0) lookAgain();
  }, EVERY_MS);
})();
