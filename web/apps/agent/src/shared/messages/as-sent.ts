/**
 * What was written, as the server is told it. The editor's own plain text has neither the marks of lists nor where
 * links lead; without one the server reads it out of the HTML.
 */
export function asSent<Body extends { html?: string | null; text?: string }>(body: Body): Body {
  return body.html ? { ...body, text: '' } : body
}
