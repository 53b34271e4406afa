#!/bin/sh
# What the image holds, put together step by step. deploy/Dockerfile runs these steps, and the tests run the
# same ones where there is no Docker engine.
#
#   build-image-root.sh STEP APP ROOT
#
# APP: the folder with all jars, cli/target/app. ROOT: becomes /opt in the image; has to lie where it will lie when
# it runs, for the cache of the start knows its jars by their paths.
# Steps, in order: runtime, jars, options, train; or all.
set -eu

step=$1
app=$(cd "$2" && pwd)
root=$3
java=$root/java
home=$root/storeledger

# What our jars and theirs use of the JDK, by jdeps (java.desktop: Kafka's broker logs with beans); flight recordings and jcmd for
# whoever looks into a running process, java.instrument for agents, jdk.security.* for Kerberos.
modules=java.base,java.desktop,java.instrument,java.logging,java.management,java.naming,java.net.http
modules=$modules,java.security.jgss,java.security.sasl,java.sql,java.xml
modules=$modules,jdk.attach,jdk.httpserver,jdk.jcmd,jdk.jfr,jdk.management,jdk.management.agent
modules=$modules,jdk.security.auth,jdk.security.jgss,jdk.unsupported

# Virtual threads of an older JDK 25 can stay parked for good (JDK-8369227, JDK-8373120).
check_jdk() {
    version=$(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$JAVA_HOME/release")
    case $version in
    25.0.[4-9]* | 25.0.[1-9][0-9]* | 25.[1-9]* | 2[6-9]* | [3-9][0-9]*) ;;
    25.0.3) echo "JDK $version: 25.0.4 or newer is better, it mends a lost wake-up of virtual threads" >&2 ;;
    *)
        echo "JDK $version is too old: build with 25.0.4 or newer" >&2
        exit 1
        ;;
    esac
}

# The JDK, cut down to what is used.
runtime() {
    check_jdk
    rm -rf "$java"
    "$JAVA_HOME/bin/jlink" --add-modules "$modules" --output "$java" \
        --strip-debug --no-header-files --no-man-pages --compress zip-6
}

# Third-party jars apart from ours: they change less often, and so are a layer of their own. RocksDB's
# library lies beside them: its jar holds one for each kind of machine, and would unpack it at each start.
jars() {
    rm -rf "$home/lib" "$home/app" "$home/native"
    mkdir -p "$home/lib" "$home/app" "$home/native"
    for jar in "$app"/*.jar; do
        case ${jar##*/} in
        storeledger-*) cp -p "$jar" "$home/app/" ;;
        rocksdbjni-*) without_libraries "$jar" ;;
        *) cp -p "$jar" "$home/lib/" ;;
        esac
    done
}

without_libraries() {
    case $(uname -m) in
    x86_64) library=librocksdbjni-linux64.so ;;
    aarch64) library=librocksdbjni-linux-aarch64.so ;;
    *)
        echo "there is no image for $(uname -m)" >&2
        exit 1
        ;;
    esac
    unpacked=$home/native/unpacked
    mkdir "$unpacked"
    (cd "$unpacked" && "$JAVA_HOME/bin/jar" --extract --file "$1")
    mv "$unpacked/$library" "$home/native/"
    rm -f "$unpacked"/librocksdbjni-*
    "$JAVA_HOME/bin/jar" --create --no-manifest --file "$home/lib/${1##*/}" -C "$unpacked" .
    rm -rf "$unpacked"
}

# How java is called: ENTRYPOINT names this file. The class path is spelt out, in one order: the cache of the
# start holds for that one alone.
options() {
    classpath=
    for jar in "$home"/app/*.jar "$home"/lib/*.jar; do
        classpath=$classpath${classpath:+:}$jar
    done
    cat >"$home/java.options" <<END
--enable-native-access=ALL-UNNAMED
--sun-misc-unsafe-memory-access=allow
-Dstdout.encoding=UTF-8
-Dstderr.encoding=UTF-8
-Djava.library.path=$home/native
-XX:+UseSerialGC
-Xms64m
-XX:MaxRAMPercentage=60
-XX:+ExitOnOutOfMemoryError
-XX:AOTCache=$home/storeledger.aot
-Xlog:disable
-Xlog:all=error:stderr
-cp $classpath
END
    # a health check starts every few seconds, beside the service and within its memory
    sed -e 's/^-Xms.*/-Xms24m/' -e 's/^-XX:MaxRAMPercentage=.*/-Xmx32m/' \
        -e '/^-XX:+ExitOnOutOfMemoryError/i -XX:TieredStopAtLevel=1' \
        "$home/java.options" >"$home/health.options"
}

# Runs the demo once and keeps what the JVM learnt of classes and hot methods: every service starts in half the time.
train() {
    rm -f "$home/storeledger.aot"
    scratch=$(mktemp -d)
    sed -e 's/^-XX:AOTCache=/-XX:AOTCacheOutput=/' -e '/^-Xlog/d' "$home/java.options" >"$scratch/options"
    "$java/bin/java" "@$scratch/options" -Xmx640m -Djava.io.tmpdir="$scratch" \
        -Dlogback.configurationFile=logback-file.xml io.storeledger.cli.Storeledger \
        demo --for "${TRAIN_FOR:-4s}" --faults none >"$scratch/log" 2>&1 || {
        cat "$scratch/log" >&2
        exit 1
    }
    rm -rf "$scratch"
    test -s "$home/storeledger.aot"
}

case $step in
runtime | jars | options | train) "$step" ;;
all)
    runtime
    jars
    options
    train
    ;;
*)
    echo "no such step: $step" >&2
    exit 2
    ;;
esac
