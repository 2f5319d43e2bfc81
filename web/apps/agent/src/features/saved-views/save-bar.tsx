import '@/shared/i18n/views'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Button } from '@tessera/ui'
import { useState } from 'react'
import { t } from '@/shared/i18n'
import { askedBy, isAsSaved, searchOf } from '@/shared/saved-views/asked'
import { useSavedView } from '@/shared/saved-views/queries'
import { useViewChanges } from '@/shared/saved-views/use-change'
import { useMe } from '@/shared/tickets/queries'
import { type TicketFilter, savedOf, savedView } from '@/shared/tickets/views'
import { readListSearch } from '@/shared/views/address'
import { useColumns } from '@/shared/views/use-columns'
import { useLayout } from '@/shared/views/use-layout'
import { useListSearch } from '@/shared/views/use-listing'
import { ViewDialog } from './view-dialog'

/** What a list asks for beyond its view can be kept: in the saved view that is open, or as a new one. */
export function SaveBar({ within }: { within: TicketFilter }) {
  const { search } = useListSearch()
  const navigate = useNavigate()
  const view = useSavedView(savedOf(useParams({ strict: false }).view ?? ''))
  const { update } = useViewChanges()
  const me = useMe()
  const [naming, setNaming] = useState(false)
  const asked = askedBy(within, search)
  const layout = useLayout()
  const columns = useColumns()
  const mayChange = view && (view.owner_id === me.id || me.role === 'admin' || me.role === 'supervisor')
  if (view ? isAsSaved(view, search) : Object.keys(search).length === 0) return null
  return (
    <div className="flex shrink-0 grow items-center gap-1 border-b border-line px-3.5 py-1" data-testid="save-bar">
      {view && <span className="me-auto truncate text-xs text-quiet">{t('savedViews.changed')}</span>}
      {view && (
        <Button
          size="sm"
          variant="ghost"
          onClick={() => void navigate({ to: '.', search: () => readListSearch({ ...searchOf(view) }) as never })}
        >
          {t('savedViews.reset')}
        </Button>
      )}
      {mayChange && (
        <Button size="sm" variant="ghost" onClick={() => void update(view, asked)}>
          {t('action.save')}
        </Button>
      )}
      <Button size="sm" variant="ghost" onClick={() => setNaming(true)}>
        {t(view ? 'savedViews.saveAs' : 'savedViews.save')}
      </Button>
      {naming && (
        <ViewDialog
          view={null}
          // Somebody who looks at columns means those as well.
          asked={layout === 'list' ? { ...asked, columns } : asked}
          onClose={() => setNaming(false)}
          onSaved={(saved) =>
            void navigate({ to: '/views/$view', params: { view: savedView(saved.id) }, search: searchOf(saved) })
          }
        />
      )}
    </div>
  )
}
