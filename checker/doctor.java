///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Looks whether this machine has all that the checks need
//SOURCES deps.java
//SOURCES src/**.java

/** `jbang doctor`: only the way in; the command itself is {@link checker.cli.DoctorCommand}. */
class doctor {

    public static void main(String... arguments) {
        System.exit(new picocli.CommandLine(new checker.cli.DoctorCommand()).execute(arguments));
    }
}
