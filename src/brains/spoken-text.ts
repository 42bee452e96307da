/** What stands between such tags was not meant for the caller. */
const silentBlocks: ReadonlySet<string> = new Set([
  'think',
  'thinking',
  'thought',
  'reasoning',
  'analysis',
  'scratchpad',
  'tool_call',
  'tool_code',
  'function_call',
  'tool_response',
  // Tags of ours, which a model copies when it plays the other side as well.
  'tool_result',
  'caller',
  'caller_record',
  'event',
  'now',
  'being_heard',
])

const tag = /^<([/|]?)([a-z_][\w-]{0,30})(?:\s+[\w-]+=[^<>]{0,80})?\s*[/|]?>/i
const beginningOfTag =
  /^<[/|]?(?:[a-z_][\w-]{0,30}(?:\s+(?:[\w-]{1,20}(?:=[^<>]{0,80})?)?|[/|])?)?$/i
const picture =
  /(?:(?![©®™])\p{Extended_Pictographic}|[\p{Emoji_Presentation}\p{Emoji_Modifier}\uFE0F\u20E3])\u200D?/gu
const halfOfCharacter = /[\uD800-\uDBFF]$/

/**
 * The words of a model as a voice can say them, piece by piece: without the thoughts and calls of tools that some
 * servers leave in the words, without tags, marks of writing, pictures and whatever no text may hold. A piece
 * waits only while it may be the beginning of a tag.
 */
export class SpokenText {
  #waiting = ''
  #silentUntil: string | undefined
  #hasBegun = false

  /** What of this piece, and of what waited before it, can be said now. May be empty. */
  take(piece: string): string {
    let coming = this.#waiting + piece
    let said = ''
    this.#waiting = ''
    while (coming !== '') {
      if (this.#silentUntil !== undefined) {
        coming = this.#afterSilence(coming, this.#silentUntil)
        continue
      }
      const at = coming.search(/<|[\uD800-\uDBFF]$/)
      if (at === -1) return this.#plain(said + coming)
      said += coming.slice(0, at)
      const [more, rest] = this.#fromTag(coming.slice(at))
      said += more
      coming = rest
    }
    return this.#plain(said)
  }

  #afterSilence(coming: string, end: string): string {
    const at = coming.toLowerCase().indexOf(end)
    if (at === -1) {
      this.#waiting = coming.slice(-end.length)
      return ''
    }
    this.#silentUntil = undefined
    return coming.slice(at + end.length)
  }

  /** What is said of it, and what is left to read. */
  #fromTag(coming: string): readonly [said: string, rest: string] {
    const [whole, mark, name = ''] = tag.exec(coming) ?? []
    if (whole !== undefined) {
      const isSilent = mark === '' && silentBlocks.has(name.toLowerCase())
      if (isSilent) this.#silentUntil = `</${name.toLowerCase()}>`
      return ['', coming.slice(whole.length)]
    }
    if (beginningOfTag.test(coming) || halfOfCharacter.test(coming)) {
      this.#waiting = coming
      return ['', '']
    }
    return [coming.slice(0, 1), coming.slice(1)]
  }

  #plain(said: string): string {
    const plain = said.replaceAll(picture, '').replaceAll(/[\p{Cs}*`#•]|[^\P{Cc}\n\t]/gu, '')
    const text = this.#hasBegun ? plain : plain.trimStart()
    this.#hasBegun ||= text !== ''
    return text
  }
}
