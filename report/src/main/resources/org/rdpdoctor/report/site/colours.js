// Light or dark before anything is drawn; what was chosen is kept on this machine only.
"use strict";

(() => {
  const page = document.documentElement;
  page.classList.add("scripted");

  let chosen = "auto";
  try {
    chosen = localStorage.getItem("rdpdoctor-colours") || "auto";
  } catch {
    // A browser may keep nothing for pages from a disk.
  }

  const apply = (colours) => {
    if (colours === "light" || colours === "dark") {
      page.dataset.colours = colours;
    } else {
      delete page.dataset.colours;
    }
  };
  apply(chosen);

  window.rdpdoctorColours = {
    chosen: () => chosen,
    choose: (colours) => {
      chosen = colours;
      apply(colours);
      try {
        localStorage.setItem("rdpdoctor-colours", colours);
      } catch {
        // Then it holds for this page.
      }
    },
  };
})();
