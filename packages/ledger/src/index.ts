export { type Anchor, encodeAnchor } from "./anchor/encode-anchor.ts";
export { canonicalJson, type JsonValue } from "./body/canonical-json.ts";
export { quoteJson } from "./body/quote-json.ts";
export { encodeBody, MAX_BODY_BYTES } from "./body/encode-body.ts";
export type {
  CaptureSource,
  Configuration,
  GuardResult,
  ModelRef,
  NoticeState,
  Observation,
  OversightState,
  RecordBody,
  RecordOperation,
  RecordStatus,
  ReferenceData,
  TokenUsage,
} from "./body/record-body.ts";
export type {
  AccessData,
  AmendmentData,
  ChangeData,
  EvaluationData,
  HoldData,
  IncidentData,
  OversightData,
  RecordTarget,
} from "./body/record-data.ts";
export { toCode, toId, toVersion } from "./body/to-schema-text.ts";
export { commitField, type Commitment, digestOf } from "./commit/commit-field.ts";
export { commitText } from "./commit/commit-text.ts";
export { openDisclosure, type OpenedField } from "./commit/open-disclosure.ts";
export { opensField } from "./commit/opens-field.ts";
export { createTokenSource } from "./commit/token-source.ts";
export { controlBody } from "./control/control-body.ts";
export { type ControlData, type KeyRotationData, LOG_FORMAT, LOG_SYSTEM } from "./control/control-data.ts";
export { readKeyRotation } from "./control/read-key-rotation.ts";
export { type DecodedEntry, decodeEntry, entryMalformation } from "./entry/decode-entry.ts";
export { encodeEntry } from "./entry/encode-entry.ts";
export { type Entry, ENTRY_BYTES, ENTRY_OFFSETS } from "./entry/entry.ts";
export { ENTRY_KINDS, kindOfCode, type RecordKind } from "./entry/kinds.ts";
export { scopeTag } from "./entry/scope-tag.ts";
export {
  createSequencer,
  EMPTY_LOG,
  type LogHead,
  type PreparedRecord,
  type SequencedEntry,
  type Sequencer,
} from "./entry/sequencer.ts";
export { readUint64 } from "./entry/uint64.ts";
export { type ErasureData, ERASING_ACTS } from "./erasure/erasure-data.ts";
export { decodeTargets, encodeTargets, type ErasureTarget } from "./erasure/erasure-targets.ts";
export { sha256 } from "./hash/sha256.ts";
export { LedgerError, type LedgerErrorCode } from "./ledger-error.ts";
export { consistencyPath } from "./merkle/consistency-path.ts";
export { createFrontier, type Frontier, type FrontierState } from "./merkle/frontier.ts";
export { inclusionPath } from "./merkle/inclusion-path.ts";
export { leafHash } from "./merkle/leaf-hash.ts";
export type { LeafRange } from "./merkle/leaf-range.ts";
export { nodeHash } from "./merkle/node-hash.ts";
export { createNodeStore, type NodeStore } from "./merkle/node-store.ts";
export { type ReadNode, subtreeRoot } from "./merkle/subtree-root.ts";
export { type ConsistencyClaim, verifyConsistency } from "./merkle/verify-consistency.ts";
export { type InclusionClaim, verifyInclusion } from "./merkle/verify-inclusion.ts";
export { type Checkpoint, formatCheckpoint, parseCheckpoint } from "./note/checkpoint.ts";
export { formatManifestNote } from "./note/manifest-note.ts";
export { type OpenedNote, openNote, type SignedBy } from "./note/open-note.ts";
export { type Note, type NoteSignature, parseNote } from "./note/parse-note.ts";
export {
  type ConsistencyProofText,
  formatConsistencyProof,
  formatInclusionProof,
  type InclusionProofText,
  parseConsistencyProof,
  parseInclusionProof,
} from "./note/proof-text.ts";
export { signNote } from "./note/sign-note.ts";
export { createSigner, formatSigningKey, type Signer } from "./note/signer.ts";
export { COSIGNER_KEY, formatVkey, LOG_KEY, parseVkey, type VerifierKey } from "./note/vkey.ts";
export { checkRecord } from "./schema/check-record.ts";
export { openVaultRow, sealVaultRow, type VaultKey, type VaultPlace } from "./vault/vault-row.ts";
