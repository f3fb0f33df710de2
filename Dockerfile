# The HTTP API (and every other command) of dragoman; Neo4j runs beside it, see docker-compose.yml.
FROM python:3.13.5-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /source
COPY pyproject.toml README.md LICENSE ./
COPY graph graph
COPY loaders loaders
COPY queries queries
COPY api api
COPY cli cli
COPY client client
# A wheel, not the source tree: what runs in the image is what is published.
RUN pip wheel --no-deps --wheel-dir /wheels . \
    && python -m venv /opt/dragoman \
    && /opt/dragoman/bin/pip install /wheels/*.whl

FROM python:3.13.5-slim-bookworm
LABEL org.opencontainers.image.title="dragoman" \
      org.opencontainers.image.description="A graph of who did what to whom in world politics, with evidence" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN useradd --uid 10001 --create-home --shell /usr/sbin/nologin dragoman \
    && install --directory --owner dragoman --mode 700 /var/lib/dragoman
COPY --from=build /opt/dragoman /opt/dragoman
# For the keys of the API and the documents that wait to be loaded: a volume in docker-compose.yml.
ENV DRAGOMAN_HOME=/var/lib/dragoman
ENV PATH=/opt/dragoman/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER 10001
WORKDIR /home/dragoman
EXPOSE 8420
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8420/health/live', timeout=4)"]
ENTRYPOINT ["dragoman"]
# Inside the container only: which of the host's addresses it is reached at is decided where the port is published. Since
# that cannot be known here, it asks for keys.
CMD ["serve", "--host", "0.0.0.0", "--port", "8420", "--allow-remote"]
