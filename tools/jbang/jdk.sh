# Sourced by ./jbang: finds a JDK. JBang itself would look at JAVA_HOME and the PATH only, and
# would download a JDK rather than look into /usr/lib/jvm.
# shellcheck shell=bash disable=SC2154 # variables that ./jbang sets

# jdk_major HOME: the JDK's major version (1 for Java 8 and older); nothing when it cannot be told.
jdk_major() {
    local line version=
    if [ -r "$1/release" ]; then
        while IFS= read -r line; do
            case $line in JAVA_VERSION=*) version=${line#*=} ;; esac
        done < "$1/release"
    else
        version=$("$1/bin/javac" -version 2>&1) || version=
        version=${version#javac }
    fi
    version=${version#\"}
    version=${version%%[!0-9]*}
    printf '%s' "$version"
}

# is_jdk HOME: whether a JDK lies there that is new enough.
is_jdk() {
    local major
    [ -n "$1" ] && [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
    major=$(jdk_major "$1")
    [ -n "$major" ] && [ "$major" -ge "$least_java" ]
}

# home_of_program: the JDK that `javac` on the PATH belongs to, through all symbolic links.
home_of_program() {
    local program target
    program=$(type -P javac) || return 1
    while [ -L "$program" ]; do
        target=$(readlink "$program")
        case $target in
            /*) program=$target ;;
            *) program=${program%/*}/$target ;;
        esac
    done
    (cd -P "${program%/*}/.." 2>/dev/null && pwd)
}

# home_by_java: what the `java` on the PATH says of itself; for version managers with shims.
home_by_java() {
    type -P java >/dev/null || return 0
    java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p'
}

# use_first HOME...: takes the first of these folders that is a JDK.
use_first() {
    local home
    for home; do
        if is_jdk "$home"; then
            export JAVA_HOME=$home
            return 0
        fi
    done
    return 1
}

# find_jdk: sets JAVA_HOME to a JDK, or fails. The quick places come first.
find_jdk() {
    local given=${JAVA_HOME:-}
    use_first "$given" && return
    use_first "$(home_of_program)" ||
        use_first "$(/usr/libexec/java_home -v "$least_java+" 2>/dev/null)" ||
        use_first /usr/lib/jvm/* \
            /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
            /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
            /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec \
            "$HOME/.sdkman/candidates/java/current" "${JBANG_DIR:-$HOME/.jbang}/currentjdk" ||
        use_first "$(home_by_java)" || return 1
    [ -z "$given" ] ||
        say "JAVA_HOME=$given holds no JDK $least_java or newer; using $JAVA_HOME"
}
