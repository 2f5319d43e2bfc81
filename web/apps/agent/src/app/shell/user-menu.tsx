import { Avatar, cn } from '@tessera/ui'
import { ChevronsUpDown } from 'lucide-react'
import { type ComponentProps, Suspense, useState } from 'react'
import { t } from '@/shared/i18n'
import { part } from '@/shared/part'
import { useAmAway } from '@/shared/tickets/away'
import { useMe } from '@/shared/tickets/queries'

const load = () => import('./user-menu-open')
const UserMenuOpen = part(() => load().then((module) => ({ default: module.UserMenuOpen })))

/** Who one is, and the menu behind it, which is fetched when the pointer comes near or the button is pressed. */
export function UserMenu({ narrow = false }: { narrow?: boolean }) {
  const [asked, setAsked] = useState(false)
  const plain = (
    <Trigger narrow={narrow} onClick={() => setAsked(true)} onPointerEnter={() => void load().catch(() => undefined)} />
  )
  return (
    <div className="shrink-0 border-t border-line p-2">
      {asked ? (
        <Suspense fallback={plain}>
          <UserMenuOpen trigger={<Trigger narrow={narrow} />} />
        </Suspense>
      ) : (
        plain
      )}
    </div>
  )
}

function Trigger({ narrow, ...props }: ComponentProps<'button'> & { narrow: boolean }) {
  const me = useMe()
  const away = useAmAway()
  return (
    <button
      type="button"
      aria-haspopup="menu"
      className={cn(
        'flex h-9 w-full items-center gap-2.5 rounded-control px-1.5 text-start hover:bg-selected/70 aria-expanded:bg-selected pointer-coarse:h-11',
        narrow && 'justify-center px-0',
      )}
      {...props}
    >
      <Avatar name={me.name} title={false} />
      <span className={cn('flex-1 truncate font-medium text-strong', narrow && 'sr-only')}>
        {me.name}
        <span className="sr-only">, {t('user.menu')}</span>
      </span>
      {!narrow && away && <span className="text-xs text-quiet">{t('away.mark')}</span>}
      {!narrow && <ChevronsUpDown size={14} className="text-icon" aria-hidden="true" />}
    </button>
  )
}
