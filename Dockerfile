# One image, two commands: `lorecast web` and `lorecast worker`. The models are inside; the database and the object store are not.

FROM python:3.12-slim AS build
WORKDIR /lorecast
COPY requirements-uv.lock requirements.lock ./
RUN python -m venv .venv \
    && .venv/bin/python -m pip install --no-cache-dir --require-hashes --target /uv -r requirements-uv.lock \
    && VIRTUAL_ENV=/lorecast/.venv /uv/bin/uv pip sync --no-cache --require-hashes --compile-bytecode requirements.lock
COPY . .
RUN VIRTUAL_ENV=/lorecast/.venv /uv/bin/uv pip install --no-cache --no-deps --no-build-isolation --editable . \
    && .venv/bin/python -m runtime.assets \
    && .venv/bin/python -m runtime.weights /lorecast/models-data \
    && rm -rf node_modules

FROM python:3.12-slim
RUN useradd --system --create-home --home-dir /var/lib/lorecast --uid 10001 lorecast
COPY --from=build /lorecast /lorecast
COPY --from=build --chown=lorecast /lorecast/models-data /var/lib/lorecast/data
WORKDIR /var/lib/lorecast
USER 10001
ENV PATH=/lorecast/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    LORECAST_DATA=/var/lib/lorecast/data \
    LORECAST_HOST=0.0.0.0 \
    LORECAST_PORT=8765
EXPOSE 8765
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8765/health', timeout=4)"]
ENTRYPOINT ["lorecast"]
CMD ["web"]
