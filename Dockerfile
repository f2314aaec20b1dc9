# Built by `docker build -t darkroom:1.0.0 .`; compose.yaml and ops/kubernetes run it. glibc only: sharp and Node need no more than this.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN node tools/build.mjs
RUN npm prune --omit=dev --ignore-scripts --no-audit --no-fund && node tools/slim-production.mjs && mkdir empty

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data
WORKDIR /app
COPY --from=build /app/package.json /app/schema.graphql ./
COPY --from=build /app/dist dist
COPY --from=build /app/docs docs
COPY --from=build /app/prisma/migrations prisma/migrations
COPY --from=build /app/node_modules node_modules
COPY --from=build --chown=node:node /app/empty /data
USER node
VOLUME /data
EXPOSE 4000
# A start waits for migrations. A worker has no port: switch this off for it.
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT ?? 4000}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Node itself is the first process, so that SIGTERM arrives.
ENTRYPOINT ["node", "dist/main.js"]
CMD ["start"]
