package checker.suite.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lessons with what somebody has copied from a terminal. */
class PastedOutputTest {

    private static final String PASTED =
            "is pasted output: quote it by run::check, log::boot or [session]";

    @TempDir
    private Path folder;

    private List<String> breaches(String text) throws IOException {
        Path lesson = Files.writeString(folder.resolve("lesson.adoc"), text);
        return PastedOutput.breaches(folder, List.of(lesson)).stream()
                .map(Breach::toString).toList();
    }

    @Test
    void commandsCodeAndQuotesAreGood() throws IOException {
        assertEquals(List.of(), breaches("""
                = Lesson

                [source,console]
                ----
                $ make -C kernel \\
                    ARCH=x86-64
                $ gdb
                (gdb) continue
                # reboot
                ----

                [source,c]
                ----
                #include "base/Log.h"
                int Passed = 1;
                ----

                [session, stage=0, expect="PANIC"]
                ----
                late
                ----

                [listing, stage=1]
                ....
                $ ./jbang check step-1 --seed 42
                + passed    the table holds the processors
                ....

                == The contract

                [listing]
                ....
                INFO smp: CPU N: ACPI processor N
                ....
                """));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "[    0.012345] INFO boot: ready",
        "PANIC exception: #PF page fault",
        "  INFO process: deep (6): signal 11",
        "+ passed    the shell runs programs (1 machine)",
        "step-1 passed: 202 passed (seed 42, 4.7 s)",
        "step-1, seed 42",
        "x failed  the table holds the processors",
        "jbang: this machine lacks:",
        "You are on lab/step-1, made from step-0."})
    void whatIsPrintedIsNotPasted(String line) throws IOException {
        for (String fence : List.of("----", "....")) {
            assertEquals(List.of("lesson.adoc:3: " + PASTED),
                    breaches("= Lesson\n" + fence + "\n" + line + "\nmore\n" + fence + "\n"));
        }
    }

    @Test
    void aCommandIsNotFollowedByWhatItPrints() throws IOException {
        assertEquals(List.of("lesson.adoc:4: is no command: what it prints is a quote,"
                + " or a sentence"), breaches("[source,console]\n----\n$ ps\nPID NAME\n----\n"));
    }

    @Test
    void inTheContractAreFormatsAndNoReports() throws IOException {
        assertEquals(List.of("lesson.adoc:3: " + PASTED),
                breaches("== The contract\n----\nstep-1 passed: 2 passed\n----\n"));
        assertEquals(List.of("lesson.adoc:4: " + PASTED),
                breaches("== The contract\n== Others\n----\nWARN smp: none\n----\n"));
    }
}
