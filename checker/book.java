///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Makes the course's book, a site of static pages, out of the lessons
//SOURCES deps.java
//SOURCES bookdeps.java
//SOURCES src/**.java
//SOURCES book/**.java

/** `jbang book`: only the way in; the command itself is {@link checker.book.BookCommand}. */
class book {

    public static void main(String... arguments) {
        System.exit(checker.book.BookCommand.execute(arguments));
    }
}
