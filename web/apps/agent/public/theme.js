// Runs before the first paint, so that the page never flashes in the wrong theme. Small, external (CSP), and the one
// place that turns preferences into attributes: the app calls the same function when a preference changes.
window.tesseraTheme = function (preferences) {
  var wants = function (query) {
    return window.matchMedia(query).matches
  }
  var dark = wants('(prefers-color-scheme: dark)')
  var theme = preferences.theme || 'system'
  if (theme === 'system') theme = wants('(prefers-contrast: more)') ? 'contrast' : dark ? 'dark' : 'light'
  if (theme === 'contrast' && dark) theme = 'contrast-dark'
  document.documentElement.dataset.theme = theme
  document.documentElement.dataset.density = preferences.density || 'comfortable'
}
;(function () {
  var stored = {}
  try {
    stored = JSON.parse(window.localStorage.getItem('tessera.preferences') || '{}').state || {}
  } catch {
    // A damaged record means the defaults; the app writes a good one at the next change.
  }
  window.tesseraTheme(stored)
})()
