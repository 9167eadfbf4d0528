# Parlor in a container: `docker build -t parlor .`, then see compose.yaml.

# Builds the package; nothing of this stage is in the image but the files copied below.
FROM node:24-slim AS build
WORKDIR /source
COPY . .
# Ends with the build (tools/prepare.ts). Tests and linters are left out.
RUN npm ci --omit=dev

FROM node:24-slim
WORKDIR /app
COPY --from=build /source/package.json /source/LICENSE ./
COPY --from=build /source/bin ./bin
COPY --from=build /source/packages/server/dist ./packages/server/dist
COPY --from=build /source/packages/web/dist ./packages/web/dist
# A named volume that is mounted here takes over the owner of the folder.
RUN mkdir /data && chown node:node /data
ENV NODE_ENV=production DATA_DIR=/data PORT=3000
VOLUME /data
EXPOSE 3000
USER node
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=4", "--v8-pool-size=1", "bin/parlor.mjs", "start"]
