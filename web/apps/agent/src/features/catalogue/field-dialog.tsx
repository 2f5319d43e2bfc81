import type { CreateField, CustomField, FieldOf, FieldType, FieldValue } from '@tessera/api'
import { Field, Input, Select, Textarea } from '@tessera/ui'
import { useState } from 'react'
import { t } from '@/shared/i18n'
import { FieldInput } from '@/shared/fields/field-input'
import { RecordDialog } from '@/shared/record-dialog'
import { useServices } from '@/shared/services'
import { AudienceChoice } from './audience-choice'
import { ConditionChoice } from './condition-choice'
import { OptionsEditor } from './options-editor'

const TYPES: FieldType[] = [
  'text',
  'long_text',
  'number',
  'date',
  'checkbox',
  'one_of',
  'many_of',
  'email',
  'url',
  'pattern',
]
const NEVER = 'never'

/** What the form holds: a field as it will be sent. */
export type FieldDraft = Required<CreateField>

const EVERYBODY = { roles: [], team_ids: [] }
const FRESH: FieldDraft = {
  name: '',
  type: 'text',
  of: 'ticket',
  description: '',
  options: [],
  pattern: '',
  hint: '',
  required_at: null,
  visible_to: EVERYBODY,
  editable_by: EVERYBODY,
  depends_on: null,
}

const isChoice = (type: FieldType) => type === 'one_of' || type === 'many_of'

function draftOf(field: CustomField): FieldDraft {
  const { name, type, of, description, options, pattern, hint, required_at, visible_to, editable_by, depends_on } =
    field
  return { name, type, of, description, options, pattern, hint, required_at, visible_to, editable_by, depends_on }
}

/** What has fields, in the order in which screens name it. */
export const OF: FieldOf[] = ['ticket', 'person', 'company']

type Props = { field: CustomField | null; fields: CustomField[]; onClose: () => void }

export function FieldDialog({ field, fields, onClose }: Props) {
  const { api } = useServices()
  const [first] = useState<FieldDraft>(() => (field ? draftOf(field) : FRESH))
  const [draft, setDraft] = useState(first)
  const set = (part: Partial<FieldDraft>) => setDraft((before) => ({ ...before, ...part }))

  function save() {
    const options = isChoice(draft.type) ? draft.options.filter((option) => option.label.trim()) : []
    const body = { ...draft, options }
    if (!field) return api.createField(body)
    const { type: _, of: __, ...rest } = body
    return api.patchField(field.id, rest, field.version)
  }
  return (
    <RecordDialog
      title={field ? t('catalogue.edit', { name: field.name }) : t('catalogue.newField')}
      submitLabel={t('action.save')}
      changed={draft !== first}
      save={save}
      onClose={onClose}
      className="md:top-[5vh] md:max-h-[90vh] md:w-[52rem]"
    >
      {(errors) => (
        <div className="grid gap-6 md:grid-cols-[minmax(0,1fr)_17rem]">
          <div className="flex min-w-0 flex-col gap-4">
            <Field label={t('admin.name')} error={errors['name']}>
              {(ids) => (
                <Input
                  {...ids}
                  value={draft.name}
                  maxLength={80}
                  autoComplete="off"
                  onChange={(event) => set({ name: event.target.value })}
                />
              )}
            </Field>
            <div className="grid gap-4 md:grid-cols-2">
              <Field label={t('catalogue.of')} error={errors['of']}>
                {({ id }) => (
                  <Select
                    id={id}
                    value={draft.of}
                    disabled={field !== null}
                    // What is asked of tickets only, and of fields beside it, does not come along.
                    onChange={(of) => set({ of: of as FieldOf, required_at: null, depends_on: null })}
                    options={OF.map((value) => ({ value, label: t(`catalogue.ofWhat.${value}`) }))}
                  />
                )}
              </Field>
              <Field label={t('catalogue.type')} hint={field && t('catalogue.typeStays')} error={errors['type']}>
                {({ id }) => (
                  <Select
                    id={id}
                    value={draft.type}
                    disabled={field !== null}
                    onChange={(type) => set({ type: type as FieldType, pattern: '' })}
                    options={TYPES.map((value) => ({ value, label: t(`catalogue.types.${value}`) }))}
                  />
                )}
              </Field>
            </div>
            <Field label={t('catalogue.description')} error={errors['description']}>
              {(ids) => (
                <Textarea
                  {...ids}
                  value={draft.description}
                  rows={2}
                  maxLength={500}
                  className="min-h-14"
                  onChange={(event) => set({ description: event.target.value })}
                />
              )}
            </Field>
            {isChoice(draft.type) && (
              <OptionsEditor options={draft.options} errors={errors} onChange={(options) => set({ options })} />
            )}
            {draft.type === 'pattern' && <PatternFields draft={draft} errors={errors} set={set} />}
            {draft.of === 'ticket' && (
              <Field label={t('catalogue.required')} error={errors['required_at']}>
                {({ id }) => (
                  <Select
                    id={id}
                    value={draft.required_at ?? NEVER}
                    onChange={(value) =>
                      set({ required_at: value === NEVER ? null : (value as 'creation' | 'closing') })
                    }
                    options={([NEVER, 'creation', 'closing'] as const).map((value) => ({
                      value,
                      label: t(`catalogue.requiredAt.${value}`),
                    }))}
                  />
                )}
              </Field>
            )}
            <ConditionChoice
              value={draft.depends_on}
              fields={fields.filter((each) => each.id !== field?.id && each.of === draft.of && !each.deleted)}
              error={errors['depends_on.field_id'] ?? errors['depends_on.values']}
              onChange={(depends_on) => set({ depends_on })}
            />
            <AudienceChoice
              label={t('catalogue.visibleTo')}
              value={draft.visible_to}
              onChange={(visible_to) => set({ visible_to })}
            />
            <AudienceChoice
              label={t('catalogue.editableBy')}
              value={draft.editable_by}
              onChange={(editable_by) => set({ editable_by })}
            />
          </div>
          <Preview draft={draft} />
        </div>
      )}
    </RecordDialog>
  )
}

type PatternProps = { draft: FieldDraft; errors: Record<string, string>; set: (part: Partial<FieldDraft>) => void }

function PatternFields({ draft, errors, set }: PatternProps) {
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <Field label={t('catalogue.pattern')} hint={t('catalogue.patternHint')} error={errors['pattern']}>
        {(ids) => (
          <Input
            {...ids}
            value={draft.pattern}
            maxLength={500}
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
            onChange={(event) => set({ pattern: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('catalogue.hint')} error={errors['hint']}>
        {(ids) => (
          <Input
            {...ids}
            value={draft.hint}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => set({ hint: event.target.value })}
          />
        )}
      </Field>
    </div>
  )
}

/** The field as agents will meet it, while it is being made. One can try it; nothing is kept. */
function Preview({ draft }: { draft: FieldDraft }) {
  const [value, setValue] = useState<{ type: FieldType; value: FieldValue }>({ type: draft.type, value: null })
  const field: CustomField = {
    ...draft,
    id: 'preview',
    name: draft.name.trim() || t('catalogue.newField'),
    options: draft.options
      .filter((option) => option.label.trim())
      .map((option, place) => ({ id: option.id ?? `new-${place}`, label: option.label, archived: !!option.archived })),
    visible_to: { roles: [], team_ids: [] },
    editable_by: { roles: [], team_ids: [] },
    editable: true,
    deleted: false,
    version: 1,
    updated_at: '',
  }
  return (
    <section
      aria-label={t('catalogue.preview')}
      className="flex h-fit flex-col gap-3 rounded-surface border border-line bg-side p-4 md:sticky md:top-0"
    >
      <div>
        <h3 className="font-semibold text-strong">{t('catalogue.preview')}</h3>
        <p className="text-xs text-quiet">{t('catalogue.previewText')}</p>
      </div>
      <FieldInput
        field={field}
        value={value.type === draft.type ? value.value : null}
        onChange={(next) => setValue({ type: draft.type, value: next })}
        mark={draft.required_at ? t('fields.required') : undefined}
      />
    </section>
  )
}
