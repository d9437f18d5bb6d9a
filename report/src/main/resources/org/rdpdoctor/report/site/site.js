// The switch for colours and the search. Nothing is fetched and nothing is sent: the index is a
// script beside this one, loaded when somebody begins to search.
"use strict";

(() => {
  const root = document.documentElement.dataset.root || "";
  const MOST = 12;

  colours();
  showRung();
  search();

  function colours() {
    const button = document.querySelector(".colours");
    const order = ["auto", "light", "dark"];
    const labels = { auto: "Auto", light: "Light", dark: "Dark" };
    const spoken = { auto: "as the system has them", light: "light", dark: "dark" };
    const told = () => {
      const chosen = window.rdpdoctorColours.chosen();
      button.textContent = labels[chosen] || labels.auto;
      button.setAttribute("aria-label", "Colours: " + (spoken[chosen] || spoken.auto));
    };
    button.addEventListener("click", () => {
      const at = order.indexOf(window.rdpdoctorColours.chosen());
      window.rdpdoctorColours.choose(order[(at + 1) % order.length]);
      told();
    });
    told();
  }

  // On a narrow screen the ladder lies on its side and may be longer than the screen.
  function showRung() {
    const here = document.querySelector(".ladder .here");
    const list = here && here.parentElement;
    if (list && list.scrollWidth > list.clientWidth) {
      list.scrollLeft = here.offsetLeft - (list.clientWidth - here.offsetWidth) / 2;
    }
  }

  function search() {
    const query = document.getElementById("query");
    if (!query) {
      return;
    }
    const found = document.getElementById("found");
    const told = document.getElementById("told");
    const results = document.getElementById("results");
    let asked = "";

    query.addEventListener("focus", () => load(() => {}));
    query.addEventListener("input", ask);
    query.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown") {
        move(event, 0);
      } else if (event.key === "Enter") {
        const first = results.querySelector("a");
        if (first && asked === query.value) {
          event.preventDefault();
          first.click();
        }
      } else if (event.key === "Escape") {
        close();
      }
    });
    results.addEventListener("keydown", (event) => {
      const links = [...results.querySelectorAll("a")];
      const at = links.indexOf(document.activeElement);
      if (event.key === "ArrowDown") {
        move(event, Math.min(at + 1, links.length - 1));
      } else if (event.key === "ArrowUp") {
        if (at <= 0) {
          event.preventDefault();
          query.focus();
        } else {
          move(event, at - 1);
        }
      } else if (event.key === "Escape") {
        query.focus();
        close();
      }
    });
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest && event.target.closest("input, textarea, select");
      if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        query.focus();
        query.select();
      }
    });
    document.addEventListener("click", (event) => {
      if (!event.target.closest("search, [data-query]")) {
        close();
      }
    });
    for (const example of document.querySelectorAll("[data-query]")) {
      example.addEventListener("click", (event) => {
        event.preventDefault();
        set(example.dataset.query);
      });
    }
    const given = /[#&]query=([^&]*)/.exec(location.hash);
    if (given) {
      try {
        set(decodeURIComponent(given[1].replaceAll("+", " ")));
      } catch {
        // Not written by this page.
      }
    }

    function set(text) {
      query.value = text;
      query.focus();
      ask();
    }

    function move(event, to) {
      const link = results.querySelectorAll("a")[to];
      if (link) {
        event.preventDefault();
        link.focus();
      }
    }

    function close() {
      found.hidden = true;
    }

    function ask() {
      load(() => {
        asked = query.value;
        show(asked.trim());
      });
    }

    function show(text) {
      if (!text) {
        close();
        results.replaceChildren();
        return;
      }
      const all = find(text);
      results.replaceChildren(...all.slice(0, MOST).map((hit) => item(hit, wordsOf(text))));
      told.textContent = count(all.length, text);
      found.hidden = false;
    }

    function count(number, text) {
      if (number === 0) {
        return "Nothing in this book fits “" + text + "”.";
      }
      const all = number === 1 ? "1 page" : number + " pages";
      return number > MOST ? all + "; the first " + MOST : all;
    }
  }

  function item(hit, words) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = root + hit.page.path;
    link.append(part("kind", hit.page.kind), marked("what", hit.page.name, words));
    if (hit.page.title && hit.page.title !== hit.page.name) {
      link.append(marked("snippet", hit.page.title, words));
    }
    if (hit.same) {
      link.append(part("same", hit.same));
    }
    item.append(link);
    return item;
  }

  function part(name, text) {
    const span = document.createElement("span");
    span.className = name;
    span.textContent = text;
    return span;
  }

  // The words that were looked for stand out where they stand as they were typed.
  function marked(name, text, words) {
    const span = part(name, "");
    const shown = text.length > 160 ? text.slice(0, 157) + "…" : text;
    const lower = shown.toLowerCase();
    let at = 0;
    while (at < shown.length) {
      let from = shown.length;
      let to = from;
      for (const word of words) {
        const next = lower.indexOf(word, at);
        if (next >= 0 && next < from) {
          from = next;
          to = next + word.length;
        }
      }
      span.append(shown.slice(at, from));
      if (to > from) {
        const mark = document.createElement("mark");
        mark.textContent = shown.slice(from, to);
        span.append(mark);
      }
      at = Math.max(to, at + 1);
    }
    return span;
  }

  // --- the index -----------------------------------------------------------------------------

  let pages = null;
  let byWord = null;
  let vocabulary = null;
  let waiting = null;

  function load(then) {
    if (pages) {
      then();
    } else if (waiting) {
      waiting.push(then);
    } else {
      waiting = [then];
      const script = document.createElement("script");
      script.src = root + "assets/index.js";
      script.addEventListener("load", () => {
        read(window.rdpdoctorIndex);
        waiting.forEach((each) => each());
        waiting = null;
      });
      document.head.append(script);
    }
  }

  function read(rows) {
    byWord = new Map();
    pages = rows.map(([kind, path, name, title, words, numbers, rank], number) => {
      const weights = new Map();
      const add = (text, weight) => {
        for (const word of wordsOf(text)) {
          weights.set(word, Math.max(weight, weights.get(word) || 0));
        }
      };
      add(title, 3);
      add(kind, 1);
      add(words, 5);
      add(name, 8);
      for (const [word, weight] of weights) {
        if (!byWord.has(word)) {
          byWord.set(word, []);
        }
        byWord.get(word).push([number, weight]);
      }
      return { kind, path, name, title, numbers, rank, size: wordsOf(name).length };
    });
    vocabulary = [...byWord.keys()];
  }

  function wordsOf(text) {
    const words = text.toLowerCase().match(/0x[0-9a-f]+|-?[0-9]+|[\p{L}\p{N}]+/gu) || [];
    return words.map((word) => word.replace("licence", "license"));
  }

  // --- finding -------------------------------------------------------------------------------

  const ORDINARY = new Set(
    "a an and are as at be by can code could error event for from has have id i in is it its my of on or that the this to was with you your".split(" "),
  );

  function find(text) {
    const all = wordsOf(text.replace(/:[isb]:.*/i, "")); // of a line of an .rdp file its name
    const telling = all.filter((word) => !ORDINARY.has(word));
    const words = telling.length > 0 ? telling : all;
    const scores = new Map();
    const sames = new Map();
    const wantsEvent = /\bevents?\b/i.test(text);
    words.forEach((word) => {
      const best = new Map();
      const better = (page, score) => {
        if (score > (best.get(page) || 0)) {
          best.set(page, score);
        }
      };
      // The 7 of “Windows 7” is no code.
      const code = word.length > 2 || words.length === 1;
      (code ? numbersOf(word) : []).forEach(({ value, weight }) => {
        pages.forEach((page, number) => {
          if (page.numbers.includes(value)) {
            const event = page.kind.startsWith("Event");
            better(number, weight + (event === wantsEvent ? 6 : 0));
            sames.set(number, same(word, value, page.name));
          }
        });
      });
      like(word).forEach(([known, share]) => {
        byWord.get(known).forEach(([page, weight]) => better(page, weight * share));
      });
      best.forEach((score, page) => {
        const sum = scores.get(page) || { score: 0, words: 0 };
        scores.set(page, { score: sum.score + score, words: sum.words + 1 });
      });
    });
    const most = Math.max(0, ...[...scores.values()].map((sum) => sum.words));
    return [...scores]
      .filter(
        ([page, sum]) => sames.has(page) || (sum.words === most && most * 2 >= words.length),
      )
      .map(([page, sum]) => ({
        page: pages[page],
        same: sames.get(page),
        score: sum.score - pages[page].rank / 8 - Math.min(pages[page].size, 12) / 10,
      }))
      .sort((a, b) => b.score - a.score || a.page.path.localeCompare(b.page.path));
  }

  // What a number may mean: as it is written, as a negative one, and as one whose 0x was left out.
  function numbersOf(word) {
    const values = [];
    const add = (value, weight) => {
      if (value >= -0x80000000 && value <= 0xffffffff) {
        values.push({ value: value < 0 ? value + 0x100000000 : value, weight });
      }
    };
    if (/^0x[0-9a-f]{1,8}$/.test(word)) {
      add(parseInt(word.slice(2), 16), 24);
    } else if (/^-?[0-9]{1,10}$/.test(word)) {
      add(parseInt(word, 10), 22);
    }
    if (/^(?=.*[0-9])[0-9a-f]{3,8}$/.test(word)) {
      add(parseInt(word, 16), /^[0-9]+$/.test(word) ? 16 : 20);
    }
    return values;
  }

  // “2308 is 0x904”, unless the page is called what was typed.
  function same(word, value, name) {
    const hexadecimal = "0x" + value.toString(16).toUpperCase();
    const signed = value > 0x7fffffff ? value - 0x100000000 : value;
    const shown = name.split(" ")[0].toLowerCase();
    if (shown === word) {
      return "";
    }
    return word + " is " + (shown === hexadecimal.toLowerCase() ? hexadecimal : name.split(" ")[0]) +
      (signed !== value && String(signed) !== word ? " (" + signed + ")" : "");
  }

  // The known words that one is, begins, or is nearly.
  function like(word) {
    if (byWord.has(word) && word.length < 3) {
      return [[word, 1]];
    }
    const likes = [];
    const number = /^-?[0-9]|^0x/.test(word);
    for (const known of vocabulary) {
      if (known === word) {
        likes.push([known, 1]);
      } else if (!number && word.length > 2 && known.startsWith(word)) {
        likes.push([known, 0.75]);
      } else if (!number && word.length > 5 && known.length > 5 && known.includes(word)) {
        likes.push([known, 0.5]);
      }
    }
    if (likes.length === 0 && !number && word.length > 3) {
      const most = word.length > 7 ? 2 : 1;
      for (const known of vocabulary) {
        const distance = apart(word, known, most);
        if (distance <= most) {
          likes.push([known, 0.6 - distance / 10]);
        }
      }
    }
    return likes;
  }

  // How many letters differ, are missing, too many or swapped with the next; `most` + 1 if more.
  function apart(one, other, most) {
    if (Math.abs(one.length - other.length) > most) {
      return most + 1;
    }
    let before = null;
    let last = [...Array(other.length + 1).keys()];
    for (let i = 1; i <= one.length; i++) {
      const row = [i];
      let least = i;
      for (let j = 1; j <= other.length; j++) {
        const equal = one[i - 1] === other[j - 1] ? 0 : 1;
        let cost = Math.min(row[j - 1] + 1, last[j] + 1, last[j - 1] + equal);
        const swapped =
          before && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
        if (swapped) {
          cost = Math.min(cost, before[j - 2] + 1);
        }
        row.push(cost);
        least = Math.min(least, cost);
      }
      if (least > most) {
        return most + 1;
      }
      before = last;
      last = row;
    }
    return last[other.length];
  }
})();
