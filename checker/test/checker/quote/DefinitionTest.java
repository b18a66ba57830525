package checker.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Definitions of each kind, found among uses of the same names. */
class DefinitionTest {

    private static final List<String> SOURCE = """
            #define ROOM 3
            #define STOP Panic();
            #define BOTH(First, Second) \\
                (First), \\
                (Second)
            BOOL IsThere(U32 Index);
            BOOL IsThere(
                    U32 Index);
            enum Kind Find(void);

            typedef struct {
                U32 ID;
            } Record;
            enum Kind {
                SMALL,
            };
            static const Call Calls[ROOM] = {
                [0] = IsThere,
            };

            // Tells whether it is there.
            // Context: any.
            static BOOL IsThere(
                    U32 Index) {
                if (Index == ROOM) {
                    return IsThere(0);
                }
                return FALSE;
            }
            U32 One(void) { return 1; }
            typedef struct Later Later;
            typedef U64 Place;  // on the bus
            typedef enum { SMALLEST, BIGGEST } Size;
            // What a task does.
            typedef U32 (*TaskFunction)(void *Argument);
            typedef INT SystemCall(const UINT Arguments[4]);
            """.lines().toList();

    private static final List<String> ASSEMBLY = """
            // Goes home.
                .globl Home
            Home:
                movq $1, %rax
                ret

                jmp Home
            """.lines().toList();

    private static String found(List<String> source, String name) {
        return Definition.find(source, name)
                .map(definition -> String.join("\n", definition.of(source))).orElse("nothing");
    }

    @Test
    void aFunctionGoesFromItsCommentToItsBrace() {
        assertEquals(Optional.of(new Definition(20, 28)), Definition.find(SOURCE, "IsThere"));
        assertEquals("U32 One(void) { return 1; }", found(SOURCE, "One"));
    }

    @Test
    void aMacroGoesOnAsLongAsItsLinesDo() {
        assertEquals("#define ROOM 3", found(SOURCE, "ROOM"));
        assertEquals("#define STOP Panic();", found(SOURCE, "STOP"));
        assertEquals("#define BOTH(First, Second) \\\n    (First), \\\n    (Second)",
                found(SOURCE, "BOTH"));
    }

    @Test
    void aTypeIsFoundByItsNameAtEitherEnd() {
        assertEquals("typedef struct {\n    U32 ID;\n} Record;", found(SOURCE, "Record"));
        assertEquals("enum Kind {\n    SMALL,\n};", found(SOURCE, "Kind"));
    }

    @Test
    void aTypeOfOneLineIsFound() {
        assertEquals("nothing", found(SOURCE, "Later"));
        assertEquals("typedef U64 Place;  // on the bus", found(SOURCE, "Place"));
        assertEquals("typedef enum { SMALLEST, BIGGEST } Size;", found(SOURCE, "Size"));
        assertEquals("// What a task does.\ntypedef U32 (*TaskFunction)(void *Argument);",
                found(SOURCE, "TaskFunction"));
        assertEquals("typedef INT SystemCall(const UINT Arguments[4]);",
                found(SOURCE, "SystemCall"));
    }

    @Test
    void aTableGoesToItsBrace() {
        assertEquals("static const Call Calls[ROOM] = {\n    [0] = IsThere,\n};",
                found(SOURCE, "Calls"));
    }

    @Test
    void aLabelGoesToTheNextEmptyLine() {
        assertEquals(String.join("\n", ASSEMBLY.subList(0, 5)), found(ASSEMBLY, "Home"));
    }

    @Test
    void aUseIsNoDefinition() {
        assertEquals("nothing", found(SOURCE, "SMALL"));
        assertEquals("nothing", found(SOURCE, "There"));
    }
}
