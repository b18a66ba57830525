// What the checker is built from. Every version that the Java side uses stands in this file and
// nowhere else, but for what only the book needs, in bookdeps.java; the scripts beside it all name
// it as their first source.

//JAVA 17+
// A command lives for seconds: start it fast rather than optimise it for hours. To link a place
// where strings are put together, at its first use, takes longer than all of its uses.
//COMPILE_OPTIONS -encoding UTF-8 -XDstringConcat=inline -Xlint:all,-processing,-options,-try
//JAVA_OPTIONS -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -Xlog:disable
//JAVA_OPTIONS -Xlog:all=error:stderr -Dfile.encoding=UTF-8

//DEPS org.junit:junit-bom:6.1.3@pom
//DEPS org.junit.jupiter:junit-jupiter
//DEPS org.junit.platform:junit-platform-launcher
//DEPS info.picocli:picocli:4.7.7
//DEPS net.fornwall:jelf:0.12.0
//DEPS com.fasterxml.jackson.jr:jackson-jr-objects:2.23.0
//DEPS org.apache.commons:commons-compress:1.28.0

/** Holds the directives above; there is nothing to call. */
interface deps {}
