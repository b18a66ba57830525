package checker.suite.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesTest {

    @TempDir private Path folder;

    private void write(String name, String... lines) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.write(folder.resolve(name), List.of(lines));
    }

    private static List<String> words(List<Breach> breaches) {
        return breaches.stream().map(Breach::toString).toList();
    }

    @Test
    void includesMayPointDownwardsAndStayInTheirFolder() throws IOException {
        write("base/Base.h", "typedef int S32;");
        write("arch/x86/x86-32/Layout.h", "#include \"base/Base.h\"");
        write("arch/Arch.h", "#include \"Layout.h\"");
        write("tasks/Task.h", "#include <stddef.h>");
        write("tasks/Task.c", "#include \"tasks/Task.h\"", "#include \"arch/Arch.h\"");

        assertEquals(List.of(), words(IncludeLevels.breaches(folder)));
    }

    @Test
    void anIncludeUpwardsIsABreach() throws IOException {
        write("base/Base.h", "typedef int S32;", "#  include \"tasks/Task.h\"");
        write("tasks/Task.h", "");

        assertEquals(List.of("base/Base.h:2: includes \"tasks/Task.h\": upwards, from base"
                + " (level 1) to tasks (level 9)"), words(IncludeLevels.breaches(folder)));
    }

    @Test
    void anIncludeOfANeighbourIsABreach() throws IOException {
        write("time/Clock.h", "#include \"devices/PIT.h\"");
        write("devices/PIT.h", "");

        assertEquals(List.of("time/Clock.h:1: includes \"devices/PIT.h\": time and devices are"
                + " neighbours on level 8"), words(IncludeLevels.breaches(folder)));
    }

    @Test
    void aCircleWithinAFolderIsABreach() throws IOException {
        write("tasks/A.h", "#include \"tasks/B.h\"");
        write("tasks/B.h", "#include \"C.h\"");
        write("tasks/C.h", "#include \"tasks/A.h\"");

        assertEquals(List.of("tasks/A.h: includes itself: tasks/A.h -> tasks/B.h -> tasks/C.h"
                + " -> tasks/A.h"), words(IncludeLevels.breaches(folder)));
    }

    @Test
    void anIncludeOfNothingAndAFolderWithoutALevelAreBreaches() throws IOException {
        write("tasks/A.c", "#include \"tasks/Nothing.h\"", "#include \"utilities/Utilities.h\"");
        write("utilities/Utilities.h", "");

        assertEquals(2, IncludeLevels.breaches(folder).size());
        assertTrue(words(IncludeLevels.breaches(folder)).get(1).contains("'utilities' has no"));
    }

    @Test
    void importsMayPointDownwards() throws IOException {
        write("checker/cli/A.java", "import checker.machine.Machine;");
        write("checker/machine/Machine.java", "import java.util.List;");

        assertEquals(List.of(), words(PackageLevels.breaches(folder)));
    }

    @Test
    void importsUpwardsAndOfNeighboursAreBreachesAlsoWithoutAnImportLine() throws IOException {
        write("checker/machine/A.java", "import static checker.cli.B.run;", "// checker.cli.B");
        write("checker/qmp/C.java", "class C { checker.gdb.D d; }");

        assertEquals(List.of("checker/machine/A.java:1: upwards, from checker.machine (level 3)"
                        + " to checker.cli (level 11)",
                "checker/qmp/C.java:1: checker.qmp and checker.gdb are neighbours on level 1"),
                words(PackageLevels.breaches(folder)));
    }

    @Test
    void theStepsDoNotImportOneAnother() throws IOException {
        write("checker/steps/Claims.java", "import checker.steps.step01.A;");
        write("checker/steps/step01/A.java", "import checker.steps.step00.B;");

        assertEquals(List.of("checker/steps/step01/A.java:1: checker.steps.step01 and"
                + " checker.steps.step00 are neighbours on level 8"),
                words(PackageLevels.breaches(folder)));
    }

    @Test
    void packagesThatImportOneAnotherAreABreach() throws IOException {
        write("checker/cli/A.java", "import checker.machine.B;");
        write("checker/machine/B.java", "import checker.cli.A;");

        assertTrue(words(PackageLevels.breaches(folder)).contains("checker: packages that import"
                + " one another: cli -> machine -> cli"));
    }

    @Test
    void longLinesAndLongFilesAreBreaches() throws IOException {
        write("A.c", "x".repeat(100), "x".repeat(101));
        write("B.java", "\n".repeat(300).split("", -1));

        assertEquals(List.of("A.c:2: 101 columns; the limit is 100"),
                words(StyleLimits.breaches(folder)).subList(0, 1));
        assertTrue(words(StyleLimits.breaches(folder)).get(1).endsWith("the limit is 300"));
    }

    private static String[] function(String signature, int lines, String indent) {
        String body = (indent + "    Work();\n").repeat(lines - 2);
        return (indent + signature + "\n" + body + indent + "}").split("\n");
    }

    @Test
    void functionsAreMeasuredFromTheirNameToTheirBrace() throws IOException {
        write("Short.c", function("static int F(void) {", 40, ""));
        write("Long.c", function("static int F(void) {", 41, ""));
        write("Long.java", function("private static <T> List<T> f(List<T> x) throws E {", 41,
                "    "));
        write("Wrapped.java", function("void g(int one,\n            int two) {", 40, "    "));

        assertEquals(List.of("Long.c:1: F has 41 lines; the limit is 40",
                "Long.java:1: f has 41 lines; the limit is 40",
                "Wrapped.java:1: g has 41 lines; the limit is 40"),
                words(StyleLimits.breaches(folder)));
    }

    @Test
    void typesAndStatementsAreNoFunctions() throws IOException {
        write("A.java", function("record R(int one, int two) {", 60, ""));
        write("B.java", function("if (something(long)) {", 60, "    "));
        write("C.java", function("list.forEach((one, two) -> {", 60, "    "));
        write("D.java", function("} catch (IOException e) {", 60, "    "));
        write("E.java", function("} catch (IOException\n            | Other e) {", 60, "    "));
        write("F.c", function("if (IsOne(long) &&\n        IsTwo(long)) {", 60, "    "));

        assertEquals(List.of(), words(StyleLimits.breaches(folder)));
    }

    @Test
    void whatOnlyThisMachineKnowsIsABreach() throws IOException {
        write("home/me/.npmrc", "registry=https://user:secret@npm.mirror.example/simple/");
        write("home/me/.m2/settings.xml", "<url>https://repo.maven.apache.org/maven2</url>");
        write("clone/A.md", "see " + folder.resolve("clone") + "/build", "fine: checker/src",
                "from npm.mirror.example:443", "https://repo.maven.apache.org/maven2 is public");
        PrivateNames names = new PrivateNames(folder.resolve("clone"), folder.resolve("home/me"),
                Map.of("HTTPS_PROXY", "http://proxy.example:3128"));

        List<String> found = words(names.breaches(folder.resolve("clone"),
                List.of(Path.of("A.md"))));
        assertTrue(found.contains("A.md:1: names the path of this clone"), found.toString());
        assertTrue(found.contains("A.md:3: names a registry of this machine, npm.mirror.example"),
                found.toString());
        assertTrue(found.stream().noneMatch(breach -> breach.matches("A.md:[24].*")),
                found.toString());
    }
}
