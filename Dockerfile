# One image for both services; which one it is, says the command:
#   packages/api-server/src/main.ts (the default) or packages/connector/src/main.ts
FROM node:24-bookworm-slim AS base
WORKDIR /app
ENV NPM_CONFIG_AUDIT=false NPM_CONFIG_FUND=false NPM_CONFIG_LOGLEVEL=error

# What npm needs to know: this layer changes only when a dependency does.
FROM base AS manifests
COPY package.json package-lock.json .npmrc ./
COPY packages/api-server/package.json packages/api-server/
COPY packages/client/package.json packages/client/
COPY packages/connector/package.json packages/connector/
COPY packages/contracts/package.json packages/contracts/
COPY packages/embedded/package.json packages/embedded/
COPY packages/platform/package.json packages/platform/
COPY packages/sample-sources/package.json packages/sample-sources/
COPY packages/test-kit/package.json packages/test-kit/
COPY e2e/package.json e2e/

# Not `npm ci`: it refuses a lockfile that lacks optional packages for other platforms
# (scripts/bootstrap.mjs says more). The versions are those of the lockfile all the same. No install
# scripts: the only one would fetch the Node that is here already.
FROM manifests AS client
RUN npm install --no-save --ignore-scripts
COPY tsconfig.base.json ./
COPY packages/contracts packages/contracts
COPY packages/client packages/client
# Root keys of the connector that become part of the page (docs/security.md).
ARG VITE_CONNECTOR_ROOT_KEY=
RUN cd packages/client && ../../node_modules/.bin/vite build

FROM manifests AS modules
RUN npm install --no-save --ignore-scripts --omit=dev --workspace=packages/api-server --workspace=packages/connector
# npm brings packages of the tests and the client along, because a library names them as its
# optional peers; and folders of ours that only tests use.
RUN cd node_modules \
 && rm -rf vitest @vitest vite rolldown @rolldown lightningcss* postcss jiti jsdom chai react react-dom \
      .bin @rita/test-kit @rita/sample-sources \
 && cd .. && rm -rf e2e packages/client packages/embedded packages/sample-sources packages/test-kit

FROM base AS sources
COPY LICENSE ./
COPY packages/contracts packages/contracts
COPY packages/platform packages/platform
COPY packages/api-server packages/api-server
COPY packages/connector packages/connector
RUN find packages \( -name '*.test.ts' -o -name '*-test-*.ts' -o -name test \) -prune -exec rm -rf {} +

FROM base
# Nothing is installed from here on.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx \
      /usr/local/bin/corepack /usr/local/bin/yarn /usr/local/bin/yarnpkg /opt/yarn-* \
 && mkdir /data && chown node:node /data
COPY --from=modules /app ./
COPY --from=sources /app ./
COPY --from=client /app/packages/client/dist packages/client/dist
COPY deploy/health-check.mjs deploy/
ENV NODE_ENV=production DATA_DIR=/data
USER node
VOLUME /data
EXPOSE 3000 3001
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "deploy/health-check.mjs"]
ENTRYPOINT ["node"]
CMD ["--max-semi-space-size=8", "packages/api-server/src/main.ts"]
