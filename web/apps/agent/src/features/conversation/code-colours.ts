import core from 'highlight.js/lib/core'
import bash from 'highlight.js/lib/languages/bash'
import css from 'highlight.js/lib/languages/css'
import diff from 'highlight.js/lib/languages/diff'
import go from 'highlight.js/lib/languages/go'
import http from 'highlight.js/lib/languages/http'
import ini from 'highlight.js/lib/languages/ini'
import java from 'highlight.js/lib/languages/java'
import javascript from 'highlight.js/lib/languages/javascript'
import json from 'highlight.js/lib/languages/json'
import php from 'highlight.js/lib/languages/php'
import python from 'highlight.js/lib/languages/python'
import sql from 'highlight.js/lib/languages/sql'
import xml from 'highlight.js/lib/languages/xml'
import yaml from 'highlight.js/lib/languages/yaml'

const LANGUAGES = { bash, css, diff, go, http, ini, java, javascript, json, php, python, sql, xml, yaml }
/** Below this it may be of any language, or of none: a log, a letter. */
const SURE = 5
/** What takes longer to guess than to read. */
const LONGEST = 20_000
/** Where the language is known it takes a tenth of that; more would keep the window from answering. */
const LONGEST_FILE = 200_000

const highlighter = core.newInstance()
for (const [name, language] of Object.entries(LANGUAGES)) highlighter.registerLanguage(name, language)

/** Colours the code within an element, where it is said or clear in which language it is. */
export function colourCode(within: Element): void {
  for (const code of within.querySelectorAll('pre > code:not(.hljs)')) {
    const text = code.textContent
    if (text.length > LONGEST) continue
    // Its author said in which language; else it has to be clear.
    const named = /^language-(.+)$/.exec(code.className)?.[1]
    const told = named !== undefined && highlighter.getLanguage(named) ? { language: named } : null
    const { value, relevance } = told ? highlighter.highlight(text, told) : highlighter.highlightAuto(text)
    if (!told && relevance < SURE) continue
    // The library escapes the text; what it adds is spans with classes.
    code.innerHTML = value
    code.classList.add('hljs')
  }
}

/** A file's ending, where it is no name of the language itself or one that the library knows for it. */
const ENDINGS: Record<string, string> = {
  ts: 'javascript',
  tsx: 'javascript',
  htm: 'xml',
  svg: 'xml',
  cfg: 'ini',
  conf: 'ini',
  env: 'ini',
}

/** The text of a file as HTML with colours, by what its name says of its language; null where it says nothing. */
export function colouredFile(text: string, filename: string): string | null {
  const ending = /\.(\w+)$/.exec(filename)?.[1]?.toLowerCase() ?? ''
  const language = ENDINGS[ending] ?? ending
  if (text.length > LONGEST_FILE || !highlighter.getLanguage(language)) return null
  return highlighter.highlight(text, { language }).value
}
