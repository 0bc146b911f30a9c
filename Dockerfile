# The coordinator as an image: pages built in one stage, the wheel in the next, neither kept.

FROM node:22-slim AS pages
WORKDIR /build/web
COPY web/package.json web/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY web ./
RUN npm run build

FROM python:3.12-slim AS wheel
WORKDIR /build
COPY requirements-build.lock ./
RUN pip install --no-cache-dir --require-hashes -r requirements-build.lock
COPY pyproject.toml README.md LICENSE ./
COPY scripts/pages_in_wheel.py scripts/
COPY docs/examples docs/examples
COPY wire wire
COPY agents agents
COPY coordinator coordinator
COPY --from=pages /build/web/dist web/dist
RUN pip wheel --no-deps --no-build-isolation --wheel-dir /build/wheel .

FROM python:3.12-slim
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 DIEMCAU_LOG_JSON=true
COPY requirements.lock /tmp/requirements.lock
RUN pip install --no-cache-dir --require-hashes -r /tmp/requirements.lock
COPY --from=wheel /build/wheel /tmp/wheel
RUN pip install --no-cache-dir --no-deps /tmp/wheel/*.whl \
    && useradd --system --uid 10001 --home-dir /data diemcau \
    && install -d -o diemcau -g diemcau -m 0700 /data
USER diemcau
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8080/readyz')"]
ENTRYPOINT ["diemcau"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8080", "--data", "/data"]
