// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { fillIn } from './template'

describe('a macro’s text', () => {
  const values = { 'ticket.requester.first_name': 'Mira', 'ticket.subject': '<b>{{agent.name}}</b>', 'agent.name': '' }
  it.each([
    ['Hello {{ticket.requester.first_name}}', 'Hello Mira'],
    ['Hello {{ agent.name | you }}', 'Hello you'],
    ['{{agent.name}}{{nothing}}', ''],
    ['Hello {{agent.name|Sir &amp; Madam &lt;x>}}', 'Hello Sir &amp; Madam &lt;x&gt;'],
    ['{{agent.name|<b>you</b>}}', '&lt;b&gt;you&lt;/b&gt;'],
    ['{{ticket.subject}}', '&lt;b&gt;{{agent.name}}&lt;/b&gt;'],
  ])('%s', (template, expected) => expect(fillIn(template, values)).toBe(expected))
})
