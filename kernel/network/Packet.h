// Packet: what the files of this folder share: how packets are read and written, and who deals with
// which.

#pragma once

#include "base/Base.h"
#include "network/Host.h"

#define ETHERNET_BYTES 14
#define ETHERNET_SOURCE 6
#define ETHERNET_TYPE 12

#define TYPE_IPV4 0x0800
#define TYPE_ARP 0x0806

// Numbers in packets are big-endian, at any alignment.
static inline U16 GetU16(const U8 *At) { return (U16)(At[0] << 8 | At[1]); }

static inline U32 GetU32(const U8 *At) { return (U32)GetU16(At) << 16 | GetU16(At + 2); }

static inline void PutU16(U8 *At, U32 Value) {
    At[0] = (U8)(Value >> 8);
    At[1] = (U8)Value;
}

static inline void PutU32(U8 *At, U32 Value) {
    PutU16(At, Value >> 16);
    PutU16(At + 2, Value);
}

// What to answer: the packet behind the Ethernet header, to whom.
typedef struct {
    U8 *Packet;  // in: where to write it
    U32 Bytes;   // 0: nothing
    U8 MAC[MAC_ADDRESS_BYTES];
} Reply;

// Deal with the Bytes bytes behind the Ethernet header of a frame that came from Source.
FrameFate AnswerARP(Host *Self, const U8 *Packet, U32 Bytes, Reply *Made);
FrameFate AnswerIPv4(Host *Self, const U8 *Packet, U32 Bytes, const U8 *Source, Reply *Made);

// Whether a host can have this address: not 0, a loopback, a multicast or broadcast one.
BOOL IsHostAddress(U32 Address);

// Notes where Address is now; the neighbour not heard of for the longest time makes room.
// NULL, and nothing noted: Address is no other host's. The result is good until the next call.
const Neighbour *MeetNeighbour(Host *Self, U32 Address, const U8 *MAC);
