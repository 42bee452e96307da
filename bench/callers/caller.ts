import { questionOf } from '../fakes/answer-words.ts'
import { nowMs } from '../processes/now.ts'
import type { CarrierAccount } from '../servers/measured-server.ts'
import { createTurnEar, type HeardTurn, type TurnEar } from './heard-turn.ts'
import { placeCall } from './place-call.ts'
import { createPlaybackReports, type PlaybackReports } from './playback-reports.ts'
import { openSocket, type CallerSocket } from './relay-socket.ts'

/** How callers talk. */
export interface Manner {
  /** Each so-many-eth answer is interrupted; 0: none. */
  readonly interruptEvery: number
  readonly pauseMs: number
}

export interface CallerParts {
  readonly serverUrl: string
  readonly account: CarrierAccount
  readonly number: number
  readonly manner: Manner
  readonly random: () => number
  readonly onTurn: (turn: HeardTurn) => void
  readonly onLost: (why: string) => void
}

export interface Caller {
  hangUp(): void
}

const fallsInAfterWords = 12
/** An answer takes a second; whoever waits for this long is not answered at all. */
const longestTurnMs = 10_000

/** Calls, and then asks one question after the other until the call is hung up. */
export async function startCaller(parts: CallerParts): Promise<Caller> {
  const { account, number, onLost, serverUrl } = parts
  const call = await placeCall(serverUrl, { account, number })
  let talk: Talk | undefined
  const socket = await openSocket(call, {
    account,
    events: {
      onText: (text) => talk?.hears(text),
      onLost(code) {
        talk?.stop()
        onLost(`A relay session was closed with ${code}`)
      },
    },
  })
  const { reportsSpeaking, reportsTokensPlayed, welcomeGreeting } = call.relay
  const reports = createPlaybackReports((info) => {
    const isWanted = info.name === 'tokensPlayed' ? reportsTokensPlayed : reportsSpeaking
    if (isWanted) socket.send({ type: 'info', ...info })
  })
  talk = new Talk(parts, { socket, reports, reportsSpeaking })
  if (welcomeGreeting !== '') reports.heard(welcomeGreeting)
  reports.silence()
  talk.begin()
  return {
    hangUp() {
      talk.stop()
      socket.close()
    },
  }
}

interface Line {
  readonly socket: CallerSocket
  readonly reports: PlaybackReports
  readonly reportsSpeaking: boolean
}

class Talk {
  readonly #parts: CallerParts
  readonly #line: Line
  #turns = 0
  #ear: TurnEar | undefined
  #isCut = false
  #timer: NodeJS.Timeout | undefined

  constructor(parts: CallerParts, line: Line) {
    this.#parts = parts
    this.#line = line
  }

  /** The first question at a moment of its own, so that not all callers speak at once. */
  begin(): void {
    this.#next(this.#parts.random() * 2 * this.#parts.manner.pauseMs)
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#ear = undefined
  }

  hears({ token, last }: { token: string; last: boolean }): void {
    const ear = this.#ear
    if (ear === undefined) return
    if (token !== '') {
      const words = ear.hears(token, nowMs())
      if (!this.#isCut) this.#line.reports.heard(token)
      if (words >= fallsInAfterWords && this.#isTurnToInterrupt) this.#fallIn(ear)
    }
    if (last && !this.#isCut) this.#end(true)
  }

  get #isTurnToInterrupt(): boolean {
    const { interruptEvery } = this.#parts.manner
    return !this.#isCut && interruptEvery > 0 && this.#turns % interruptEvery === 0
  }

  #ask(): void {
    // What still comes of an interrupted answer counts until the next question.
    if (this.#isCut) this.#tell(true)
    this.#turns += 1
    this.#isCut = false
    const tag = `Q${this.#parts.number}-${this.#turns}`
    this.#says(questionOf(tag), () => (this.#ear = createTurnEar({ tag, promptMs: nowMs() })))
    this.#timer = setTimeout(() => this.#end(false), longestTurnMs)
  }

  #says(voicePrompt: string, onSaid: () => void): void {
    const { reportsSpeaking, socket } = this.#line
    if (reportsSpeaking) {
      socket.send({ type: 'info', name: 'clientSpeaking', value: 'on' })
      socket.send({ type: 'info', name: 'clientSpeaking', value: 'off' })
    }
    onSaid()
    socket.send({ type: 'prompt', voicePrompt, lang: 'en-US', last: true })
  }

  #fallIn(ear: TurnEar): void {
    const { reports, socket } = this.#line
    this.#isCut = true
    ear.interrupts(nowMs())
    socket.send({
      type: 'interrupt',
      utteranceUntilInterrupt: ear.words,
      durationUntilInterruptMs: 900,
    })
    socket.whenRead(() => ear.interruptKnown())
    reports.silence()
    this.#next(this.#pauseMs)
  }

  #end(isWhole: boolean): void {
    this.#line.reports.silence()
    this.#tell(isWhole)
    this.#next(this.#pauseMs)
  }

  #tell(isWhole: boolean): void {
    if (this.#ear) this.#parts.onTurn(this.#ear.ends(nowMs(), isWhole))
    this.#ear = undefined
  }

  #next(inMs: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#ask(), inMs)
  }

  get #pauseMs(): number {
    return this.#parts.manner.pauseMs * (0.8 + 0.4 * this.#parts.random())
  }
}
