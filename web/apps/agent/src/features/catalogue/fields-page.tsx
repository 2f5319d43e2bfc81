import '@/shared/i18n/settings'
import type { CustomField, FieldOf, FieldType } from '@tessera/api'
import { Badge, Button, EmptyState } from '@tessera/ui'
import {
  AlignLeft,
  AtSign,
  Calendar,
  CircleDot,
  Hash,
  Link,
  ListChecks,
  type LucideIcon,
  Plus,
  Regex,
  SquareCheck,
  Type,
} from 'lucide-react'
import { useId, useState } from 'react'
import { t } from '@/shared/i18n'
import { useCatalogue } from '@/shared/catalogue/queries'
import { Page } from '@/shared/page'
import { useServices } from '@/shared/services'
import { FieldDialog, OF } from './field-dialog'
import { RowButtons } from './row-buttons'
import { DefinitionRow, OrderButtons } from './rows'

const ICONS: Record<FieldType, LucideIcon> = {
  text: Type,
  long_text: AlignLeft,
  number: Hash,
  date: Calendar,
  checkbox: SquareCheck,
  one_of: CircleDot,
  many_of: ListChecks,
  email: AtSign,
  url: Link,
  pattern: Regex,
}

export function FieldsPage() {
  const { fields } = useCatalogue()
  const [editing, setEditing] = useState<{ field: CustomField | null } | null>(null)
  const live = fields.filter((field) => !field.deleted)
  const deleted = fields.filter((field) => field.deleted)
  const add = (
    <Button onClick={() => setEditing({ field: null })}>
      <Plus size={14} aria-hidden="true" className="text-icon" />
      {t('catalogue.newField')}
    </Button>
  )
  return (
    <Page title={t('settings.section.fields')} text={t('catalogue.fieldsText')} action={add}>
      {live.length === 0 && (
        <EmptyState mosaic="inbox" title={t('catalogue.noFieldsTitle')} text={t('catalogue.noFieldsText')} />
      )}
      {OF.map((of) => (
        <FieldsOf key={of} of={of} fields={live.filter((field) => field.of === of)} onEdit={setEditing} />
      ))}
      {deleted.length > 0 && (
        <section aria-label={t('catalogue.deletedFields')} className="mt-8">
          <h2 className="font-semibold text-strong">{t('catalogue.deletedFields')}</h2>
          <p className="mb-1 text-quiet">{t('catalogue.deletedFieldsText')}</p>
          <ul className="border-t border-line">
            {deleted.map((field) => (
              <FieldRow key={field.id} field={field} ids={[]} onEdit={null} />
            ))}
          </ul>
        </section>
      )}
      {editing && <FieldDialog field={editing.field} fields={fields} onClose={() => setEditing(null)} />}
    </Page>
  )
}

type OfProps = { of: FieldOf; fields: CustomField[]; onEdit: (editing: { field: CustomField }) => void }

/** The fields of tickets, of people or of companies, in their order. */
function FieldsOf({ of, fields, onEdit }: OfProps) {
  const id = useId()
  if (fields.length === 0) return null
  const ids = fields.map((field) => field.id)
  return (
    <section aria-labelledby={id} className="mb-8">
      <h2 id={id} className="pb-2 font-semibold text-strong">
        {t(`catalogue.ofWhat.${of}`)}
      </h2>
      <ul className="border-t border-line">
        {fields.map((field) => (
          <FieldRow key={field.id} field={field} ids={ids} onEdit={() => onEdit({ field })} />
        ))}
      </ul>
    </section>
  )
}

function FieldRow({ field, ids, onEdit }: { field: CustomField; ids: string[]; onEdit: (() => void) | null }) {
  const { api } = useServices()
  const Icon = ICONS[field.type]
  const { name } = field
  const limited = [field.visible_to, field.editable_by].some((each) => each.roles.length + each.team_ids.length > 0)

  return (
    <DefinitionRow
      mark={<Icon size={16} strokeWidth={1.75} aria-hidden="true" className="text-icon" />}
      name={name}
      faded={field.deleted}
      detail={
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {t(`catalogue.types.${field.type}`)}
          {field.required_at && <Badge>{t(`catalogue.requiredAt.${field.required_at}`)}</Badge>}
          {limited && <Badge>{t('catalogue.hiddenFrom')}</Badge>}
        </span>
      }
    >
      <RowButtons name={name} onEdit={onEdit} setDeleted={(deleted) => api.patchField(field.id, { deleted })}>
        <OrderButtons kind="field" ids={ids} id={field.id} name={name} />
      </RowButtons>
    </DefinitionRow>
  )
}
