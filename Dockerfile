# One image for the portal (/app/web) and for the carecoord command (/app/ops).
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
RUN dotnet publish src/CareCoord.Web -c Release -o /app/web \
 && dotnet publish src/CareCoord.Ops -c Release -o /app/ops

FROM mcr.microsoft.com/dotnet/aspnet:10.0
# poppler-utils, libtiff-tools: looking at uploaded documents, in processes with limits (prlimit, of util-linux). tzdata: people's time zones. libicu comes with the image, and globalization must not be invariant. curl: the health check.
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends curl libtiff-tools poppler-utils tzdata util-linux \
 && rm -rf /var/lib/apt/lists/* \
 && ldconfig -p | grep -q libicuuc \
 && mkdir /data && chown "$APP_UID:$APP_UID" /data && chmod 700 /data
COPY --from=build /app /app
ENV ASPNETCORE_URLS=http://0.0.0.0:5080 \
    ASPNETCORE_HTTP_PORTS= \
    DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=false \
    CareCoord__DataFolder=/data \
    CareCoord__DocumentKeyFile=/run/secrets/document-keys
WORKDIR /app/web
USER $APP_UID
VOLUME /data
EXPOSE 5080
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
    CMD ["curl", "--fail", "--silent", "--show-error", "--output", "/dev/null", "http://127.0.0.1:5080/health/live"]
CMD ["dotnet", "CareCoord.Web.dll"]
