# Any of the services, built here:
#   docker build --build-arg SERVICE=charge-service -t satang/charge-service .
# or from what Maven has built beside this already (mvn -Dquick -DskipTests package):
#   docker build --target prebuilt --build-arg SERVICE=charge-service -t satang/charge-service .
# Both pay through a stack inside the build, once for all services, so that images hold what their JVMs would have to learn at each start
# (docs/decisions/0035-what-jvms-learn-is-kept.md). --build-arg TRAIN=no leaves that out.
FROM eclipse-temurin:25-jre AS runtime

WORKDIR /app
ENV QUARKUS_HTTP_HOST=0.0.0.0 QUARKUS_HTTP_PORT=8080 \
    QUARKUS_MANAGEMENT_HOST=0.0.0.0 QUARKUS_MANAGEMENT_PORT=9000
EXPOSE 8080 9000
USER 10001:10001
# Memory beside the heap (classes, code, buffers) is about 120 MiB; JAVA_TOOL_OPTIONS adds to or overrides these. What the cache puts into the
# heap has to fit into it from the first moment, or the JVM refuses to start; by itself it would begin with a 64th of the memory.
# A name leads to the replicas that there are now, and not to those of half a minute ago.
ENTRYPOINT ["java", "-XX:AOTCache=/app/learnt.aot", "-XX:+UseSerialGC", "-XX:TrimNativeHeapInterval=5000", "-XX:InitialRAMPercentage=25", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-Dsun.net.inetaddr.ttl=1", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-jar", "quarkus-run.jar"]

# A cache fits the very Java and the very files that it was recorded with. PostgreSQL runs as a user that has a name, and not as root.
FROM eclipse-temurin:25-jre AS training
WORKDIR /satang
RUN useradd --uid 10001 --create-home satang && install --directory --owner satang target
USER satang

FROM training AS prebuilt-trained
ARG TRAIN=yes
COPY local-stack/target/ local-stack/target/
COPY load-test/target/ load-test/target/
COPY --chown=satang account-service/target/quarkus-app/ account-service/target/quarkus-app/
COPY --chown=satang source-service/target/quarkus-app/ source-service/target/quarkus-app/
COPY --chown=satang charge-service/target/quarkus-app/ charge-service/target/quarkus-app/
COPY --chown=satang webhook-service/target/quarkus-app/ webhook-service/target/quarkus-app/
COPY --chown=satang offers-service/target/quarkus-app/ offers-service/target/quarkus-app/
COPY --chown=satang console/target/quarkus-app/ console/target/quarkus-app/
COPY local-stack/src/main/scripts/train-images.sh ./
RUN ["sh", "train-images.sh"]

FROM runtime AS prebuilt
ARG SERVICE
# From what hardly changes to what changes with every build; the files are those that it was trained with, with their times.
COPY --from=prebuilt-trained /satang/${SERVICE}/target/quarkus-app/lib/ lib/
COPY --from=prebuilt-trained /satang/${SERVICE}/target/quarkus-app/*.jar ./
COPY --from=prebuilt-trained /satang/${SERVICE}/target/quarkus-app/app/ app/
COPY --from=prebuilt-trained /satang/${SERVICE}/target/quarkus-app/quarkus/ quarkus/
COPY --from=prebuilt-trained /satang/target/learnt/${SERVICE}/ ./

# All services at once, so that those who build several of them do this once. What Maven has fetched stays for the next time.
FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /satang
COPY . .
RUN --mount=type=cache,target=/root/.m2,sharing=locked \
    find . -name target -prune -exec rm -rf {} + && \
    MAVEN_OPTS=--sun-misc-unsafe-memory-access=allow mvn -B -ntp -Dquick -Dmaven.test.skip=true \
        -pl account-service,source-service,charge-service,webhook-service,offers-service,console,local-stack,load-test -am package

FROM training AS trained
ARG TRAIN=yes
COPY --from=build /satang/local-stack/target/ local-stack/target/
COPY --from=build /satang/load-test/target/ load-test/target/
COPY --chown=satang --from=build /satang/account-service/target/quarkus-app/ account-service/target/quarkus-app/
COPY --chown=satang --from=build /satang/source-service/target/quarkus-app/ source-service/target/quarkus-app/
COPY --chown=satang --from=build /satang/charge-service/target/quarkus-app/ charge-service/target/quarkus-app/
COPY --chown=satang --from=build /satang/webhook-service/target/quarkus-app/ webhook-service/target/quarkus-app/
COPY --chown=satang --from=build /satang/offers-service/target/quarkus-app/ offers-service/target/quarkus-app/
COPY --chown=satang --from=build /satang/console/target/quarkus-app/ console/target/quarkus-app/
COPY local-stack/src/main/scripts/train-images.sh ./
RUN ["sh", "train-images.sh"]

FROM runtime AS built
ARG SERVICE
COPY --from=trained /satang/${SERVICE}/target/quarkus-app/lib/ lib/
COPY --from=trained /satang/${SERVICE}/target/quarkus-app/*.jar ./
COPY --from=trained /satang/${SERVICE}/target/quarkus-app/app/ app/
COPY --from=trained /satang/${SERVICE}/target/quarkus-app/quarkus/ quarkus/
COPY --from=trained /satang/target/learnt/${SERVICE}/ ./
