package checker.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KvmTest {

    @TempDir
    private Path root;

    private Kvm with(boolean device, String flags) throws IOException {
        if (device) {
            Files.createDirectories(root.resolve("dev"));
            Files.createFile(root.resolve("dev/kvm"));
        }
        Files.createDirectories(root.resolve("proc"));
        Files.writeString(root.resolve("proc/cpuinfo"),
                "processor\t: 0\nmodel name\t: A CPU with vmx in its name\nflags\t\t: " + flags
                + "\n\nprocessor\t: 1\nflags\t\t: " + flags + "\n");
        return Kvm.on(root, "amd64");
    }

    @Test
    void withoutDeviceThereIsNone() throws IOException {
        assertEquals(Kvm.Kind.NONE, with(false, "fpu vmx").kind());
    }

    @Test
    void vtXOrSvmMakesItReal() throws IOException {
        Kvm kvm = with(true, "fpu vmx sse");

        assertTrue(kvm.usable());
        assertEquals("by VT-x", kvm.explanation());
    }

    @Test
    void aDeviceWithoutHardwareBehindItIsRefused() throws IOException {
        Kvm kvm = with(true, "fpu svm_lock vmx_fake sse");

        assertEquals(Kvm.Kind.SOFTWARE, kvm.kind());
        assertFalse(kvm.usable());
        assertTrue(kvm.explanation().contains("without VT-x and SVM"), kvm.explanation());
    }

    @Test
    void theModuleOfTheSoftwareOneIsBelievedMoreThanTheFlags() throws IOException {
        Files.createDirectories(root.resolve("sys/module/kvm_pvm"));

        Kvm kvm = with(true, "fpu svm");

        assertEquals(Kvm.Kind.SOFTWARE, kvm.kind());
        assertTrue(kvm.explanation().contains("kvm_pvm"), kvm.explanation());
    }

    @Test
    void onAnotherArchitectureItRunsNoGuestsOfOurs() throws IOException {
        with(true, "fpu vmx");

        assertEquals(Kvm.Kind.NONE, Kvm.on(root, "aarch64").kind());
    }

    @Test
    void withoutProcNothingIsBelieved() throws IOException {
        Files.createDirectories(root.resolve("dev"));
        Files.createFile(root.resolve("dev/kvm"));

        assertEquals(Kvm.Kind.SOFTWARE, Kvm.on(root, "amd64").kind());
    }
}
