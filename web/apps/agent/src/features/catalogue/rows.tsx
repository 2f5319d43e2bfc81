import { ApiProblem } from '@tessera/api'
import { useQueryClient } from '@tanstack/react-query'
import { IconButton, cn, passFocus } from '@tessera/ui'
import { ArrowDown, ArrowUp } from 'lucide-react'
import type { ReactNode } from 'react'
import { t } from '@/shared/i18n'
import { CATALOGUE } from '@/shared/catalogue/queries'
import { useServices } from '@/shared/services'
import { showToast } from '@/shared/toasts'

/** Does something to the definitions, reads them again, and says what went wrong. True if nothing did. */
export function useAct(): (work: () => Promise<unknown>) => Promise<boolean> {
  const client = useQueryClient()
  return async (work) => {
    try {
      await work()
      return true
    } catch (error) {
      const detail = error instanceof ApiProblem ? error.problem.detail : t('error.unreachableChange')
      showToast({ tone: 'danger', text: t('error.notChanged'), detail })
      return false
    } finally {
      await client.invalidateQueries({ queryKey: CATALOGUE })
    }
  }
}

type RowProps = { mark: ReactNode; name: string; detail?: ReactNode; children?: ReactNode; faded?: boolean }

export function DefinitionRow({ mark, name, detail, children, faded = false }: RowProps) {
  return (
    <li ref={passFocus} className="flex min-h-12 items-center gap-3 border-b border-line py-1.5">
      <span className="flex w-5 shrink-0 justify-center">{mark}</span>
      <div className="min-w-0 flex-1">
        <bdi className={cn('block truncate', faded ? 'text-quiet' : 'font-medium text-strong')}>{name}</bdi>
        {detail && <p className="text-xs text-quiet">{detail}</p>}
      </div>
      <div className="flex shrink-0 items-center">{children}</div>
    </li>
  )
}

type OrderProps = { kind: 'status' | 'field'; ids: string[]; id: string; name: string }

/** One place up or down: works with a finger, a mouse and the keyboard alike. */
export function OrderButtons({ kind, ids, id, name }: OrderProps) {
  const { api } = useServices()
  const act = useAct()
  const place = ids.indexOf(id)
  // One alone has no order, and its name the room.
  if (ids.length < 2) return null
  function move(by: number) {
    const next = ids.filter((each) => each !== id)
    next.splice(place + by, 0, id)
    void act(() => api.arrange(kind, next))
  }
  return (
    <>
      <IconButton
        icon={ArrowUp}
        size={15}
        label={t('catalogue.up', { name })}
        disabled={place <= 0}
        onClick={() => move(-1)}
      />
      <IconButton
        icon={ArrowDown}
        size={15}
        label={t('catalogue.down', { name })}
        disabled={place === ids.length - 1}
        onClick={() => move(1)}
      />
    </>
  )
}
