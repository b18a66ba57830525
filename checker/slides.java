///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Makes the course's slides, a deck for each step, and the teacher's guide
//SOURCES deps.java
//SOURCES bookdeps.java
//SOURCES src/**.java
//SOURCES book/**.java

/** `jbang slides`: only the way in; the command itself is {@link checker.slides.SlidesCommand}. */
class slides {

    public static void main(String... arguments) {
        System.exit(checker.slides.SlidesCommand.execute(arguments));
    }
}
