package checker.machine;

import checker.process.MissingToolException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where the distributions keep OVMF, the UEFI firmware for QEMU. */
final class Uefi {

    private Uefi() {}

    static Path code() {
        return first("/usr/share/OVMF/OVMF_CODE.fd", "/usr/share/edk2/ovmf/OVMF_CODE.fd",
                "/usr/share/OVMF/OVMF_CODE_4M.fd");
    }

    /** The variables that belong to {@link #code}: of the same flash size. */
    static Path variables() {
        return Path.of(code().toString().replace("CODE", "VARS"));
    }

    private static Path first(String... candidates) {
        return Stream.of(candidates).map(Path::of).filter(Files::isReadable).findFirst()
                .orElseThrow(() -> new MissingToolException("ovmf"));
    }
}
