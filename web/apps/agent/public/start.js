// Runs before the first paint, so that the page never flashes in the wrong theme, language or direction, and who is signed in
// waits for one round trip less. Small, external (CSP), and the one place that turns preferences into attributes: the app calls
// the same function when a preference changes.
function changeAtOnce(root) {
  // Another theme is there in one frame: nothing fades at its own pace.
  root.dataset.still = ''
  window.requestAnimationFrame(function () {
    window.requestAnimationFrame(function () {
      delete root.dataset.still
    })
  })
}
window.tesseraTheme = function (preferences) {
  var wants = function (query) {
    return window.matchMedia(query).matches
  }
  var dark = wants('(prefers-color-scheme: dark)')
  var theme = preferences.theme || 'system'
  if (theme === 'system') theme = wants('(prefers-contrast: more)') ? 'contrast' : dark ? 'dark' : 'light'
  if (theme === 'contrast' && dark) theme = 'contrast-dark'
  var was = document.documentElement.dataset.theme
  document.documentElement.dataset.theme = theme
  if (was && was !== theme) changeAtOnce(document.documentElement)
  document.documentElement.dataset.density = preferences.density || 'comfortable'
  // A brand is one hue, and nothing else.
  if (typeof preferences.hue === 'number') document.documentElement.style.setProperty('--accent-hue', preferences.hue)
  else document.documentElement.style.removeProperty('--accent-hue')
  var languages = ['en', 'de', 'ar']
  var known = function (tag) {
    return languages.indexOf(tag) >= 0
  }
  var asked = (window.navigator.languages || []).map(function (tag) {
    return tag.toLowerCase().split('-')[0]
  })
  var language = known(preferences.language) ? preferences.language : asked.filter(known)[0] || 'en'
  document.documentElement.lang = language
  document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr'
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
;(function () {
  // Their names are written beside this script when the app is built; in development there are none.
  var files = document.currentScript.dataset.workspace
  if (!files || !window.localStorage.getItem('tessera.session')) return
  files.split(' ').forEach(function (file) {
    var link = document.createElement('link')
    link.rel = 'modulepreload'
    if (/\.woff2$/.test(file)) {
      link.rel = 'preload'
      link.as = 'font'
      link.crossOrigin = ''
    }
    link.href = file
    document.head.append(link)
  })
})()
