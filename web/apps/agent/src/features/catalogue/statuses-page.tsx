import '@/shared/i18n/settings'
import type { OwnStatus, TicketStatus } from '@tessera/api'
import { Button, ColourPicker, Field, Input, Select, StatusIcon, type Colour } from '@tessera/ui'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { t } from '@/shared/i18n'
import { useCatalogue } from '@/shared/catalogue/queries'
import { textOf } from '@/shared/form'
import { Page } from '@/shared/page'
import { RecordDialog } from '@/shared/record-dialog'
import { useServices } from '@/shared/services'
import { STATUSES } from '@/shared/tickets/order'
import { RowButtons } from './row-buttons'
import { DefinitionRow, OrderButtons } from './rows'

type Editing = { status: OwnStatus | null; category: TicketStatus } | null

export function StatusesPage() {
  const { statuses } = useCatalogue()
  const [editing, setEditing] = useState<Editing>(null)
  const archived = statuses.filter((status) => status.deleted)
  return (
    <Page
      title={t('settings.section.statuses')}
      text={t('catalogue.statusesText')}
      action={
        <Button onClick={() => setEditing({ status: null, category: 'open' })}>
          <Plus size={14} aria-hidden="true" className="text-icon" />
          {t('catalogue.newStatus')}
        </Button>
      }
    >
      {STATUSES.map((category) => (
        <Category
          key={category}
          category={category}
          statuses={statuses.filter((status) => status.category === category && !status.deleted)}
          onEdit={(status) => setEditing({ status, category })}
        />
      ))}
      {archived.length > 0 && (
        <section aria-label={t('catalogue.archivedStatuses')} className="mt-8">
          <h2 className="mb-1 font-semibold text-strong">{t('catalogue.archivedStatuses')}</h2>
          <ul className="border-t border-line">
            {archived.map((status) => (
              <StatusRow key={status.id} status={status} ids={[]} onEdit={null} />
            ))}
          </ul>
        </section>
      )}
      {editing && <StatusDialog {...editing} onClose={() => setEditing(null)} />}
    </Page>
  )
}

type CategoryProps = { category: TicketStatus; statuses: OwnStatus[]; onEdit: (status: OwnStatus) => void }

function Category({ category, statuses, onEdit }: CategoryProps) {
  return (
    <section aria-label={t(`status.${category}`)}>
      <ul>
        <DefinitionRow
          mark={<StatusIcon status={category} />}
          name={t(`status.${category}`)}
          detail={t(`statusHint.${category}`)}
        >
          <span className="px-2 text-xs text-quiet">{t('catalogue.builtIn')}</span>
        </DefinitionRow>
        <li>
          <ul className="ps-7">
            {statuses.map((status) => (
              <StatusRow
                key={status.id}
                status={status}
                ids={statuses.map((each) => each.id)}
                onEdit={() => onEdit(status)}
              />
            ))}
          </ul>
        </li>
      </ul>
    </section>
  )
}

function StatusRow({ status, ids, onEdit }: { status: OwnStatus; ids: string[]; onEdit: (() => void) | null }) {
  const { api } = useServices()
  const { name } = status

  return (
    <DefinitionRow
      mark={<StatusIcon status={status.category} colour={status.colour} />}
      name={name}
      faded={status.deleted}
      detail={status.deleted ? t(`status.${status.category}`) : undefined}
    >
      <RowButtons
        name={name}
        onEdit={onEdit}
        setDeleted={(deleted) => api.patchStatus(status.id, { deleted })}
        archived
      >
        <OrderButtons kind="status" ids={ids} id={status.id} name={name} />
      </RowButtons>
    </DefinitionRow>
  )
}

function StatusDialog({ status, category: first, onClose }: NonNullable<Editing> & { onClose: () => void }) {
  const { api } = useServices()
  const [name, setName] = useState(status?.name ?? '')
  const [category, setCategory] = useState<TicketStatus>(first)
  const [colour, setColour] = useState<Colour>(status?.colour ?? 'violet')
  return (
    <RecordDialog
      title={status ? t('catalogue.edit', { name: status.name }) : t('catalogue.newStatus')}
      submitLabel={t('action.save')}
      changed={category !== first}
      onClose={onClose}
      save={(data) => {
        const written = textOf(data, 'name')
        return status
          ? api.patchStatus(status.id, { name: written, colour }, status.version)
          : api.createStatus({ name: written, category, colour })
      }}
    >
      {(errors) => (
        <>
          <Field label={t('admin.name')} error={errors['name']}>
            {(ids) => (
              <Input
                {...ids}
                name="name"
                value={name}
                maxLength={80}
                autoComplete="off"
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
          <Field
            label={t('catalogue.category')}
            hint={status ? t('catalogue.categoryStays') : t(`statusHint.${category}`)}
            error={errors['category']}
          >
            {({ id }) => (
              <Select
                id={id}
                value={category}
                disabled={status !== null}
                onChange={(value) => setCategory(value as TicketStatus)}
                options={STATUSES.map((value) => ({ value, label: t(`status.${value}`) }))}
              />
            )}
          </Field>
          <ColourPicker
            label={t('colour.label')}
            value={colour}
            nameOf={(each) => t(`colour.${each}`)}
            onChange={setColour}
          />
          <div className="flex flex-col gap-1">
            <p className="text-xs font-medium text-strong">{t('catalogue.preview')}</p>
            <p className="flex min-h-10 items-center gap-2 rounded-control border border-line px-3 text-strong">
              <StatusIcon status={category} colour={colour} />
              <span className="truncate">{name || t('catalogue.newStatus')}</span>
            </p>
          </div>
        </>
      )}
    </RecordDialog>
  )
}
