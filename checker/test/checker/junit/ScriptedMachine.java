package checker.junit;

import checker.machine.ApicRead;
import checker.machine.ApicWrite;
import checker.machine.Arrivals;
import checker.machine.CpuState;
import checker.machine.Ending;
import checker.machine.ExecutionReader;
import checker.machine.GuestDuration;
import checker.machine.GuestMemory;
import checker.machine.IoApic;
import checker.machine.LocalApic;
import checker.machine.Machine;
import checker.machine.MachineFailedException;
import checker.machine.MachineSpec;
import checker.machine.Pic;
import checker.machine.Place;
import checker.machine.Symbols;
import checker.machine.Traces;
import checker.machine.Walk;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A machine that does nothing but end as it was told, having printed what it was told. */
final class ScriptedMachine implements Machine {

    private static final CpuState CPU = new CpuState(0, CpuState.Mode.LONG, 0x1000, 0x2000, 0,
            0x2, 0, false, Map.of("RAX", 0x2aL, "CR2", 0xdeadL));

    private final MachineSpec spec;
    private final Ending script;
    private final String serial;
    private Optional<Ending> last = Optional.empty();
    private boolean closed;
    private boolean breaks;

    ScriptedMachine(MachineSpec spec, Ending script, String serial) {
        this.spec = spec;
        this.script = script;
        this.serial = serial;
    }

    /** The same, but it gives no answer when its CPUs are asked for. */
    ScriptedMachine breaking() {
        breaks = true;
        return this;
    }

    boolean closed() {
        return closed;
    }

    private Ending end() {
        last = Optional.of(script);
        return script;
    }

    @Override
    public MachineSpec spec() {
        return spec;
    }

    @Override
    public Symbols symbols() {
        return new Symbols() {
            @Override
            public OptionalLong address(String symbol) {
                return OptionalLong.empty();
            }

            @Override
            public long entry() {
                return 0x1000;
            }

            @Override
            public String describe(long address) {
                return "Somewhere+0x" + Long.toHexString(address);
            }
        };
    }

    @Override
    public Ending runToAny(Set<String> symbols, GuestDuration limit) {
        return end();
    }

    @Override
    public Ending runToAnyOf(Set<Long> addresses, GuestDuration limit) {
        return end();
    }

    @Override
    public Ending runToEnd(GuestDuration limit) {
        return end();
    }

    @Override
    public Ending runToWriteAtOr(long address, int bytes, Set<String> symbols,
            GuestDuration limit) {
        return end();
    }

    @Override
    public Arrivals recordArrivals(String symbol, GuestDuration limit) {
        return new Arrivals(symbol, List.of(), end());
    }

    @Override
    public Arrivals recordArrivals(String symbol, int count, GuestDuration limit) {
        return new Arrivals(symbol, List.of(), end());
    }

    @Override
    public Ending runOnly(int cpu, String symbol, GuestDuration limit) {
        return end();
    }

    @Override
    public void step(int cpu) {
        end();
    }

    @Override
    public Walk walk(int cpu) {
        throw new UnsupportedOperationException("a scripted machine has no instructions");
    }

    @Override
    public List<Walk.Stand> looks() {
        throw new UnsupportedOperationException("a scripted machine has no registers");
    }

    @Override
    public void setRegister(int cpu, String register, long value) {}

    @Override
    public void stopForGood(int cpu) {
        end();
    }

    @Override
    public void resume(int cpu) {
        end();
    }

    @Override
    public Optional<Ending> lastEnding() {
        return last;
    }

    @Override
    public GuestMemory memory() {
        throw new UnsupportedOperationException("a scripted machine has no memory");
    }

    @Override
    public List<CpuState> cpus() {
        if (breaks || last.filter(Ending::leavesNothing).isPresent()) {
            throw new MachineFailedException("QEMU is gone", null);
        }
        return List.of(CPU);
    }

    @Override
    public CpuState cpu(int index) {
        return cpus().get(index);
    }

    @Override
    public List<Place> places() {
        return List.of(new Place(0, 0x1000, "Somewhere+0x1000", false, false));
    }

    @Override
    public Optional<LocalApic> localApic(int cpu) {
        return Optional.empty();
    }

    @Override
    public Optional<IoApic> ioApic() {
        return Optional.empty();
    }

    @Override
    public List<Pic> pics() {
        return List.of();
    }

    @Override
    public GuestDuration now() {
        return GuestDuration.ofSeconds(1);
    }

    @Override
    public List<Integer> apicIds() {
        return List.of(0);
    }

    @Override
    public List<ApicWrite> apicWrites() {
        return List.of();
    }

    @Override
    public List<ApicRead> apicReads() {
        return List.of();
    }

    @Override
    public void readExecution(ExecutionReader reader) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void injectNmi() {}

    @Override
    public void sendKeys(String... keys) {}

    @Override
    public void type(String text) {}

    @Override
    public void sendFrames(List<byte[]> frames) {}

    @Override
    public List<byte[]> frames() {
        return List.of();
    }

    @Override
    public Ending runToOutput(int from, String text, GuestDuration limit) {
        return end();
    }

    @Override
    public Ending runToFrames(int count, GuestDuration limit) {
        return end();
    }

    @Override
    public String serial() {
        return serial;
    }

    @Override
    public String debugConsole() {
        return "";
    }

    @Override
    public String written(int port) {
        return "";
    }

    @Override
    public Traces traces() {
        return new Traces(List.of("qemu", "-smp", "1"), Path.of("serial"), Path.of("e9"), "");
    }

    @Override
    public void close() {
        closed = true;
    }
}
