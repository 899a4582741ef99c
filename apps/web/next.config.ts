import path from "node:path";
import type { NextConfig } from "next";

const config: NextConfig = {
  transpilePackages: [
    "@spanledger/alerts",
    "@spanledger/calendar",
    "@spanledger/clickhouse",
    "@spanledger/evidence",
    "@spanledger/forecast",
    "@spanledger/guard",
    "@spanledger/ledger",
    "@spanledger/telemetry",
    "@spanledger/verify",
  ],
  serverExternalPackages: ["chdb", "@clickhouse/client", "@pydantic/genai-prices", "pdfkit"],
  outputFileTracingRoot: path.join(import.meta.dirname, "../.."),
  turbopack: { root: path.join(import.meta.dirname, "../..") },
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // `pnpm typecheck` is the one place that checks types; the build stays fast on a first start.
  typescript: { ignoreBuildErrors: true },
};

export default config;
