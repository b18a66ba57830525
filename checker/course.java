///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Starts, shows and keeps the stages of the course
//SOURCES deps.java
//SOURCES src/**.java

/** `jbang course`: only the way in; the command itself is {@link checker.course.CourseCommand}. */
class course {

    public static void main(String... arguments) {
        System.exit(new picocli.CommandLine(new checker.course.CourseCommand()).execute(arguments));
    }
}
