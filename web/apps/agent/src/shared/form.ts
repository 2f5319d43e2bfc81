import { ApiProblem } from '@tessera/api'

/** What the API found wrong, by field; `form` is what belongs to none. */
export type FormErrors = Record<string, string>

/** A text field of a submitted form; empty if it is not there. */
export function textOf(data: FormData, name: string): string {
  const value = data.get(name)
  return typeof value === 'string' ? value : ''
}

/** `unreachable` is what is said when there was no answer. */
export function errorsOf(error: unknown, unreachable: string): FormErrors {
  if (!(error instanceof ApiProblem)) return { form: unreachable }
  const named = Object.fromEntries(error.problem.errors.map((each) => [each.field, each.message]))
  return Object.keys(named).length > 0 ? named : { form: error.problem.detail || error.problem.title }
}
