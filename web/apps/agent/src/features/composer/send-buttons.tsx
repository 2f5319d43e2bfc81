import type { MessageKind, TicketStatus } from '@tessera/api'
import { Button, Menu, MenuContent, MenuItem, MenuTrigger, StatusIcon, Tooltip } from '@tessera/ui'
import { ChevronDown } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { keysOf } from '@/shared/hotkeys'

type Props = { kind: MessageKind; disabled: boolean; onSend: (status?: TicketStatus) => void }

/** The button says what it does; beside it, the same with a change of status in one step. */
export function SendButtons({ kind, disabled, onSend }: Props) {
  const { t } = useTranslation()
  const variant = kind === 'note' ? 'note' : 'primary'
  const note = kind === 'note'
  return (
    <div className="flex shrink-0">
      <Tooltip text={t(note ? 'composer.addNote' : 'composer.sendReply')} keys={keysOf('send')} side="top">
        <Button variant={variant} disabled={disabled} onClick={() => onSend()} className="rounded-e-none">
          {t(note ? 'composer.addNote' : 'composer.sendReply')}
        </Button>
      </Tooltip>
      <Menu>
        <MenuTrigger asChild>
          <Button
            variant={variant}
            disabled={disabled}
            aria-label={t('composer.sendAnd')}
            className="ms-px rounded-s-none px-1.5 pointer-coarse:px-3"
          >
            <ChevronDown size={14} aria-hidden="true" />
          </Button>
        </MenuTrigger>
        <MenuContent align="end" side="top">
          <MenuItem icon={<StatusIcon status="pending" />} onSelect={() => onSend('pending')}>
            {t(note ? 'composer.noteAndPending' : 'composer.sendAndPending')}
          </MenuItem>
          <MenuItem icon={<StatusIcon status="resolved" />} onSelect={() => onSend('resolved')}>
            {t(note ? 'composer.noteAndResolved' : 'composer.sendAndResolved')}
          </MenuItem>
        </MenuContent>
      </Menu>
    </div>
  )
}
