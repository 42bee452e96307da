/** Gathers words that come one by one into sentences, so that a voice can speak them naturally. */
export interface Sentences {
  /** True while words wait for the end of their sentence. */
  readonly hasRest: boolean
  /** Takes a word that was heard; gives what can be spoken now, each sentence once. */
  add(heard: HeardWord): readonly string[]
  /** Gives what waits, complete or not. */
  takeRest(): readonly string[]
  /** Drops what waits, and whatever else comes of this utterance. */
  dropUtterance(): void
}

/** `text` is the newest word, `spokenText` all that was heard of its utterance. */
export interface HeardWord {
  readonly text: string
  readonly spokenText: string
}

export function createSentences(language: string): Sentences {
  const segmenter = new Intl.Segmenter(language, { granularity: 'sentence' })
  let heard = ''
  let given = 0
  let isDropping = false

  const waiting = () => (isDropping ? '' : heard.slice(given).trim())
  const takeRest = () => {
    const rest = waiting()
    given = heard.length
    return rest === '' ? [] : [rest]
  }

  return {
    get hasRest() {
      return waiting() !== ''
    },
    add({ text, spokenText }) {
      const isFirstWord = text === spokenText
      const leftOver = isFirstWord ? takeRest() : []
      if (isFirstWord) {
        given = 0
        isDropping = false
      }
      heard = spokenText
      if (isDropping) return leftOver
      const sentences = completeSentences(segmenter, heard.slice(given))
      given += sentences.join('').length
      return [...leftOver, ...sentences.map((one) => one.trim()).filter((one) => one !== '')]
    },
    takeRest,
    dropUtterance() {
      isDropping = true
    },
  }
}

/** The sentences from the front of `text` that will not grow any more, with the blanks behind them. */
function completeSentences(segmenter: Intl.Segmenter, text: string): readonly string[] {
  const sentences: string[] = []
  let open = ''
  for (const { segment } of segmenter.segment(text)) {
    open += segment
    const isLast = sentences.join('').length + open.length === text.length
    if (isLast ? endsASentence(open) : !endsInTitle(open)) {
      sentences.push(open)
      open = ''
    }
  }
  return open.length > longestWait ? [...sentences, ...upToPause(open)] : sentences
}

/** Nobody wants to wait for the end of a very long sentence: what stands before its last comma goes first. */
function upToPause(text: string): readonly string[] {
  const pause = Math.max(text.lastIndexOf(', '), text.lastIndexOf('; '), text.lastIndexOf(': '))
  return pause > 0 ? [text.slice(0, pause + 2)] : []
}

function endsASentence(text: string): boolean {
  return /[.!?…。！？]\s*$/u.test(text) && !endsInTitle(text) && !endsInInitial(text)
}

function endsInTitle(text: string): boolean {
  return /(^|\s)(mr|mrs|ms|dr|st|vs)\.\s*$/i.test(text)
}

/** "9 a.m." may go on. */
function endsInInitial(text: string): boolean {
  return /(^|[\s.])\p{L}\.\s*$/u.test(text)
}

const longestWait = 140
