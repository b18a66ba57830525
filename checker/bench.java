///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Measures what operations cost on this kernel and on Linux
//SOURCES deps.java
//SOURCES src/**.java

/** `jbang bench`: only the way in; the command itself is {@link checker.cli.BenchCommand}. */
class bench {

    public static void main(String... arguments) {
        System.exit(checker.cli.BenchCommand.execute(arguments));
    }
}
