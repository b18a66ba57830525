///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Runs the project's own test suite
//SOURCES deps.java
//SOURCES bookdeps.java
//SOURCES browserdeps.java
//SOURCES src/**.java
//SOURCES book/**.java
//SOURCES browser/**.java
//SOURCES test/**.java

/** `jbang test`: only the way in; the command itself is {@link checker.suite.TestCommand}. */
class test {

    public static void main(String... arguments) {
        System.exit(new picocli.CommandLine(new checker.suite.TestCommand()).execute(arguments));
    }
}
