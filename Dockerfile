# Any of the services, built here:
#   docker build --build-arg SERVICE=charge-service -t satang/charge-service .
# or from what Maven has built beside this already (mvn -Dquick -DskipTests package):
#   docker build --target prebuilt --build-arg SERVICE=charge-service -t satang/charge-service .
FROM eclipse-temurin:25-jre AS runtime

WORKDIR /app
ENV QUARKUS_HTTP_HOST=0.0.0.0 QUARKUS_HTTP_PORT=8080 \
    QUARKUS_MANAGEMENT_HOST=0.0.0.0 QUARKUS_MANAGEMENT_PORT=9000
EXPOSE 8080 9000
USER 10001:10001
# Memory beside the heap (classes, code, buffers) is about 120 MiB; JAVA_TOOL_OPTIONS adds to or overrides these.
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:TrimNativeHeapInterval=5000", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-jar", "quarkus-run.jar"]

FROM runtime AS prebuilt
ARG SERVICE
# From what hardly changes to what changes with every build.
COPY ${SERVICE}/target/quarkus-app/lib/ lib/
COPY ${SERVICE}/target/quarkus-app/*.jar ./
COPY ${SERVICE}/target/quarkus-app/app/ app/
COPY ${SERVICE}/target/quarkus-app/quarkus/ quarkus/

# All services at once, so that those who build several of them do this once. What Maven has fetched stays for the next time.
FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /satang
COPY . .
RUN --mount=type=cache,target=/root/.m2,sharing=locked \
    find . -name target -prune -exec rm -rf {} + && \
    MAVEN_OPTS=--sun-misc-unsafe-memory-access=allow mvn -B -ntp -Dquick -Dmaven.test.skip=true \
        -pl account-service,source-service,charge-service,webhook-service,offers-service,console -am package

FROM runtime AS built
ARG SERVICE
COPY --from=build /satang/${SERVICE}/target/quarkus-app/lib/ lib/
COPY --from=build /satang/${SERVICE}/target/quarkus-app/*.jar ./
COPY --from=build /satang/${SERVICE}/target/quarkus-app/app/ app/
COPY --from=build /satang/${SERVICE}/target/quarkus-app/quarkus/ quarkus/
