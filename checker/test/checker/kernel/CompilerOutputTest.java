package checker.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import checker.kernel.CompilerMessage.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompilerOutputTest {

    @Test
    void clangNamesFileLineAndColumn() {
        String output = """
                tasks/Task.c:41:9: error: use of undeclared identifier 'Tsak'
                    Tsak->Next = NULL;
                    ^
                tasks/Task.c:50:1: warning: unused variable 'X' [-Wunused-variable]
                2 errors generated.
                make: *** [Makefile:90: out/tasks/Task.o] Error 1
                """;

        assertEquals(List.of(new CompilerMessage("tasks/Task.c", 41, Severity.ERROR,
                "use of undeclared identifier 'Tsak'")), CompilerOutput.errors(output));
        assertEquals(50, CompilerOutput.warnings(output).get(0).line());
    }

    @Test
    void aMissingHeaderIsAnError() {
        String output = "cpu/CPU.c:3:10: fatal error: 'cpu/Nothing.h' file not found\n";

        assertEquals("cpu/CPU.c:3: 'cpu/Nothing.h' file not found",
                CompilerOutput.errors(output).get(0).toString());
    }

    @Test
    void theGnuAssemblerNamesNoColumn() {
        String output = "arch/Entry.S: Assembler messages:\n"
                + "arch/Entry.S:12: Error: no such instruction: `mvo %eax'\n";

        assertEquals(List.of(new CompilerMessage("arch/Entry.S", 12, Severity.ERROR,
                "no such instruction: `mvo %eax'")), CompilerOutput.errors(output));
    }

    @Test
    void linkersNameTheSymbol() {
        String lld = "ld.lld: error: undefined symbol: StartAPs\n>>> referenced by Main.c:12\n";
        String gnu = "/usr/bin/ld: Main.o: in function `KernelMain':\n"
                + "startup/Main.c:12: undefined reference to `StartAPs'\n"
                + "Main.c:(.text+0x1f): undefined reference to `StopAPs'\n";

        assertEquals("ld.lld: undefined symbol: StartAPs",
                CompilerOutput.errors(lld).get(0).toString());
        assertEquals(List.of("startup/Main.c:12: undefined reference to `StartAPs'",
                        "Main.c: undefined reference to `StopAPs'"),
                CompilerOutput.errors(gnu).stream().map(CompilerMessage::toString).toList());
    }

    @Test
    void linkersNameWhatDoesNotFit() {
        String output = "Main.o: in function `KernelMain':\n/src/Main.c:4:(.text+0x14): "
                + "relocation truncated to fit: R_X86_64_32S against `.text'\n";

        assertEquals("/src/Main.c:4: relocation truncated to fit: R_X86_64_32S against `.text'",
                CompilerOutput.errors(output).get(0).toString());
    }

    @Test
    void aMissingSourceIsMakesError() {
        String output = "make: *** No rule to make target 'a.c', needed by 'a.o'.  Stop.\n";

        assertEquals("make: No rule to make target 'a.c', needed by 'a.o'.  Stop.",
                CompilerOutput.errors(output).get(0).toString());
    }

    @Test
    void anErrorInAHeaderIsToldOnce() {
        String line = "cpu/CPU.h:9:1: error: unknown type name 'U3'\n";

        assertEquals(1, CompilerOutput.errors(line + line + line).size());
    }
}
