import '@/shared/i18n/search'
import { Button, Input } from '@tessera/ui'
import { useState } from 'react'
import { t } from '@/shared/i18n'
import { COMMANDS, COMMAND_IDS, type CommandId, GROUPS, resetBinding, useBindings } from '@/shared/hotkeys'
import { Page } from '@/shared/page'
import { KeysRow } from './keys-row'

/** Every command and its keys, to be changed as one likes. */
export function KeyboardPage() {
  const [wanted, setWanted] = useState('')
  const [recording, setRecording] = useState<CommandId | null>(null)
  const changed = useBindings((state) => Object.keys(state.own).length > 0)
  const words = wanted.trim().toLowerCase()
  const shown = COMMAND_IDS.filter((id) => t(`command.${id}`).toLowerCase().includes(words))
  return (
    <Page
      title={t('keyboard.title')}
      text={t('keyboard.text')}
      action={
        changed && (
          <Button size="sm" variant="ghost" onClick={() => resetBinding()}>
            {t('keyboard.resetAll')}
          </Button>
        )
      }
    >
      <Input
        type="search"
        value={wanted}
        onChange={(event) => setWanted(event.target.value)}
        aria-label={t('help.find')}
        placeholder={t('help.find')}
        className="mb-5 max-w-80"
      />
      {GROUPS.map((group) => {
        const ids = shown.filter((id) => COMMANDS[id].group === group)
        if (ids.length === 0) return null
        return (
          <section key={group} aria-label={t(`group.${group}`)} className="mb-6">
            <h2 className="mb-1 text-xs font-medium text-quiet">{t(`group.${group}`)}</h2>
            <ul className="border-t border-line">
              {ids.map((id) => (
                <KeysRow
                  key={id}
                  id={id}
                  recording={recording === id}
                  onRecord={(on) => setRecording(on ? id : null)}
                />
              ))}
            </ul>
          </section>
        )
      })}
      {shown.length === 0 && <p className="text-sm text-quiet">{t('palette.empty')}</p>}
      <p className="max-w-(--measure) text-xs text-quiet">{t('help.browserKeys')}</p>
    </Page>
  )
}
