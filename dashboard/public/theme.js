// Before the first paint, so that nothing flashes in the other theme. A file of its own, since the
// page's policy allows no inline script.
(function () {
  function stored(name) {
    try {
      return localStorage.getItem("fettle." + name);
    } catch {
      return null; // storage is switched off
    }
  }
  var theme = stored("theme") || "system";
  var dark = matchMedia("(prefers-color-scheme: dark)").matches;
  var root = document.documentElement;
  root.dataset.theme = theme === "system" ? (dark ? "dark" : "light") : theme;
  root.dataset.density = stored("density") || "comfortable";
})();
