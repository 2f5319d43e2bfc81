// Before the app: when the first row stands there, how long each key takes until the frame with its effect is made, and how long frames are.
window.measured = { firstRow: null, keys: [], frames: [], watching: false }
addEventListener(
  'keydown',
  ({ timeStamp }) =>
    requestAnimationFrame(() => {
      // A message comes right after the frame.
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => window.measured.keys.push(performance.now() - timeStamp)
      port2.postMessage(null)
    }),
  { capture: true },
)
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
