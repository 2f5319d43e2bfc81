import '@/shared/i18n/search'
import { useNavigate } from '@tanstack/react-router'
import { Button, Dialog, DialogBody, Input, Kbd } from '@tessera/ui'
import { Fragment, useState } from 'react'
import { t } from '@/shared/i18n'
import { COMMANDS, COMMAND_IDS, GROUPS, bindingsOf, isFor } from '@/shared/hotkeys'
import { useMe } from '@/shared/tickets/queries'

/** The toasts' own key, which cannot be changed. */
const TOASTS = ['f8']

/** Every command that has a key and that one may use, from the registry itself. */
export function Help({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate()
  const [wanted, setWanted] = useState('')
  function change() {
    onClose()
    void navigate({ to: '/settings/$section', params: { section: 'keyboard' } })
  }
  const { permissions } = useMe()
  const fits = (name: string) => name.toLowerCase().includes(wanted.trim().toLowerCase())
  const shown = COMMAND_IDS.filter((id) => isFor(id, permissions) && fits(t(`command.${id}`)))
  const toasts = fits(t('help.toasts'))
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('help.title')} closeLabel={t('action.close')}>
      <DialogBody tabIndex={0} className="gap-5 -outline-offset-2">
        <Input
          type="search"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
          aria-label={t('help.find')}
          placeholder={t('help.find')}
          className="shrink-0"
        />
        {GROUPS.map((group) => (
          <section key={group} aria-label={t(`group.${group}`)}>
            <h3 className="mb-1 text-xs font-medium text-quiet">{t(`group.${group}`)}</h3>
            <dl>
              {shown
                .filter((id) => COMMANDS[id].group === group)
                .map((id) => (
                  <Line key={id} name={t(`command.${id}`)} bindings={bindingsOf(id)} />
                ))}
              {group === 'general' && toasts && <Line name={t('help.toasts')} bindings={TOASTS} />}
            </dl>
          </section>
        ))}
        {shown.length === 0 && !toasts && <p className="text-quiet">{t('palette.empty')}</p>}
        <p className="text-xs text-quiet">{t('help.browserKeys')}</p>
        <Button variant="link" className="self-start" onClick={change}>
          {t('keyboard.open')}
        </Button>
      </DialogBody>
    </Dialog>
  )
}

function Line({ name, bindings }: { name: string; bindings: readonly string[] }) {
  return (
    <div className="flex min-h-8 items-center justify-between gap-4 border-b border-line last:border-0">
      <dt className="text-strong">{name}</dt>
      <dd className="flex items-center gap-1.5 text-xs text-quiet">
        {bindings.map((keys, index) => (
          <Fragment key={keys}>
            {index > 0 && t('help.or')}
            <Kbd keys={keys} />
          </Fragment>
        ))}
      </dd>
    </div>
  )
}
