# One image for every role; the command says which: start (all in one), ingest or web.
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY . .
ENV NEXT_TELEMETRY_DISABLED=1
RUN node tools/build.mjs

FROM node:20-bookworm-slim
WORKDIR /app
COPY --from=build --chown=node:node /app /app
ENV NODE_ENV=production UV_THREADPOOL_SIZE=16 SPANLEDGER_HOST=0.0.0.0 SPANLEDGER_DATA_DIR=/data
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 4318 3000
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "--max-semi-space-size=64", "apps/standalone/dist/main.mjs"]
CMD ["start"]
