package checker.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;

import checker.quote.Definitions.Kind;
import checker.quote.Definitions.Named;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a file tells others of, with what its comments say first. */
class DefinitionsTest {

    private static final List<String> HEADER = """
            // Queue: whoever waits.

            #pragma once

            #include "base/Base.h"

            #define ROOM 3
            #define LONGEST 255  // without its end. Never 0.

            // Bits of Flags.
            #define FIRST 1
            #define SECOND 2

            typedef struct Task Task;
            typedef U64 Place;  // on the bus

            // One who waits. There may be more.
            typedef struct {
                U32 Count;  // of them
            } Queue;

            struct Task {
                U32 Number;
            };
            typedef enum { SMALL, BIG } Size;
            // What a task does: 0 or -ENOMEM. None is good.
            typedef U32 (*Deed)(void *Argument);

            extern Queue Waiting;

            // Takes the first one off, at most ROOM of
            // them. Context: task.
            Task *Take(Queue *From,
                       U32 Count) MUST_USE;
            void Put(Task *One);

            // Context: any.
            static inline U32 CountAll(void) { return Waiting.Count; }
            static inline NORETURN void Stop(void) {
                for (;;) { }
            }
            __attribute__((weak)) void Odd(void);
            """.lines().toList();

    private static final String TAKES = "Takes the first one off, at most ROOM of them.";

    private static Named named(String name, Kind kind, boolean defined, String purpose) {
        return new Named(name, kind, defined, purpose);
    }

    @Test
    void aHeaderHasFunctionsTypesAndMacros() {
        assertEquals(List.of(
                named("Take", Kind.FUNCTION, false, TAKES),
                named("Put", Kind.FUNCTION, false, TAKES),
                named("CountAll", Kind.FUNCTION, true, ""),
                named("Stop", Kind.FUNCTION, true, ""),
                named("ROOM", Kind.MACRO, true, ""),
                named("LONGEST", Kind.MACRO, true, "without its end."),
                named("FIRST", Kind.MACRO, true, "Bits of Flags."),
                named("SECOND", Kind.MACRO, true, "Bits of Flags."),
                named("Task", Kind.TYPE, false, ""),
                named("Place", Kind.TYPE, true, "on the bus"),
                named("Queue", Kind.TYPE, true, "One who waits."),
                named("Task", Kind.TYPE, true, ""),
                named("Size", Kind.TYPE, true, ""),
                named("Deed", Kind.TYPE, true, "What a task does: 0 or -ENOMEM.")),
                Definitions.ofHeader(HEADER));
    }

    @Test
    void aSourceHasFunctionsThatAreNotStatic() {
        assertEquals(List.of(named("Put", Kind.FUNCTION, true, ""),
                        named("Last", Kind.FUNCTION, true, "Tells which.")),
                Definitions.functions("""
                        static U32 Own(void) { return 1; }

                        void Put(Task *One) {
                            Own(One);
                        }

                        // Tells which.
                        static void Later(void);
                        U32 Last(
                                void) {
                            return Own(1);
                        }
                        U32 Count = Own(2);
                        """.lines().toList()));
    }

    @Test
    void assemblyHasGlobalLabels() {
        assertEquals(List.of(named("Home", Kind.LABEL, true, "Goes home.")),
                Definitions.labels(List.of("// Goes home. Entry: anywhere.", "    .globl Home",
                        "Home:", "Local:", "    jmp Home")));
    }

    @Test
    void whatIsListedInColumnsIsFound() {
        assertEquals(Map.of("Save", "turns them off. Twice is no harm"),
                Definitions.listed(List.of(
                        "//   UINT Save(void)    turns them off. Twice is no harm",
                        "//   void Restore(UINT Saved), Other(void)",
                        "// A line of prose (or two)")));
    }
}
