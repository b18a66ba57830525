///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Boots a step's kernel and decides whether the step is done
//SOURCES deps.java
//SOURCES src/**.java

/** `jbang check`: only the way in; the command itself is {@link checker.cli.CheckCommand}. */
class check {

    public static void main(String... arguments) {
        System.exit(checker.cli.CheckCommand.execute(arguments));
    }
}
