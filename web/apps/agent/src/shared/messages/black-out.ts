export const MARK = '███'

/** The text without the stretch from `start` to `end`, and a mark in its place; marks that meet become one. */
export function blackOut(text: string, start: number, end: number): string {
  return start === end ? text : (text.slice(0, start) + MARK + text.slice(end)).replace(/█+/g, MARK)
}
