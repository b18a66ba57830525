package checker.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PackageManagerTest {

    private static ToolNeed need(String name, Map<String, String> packages) {
        return new ToolNeed(name, Set.of("test"), List.of(name), Optional.empty(),
                Optional.empty(), packages, "is needed");
    }

    @Test
    void everyPackageIsNamedOnceAndTheFirstOfSeveralChosen() {
        List<ToolNeed> needs = List.of(
                need("jdk", Map.of("apt", "jdk-17,jdk-21")),
                need("gcc-m32", Map.of("apt", "gcc-multilib+libc6-dev")),
                need("libc", Map.of("apt", "libc6-dev")));

        assertEquals(Optional.of("sudo apt-get update && sudo apt-get install -y "
                + "--no-install-recommends jdk-17 gcc-multilib libc6-dev"),
                PackageManager.APT.command(needs, false));
    }

    @Test
    void rootNeedsNoSudoAndHomebrewNever() {
        List<ToolNeed> needs = List.of(need("git", Map.of("dnf", "git", "brew", "git")));

        assertEquals(Optional.of("dnf install -y git"), PackageManager.DNF.command(needs, true));
        assertEquals(Optional.of("brew install git"), PackageManager.BREW.command(needs, false));
    }

    @Test
    void whereNoPackageBringsItThereIsNoCommand() {
        assertEquals(Optional.empty(),
                PackageManager.BREW.command(List.of(need("grub", Map.of("apt", "grub"))), false));
        assertEquals(Optional.empty(), PackageManager.APT.command(List.of(), true));
    }
}
