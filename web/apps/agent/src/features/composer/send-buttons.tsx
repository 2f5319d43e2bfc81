import type { MessageKind } from '@tessera/api'
import {
  Button,
  Menu,
  MenuContent,
  MenuItem,
  MenuSeparator,
  MenuTrigger,
  Popover,
  PopoverAnchor,
  PopoverContent,
  StatusIcon,
  Tooltip,
} from '@tessera/ui'
import { CalendarClock, ChevronDown } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { WhenChoices } from '@/shared/fields/when-choices'
import { keysOf, useCommand } from '@/shared/hotkeys'
import type { How } from './use-submit'

type Props = { kind: MessageKind; disabled: boolean; onSend: (how?: How) => void }
type SendProps = Props & { sending: boolean }

/** The button says what it does; beside it, the same with a change of status in one step, or at another time. */
export function SendButtons({ kind, disabled, sending, onSend }: SendProps) {
  const { t } = useTranslation()
  const variant = kind === 'note' ? 'note' : 'primary'
  const note = kind === 'note'
  const [choosing, setChoosing] = useState(false)
  useCommand('sendLater', () => setChoosing(true), !note && !disabled)
  return (
    <Popover open={choosing} onOpenChange={setChoosing}>
      <PopoverAnchor asChild>
        <div className="flex shrink-0">
          <Tooltip text={t(note ? 'composer.addNote' : 'composer.sendReply')} keys={keysOf('send')} side="top">
            <Button variant={variant} disabled={disabled} onClick={() => onSend()} className="rounded-e-none">
              {t(sending ? 'composer.sendingAfterUpload' : note ? 'composer.addNote' : 'composer.sendReply')}
            </Button>
          </Tooltip>
          <MoreWays kind={kind} disabled={disabled} onSend={onSend} onLater={() => setChoosing(true)} />
        </div>
      </PopoverAnchor>
      <PopoverContent side="top" align="end" aria-label={t('composer.sendLater')} className="w-72">
        <WhenChoices
          value={null}
          submitLabel={t('when.schedule')}
          onPick={(at) => {
            setChoosing(false)
            if (at) onSend({ sendAt: new Date(at) })
          }}
        />
      </PopoverContent>
    </Popover>
  )
}

function MoreWays({ kind, disabled, onSend, onLater }: Props & { onLater: () => void }) {
  const { t } = useTranslation()
  const note = kind === 'note'
  const later = useRef(false)
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button
          variant={note ? 'note' : 'primary'}
          disabled={disabled}
          aria-label={t('composer.sendAnd')}
          className="ms-px rounded-s-none px-1.5 pointer-coarse:px-3"
        >
          <ChevronDown size={14} aria-hidden="true" />
        </Button>
      </MenuTrigger>
      <MenuContent
        align="end"
        side="top"
        // What "Send later" opens takes the focus over from the menu, once that has closed.
        onCloseAutoFocus={(event) => {
          if (!later.current) return
          later.current = false
          event.preventDefault()
          onLater()
        }}
      >
        <MenuItem icon={<StatusIcon status="pending" />} onSelect={() => onSend({ status: 'pending' })}>
          {t(note ? 'composer.noteAndPending' : 'composer.sendAndPending')}
        </MenuItem>
        <MenuItem icon={<StatusIcon status="resolved" />} onSelect={() => onSend({ status: 'resolved' })}>
          {t(note ? 'composer.noteAndResolved' : 'composer.sendAndResolved')}
        </MenuItem>
        {!note && (
          <>
            <MenuSeparator />
            <MenuItem
              icon={<CalendarClock size={15} />}
              keys={keysOf('sendLater')}
              onSelect={() => {
                later.current = true
              }}
            >
              {t('composer.sendLater')}
            </MenuItem>
          </>
        )}
      </MenuContent>
    </Menu>
  )
}
