/** As `npm start` runs it. */
export const serverFlags = ["--max-semi-space-size=64"];
/** For the server: embedded ClickHouse holds a thread of the pool for each running query. */
export const serverEnv = { ...process.env, UV_THREADPOOL_SIZE: "16", NODE_ENV: "production" };
