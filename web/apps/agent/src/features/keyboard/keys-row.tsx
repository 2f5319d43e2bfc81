import { Button, IconButton, Kbd, keysText } from '@tessera/ui'
import { RotateCcw } from 'lucide-react'
import { useRef } from 'react'
import { t } from '@/shared/i18n'
import { type CommandId, bind, bindingsOf, resetBinding, useBindings } from '@/shared/hotkeys'
import { Recorder } from './recorder'

type Props = { id: CommandId; recording: boolean; onRecord: (on: boolean) => void }

export function KeysRow({ id, recording, onRecord }: Props) {
  const own = useBindings((state) => state.own[id] !== undefined)
  const button = useRef<HTMLButtonElement>(null)
  const keys = bindingsOf(id)
  const name = t(`command.${id}`)
  function done(chosen?: string) {
    if (chosen !== undefined) bind(id, chosen)
    onRecord(false)
    requestAnimationFrame(() => button.current?.focus())
  }
  return (
    <li className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-1">
      <span className="min-w-40 flex-1 text-sm text-strong">{name}</span>
      {recording ? (
        <Recorder id={id} onDone={done} />
      ) : (
        <>
          {own && (
            <IconButton
              icon={RotateCcw}
              size={14}
              label={t('keyboard.reset', { name })}
              onClick={() => {
                resetBinding(id)
                button.current?.focus()
              }}
            />
          )}
          <Button ref={button} variant="ghost" size="sm" onClick={() => onRecord(true)}>
            <span className="sr-only">
              {t('keyboard.change', { name, keys: keys.map(keysText).join(', ') || t('keyboard.none') })}
            </span>
            <span aria-hidden="true" className="flex gap-1.5">
              {keys.length === 0 && <span className="text-quiet">{t('keyboard.none')}</span>}
              {keys.map((each) => (
                <Kbd key={each} keys={each} />
              ))}
            </span>
          </Button>
        </>
      )}
    </li>
  )
}
