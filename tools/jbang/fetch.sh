# Sourced by ./jbang: gets the JBang that pom.xml pins from Maven Central, under our lock.
# shellcheck shell=bash disable=SC2154 # variables that ./jbang sets

# checksum: SHA-256 of the standard input.
checksum() {
    if type -P sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi
}

# verify DIRECTORY: whether it holds exactly the files that SHA256SUMS lists, undamaged.
verify() {
    local sum file listed=0
    while read -r sum file; do
        listed=$((listed + 1))
        [ -r "$1/$file" ] || { say "$file was not fetched"; return 1; }
        [ "$(checksum < "$1/$file")" = "$sum  -" ] || { say "$file is damaged"; return 1; }
    done < "$root/tools/jbang/SHA256SUMS"
    set -- "$1"/*
    [ $# -eq "$listed" ] || { say "$# files were fetched, $listed expected"; return 1; }
}

# copy_jars DIRECTORY REPOSITORY: has Maven put JBang's jars into a folder. The timeouts end a dead
# connection; -C makes a wrong checksum an error.
copy_jars() {
    mvn -B -q -C -Dstyle.color=never -f "$root/tools/jbang/pom.xml" -Dmaven.repo.local="$2" \
        -Dmaven.wagon.http.connectionTimeout=20000 -Dmaven.wagon.rto=30000 \
        -Daether.connector.connectTimeout=20000 -Daether.connector.requestTimeout=30000 \
        org.apache.maven.plugins:maven-dependency-plugin:copy-dependencies \
        -DoutputDirectory="$1" >"$fetched/maven.log" 2>&1 \
        </dev/null 9>&-
}

# fetch_jbang: fills $pinned. The folder gets its name when it is complete and verified, so that an
# interrupted call leaves nothing behind that looks like a JBang.
fetch_jbang() {
    local fetched=$pinned.part repository=${JBANG_REPO:-$HOME/.m2/repository}
    rm -rf "$fetched"
    mkdir -p "$fetched" || die "cannot write to ${pinned%/*}"
    say "fetching JBang from Maven Central (10 MB, once) ..."
    if ! copy_jars "$fetched/lib" "$repository" || ! verify "$fetched/lib"; then
        say "that did not work; trying once more, with nothing of what Maven has stored ..."
        rm -rf "${fetched:?}/lib"
        copy_jars "$fetched/lib" "$fetched/repository" || tell_maven_failed
        verify "$fetched/lib" || die "Maven Central's files are not those that this clone expects"
    fi
    mv "$fetched/lib" "$pinned" || die "cannot write $pinned"
    rm -rf "$fetched"
}

# tell_maven_failed: ends, with what Maven said.
tell_maven_failed() {
    grep -m 3 ERROR "$fetched/maven.log" | cut -c1-400 >&2
    die "JBang could not be fetched from Maven Central. Is there a network? Behind a proxy or a" \
        "mirror, ~/.m2/settings.xml must name it. Maven's words are in $fetched/maven.log"
}
