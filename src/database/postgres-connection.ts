/** Where a PostgreSQL server listens and who we are to it. */
export interface PostgresConnection {
  /** A host's name, or the folder of a unix socket. */
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
}
