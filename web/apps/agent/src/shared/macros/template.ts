const VARIABLE = /\{\{\s*([^{}|]*?)\s*(?:\|([^{}]*))?\}\}/g

/**
 * Puts values in for variables, as the server does when a macro is used: escaped, and the fallback where there is none.
 * That is a part of the HTML, and so escaped there already.
 */
export function fillIn(template: string, values: Record<string, string>): string {
  return template.replaceAll(VARIABLE, (_, name: string, fallback: string | undefined) =>
    escaped((values[name] ?? '').trim() || textOf(fallback ?? '').trim()),
  )
}

function textOf(html: string): string {
  return new DOMParser().parseFromString(html.replaceAll('<', '&lt;'), 'text/html').documentElement.textContent
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
