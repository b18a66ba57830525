package checker.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.machine.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetching Linux on hosts that lack something: scripts stand in place of apt's programs. */
class LinuxPartsTest {

    private static final Debian I386 = Debian.of(Architecture.X86_32);

    @TempDir
    private Path temporary;
    private Path bin;
    private Path folder;
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void aHost() throws IOException {
        bin = Files.createDirectories(temporary.resolve("bin"));
        folder = temporary.resolve("linux");
        script("apt-get", "true");
        script("apt-cache", "true");
        script("dpkg-deb", "true");
    }

    private void script(String name, String body) throws IOException {
        Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + body + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }

    private LinuxMissingException missing() {
        return assertThrows(LinuxMissingException.class,
                () -> LinuxParts.in(folder, I386, bin + ":/bin:/usr/bin", told::add));
    }

    @Test
    void aHostWithoutAptIsToldWhatToDo() throws IOException {
        LinuxMissingException missing = assertThrows(LinuxMissingException.class,
                () -> LinuxParts.in(folder, I386, temporary.toString(), told::add));

        assertTrue(missing.getMessage().contains("apt-get"), missing.getMessage());
        assertTrue(missing.details().toString().contains("--no-linux"),
                missing.details()::toString);
    }

    @Test
    void aPackageThatNoSourceHasIsNamedWithWhatAptSaid() throws IOException {
        script("apt-get", "echo 'E: Failed to fetch it: no network'; exit 100");

        LinuxMissingException missing = missing();

        assertTrue(missing.getMessage().contains("no linux-image-686-pae for i386"),
                missing.getMessage());
        assertEquals("E: Failed to fetch it: no network", missing.details().get(0));
        assertEquals(1, told.size());
        assertFalse(Files.exists(folder.resolve("version")));
    }

    @Test
    void aDownloadThatFailsIsNamedWithWhatAptSaid() throws IOException {
        script("apt-get", "case $* in *download*) echo 'E: gone'; exit 100 ;; esac");
        script("apt-cache", "case $* in *depends*) echo '  Depends: linux-image-6.1.0-9-686-pae' ;;"
                + " *) echo libgcc-s1; echo libgcc-9-dev; echo libgcc-12-dev ;; esac");

        LinuxMissingException missing = missing();

        assertTrue(missing.getMessage().contains(
                "no linux-image-6.1.0-9-686-pae libc6-dev linux-libc-dev libgcc-12-dev"),
                missing.getMessage());
        assertEquals("E: gone", missing.details().get(0));
    }

    @Test
    void aptIsAskedForTheOtherArchitectureInAFolderOfOurs() throws IOException {
        missing();

        String configuration = Files.readString(folder.resolve("apt/apt.conf"));
        assertTrue(configuration.contains("APT::Architecture \"i386\";"), configuration);
        assertTrue(configuration.contains("Dir::State \"" + folder), configuration);
    }

    @Test
    void whatWasFetchedIsNotFetchedAgain() throws IOException {
        Files.createDirectories(folder.resolve("root/boot"));
        Files.writeString(folder.resolve("root/boot/vmlinuz-6.1"), "");
        Files.writeString(folder.resolve("version"), "6.1 (Debian 6.1.2)\n");

        LinuxParts parts = LinuxParts.in(folder, I386, "", told::add);

        assertEquals("6.1 (Debian 6.1.2)", parts.version());
        assertEquals(folder.resolve("root/boot/vmlinuz-6.1"), parts.kernel());
        assertEquals(List.of(), told);
    }
}
