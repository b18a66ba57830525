package checker.course;

import picocli.CommandLine;

/** {@code jbang course} as a program of its own, for tests of its surroundings. */
final class CourseProgram {

    private CourseProgram() { }

    public static void main(String... arguments) {
        System.exit(new CommandLine(new CourseCommand()).execute(arguments));
    }
}
