# Runs in the build of images (Dockerfile): pays through a stack of its own, and leaves for each service a folder in target/learnt with what its
# JVM begins with at its next start, learnt.aot. With TRAIN=no the folders are empty; starts are slower then, and nothing else.
set -eu

# A cache does not fit files with other times, and builders of images take a layer for the same whatever the times in it are.
find ./*/target/quarkus-app -type f -exec touch --date 2000-01-01T00:00:00Z {} +

if [ "${TRAIN:-yes}" = yes ]; then
    java --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED -Xmx128m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC \
        -Dsatang.home="$PWD" -jar local-stack/target/local-stack.jar train --compilation full || {
        echo 'satang: the training has failed; --build-arg TRAIN=no leaves it out' >&2
        exit 1
    }
fi
for service in account-service source-service charge-service webhook-service offers-service console; do
    mkdir -p "target/learnt/$service"
    [ ! -f "target/class-caches.new/$service-full.aot" ] || mv "target/class-caches.new/$service-full.aot" "target/learnt/$service/learnt.aot"
done
rm -rf target/class-caches.new target/training
