# The daemon alone, as a static program in an otherwise empty image. The time
# zones are built in; the certificates come from where it was built.
FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /out/tocsin ./cmd/tocsin \
 && mkdir -p /out/data /out/tmp

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /out/tocsin /tocsin
COPY --from=build --chown=65532:65532 /out/data /data
COPY --from=build --chown=65532:65532 /out/tmp /tmp
USER 65532:65532
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 CMD ["/tocsin", "healthcheck"]
# The daemon takes up to 30 s to stop: docker stop --time 40.
STOPSIGNAL SIGTERM
ENTRYPOINT ["/tocsin"]
CMD ["run", "--config", "/etc/tocsin/tocsin.yaml", "--data", "/data", "--listen", "0.0.0.0:8080", "--log-format", "json"]
