#include <string.h>

#include "Builder.h"
#include "Test.h"
#include "network/Host.h"

#define OURS 0x0A00020Fu
#define THEIRS 0x0A000202u

static const U8 OurMAC[6] = {0x52, 0x54, 0, 1, 2, 3};
static const U8 TheirMAC[6] = {2, 0, 0, 0, 0, 9};
static const U8 Broadcast[6] = {255, 255, 255, 255, 255, 255};

static Host Self;
static Builder Frame;
static U8 Answer[FRAME_BYTES];
static U32 AnswerBytes;

static void Start(void) {
    memset(&Self, 0, sizeof(Self));
    memcpy(Self.MAC, OurMAC, 6);
    Self.Address = OURS;
}

static void PutBytes(const void *Bytes, U32 Count) {
    for (U32 Index = 0; Index < Count; Index++) Put8(&Frame, ((const U8 *)Bytes)[Index]);
}

static void PutBig16(U32 Value) {
    Put8(&Frame, (U8)(Value >> 8));
    Put8(&Frame, (U8)Value);
}

static void PutBig32(U32 Value) {
    PutBig16(Value >> 16);
    PutBig16(Value & 0xFFFF);
}

// The sum of RFC 1071, by a long way: byte by byte, carry by carry.
static U32 SlowSum(U32 Sum, const U8 *Bytes, U32 Count) {
    for (U32 Index = 0; Index < Count; Index++) {
        Sum += Index % 2 == 0 ? (U32)Bytes[Index] << 8 : Bytes[Index];
        if (Sum > 0xFFFF) Sum = Sum - 0xFFFF;
    }
    return Sum;
}

static void Seal(U32 At, U32 From, U32 Sum) {
    Frame.Bytes[At] = Frame.Bytes[At + 1] = 0;
    const U32 Value = 0xFFFF - SlowSum(Sum, Frame.Bytes + From, Frame.Length - From);
    Frame.Bytes[At] = (U8)(Value >> 8);
    Frame.Bytes[At + 1] = (U8)Value;
}

static U32 PseudoSum(const U8 *Packet, U32 Bytes) {
    return SlowSum(17 + Bytes, Packet + 12, 8);
}

static void SealHeader(void) {
    const U32 Whole = Frame.Length;
    Frame.Length = 14 + (Frame.Bytes[14] & 15u) * 4;
    Seal(24, 14, 0);
    Frame.Length = Whole;
}

static void BuildARP(const U8 *To, U32 Operation, U32 Sender, U32 Target) {
    Frame.Length = 0;
    PutBytes(To, 6);
    PutBytes(TheirMAC, 6);
    PutBig16(0x0806);
    PutBig16(1);
    PutBig16(0x0800);
    PutBig16(0x0604);
    PutBig16(Operation);
    PutBytes(TheirMAC, 6);
    PutBig32(Sender);
    PutBytes("\0\0\0\0\0\0", 6);
    PutBig32(Target);
}

static void BuildIPv4(U32 Protocol, U32 PayloadBytes) {
    Frame.Length = 0;
    PutBytes(OurMAC, 6);
    PutBytes(TheirMAC, 6);
    PutBig16(0x0800);
    PutBig16(0x4500);
    PutBig16(20 + PayloadBytes);
    PutBig32(0x12340000);
    PutBig16(64 << 8 | Protocol);
    PutBig16(0);
    PutBig32(THEIRS);
    PutBig32(OURS);
    SealHeader();
}

static void PutNoise(U32 Bytes) {
    while (Bytes-- > 0) Put8(&Frame, (U8)Random(256));
}

static void BuildPing(U32 DataBytes) {
    BuildIPv4(1, 8 + DataBytes);
    PutBig16(0x0800);
    PutBig16(0);
    PutBig32(0x00010002);
    PutNoise(DataBytes);
    Seal(36, 34, 0);
}

static void BuildDatagram(U32 From, U32 To, U32 DataBytes) {
    BuildIPv4(17, 8 + DataBytes);
    PutBig16(From);
    PutBig16(To);
    PutBig16(8 + DataBytes);
    PutBig16(0);
    PutNoise(DataBytes);
    Seal(40, 34, PseudoSum(Frame.Bytes + 14, 8 + DataBytes));
    if (Frame.Bytes[40] == 0 && Frame.Bytes[41] == 0) Frame.Bytes[40] = Frame.Bytes[41] = 0xFF;
}

// Hands the frame over in memory of exactly its size, cut to Bytes.
static FrameFate Hand(U32 Bytes) {
    U8 *Exact = ExactCopy(Frame.Bytes, Bytes);
    const FrameFate Fate = AnswerFrame(&Self, Exact, Bytes, Answer, &AnswerBytes);
    const BOOL IsAnswered = Fate == FRAME_ARP_ANSWERED || Fate == FRAME_ICMP_ANSWERED ||
                            Fate == FRAME_UDP_ANSWERED;
    EXPECT_EQUAL(IsAnswered, AnswerBytes != 0);
    EXPECT(!IsAnswered || (AnswerBytes >= 60 && AnswerBytes <= FRAME_BYTES));
    free(Exact);
    return Fate;
}

#define EXPECT_FATE(Fate) EXPECT_EQUAL(Fate, Hand(Frame.Length))

static void ExpectIPv4Answer(U32 PayloadBytes) {
    EXPECT(memcmp(Answer, TheirMAC, 6) == 0 && memcmp(Answer + 6, OurMAC, 6) == 0);
    EXPECT_EQUAL(MAXIMUM(60u, 34 + PayloadBytes), AnswerBytes);
    EXPECT_EQUAL(0xFFFF, SlowSum(0, Answer + 14, 20));
    EXPECT_EQUAL(20 + PayloadBytes, Answer[16] << 8 | Answer[17]);
    EXPECT(memcmp(Answer + 26, Frame.Bytes + 30, 4) == 0);
    EXPECT(memcmp(Answer + 30, Frame.Bytes + 26, 4) == 0);
}

static void ARPIsAnswered(void) {
    Start();
    BuildARP(Broadcast, 1, THEIRS, OURS);
    EXPECT_FATE(FRAME_ARP_ANSWERED);
    EXPECT_EQUAL(60, AnswerBytes);
    EXPECT(memcmp(Answer, TheirMAC, 6) == 0 && Answer[21] == 2);
    EXPECT(memcmp(Answer + 22, OurMAC, 6) == 0 && memcmp(Answer + 28, "\x0A\0\x02\x0F", 4) == 0);
    EXPECT(memcmp(Answer + 32, TheirMAC, 6) == 0 && memcmp(Answer + 38, "\x0A\0\x02\x02", 4) == 0);
    EXPECT_EQUAL(THEIRS, Self.Neighbours[0].Address);
    BuildARP(Broadcast, 1, 0, OURS);  // a probe for our own address
    EXPECT_FATE(FRAME_ARP_ANSWERED);
    BuildARP(Broadcast, 1, THEIRS, OURS + 1);
    EXPECT_FATE(FRAME_ARP_HEARD);
    BuildARP(OurMAC, 2, THEIRS + 7, OURS);
    EXPECT_FATE(FRAME_ARP_HEARD);
    EXPECT_EQUAL(THEIRS + 7, Self.Neighbours[1].Address);
    BuildARP(Broadcast, 3, THEIRS, OURS);
    EXPECT_FATE(FRAME_MALFORMED);
    Self.Address = 0;
    BuildARP(Broadcast, 1, THEIRS, 0);
    EXPECT_FATE(FRAME_ARP_HEARD);
}

static BOOL IsKnown(U32 Address) {
    for (U32 Index = 0; Index < NEIGHBOURS; Index++) {
        if (Self.Neighbours[Index].Address == Address) return TRUE;
    }
    return FALSE;
}

static void TheOldestNeighbourMakesRoom(void) {
    Start();
    for (U32 Index = 0; Index <= NEIGHBOURS; Index++) {
        BuildARP(Broadcast, 1, THEIRS + (Index == 1 ? 0 : Index), OURS);
        EXPECT_FATE(FRAME_ARP_ANSWERED);
    }
    EXPECT(IsKnown(THEIRS));  // was heard of twice, so nobody had to make room
    BuildARP(Broadcast, 1, THEIRS + 100, OURS);
    EXPECT_FATE(FRAME_ARP_ANSWERED);
    EXPECT(!IsKnown(THEIRS) && IsKnown(THEIRS + 2) && IsKnown(THEIRS + 100));
}

static void PingsAreAnswered(void) {
    Start();
    for (U32 Bytes = 0; Bytes <= FRAME_BYTES - 42; Bytes += Bytes < 40 ? 1 : 97) {
        BuildPing(Bytes);
        EXPECT_FATE(FRAME_ICMP_ANSWERED);
        ExpectIPv4Answer(8 + Bytes);
        EXPECT_EQUAL(0, Answer[34]);
        EXPECT_EQUAL(0xFFFF, SlowSum(0, Answer + 34, 8 + Bytes));
        EXPECT(memcmp(Answer + 38, Frame.Bytes + 38, 4 + Bytes) == 0);
    }
}

static void DatagramsAreAnswered(void) {
    Start();
    for (U32 Bytes = 0; Bytes <= FRAME_BYTES - 42; Bytes += Bytes < 40 ? 1 : 97) {
        BuildDatagram(4000 + Bytes, 7, Bytes);
        EXPECT_FATE(FRAME_UDP_ANSWERED);
        ExpectIPv4Answer(8 + Bytes);
        EXPECT_EQUAL(0xFFFF, SlowSum(PseudoSum(Answer + 14, 8 + Bytes), Answer + 34, 8 + Bytes));
        EXPECT(Answer[34] == 0 && Answer[35] == 7);
        EXPECT_EQUAL(4000 + Bytes, Answer[36] << 8 | Answer[37]);
        EXPECT(memcmp(Answer + 42, Frame.Bytes + 42, Bytes) == 0);
    }
    BuildDatagram(99, 7, 5);
    Frame.Bytes[40] = Frame.Bytes[41] = 0;  // without a checksum
    EXPECT_FATE(FRAME_UDP_ANSWERED);
    BuildDatagram(7, 7, 5);
    EXPECT_FATE(FRAME_UNWANTED);
    BuildDatagram(99, 8, 5);
    EXPECT_FATE(FRAME_UNWANTED);
    BuildDatagram(99, 7, 5);
    Frame.Bytes[44] ^= 1;
    EXPECT_FATE(FRAME_BAD_CHECKSUM);
    BuildDatagram(99, 7, 5);
    Frame.Bytes[39] = 14;  // longer than the packet
    EXPECT_FATE(FRAME_MALFORMED);
}

static void SetAndHand(U32 At, U8 Value, FrameFate Fate) {
    BuildPing(20);
    Frame.Bytes[At] = Value;
    SealHeader();
    EXPECT_FATE(Fate);
}

static void WhatIsNotForUsIsDropped(void) {
    Start();
    SetAndHand(14, 0x65, FRAME_MALFORMED);
    SetAndHand(14, 0x44, FRAME_MALFORMED);
    SetAndHand(14, 0x46, FRAME_WITH_OPTIONS);
    SetAndHand(17, 19, FRAME_MALFORMED);
    SetAndHand(17, 49, FRAME_MALFORMED);
    SetAndHand(20, 0x20, FRAME_FRAGMENT);
    SetAndHand(21, 1, FRAME_FRAGMENT);
    SetAndHand(20, 0x40, FRAME_ICMP_ANSWERED);
    SetAndHand(23, 6, FRAME_UNWANTED);
    SetAndHand(26, 224, FRAME_MALFORMED);
    SetAndHand(26, 127, FRAME_MALFORMED);
    SetAndHand(29, 0x0F, FRAME_MALFORMED);  // from ourselves
    SetAndHand(33, 0x10, FRAME_NOT_OURS);
    SetAndHand(0, 0x54, FRAME_NOT_OURS);
    SetAndHand(0, 0xFF, FRAME_NOT_OURS);
    SetAndHand(6, 0x03, FRAME_MALFORMED);  // from many
    SetAndHand(13, 0x01, FRAME_UNWANTED);
    SetAndHand(34, 13, FRAME_BAD_CHECKSUM);
    BuildPing(20);
    Frame.Bytes[25] ^= 1;
    EXPECT_FATE(FRAME_BAD_CHECKSUM);
    Self.Address = 0;
    BuildPing(20);
    EXPECT_FATE(FRAME_NOT_OURS);
}

static void FuzzFrames(U32 Rounds) {
    Start();
    for (U32 Round = 1; Round <= Rounds; Round++) {
        switch (Random(3)) {
            case 0: BuildARP(Random(2) ? Broadcast : OurMAC, 1 + Random(2), THEIRS, OURS); break;
            case 1: BuildPing(Random(1400)); break;
            default: BuildDatagram(1 + Random(9), 7, Random(1400)); break;
        }
        for (U32 Left = Random(4); Left > 0; Left--) {
            Frame.Bytes[Random(2) ? Random(Frame.Length) : Random(42)] = (U8)Random(256);
        }
        if (Random(2)) SealHeader();
        const U32 Bytes = Random(4) == 0 ? Random(Frame.Length + 1) : Frame.Length;
        Hand(Bytes == 0 ? 1 : Bytes);
        U64 Sum = 0;
        for (U32 Fate = 0; Fate < FRAME_FATES; Fate++) Sum += Self.Counts[Fate];
        EXPECT_EQUAL(Round, Sum);
    }
    EXPECT(Self.Counts[FRAME_ICMP_ANSWERED] > 0 && Self.Counts[FRAME_UDP_ANSWERED] > 0);
}

void TestNetwork(U32 Rounds) {
    ARPIsAnswered();
    TheOldestNeighbourMakesRoom();
    PingsAreAnswered();
    DatagramsAreAnswered();
    WhatIsNotForUsIsDropped();
    FuzzFrames(Rounds);
}
