package checker.junit;

import checker.machine.Architecture;
import checker.machine.Clock;
import checker.machine.MachineSpec;
import checker.report.CaseId;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Spreads a behaviour over the architectures and machines of its annotation. */
final class Choices {

    private final CheckSettings settings;

    Choices(CheckSettings settings) {
        this.settings = settings;
    }

    /** The wanted cases of a behaviour: one architecture after the other. */
    List<Choice> of(Method behaviour) {
        OnEveryMachine machines = behaviour.getAnnotation(OnEveryMachine.class);
        List<Choice> choices = new ArrayList<>();
        boolean wanted = settings.thorough() || !machines.onlyThorough();
        if (wanted && settings.selection().mayTake(claim(behaviour), behaviour.getName())) {
            for (Architecture architecture : settings.architectures()) {
                spread(behaviour, machines, architecture, choices);
            }
        }
        return choices;
    }

    /** The name of a claim: its class, without the word Test. */
    static String claim(Class<?> type) {
        return type.getSimpleName().replaceFirst("Test$", "");
    }

    private static String claim(Method behaviour) {
        return claim(behaviour.getDeclaringClass());
    }

    private void spread(Method behaviour, OnEveryMachine machines, Architecture architecture,
            List<Choice> choices) {
        String purpose = claim(behaviour) + "." + behaviour.getName();
        Map<String, Integer> uses = new HashMap<>();
        int before = choices.size();
        for (NamedSpec named : specs(machines, architecture, purpose)) {
            int use = uses.merge(named.name(), 1, Integer::sum);
            String name = use == 1 ? named.name() : named.name() + "-" + use;
            CaseId id = new CaseId(claim(behaviour), behaviour.getName(), architecture, name);
            if (settings.selection().takes(id)) {
                choices.add(new Choice(id, behaviour, choices.size(), choices.size() == before,
                        accelerated(named.spec()), purpose + "/" + name));
            }
        }
    }

    private List<NamedSpec> specs(OnEveryMachine machines, Architecture architecture,
            String purpose) {
        if (machines.from() == OnEveryMachine.Listed.class) {
            return listed(machines, architecture, Draw.of(settings.seed(), purpose));
        }
        // By the matrix's name: behaviours that share it share its machines, and their boots.
        Draw draw = Draw.of(settings.seed(), machines.from().getSimpleName());
        return matrix(machines.from()).machines(architecture, draw, settings.thorough()).toList();
    }

    private static List<NamedSpec> listed(OnEveryMachine machines, Architecture architecture,
            Draw draw) {
        List<NamedSpec> specs = new ArrayList<>();
        for (var chipset : machines.chipsets()) {
            for (var firmware : machines.firmware()) {
                for (int cpus : machines.cpus()) {
                    MachineSpec spec = MachineSpec.of(architecture).with(chipset).with(firmware)
                            .withCpus(cpus).withMemory(machines.memory())
                            .withArguments(machines.arguments());
                    specs.add(NamedSpec.of(spec));
                    addScheduled(spec, machines.schedules(), draw, specs);
                }
            }
        }
        return specs;
    }

    /** The first schedule is always the plain one: what fails there is the easiest to look at. */
    private static void addScheduled(MachineSpec spec, int schedules, Draw draw,
            List<NamedSpec> specs) {
        String name = NamedSpec.of(spec).name();
        for (int number = 1; number <= schedules; number++) {
            specs.add(NamedSpec.of(name + "-schedule" + number,
                    spec.with(Clock.scheduled(draw.seed()))));
        }
    }

    private MachineSpec accelerated(MachineSpec spec) {
        return settings.accelerator()
                .map(accelerator -> spec.with((Clock) new Clock.FreeRunning(accelerator)))
                .orElse(spec);
    }

    private static MachineMatrix matrix(Class<? extends MachineMatrix> type) {
        try {
            Constructor<? extends MachineMatrix> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }
}
