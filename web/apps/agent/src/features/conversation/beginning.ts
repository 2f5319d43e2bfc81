/** The first `most` bytes of an answer as text, and whether it goes on: what nobody reads is not fetched. */
export async function beginningOf(answer: Response, most: number): Promise<{ text: string; more: boolean }> {
  const decoder = new TextDecoder()
  const reader = answer.body?.getReader()
  let text = ''
  let left = most
  while (reader) {
    const { done, value } = await reader.read()
    if (done) break
    // A sign that is cut in two is left out.
    text += decoder.decode(value.subarray(0, left), { stream: true })
    left -= value.length
    if (left < 0) {
      await reader.cancel()
      return { text, more: true }
    }
  }
  return { text: text + decoder.decode(), more: false }
}
