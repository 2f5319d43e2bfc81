import { Button, Kbd } from '@tessera/ui'
import { type KeyboardEvent, useState } from 'react'
import { t } from '@/shared/i18n'
import { type CommandId, browserOwns, chordOf, inTheWay } from '@/shared/hotkeys'

const MODIFIERS = ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Dead', 'Unidentified']

/** Takes the keys that are pressed, one or two after the other; Enter keeps them, Escape leaves things as they were. */
export function Recorder({ id, onDone }: { id: CommandId; onDone: (keys?: string) => void }) {
  const [pressed, setPressed] = useState<string[]>([])
  const keys = pressed.join(' ')
  const others = keys ? inTheWay(id, keys) : []

  function press(event: KeyboardEvent) {
    if (event.key === 'Tab' || MODIFIERS.includes(event.key)) return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') return onDone()
    const chord = chordOf(event.nativeEvent)
    if (chord === 'enter') return keys ? onDone(keys) : undefined
    if (chord === 'backspace') return setPressed([])
    setPressed((before) => (before.length === 1 ? [...before, chord] : [chord]))
  }
  return (
    <span className="flex max-w-full flex-wrap items-center gap-2">
      <span role="status" className="text-xs text-quiet">
        {others.length > 0
          ? t('keyboard.taken', { name: others.map((each) => t(`command.${each}`)).join(', ') })
          : browserOwns(keys)
            ? t('keyboard.browsers')
            : t(keys ? 'keyboard.keep' : 'keyboard.press')}
      </span>
      <span
        ref={(element) => element?.focus()}
        tabIndex={0}
        role="textbox"
        aria-label={t('keyboard.recording', { name: t(`command.${id}`) })}
        aria-readonly="true"
        data-testid="key-recorder"
        onKeyDown={press}
        className="flex h-8 min-w-20 items-center justify-center gap-1 rounded-control border border-focus bg-canvas px-2 outline-1 outline-focus"
      >
        {keys ? <Kbd keys={keys} /> : <span className="text-xs text-quiet">…</span>}
      </span>
      <Button size="sm" variant="primary" disabled={!keys} onClick={() => onDone(keys)}>
        {t('action.save')}
      </Button>
      <Button size="sm" variant="ghost" onClick={() => onDone('')}>
        {t('keyboard.without')}
      </Button>
      <Button size="sm" variant="ghost" onClick={() => onDone()}>
        {t('action.cancel')}
      </Button>
    </span>
  )
}
