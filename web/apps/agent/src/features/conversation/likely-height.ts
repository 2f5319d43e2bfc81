const UNSEEN = /<(style|script|head|title)\b[\s\S]*?<\/\1>|<!--[\s\S]*?-->/gi
const LINE_ENDS = /<\/(?:p|div|tr|li|h[1-6]|blockquote|pre)>|<br\b[^>]*>/i
const FIRST_LINE = 30
const NEXT_LINE = 20

/**
 * How high a mail will likely be, before it is laid out: by its lines, each with a little room around it. What stands below
 * then moves by what the guess is wrong, not by all of the mail.
 */
export function likelyHeight(html: string, lettersInLine: number): number {
  const lines = html
    .replace(UNSEEN, '')
    .split(LINE_ENDS)
    .map((line) => line.replace(/<[^>]*>|\s+/g, ' ').trim().length)
    .filter((letters) => letters > 0)
  return lines.reduce((sum, letters) => sum + FIRST_LINE + (Math.ceil(letters / lettersInLine) - 1) * NEXT_LINE, 0)
}
