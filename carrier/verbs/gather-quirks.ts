/** Where public sources tell different stories about Twilio's `<Gather>`, a test can choose. */
export interface GatherQuirks {
  /** The action is also told `msg`, and the key that finished. */
  readonly undocumentedGatherFields: boolean
}
