export type Choice = 'inAnHour' | 'thisEvening' | 'tomorrow' | 'nextMonday' | 'inAWeek'

const HOUR = 3_600_000
const EVENING = 18
const MORNING = 9

function at(now: Date, days: number, hour: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour)
}

/** The times that people mostly mean, by the clock on the wall; those that make no sense by now are left out. */
export function choicesAt(now: Date): { choice: Choice; at: Date }[] {
  const untilMonday = (8 - now.getDay()) % 7 || 7
  const evening = at(now, 0, EVENING)
  return [
    { choice: 'inAnHour' as const, at: new Date(now.getTime() + HOUR) },
    ...(evening.getTime() - now.getTime() > 2 * HOUR ? [{ choice: 'thisEvening' as const, at: evening }] : []),
    { choice: 'tomorrow', at: at(now, 1, MORNING) },
    // On a Sunday, Monday is tomorrow already; on a Monday, the next one is in a week.
    ...(untilMonday > 1 ? [{ choice: 'nextMonday' as const, at: at(now, untilMonday, MORNING) }] : []),
    ...(untilMonday < 7 ? [{ choice: 'inAWeek' as const, at: at(now, 7, MORNING) }] : []),
  ]
}

/** A moment as `<input type="datetime-local">` has it: on the wall's clock, to the minute. */
export function toLocalInput(moment: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const date = `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
  return `${date}T${two(moment.getHours())}:${two(moment.getMinutes())}`
}
