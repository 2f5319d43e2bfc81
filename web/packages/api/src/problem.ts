import type { Problem } from './types'

/** The server answered, and its answer is an RFC 9457 problem. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'

  constructor(
    readonly problem: Problem,
    /** Seconds, from `Retry-After`. */
    readonly retryAfter: number | null = null,
  ) {
    super(`${problem.status} ${problem.title}`)
  }

  get status(): number {
    return this.problem.status
  }
}

/** There was no answer: offline, the server is down, or the connection broke. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

export function statusOf(error: unknown): number | null {
  return error instanceof ApiProblem ? error.status : null
}

/** Says a problem in another language. */
export type Interpret = (problem: Problem) => Promise<Problem>
export const asItIs: Interpret = (problem) => Promise.resolve(problem)

/** The problem in an answer; an answer that is not problem+json (a proxy's page) becomes one. */
export async function problemIn(response: Response, interpret: Interpret): Promise<ApiProblem> {
  const retryAfter = Number(response.headers.get('Retry-After')) || null
  const isProblem = response.headers.get('Content-Type')?.includes('json') ?? false
  const body = isProblem ? ((await response.json().catch(() => null)) as Partial<Problem> | null) : null
  return new ApiProblem(
    await interpret({
      type: body?.type ?? 'about:blank',
      title: body?.title ?? response.statusText,
      status: response.status,
      detail: body?.detail ?? '',
      instance: body?.instance ?? '',
      correlation_id: body?.correlation_id ?? response.headers.get('X-Correlation-Id') ?? '',
      errors: body?.errors ?? [],
      current: body?.current ?? null,
    }),
    retryAfter,
  )
}
