package checker.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.machine.ApicWrite.Controller;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Text that QEMU 7.2 printed, read. */
class MonitorTextTest {

    private static final String LOCAL_APIC = """
            dumping local APIC state for CPU 1

            LVT0\t 0x00010700 active-hi edge  masked                      ExtINT (vec 0)
            LVT1\t 0x00000400 active-hi edge                              NMI
            LVTT\t 0x000200f0 active-hi edge                 periodic     Fixed  (vec 240)
            Timer\t DCR=0x3 (divide by 16) initial_count = 625000 current_count = 1234
            SPIV\t 0x000001ff APIC enabled, focus=off, spurious vec 255
            ICR\t 0x000c4608 physical edge assert all-excluding-self
            ICR2\t 0x03000000 cpu 3 (X APIC ID)
            ESR\t 0x00000000
            ISR\t 48 240(level)
            IRR\t (none)

            APR 0x00 TPR 0x20 DFR 0x0f LDR 0x00 PPR 0x20
            """;

    private static final String EXECUTION = """
            CPU Reset (CPU 1)
            EAX=00000000 EBX=00000000 ECX=00000000 EDX=000006d3
            Trace 1: 0x7f9dbc091880 [00000000/0009e000/00000040/ff020201]\s
            Trace 0: 0x7f9dbc0918c0 [0000000000000000/ffffffff8011bed0/0000c0b0/ff020201] Name
            RAX=ffffffff8011bed0 RBX=000000000010025c RCX=00000000c0000080 RDX=0000000000000007
            RSI=000000000010024c RDI=0000000000143000 RBP=0000000000000000 RSP=ffffffff80130ff8
            memory_region_ops_write cpu 0 mr 0x5 addr 0xfee00300 value 0x4500 size 4 name 'apic'
            memory_region_ops_write cpu -1 mr 0x5 addr 0xb2 value 0x0 size 1 name 'apm-io'
            CPU Reset (CPU 1)
            EAX=00000000 EBX=00000000 ECX=00000000 EDX=000006d3
            Trace 1: 0x7f9dbc091a80 [00000000/00100010/000000b0/ff020201]\s
            Trace 1: 0x7f9dbc091a80 [00000000/001000
            CPU Reset (CP""";

    private static final String PIC = """
            ioapic0: ver=0x20 id=0x02 sel=0x10
              pin 0  0x0000000000010000 dest=0 vec=0   active-hi edge  masked fixed  physical
              pin 1  0x030000000000a931 dest=3 vec=49  active-lo level        lowest logical
              IRR      (none)
              Remote IRR (none)
            pic1: irr=00 imr=ff isr=00 hprio=0 irq_base=28 rr_sel=0 elcr=0c fnm=0
            pic0: irr=01 imr=fa isr=02 hprio=0 irq_base=20 rr_sel=0 elcr=00 fnm=0
            """;

    private static final String REGISTERS = """

            CPU#0
            RAX=0000000000000001 RBX=ffffffff80100000 RCX=0000000000000000 RDX=0000000000000000
            RSI=0000000000000000 RDI=0000000000000000 RBP=ffff800000010ff0 RSP=ffff800000010fe8
            R8 =0000000000000000 R9 =0000000000000000 R10=0000000000000000 R11=0000000000000000
            RIP=ffffffff8010ac44 RFL=00000246 [---Z-P-] CPL=0 II=0 A20=1 SMM=0 HLT=1
            CS =0008 0000000000000000 ffffffff 00af9b00 DPL=0 CS64 [-RA]
            GDT=     ffffffff80130000 0000003f
            IDT=     ffffffff80131000 00000fff
            CR0=80010011 CR2=0000000000000000 CR3=0000000000109000 CR4=00000020
            EFER=0000000000000d00

            CPU#1
            EAX=00000000 EBX=00000000 ECX=00000000 EDX=000006d3
            ESI=00000000 EDI=00000000 EBP=00000000 ESP=00001000
            EIP=0000fff0 EFL=00000002 [-------] CPL=0 II=0 A20=1 SMM=0 HLT=0
            CS =f000 ffff0000 0000ffff 00009b00 DPL=0 CS16 [-RA]
            CR0=60000010 CR2=00000000 CR3=00000000 CR4=00000000
            EFER=0000000000000000
            """;

    @Test
    void aLocalApicIsReadWhole() {
        LocalApic apic = ApicText.localApic(1, LOCAL_APIC).orElseThrow();

        assertEquals(1, apic.id());
        assertTrue(apic.softwareEnabled());
        assertEquals(255, apic.spuriousVector());
        assertTrue(apic.localVectorTable().get("LVT0").masked());
        assertEquals(7, apic.localVectorTable().get("LVT0").deliveryMode());
        assertEquals(4, apic.localVectorTable().get("LVT1").deliveryMode());
        assertEquals(240, apic.localVectorTable().get("LVTT").vector());
        assertEquals(625000, apic.timerInitialCount());
        assertEquals(1234, apic.timerCurrentCount());
        assertEquals(16, apic.timerDivide());
        assertEquals(0x03000000000c4608L, apic.interruptCommand());
        assertEquals(0x20, apic.taskPriority());
        assertEquals(Set.of(48, 240), apic.inService());
        assertEquals(Set.of(), apic.requested());
    }

    @Test
    void noLocalApicIsNone() {
        assertTrue(ApicText.localApic(0, "Local APIC not available\n").isEmpty());
        assertTrue(ApicText.ioApic("pic0: irr=01 imr=fa isr=02 hprio=0 irq_base=20\n").isEmpty());
        assertEquals(List.of(), ApicText.pics(""));
    }

    @Test
    void aRedirectionTableIsReadPinByPin() {
        IoApic ioApic = ApicText.ioApic(PIC).orElseThrow();
        IoApic.Redirection pin = ioApic.pins().get(1);

        assertEquals(2, ioApic.id());
        assertTrue(ioApic.pins().get(0).masked());
        assertEquals(49, pin.vector());
        assertEquals(3, pin.destination());
        assertEquals(1, pin.deliveryMode());
        assertTrue(pin.activeLow() && pin.levelTriggered() && pin.logicalDestination());
        assertFalse(pin.masked());
    }

    @Test
    void theMasterComesBeforeTheSlave() {
        assertEquals(List.of(new Pic(0, 0xfa, 1, 2, 0x20), new Pic(1, 0xff, 0, 0, 0x28)),
                ApicText.pics(PIC));
        assertTrue(ApicText.pics(PIC).get(1).fullyMasked());
    }

    @Test
    void registersOfBothWidthsAreRead() {
        List<CpuState> cpus = RegisterText.parse(REGISTERS);

        assertEquals(CpuState.Mode.LONG, cpus.get(0).mode());
        assertEquals(0xffffffff8010ac44L, cpus.get(0).instructionAddress());
        assertEquals(0xffff800000010fe8L, cpus.get(0).stackPointer());
        assertEquals(0x3f, cpus.get(0).register("GDT.limit"));
        assertTrue(cpus.get(0).halted() && cpus.get(0).interruptsEnabled());
        assertEquals(CpuState.Mode.REAL, cpus.get(1).mode());
        assertEquals(0xfffffff0L, cpus.get(1).instructionAddress());
        assertFalse(cpus.get(1).halted() || cpus.get(1).interruptsEnabled());
        assertThrows(IllegalArgumentException.class, () -> cpus.get(1).register("RAX"));
    }

    @Test
    void aCpuThatIsCutOffIsAnError() {
        assertThrows(IllegalArgumentException.class,
                () -> RegisterText.parse(REGISTERS.substring(0, 120)));
    }

    @Test
    void executedInstructionsAreReadFromALog() throws IOException {
        List<String> told = new ArrayList<>();
        ExecutionText.read(new BufferedReader(new StringReader(EXECUTION)), telling(told));

        assertEquals(List.of("reset 1", "1 9e000 REAL", "0 ffffffff8011bed0 LONG",
                "ffffffff8011bed0 7", "0 writes 4500 to fee00300", "-1 writes 0 to b2", "reset 1",
                "1 100010 PROTECTED"), told);
    }

    private static ExecutionReader telling(List<String> told) {
        return new ExecutionReader() {
            @Override
            public void executes(int cpu, long address, CpuMode mode) {
                told.add(cpu + " " + Long.toHexString(address) + " " + mode);
            }

            @Override
            public void registers(long accumulator, long data) {
                told.add(Long.toHexString(accumulator) + " " + data);
            }

            @Override
            public void resets(int cpu) {
                told.add("reset " + cpu);
            }

            @Override
            public void writes(int cpu, long address, long value) {
                told.add(cpu + " writes " + Long.toHexString(value) + " to "
                        + Long.toHexString(address));
            }
        };
    }

    @Test
    void writesAreTakenFromATraceInTheirOrder() {
        String trace = """
                CPU Reset (CPU 0)
                pic_ioport_write master 1 addr 0x1 val 0xfb
                apic_mem_writel 0x300 = 0x000c4500
                ioapic_mem_write ioapic mem write addr 0x0 regsel: 0x12 size 0x4 val 0x12
                ioapic_mem_write ioapic mem write addr 0x10 regsel: 0x12 size 0x4 val 0x10000
                pic_ioport_write master 0 addr 0x0 val 0x20
                """;

        assertEquals(List.of(new ApicWrite(Controller.PIC, 0x21, 0xfb),
                new ApicWrite(Controller.LOCAL_APIC, 0x300, 0xc4500),
                new ApicWrite(Controller.IO_APIC, 0x12, 0x10000),
                new ApicWrite(Controller.PIC, 0xa0, 0x20)), ApicTrace.parse(trace));
    }

    @Test
    void readsAreBetweenWrites() {
        String trace = """
                apic_mem_writel 0x280 = 0x00000000
                apic_mem_readl 0x280 = 0x00000040
                ioapic_mem_read ioapic mem read addr 0x10 regsel: 0x01 size 0x4 retval 0x170020
                pic_ioport_write master 1 addr 0x1 val 0xfb
                apic_mem_readl 0x20 = 0x01000000
                """;

        assertEquals(List.of(new ApicRead(0x280, 1), new ApicRead(0x20, 2)),
                ApicTrace.parseReads(trace));
    }

    @Test
    void secondsAreReadOfTheRealTimeClock() throws IOException {
        String text = """
                {
                    "tm_year": 100,
                    "tm_sec": 7,
                    "tm_hour": 1,
                    "tm_min": 2,
                    "tm_mon": 0,
                    "tm_mday": 1
                }
                """;

        assertEquals(3_727, GuestClock.seconds(text));
        assertThrows(IOException.class, () -> GuestClock.seconds("Error: no such property"));
        assertThrows(IOException.class,
                () -> GuestClock.seconds(text.replace("\"tm_mon\": 0", "\"tm_mon\": 12")));
    }

    @Test
    void secondsAndTimerMakeOneTime() {
        assertEquals(0, GuestClock.combine(0, 0));
        assertEquals(500_000_000, GuestClock.combine(0, 3_579_545 / 2 + 1), 300);
        long ticks = 1000L * 3_579_545 + 3_579;
        assertEquals(1_000_001_000_000L, GuestClock.combine(1000, ticks % (1 << 24)), 300_000);
    }
}
