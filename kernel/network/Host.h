// Host: what this machine says on an Ethernet: it answers ARP (RFC 826), ICMP echo requests (RFC
// 792) and UDP datagrams to the echo service, port 7 (RFC 862), over IPv4 (RFC 791).
//
// Pure: a frame goes in, a frame may come out; no I/O, no waiting, no allocation. Frames are
// untrusted. IPv4 packets with options and fragments are dropped. Each frame has one fate, and the
// fates are counted.
//
// The host only ever answers, and learns where to from what it answers: the Ethernet address of a
// neighbour is the last one from which it was spoken to.

#pragma once

#include "base/Base.h"

#define MAC_ADDRESS_BYTES 6
#define FRAME_BYTES 1514   // the longest frame, its header included, its checksum not
#define LEAST_FRAME_BYTES 60
#define NEIGHBOURS 8

typedef enum {
    FRAME_ARP_ANSWERED,
    FRAME_ARP_HEARD,      // told us, or others, where somebody is
    FRAME_ICMP_ANSWERED,
    FRAME_UDP_ANSWERED,
    FRAME_NOT_OURS,       // for another address, Ethernet's or IPv4's
    FRAME_UNWANTED,       // a protocol, a message or a port that nobody serves
    FRAME_MALFORMED,      // a length or a field that makes no sense
    FRAME_BAD_CHECKSUM,
    FRAME_WITH_OPTIONS,   // an IPv4 header with options
    FRAME_FRAGMENT,
    FRAME_FATES,
} FrameFate;

// For people, one for each fate.
extern const char *const FrameFateNames[FRAME_FATES];

typedef struct {
    U32 Address;  // 0: the place is free
    U8 MAC[MAC_ADDRESS_BYTES];
    U32 LastUse;
} Neighbour;

typedef struct {
    U8 MAC[MAC_ADDRESS_BYTES];
    U32 Address;  // IPv4, the first number in the highest byte; 0: none, nothing is answered
    Neighbour Neighbours[NEIGHBOURS];
    U32 Uses;
    U64 Counts[FRAME_FATES];
} Host;

// Deals with the Bytes bytes of Frame, without Ethernet's checksum. Where there is an answer it is
// put into Answer, which has room for FRAME_BYTES and may not be Frame; its length, or 0, into
// AnswerBytes.
FrameFate AnswerFrame(Host *Self, const U8 *Frame, U32 Bytes, U8 *Answer, U32 *AnswerBytes);
