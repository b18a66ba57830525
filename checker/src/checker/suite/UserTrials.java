package checker.suite;

import checker.kernel.Toolchain;
import checker.machine.Architecture;
import checker.repository.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * User land builds for both architectures, with both compilers, without a warning; and the same
 * sources make the same archive, byte for byte, wherever they lie.
 */
final class UserTrials implements TrialSource {

    private static final String ARCHIVE = "initrd.tar";

    private final Repository repository;

    UserTrials(Repository repository) {
        this.repository = repository;
    }

    @Override
    public List<Trial> trials() {
        if (!Files.isDirectory(repository.kernel().resolve("user"))) {
            return List.of();
        }
        List<Trial> trials = new ArrayList<>();
        for (Architecture architecture : Architecture.values()) {
            for (Toolchain toolchain : Toolchain.values()) {
                trials.add(Trial.of("build/user/" + architecture + "/" + toolchain,
                        bench -> build(repository.kernel(), architecture, toolchain, "clone")));
            }
            trials.add(Trial.of("build/user/" + architecture + "/same-archive",
                    bench -> compare(bench, architecture)));
        }
        return trials;
    }

    private void compare(Bench bench, Architecture architecture) throws IOException {
        Path here = build(repository.kernel(), architecture, Toolchain.CLANG, "here");
        Path elsewhere = build(bench.lay(repository.kernel()), architecture, Toolchain.CLANG,
                "elsewhere");
        long first = Files.mismatch(here.resolve(ARCHIVE), elsewhere.resolve(ARCHIVE));
        if (first >= 0) {
            throw new TrialFailedException("the same sources made two archives",
                    List.of(here.resolve(ARCHIVE) + " and " + elsewhere.resolve(ARCHIVE)
                            + " differ from byte " + first + " on"));
        }
    }

    /** The folder with what was built. */
    private Path build(Path kernel, Architecture architecture, Toolchain toolchain, String name) {
        Path out = repository.build().resolve("user-trials")
                .resolve(architecture + "-" + toolchain + "-" + name);
        MakeRun.in(kernel.resolve("user"), "ARCH=" + architecture, "TOOLCHAIN=" + toolchain,
                "WERROR=1", "OUT=" + out);
        return out;
    }
}
