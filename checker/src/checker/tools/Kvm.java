package checker.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether this machine runs x86 guests by its own processor. No check needs it: verdicts come from
 * QEMU's emulation, and KVM only adds a second opinion where it is real.
 *
 * @param kind what there is
 * @param explanation a sentence for the user
 */
public record Kvm(Kind kind, String explanation) {

    /** What there is. */
    public enum Kind {
        /** No {@code /dev/kvm}, or one for another architecture's guests. */
        NONE,
        /** There is a device that this user may not open. */
        NO_ACCESS,
        /**
         * A KVM without VT-x or SVM behind it, such as PVM: it emulates most of ring 0, and
         * a kernel under test behaves differently from one on real hardware.
         */
        SOFTWARE,
        REAL
    }

    private static final Pattern FLAGS = Pattern.compile("(?m)^flags\\s*:(.*)$");

    /** Looks at this machine. */
    public static Kvm here() {
        return on(Path.of("/"), System.getProperty("os.arch"));
    }

    /** Whether a machine with this accelerator tells anything. */
    public boolean usable() {
        return kind == Kind.REAL;
    }

    /**
     * Looks at a file system.
     *
     * @param root the folder that stands for {@code /}
     * @param architecture what Java calls the processor
     */
    static Kvm on(Path root, String architecture) {
        Path device = root.resolve("dev/kvm");
        if (!Files.exists(device)) {
            return new Kvm(Kind.NONE, "no /dev/kvm");
        }
        if (!Set.of("amd64", "x86_64", "x86", "i386").contains(architecture)) {
            return new Kvm(Kind.NONE, "KVM on " + architecture + " runs no x86 guests");
        }
        if (Files.exists(root.resolve("sys/module/kvm_pvm"))) {
            return software("the module kvm_pvm");
        }
        Set<String> flags = processorFlags(root.resolve("proc/cpuinfo"));
        if (!flags.contains("vmx") && !flags.contains("svm")) {
            return software("a processor without VT-x and SVM");
        }
        if (!Files.isReadable(device) || !Files.isWritable(device)) {
            return new Kvm(Kind.NO_ACCESS,
                    "/dev/kvm is not open to you; an administrator can add you to its group");
        }
        return new Kvm(Kind.REAL, "by " + (flags.contains("vmx") ? "VT-x" : "SVM"));
    }

    private static Kvm software(String sign) {
        return new Kvm(Kind.SOFTWARE, "a software KVM (" + sign
                + "), which says nothing about real hardware");
    }

    private static Set<String> processorFlags(Path file) {
        Set<String> flags = new TreeSet<>();
        try {
            Matcher line = FLAGS.matcher(Files.readString(file));
            if (line.find()) {
                flags.addAll(Set.of(line.group(1).strip().split("\\s+")));
            }
        } catch (IOException e) {
            return Set.of(); // without /proc nothing is known of the processor
        }
        return flags;
    }
}
