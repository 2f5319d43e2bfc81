// Before the app: when the first row stands there, how long each key takes until its effect is painted, and how long frames are.
window.measured = { firstRow: null, keys: [], frames: [], watching: false }
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (entry.name === 'keydown') window.measured.keys.push(entry.duration)
}).observe({ type: 'event', durationThreshold: 16, buffered: true })
new MutationObserver((_, observer) => {
  if (!document.querySelector('[data-testid=ticket-row]')) return
  observer.disconnect()
  requestAnimationFrame(() => setTimeout(() => (window.measured.firstRow = performance.now())))
}).observe(document, { childList: true, subtree: true })
let last = 0
requestAnimationFrame(function frame(now) {
  if (window.measured.watching && last) window.measured.frames.push(now - last)
  last = now
  requestAnimationFrame(frame)
})
