// The Internet Protocol, version 4 (RFC 791), and the two that answer over it: ICMP (RFC 792) and
// UDP (RFC 768).

#include "base/String.h"
#include "network/Packet.h"

enum {
    VERSION_AND_WORDS = 0,
    TOTAL_BYTES = 2,
    FRAGMENT = 6,
    TIME_TO_LIVE = 8,
    PROTOCOL = 9,
    HEADER_CHECKSUM = 10,
    SOURCE = 12,
    DESTINATION = 16,
    IPV4_BYTES = 20,

    MORE_OR_OFFSET = 0x3FFF,
    DONT_FRAGMENT = 0x4000,
    USUAL_TIME_TO_LIVE = 64,
    PROTOCOL_ICMP = 1,
    PROTOCOL_UDP = 17,

    ICMP_KIND = 0,
    ICMP_CHECKSUM = 2,
    ICMP_BYTES = 8,
    ICMP_ECHO = 8,

    UDP_SOURCE = 0,
    UDP_DESTINATION = 2,
    UDP_LENGTH = 4,
    UDP_CHECKSUM = 6,
    UDP_BYTES = 8,
    PORT_ECHO = 7,
};

// RFC 1071: the sum of 16-bit words in ones' complement, begun with Sum.
static U32 AddWords(U32 Sum, const U8 *Bytes, U32 Count) {
    for (; Count > 1; Bytes += 2, Count -= 2) Sum += GetU16(Bytes);
    return Count == 0 ? Sum : Sum + ((U32)Bytes[0] << 8);
}

// What makes a checksum field right; 0 over what has a right one.
static U16 Checksum(U32 Sum) {
    while (Sum > 0xFFFF) Sum = (Sum & 0xFFFF) + (Sum >> 16);
    return (U16)~Sum;
}

// UDP's checksum includes these of the header before it.
static U32 AddPseudoHeader(const U8 *Header, U32 Bytes) {
    return AddWords(PROTOCOL_UDP + Bytes, Header + SOURCE, 8);
}

static FrameFate AnswerICMP(const U8 *Message, U32 Bytes, U8 *Answer) {
    if (Bytes < ICMP_BYTES) return FRAME_MALFORMED;
    if (Checksum(AddWords(0, Message, Bytes)) != 0) return FRAME_BAD_CHECKSUM;
    if (GetU16(Message + ICMP_KIND) != ICMP_ECHO << 8) return FRAME_UNWANTED;

    memcpy(Answer, Message, Bytes);
    PutU16(Answer + ICMP_KIND, 0);
    PutU16(Answer + ICMP_CHECKSUM, 0);
    PutU16(Answer + ICMP_CHECKSUM, Checksum(AddWords(0, Answer, Bytes)));
    return FRAME_ICMP_ANSWERED;
}

// Header is that of the packet the datagram came in. What comes from an echo service is not echoed,
// or the two would never end.
static FrameFate AnswerUDP(const U8 *Header, const U8 *Datagram, U32 Bytes, U8 *Answer) {
    if (Bytes < UDP_BYTES) return FRAME_MALFORMED;
    const U32 Length = GetU16(Datagram + UDP_LENGTH);
    if (Length < UDP_BYTES || Length > Bytes) return FRAME_MALFORMED;
    const U32 Sum = AddPseudoHeader(Header, Length);
    if (GetU16(Datagram + UDP_CHECKSUM) != 0 && Checksum(AddWords(Sum, Datagram, Length)) != 0) {
        return FRAME_BAD_CHECKSUM;
    }
    const U16 From = GetU16(Datagram + UDP_SOURCE);
    if (GetU16(Datagram + UDP_DESTINATION) != PORT_ECHO || From == PORT_ECHO || From == 0) {
        return FRAME_UNWANTED;
    }
    // What is behind the datagram's end goes along as it came; the lengths stay right.
    memcpy(Answer, Datagram, Bytes);
    PutU16(Answer + UDP_SOURCE, PORT_ECHO);
    PutU16(Answer + UDP_DESTINATION, From);
    PutU16(Answer + UDP_CHECKSUM, 0);
    const U16 Sealed = Checksum(AddWords(Sum, Answer, Length));
    PutU16(Answer + UDP_CHECKSUM, Sealed == 0 ? 0xFFFF : Sealed);  // 0 would mean "none"
    return FRAME_UDP_ANSWERED;
}

// Whether the header is one that we go on with: FRAME_FATES if so.
static FrameFate JudgeHeader(const Host *Self, const U8 *Packet, U32 Bytes) {
    if (Bytes < IPV4_BYTES || Packet[VERSION_AND_WORDS] >> 4 != 4) return FRAME_MALFORMED;
    const U32 HeaderBytes = (Packet[VERSION_AND_WORDS] & 15u) * 4;
    const U32 Total = GetU16(Packet + TOTAL_BYTES);
    if (HeaderBytes < IPV4_BYTES || Total < HeaderBytes || Total > Bytes) return FRAME_MALFORMED;
    if (Checksum(AddWords(0, Packet, HeaderBytes)) != 0) return FRAME_BAD_CHECKSUM;
    if (Self->Address == 0 || GetU32(Packet + DESTINATION) != Self->Address) return FRAME_NOT_OURS;
    if (HeaderBytes > IPV4_BYTES) return FRAME_WITH_OPTIONS;
    if (GetU16(Packet + FRAGMENT) & MORE_OR_OFFSET) return FRAME_FRAGMENT;
    return FRAME_FATES;
}

static void MakeHeader(const Host *Self, const U8 *Request, U32 Bytes, U8 *Header) {
    memset(Header, 0, IPV4_BYTES);
    Header[VERSION_AND_WORDS] = Request[VERSION_AND_WORDS];
    PutU16(Header + TOTAL_BYTES, Bytes);
    PutU16(Header + FRAGMENT, DONT_FRAGMENT);  // so that the identification has no meaning
    Header[TIME_TO_LIVE] = USUAL_TIME_TO_LIVE;
    Header[PROTOCOL] = Request[PROTOCOL];
    PutU32(Header + SOURCE, Self->Address);
    memcpy(Header + DESTINATION, Request + SOURCE, 4);
    PutU16(Header + HEADER_CHECKSUM, Checksum(AddWords(0, Header, IPV4_BYTES)));
}

static FrameFate AnswerPayload(const U8 *Packet, U32 Bytes, U8 *Answer) {
    const U8 *Payload = Packet + IPV4_BYTES;
    switch (Packet[PROTOCOL]) {
        case PROTOCOL_ICMP: return AnswerICMP(Payload, Bytes, Answer);
        case PROTOCOL_UDP: return AnswerUDP(Packet, Payload, Bytes, Answer);
        default: return FRAME_UNWANTED;
    }
}

FrameFate AnswerIPv4(Host *Self, const U8 *Packet, U32 Bytes, const U8 *Source, Reply *Made) {
    const FrameFate Verdict = JudgeHeader(Self, Packet, Bytes);
    if (Verdict != FRAME_FATES) return Verdict;
    const Neighbour *Sender = MeetNeighbour(Self, GetU32(Packet + SOURCE), Source);
    if (Sender == NULL) return FRAME_MALFORMED;

    const U32 Total = GetU16(Packet + TOTAL_BYTES);
    const FrameFate Fate = AnswerPayload(Packet, Total - IPV4_BYTES, Made->Packet + IPV4_BYTES);
    if (Fate != FRAME_ICMP_ANSWERED && Fate != FRAME_UDP_ANSWERED) return Fate;
    MakeHeader(Self, Packet, Total, Made->Packet);
    memcpy(Made->MAC, Sender->MAC, MAC_ADDRESS_BYTES);
    Made->Bytes = Total;
    return Fate;
}
