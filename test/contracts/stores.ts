import type { Stores as KeptStores } from '../../src/stores/stores.ts'

/** The stores of one installation. Contract suites need several: one writes what another reads. */
export type Stores = KeptStores & AsyncDisposable

/** Makes empty stores. */
export type MakeStores = () => Promise<Stores>
