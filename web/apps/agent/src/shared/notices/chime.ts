const NOTES = [659.25, 987.77]
const LENGTH = 0.09

/** Two short, soft tones. A browser plays nothing before its user has touched the page. */
export function chime(): void {
  const context = new AudioContext()
  if (context.state === 'suspended') return void context.close()
  const gain = context.createGain()
  gain.connect(context.destination)
  gain.gain.setValueAtTime(0.05, context.currentTime)
  gain.gain.exponentialRampToValueAtTime(0.0001, context.currentTime + LENGTH * 4)
  NOTES.forEach((frequency, place) => {
    const tone = new OscillatorNode(context, { type: 'sine', frequency })
    tone.connect(gain)
    tone.start(context.currentTime + place * LENGTH)
    tone.stop(context.currentTime + LENGTH * 4)
    tone.onended = () => void context.close().catch(() => undefined)
  })
}
