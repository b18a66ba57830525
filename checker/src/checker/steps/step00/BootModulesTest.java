package checker.steps.step00;

import static checker.junit.Expectation.expect;

import checker.junit.Boot;
import checker.junit.Criterion;
import checker.junit.Draw;
import checker.junit.Hint;
import checker.junit.MachineMatrix;
import checker.junit.NamedSpec;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.machine.Architecture;
import checker.machine.Initrd;
import checker.machine.MachineSpec;
import checker.oracle.LogRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the boot loader hands over besides the kernel is kept, or the log says that it is not. */
@Step(0)
@Criterion("A small but complete single-core kernel, on x86-32 and x86-64.")
@Hint(where = "AddBootModule and who calls it, and the lines that LogBootInfo writes.",
        wrong = "There is room for eight modules; what is beyond them must not go in silence.",
        fix = "Count the modules that find no place, and log their number once there is a log.",
        hunk = "LogBootInfo")
final class BootModulesTest {

    private static final int ROOM = 8;

    @OnEveryMachine(from = WithinTheRoom.class)
    void eightModulesGetNoWarning(Boot boot) {
        expect("warnings about the boot", warnings(boot)).asPrinted().toBe(List.of());
    }

    @OnEveryMachine(from = BeyondTheRoom.class)
    void theNumberOfThoseBeyondIsInOneWarning(Boot boot) {
        int surplus = boot.spec().modules().size() - ROOM;
        Pattern number = Pattern.compile("\\b" + surplus + "\\b");

        expect("warnings about the boot", warnings(boot)).asPrinted()
                .to("be one, and have the number " + surplus,
                        found -> found.size() == 1 && number.matcher(found.get(0)).find());
    }

    private static List<String> warnings(Boot boot) {
        return boot.log().of("boot").stream()
                .filter(record -> record.level() == LogRecord.Level.WARN)
                .map(LogRecord::message).toList();
    }

    private static NamedSpec machine(String name, Architecture architecture, int modules) {
        List<Initrd> texts = IntStream.range(0, modules).mapToObj(number ->
                Initrd.ofBytes(("module " + number).getBytes(StandardCharsets.US_ASCII))).toList();
        return NamedSpec.of(name, MachineSpec.of(architecture).withModules(texts));
    }

    static final class WithinTheRoom implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(Architecture architecture, Draw draw, boolean thorough) {
            return Stream.of(machine("eight-modules", architecture, ROOM));
        }
    }

    static final class BeyondTheRoom implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(Architecture architecture, Draw draw, boolean thorough) {
            return Stream.of(machine("surplus-modules", architecture, ROOM + draw.between(1, 5)));
        }
    }
}
