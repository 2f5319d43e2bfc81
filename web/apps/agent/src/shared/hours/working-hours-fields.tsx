import '@/shared/i18n/settings'
import type { Weekday, WorkingHours } from '@tessera/api'
import { Field, Input } from '@tessera/ui'
import { useId } from 'react'
import { t } from '@/shared/i18n'
import { TimeZones } from './time-zones'
import { usualHours, weekOf } from './week'

type Props = {
  value: WorkingHours | null
  onChange: (value: WorkingHours | null) => void
  /** What the API found wrong, by field. */
  errors: Record<string, string>
}

/** When somebody works. Null: at any time. */
export function WorkingHoursFields({ value, onChange, errors }: Props) {
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="sr-only">{t('hours.title')}</legend>
      <label className="flex min-h-8 items-center gap-2 text-strong pointer-coarse:min-h-11">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          checked={value !== null}
          onChange={(event) => onChange(event.target.checked ? usualHours() : null)}
        />
        {t('hours.only')}
      </label>
      {value && (
        <>
          <Days hours={value} onChange={onChange} />
          <TimeZone hours={value} onChange={onChange} error={errors['working_hours.time_zone']} />
        </>
      )}
    </fieldset>
  )
}

type PartProps = { hours: WorkingHours; onChange: (value: WorkingHours) => void }

function Days({ hours, onChange }: PartProps) {
  const set = (day: Weekday, span: WorkingHours['days'][string] | undefined) => {
    const { [day]: _, ...others } = hours.days
    onChange({ ...hours, days: span ? { ...others, [day]: span } : others })
  }
  return (
    <ul className="border-t border-line">
      {weekOf().map(({ day, name }) => {
        const span = hours.days[day]
        return (
          <li key={day} className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-1">
            <label className="flex min-h-8 w-36 items-center gap-2 text-strong pointer-coarse:min-h-11">
              <input
                type="checkbox"
                className="size-4 accent-accent"
                checked={span !== undefined}
                onChange={(event) => set(day, event.target.checked ? { starts: '09:00', ends: '17:00' } : undefined)}
              />
              {name}
            </label>
            {span ? (
              <div className="flex items-center gap-2">
                <Input
                  type="time"
                  aria-label={t('hours.starts', { day: name })}
                  className="w-36 md:w-32"
                  value={span.starts}
                  onChange={(event) => event.target.value && set(day, { ...span, starts: event.target.value })}
                />
                <span aria-hidden="true" className="text-quiet">
                  –
                </span>
                <Input
                  type="time"
                  aria-label={t('hours.ends', { day: name })}
                  className="w-36 md:w-32"
                  value={span.ends}
                  onChange={(event) => event.target.value && set(day, { ...span, ends: event.target.value })}
                />
              </div>
            ) : (
              <span className="text-quiet">{t('hours.free')}</span>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function TimeZone({ hours, onChange, error }: PartProps & { error: string | undefined }) {
  const zones = useId()
  return (
    <Field label={t('hours.timeZone')} error={error}>
      {(ids) => (
        <>
          <Input
            {...ids}
            list={zones}
            value={hours.time_zone}
            maxLength={64}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => onChange({ ...hours, time_zone: event.target.value })}
          />
          <TimeZones id={zones} />
        </>
      )}
    </Field>
  )
}
