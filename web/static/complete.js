/* Completes the question while it is typed: a combobox with a list, as the WAI-ARIA practices have
   it. Without this script the box is a plain one and everything else works the same. */

(() => {
  "use strict";

  const PAUSE = 120; // Milliseconds without a key before anything is asked.

  const countWords = (count) => `${count.toLocaleString("en-US")} listing${count === 1 ? "" : "s"}`;

  const typedLetters = (text) => (text.match(/[\p{L}\p{N}]/gu) || []).length;

  function combobox(input) {
    const form = input.form;
    const list = document.createElement("ul");
    const told = document.createElement("p");
    let options = [];
    let active = -1;
    let timer = 0;
    let asking = null;

    list.id = `${input.id}-suggestions`;
    list.className = "suggestions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Suggestions");
    list.hidden = true;
    told.className = "unseen";
    told.setAttribute("role", "status");
    // Escape would empty a search field, and here it closes the list.
    input.type = "text";
    input.enterKeyHint = "search";
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);
    input.after(list, told);

    function forget() {
      window.clearTimeout(timer);
      if (asking) asking.abort();
      asking = null;
    }

    function close() {
      forget();
      list.hidden = true;
      list.replaceChildren();
      options = [];
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function activate(number) {
      if (active >= 0) options[active].setAttribute("aria-selected", "false");
      active = number;
      if (active < 0) {
        input.removeAttribute("aria-activedescendant");
        return;
      }
      options[active].setAttribute("aria-selected", "true");
      options[active].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", options[active].id);
    }

    function pick(text) {
      input.value = text;
      close();
      told.textContent = "";
      form.requestSubmit();
    }

    function option(suggestion, number) {
      const item = document.createElement("li");
      const name = document.createElement("span");
      const about = document.createElement("span");
      item.id = `${list.id}-${number}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      name.textContent = suggestion.name;
      about.className = "about";
      about.textContent = `${suggestion.kind_label}, ${countWords(suggestion.listings)}`;
      item.append(name, " ", about);
      item.addEventListener("click", () => pick(suggestion.text));
      return item;
    }

    function show(suggestions) {
      close();
      told.textContent =
        suggestions.length === 1 ? "1 suggestion" : `${suggestions.length || "No"} suggestions`;
      if (!suggestions.length) return;
      options = suggestions.map(option);
      list.replaceChildren(...options);
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
    }

    async function ask(typed) {
      const mine = new AbortController();
      asking = mine;
      try {
        const answer = await fetch(`${input.dataset.complete}?q=${encodeURIComponent(typed)}`, {
          signal: mine.signal,
          cache: "no-store",
          credentials: "omit",
        });
        if (!answer.ok) throw new Error(answer.statusText);
        const { suggestions } = await answer.json();
        if (asking === mine && document.activeElement === input) show(suggestions);
      } catch {
        // Whoever types is never kept from searching: without suggestions the box is a plain one.
        if (asking === mine) close();
      }
    }

    input.addEventListener("input", (event) => {
      const typed = input.value.trim();
      forget();
      if (typedLetters(typed) < input.dataset.least || typed.length > input.dataset.most) {
        close();
        told.textContent = "";
        return;
      }
      if (!event.isComposing) timer = window.setTimeout(ask, PAUSE, typed);
    });
    input.addEventListener("compositionend", () => input.dispatchEvent(new Event("input")));

    input.addEventListener("keydown", (event) => {
      if (list.hidden || event.isComposing) return;
      const last = options.length - 1;
      if (event.key === "ArrowDown") activate(active === last ? -1 : active + 1);
      else if (event.key === "ArrowUp") activate(active < 0 ? last : active - 1);
      else if (event.key === "Escape") close();
      else if (event.key === "Enter" && active >= 0) options[active].click();
      else return;
      event.preventDefault();
    });

    // The box keeps the focus while the list is clicked.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    input.addEventListener("blur", close);
    form.addEventListener("submit", close);
  }

  document.querySelectorAll("input[data-complete]").forEach(combobox);
})();
