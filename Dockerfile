# Any of the services. Build it first (mvn package):
#   docker build --build-arg SERVICE=charge-service -t satang/charge-service .
FROM eclipse-temurin:25-jre

ARG SERVICE

WORKDIR /app
# From what hardly changes to what changes with every build.
COPY ${SERVICE}/target/quarkus-app/lib/ lib/
COPY ${SERVICE}/target/quarkus-app/*.jar ./
COPY ${SERVICE}/target/quarkus-app/app/ app/
COPY ${SERVICE}/target/quarkus-app/quarkus/ quarkus/

ENV QUARKUS_HTTP_HOST=0.0.0.0 QUARKUS_HTTP_PORT=8080 \
    QUARKUS_MANAGEMENT_HOST=0.0.0.0 QUARKUS_MANAGEMENT_PORT=9000
EXPOSE 8080 9000
USER 10001:10001
# Memory beside the heap (classes, code, buffers) is about 120 MiB; JAVA_TOOL_OPTIONS adds to or overrides these.
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:TrimNativeHeapInterval=5000", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-jar", "quarkus-run.jar"]
