package checker.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.repository.StepFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatchHunksTest {

    private static final String PATCH = """
            From 0123 Mon Sep 17 00:00:00 2001
            Subject: [PATCH] cpu: find processors

            ---
            diff --git a/kernel/cpu/Discovery.h b/kernel/cpu/Discovery.h
            --- a/kernel/cpu/Discovery.h
            +++ b/kernel/cpu/Discovery.h
            @@ -1,1 +1,2 @@
             // Discovery
            +void FindProcessors(void);
            diff --git a/kernel/cpu/Discovery.c b/kernel/cpu/Discovery.c
            --- a/kernel/cpu/Discovery.c
            +++ b/kernel/cpu/Discovery.c
            @@ -1,1 +1,2 @@
             // first
            +static U32 Found;
            @@ -9,1 +10,3 @@
             // second
            +void FindProcessors(void) {
            +}
            @@ -20,1 +23,2 @@ static void Record(void) {
                 Count++;
            +    Last = Count;
            --\s
            2.39.5
            """;

    @TempDir private Path temporary;

    @BeforeEach
    void writePatch() throws IOException {
        Files.createDirectories(temporary.resolve("patches"));
        Files.writeString(temporary.resolve("patches/0001-find.patch"), PATCH);
    }

    private String hunk(String name) {
        return new PatchHunks(new StepFolder(1, "cpu-discovery", temporary)).find(name);
    }

    @Test
    void aDefinitionGoesBeforeADeclaration() {
        assertEquals("""
                0001-find.patch: kernel/cpu/Discovery.c
                @@ -9,1 +10,3 @@
                 // second
                +void FindProcessors(void) {
                +}
                """, hunk("FindProcessors"));
    }

    @Test
    void whatIsNotDefinedIsFoundWhereItIsMentioned() {
        assertTrue(hunk("Found").contains("+static U32 Found;"), hunk("Found"));
    }

    @Test
    void whatIsNotMentionedIsFoundWhereItIsChanged() {
        assertTrue(hunk("Record").contains("+    Last = Count;"), hunk("Record"));
    }

    @Test
    void withoutSuchAHunkTheWholeAnswerIsPointedTo() {
        assertTrue(hunk("Nowhere").startsWith("./jbang course diff step-1"));
        assertTrue(hunk("").startsWith("./jbang course diff step-1"));
        assertTrue(hunk("second").startsWith("./jbang course diff step-1"), "context is no answer");
    }
}
