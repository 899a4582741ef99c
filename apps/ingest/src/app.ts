import { setTimeout as sleep } from "node:timers/promises";
import { pino, type Logger } from "pino";
import { acceptBatch } from "./accept/accept-batch.ts";
import type { BudgetGuard } from "./budget-guard/budget-guard.ts";
import { createBudgetGuard } from "./budget-guard/create-budget-guard.ts";
import { createProcessCount } from "./budget-guard/create-process-count.ts";
import { reservationRoutes } from "./budget-guard/reservation-routes.ts";
import type { IngestOptions } from "./ingest-options.ts";
import { createAlertService } from "./alerts/create-alert-service.ts";
import { createKeyCache } from "./keys/create-key-cache.ts";
import { receiveMetrics } from "./metrics/receive-metrics.ts";
import { openPipeline, type Pipeline } from "./open-pipeline.ts";
import type { RecordedSpan, TouchedTrace } from "./process/processor.ts";
import { createReceiver } from "./receive/create-receiver.ts";
import type { Authentication, Receiver } from "./receive/receiver.ts";
import { createStatusWriter } from "./status/create-status-writer.ts";
import { statusRoutes } from "./status/status-routes.ts";
import { type Guard, openGuard } from "./watch/open-guard.ts";

export interface Ingest {
  readonly port: number;
  /** Resolves once everything acknowledged so far is queryable. */
  caughtUp: () => Promise<void>;
  /** Stops accepting, answers what is under way, seals, loads and lets go of the folder. */
  close: () => Promise<void>;
}

const DEFAULT_DRAIN_MS = 10_000;
/** A database that hangs must not hold up the end. */
const LAST_STATUS_MS = 1_000;

/** Receives OTLP, keeps what it acknowledges, and brings it into ClickHouse. @throws SpoolLockedError, the listen error */
export async function createIngest(options: IngestOptions): Promise<Ingest> {
  const logger = loggerOf(options);
  const pipeline = await openPipeline(options, logger);
  const { books, budgets, evidence, loader, metrics, reconciler, spool } = pipeline;
  const status = createStatusWriter({ ...pipeline, now: Date.now });
  const alerts = createAlertService({
    ...pipeline,
    policy: { allowPrivate: options.allowPrivateTargets ?? [] },
    publicUrl: options.publicUrl ?? "",
    now: Date.now,
    onError: (err) => logger.warn({ err }, "alerts could not be evaluated or sent, it is tried again"),
  });
  const authenticate = createKeyCache({ store: pipeline.store, now: Date.now });
  const guard = openGuard({ ...pipeline, authenticate, logger, raise: alerts.raise });
  const processes = createProcessCount(pipeline.store);
  const budgetGuard = createBudgetGuard({
    watch: budgets,
    now: Date.now,
    publish: guard.hub.publish,
    processes: () => processes.count(),
  });
  guard.hub.addSnapshot(({ projectId, tenant }) => ({ budgets: budgetGuard.states(projectId, tenant) }));
  let closing: Promise<void> | null = null;
  const isClosing = () => closing !== null;
  const receiver = openReceiver(options, { ...pipeline, authenticate, budgetGuard, guard, logger, isClosing });

  async function closeAll(): Promise<void> {
    await guard.close();
    await receiver.close();
    await reconciler.stop();
    budgetGuard.stop();
    processes.stop();
    await budgets.stop();
    await alerts.stop();
    books.close();
    await evidence.stop();
    await spool.seal();
    await loader.stop(options.drainMs ?? DEFAULT_DRAIN_MS);
    await evidence.close();
    status.close();
    await Promise.race([status.write(), sleep(LAST_STATUS_MS, undefined, { ref: false })]);
    await spool.close();
    metrics.close();
  }
  const close = (): Promise<void> => (closing ??= closeAll());

  try {
    await guard.start();
    const port = await receiver.listen(options);
    reconciler.start();
    budgets.start();
    budgetGuard.start();
    alerts.start();
    await evidence.start(() => loader.caughtUp());
    void status.write();
    return { port, caughtUp: () => loader.caughtUp(), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function openReceiver(
  options: IngestOptions,
  pipeline: Pipeline & {
    readonly budgetGuard: BudgetGuard;
    readonly authenticate: (key: string) => Promise<Authentication>;
    readonly guard: Guard;
    readonly logger: Logger;
    readonly isClosing: () => boolean;
  },
): Receiver {
  const { authenticate, budgetGuard, budgets, guard, metrics, logger, isClosing, reconciler, spool } = pipeline;
  const accepting = {
    ...pipeline,
    touch: (traces: readonly TouchedTrace[]) => reconciler.touch(traces),
    observe: (spans: readonly RecordedSpan[]) => {
      const told = [budgets.observe(spans), budgetGuard.observe(spans), guard.observe(spans)];
      return (segment: number) => {
        for (const tell of told) tell(segment);
      };
    },
  };
  return createReceiver({
    authenticate,
    accept: (batch) => acceptBatch(batch, accepting),
    ready: () => !isClosing(),
    full: () => spool.refusal(),
    metrics: receiveMetrics(metrics),
    logger,
    now: Date.now,
    extraRoutes: {
      ...statusRoutes(pipeline),
      ...guard.routes,
      ...reservationRoutes(budgetGuard, { authenticate, logger }),
    },
    ...(options.limits === undefined ? {} : { limits: options.limits }),
    ...(options.cors === undefined ? {} : { cors: options.cors }),
  });
}

function loggerOf({ logger }: IngestOptions): Logger {
  if (logger === null) return pino({ level: "silent" });
  return logger ?? pino({ level: "warn" }, pino.destination(2));
}
