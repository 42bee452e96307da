/** What TwiML has: which attributes an element may carry, and what may stand inside it. */
export interface Vocabulary {
  readonly attributes: readonly string[]
  /** Names of elements; nothing may be nested where it is empty. */
  readonly children: readonly string[]
}

/** @returns nothing for an element that is not listed here. */
export function vocabularyOf(name: string): Vocabulary | undefined {
  const attributes = attributesOf[name]
  if (attributes === undefined) return undefined
  return { attributes: attributes.split(/\s+/), children: childrenOf[name]?.split(/\s+/) ?? [] }
}

const recording =
  'recordingStatusCallback recordingStatusCallbackEvent recordingStatusCallbackMethod ' +
  'recordingConfigurationId trim'
const status = 'statusCallback statusCallbackEvent statusCallbackMethod'
const machine =
  'machineDetection machineDetectionSilenceTimeout machineDetectionSpeechEndThreshold ' +
  'machineDetectionSpeechThreshold machineDetectionTimeout amdStatusCallback amdStatusCallbackMethod'

const attributesOf: Readonly<Record<string, string>> = {
  Say: 'voice language loop',
  Play: 'loop digits',
  Pause: 'length',
  Gather:
    'input action method timeout numDigits finishOnKey speechTimeout maxSpeechTime language ' +
    'speechModel enhanced hints profanityFilter bargeIn actionOnEmptyResult debug ' +
    'partialResultCallback partialResultCallbackMethod',
  Record:
    'action method timeout maxLength finishOnKey playBeep transcribe transcribeCallback ' +
    recording,
  Dial:
    'action method timeout timeLimit callerId answerOnBridge hangupOnStar record recordingTrack ' +
    `sequential ringTone referUrl referMethod events passports ${recording}`,
  Number: `url method sendDigits byoc ${status} ${machine}`,
  Client: `url method ${status}`,
  Sip: `url method username password ${status} ${machine}`,
  Application: `url method customerId copyParentTo ${status}`,
  Conference:
    'muted startConferenceOnEnter endConferenceOnExit beep waitUrl waitMethod maxParticipants ' +
    `participantLabel coach record region jitterBufferSize eventCallbackUrl ${status} ${recording}`,
  Queue: 'url method reservationSid postWorkActivitySid',
  Connect: 'action method',
  ConversationRelay:
    'url welcomeGreeting welcomeGreetingInterruptible language ttsLanguage transcriptionLanguage ' +
    'ttsProvider voice elevenlabsTextNormalization transcriptionProvider speechModel ' +
    'deepgramSmartFormat speechTimeout eotThreshold partialPrompts interruptible ' +
    'interruptSensitivity ignoreBackchannel backgroundNoiseReduction turnDetection ' +
    'reportInputDuringAgentSpeech preemptible dtmfDetection hints profanityFilter events debug ' +
    'intelligenceService conversationConfiguration conversationId',
  Stream: `url name track connectorName audioFormat sampleRate ${status}`,
  Start: 'action method',
  Stop: '',
  Recording: `track channels ${recording}`,
  Transcription:
    'name track languageCode transcriptionEngine speechModel profanityFilter partialResults hints ' +
    'enableAutomaticPunctuation inboundTrackLabel outboundTrackLabel intelligenceService ' +
    'statusCallbackUrl statusCallbackMethod',
  Redirect: 'method',
  Hangup: '',
  Reject: 'reason',
  Enqueue: 'action method waitUrl waitUrlMethod maxQueueSize workflowSid',
  Leave: '',
  Sms: 'to from action method statusCallback',
  Parameter: 'name value',
  Language: 'code ttsProvider voice transcriptionProvider speechModel',
}

const ssml = 'break emphasis lang p phoneme prosody s say-as sub w'

const childrenOf: Readonly<Record<string, string>> = {
  Say: ssml,
  Gather: 'Say Play Pause',
  Dial: 'Number Client Sip Conference Queue Application Sim WhatsApp',
  Client: 'Identity Parameter',
  Connect:
    'ConversationRelay Stream Room Conversation VirtualAgent Autopilot AiSession Assistant ' +
    'ConversationRelaySession',
  Stream: 'Parameter',
  ConversationRelay: 'Language Parameter',
  Start: 'Recording Stream Transcription Siprec',
  Stop: 'Recording Stream Transcription Siprec',
  Transcription: 'Config',
  Enqueue: 'Task',
  Application: 'ApplicationSid Parameter',
}
