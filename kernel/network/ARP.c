// The Address Resolution Protocol (RFC 826): who has an IPv4 address on this Ethernet?

#include "base/String.h"
#include "network/Packet.h"

enum {
    HARDWARE_KIND = 0,
    PROTOCOL = 2,
    HARDWARE_BYTES = 4,
    PROTOCOL_BYTES = 5,
    OPERATION = 6,
    SENDER_MAC = 8,
    SENDER_ADDRESS = 14,
    TARGET_MAC = 18,
    TARGET_ADDRESS = 24,
    ARP_BYTES = 28,

    ETHERNET = 1,
    REQUEST = 1,
    ANSWER = 2,
};

static BOOL IsOfIPv4(const U8 *Packet) {
    return GetU16(Packet + HARDWARE_KIND) == ETHERNET && GetU16(Packet + PROTOCOL) == TYPE_IPV4 &&
           Packet[HARDWARE_BYTES] == MAC_ADDRESS_BYTES && Packet[PROTOCOL_BYTES] == 4;
}

static BOOL IsNeighbour(const Host *Self, U32 Address) {
    for (U32 Index = 0; Index < NEIGHBOURS; Index++) {
        if (Self->Neighbours[Index].Address == Address) return Address != 0;
    }
    return FALSE;
}

// The packet is built from the request's, whose sender is now its target.
static void MakeAnswer(const Host *Self, const U8 *Request, Reply *Made) {
    memcpy(Made->Packet, Request, ARP_BYTES);
    PutU16(Made->Packet + OPERATION, ANSWER);
    memcpy(Made->Packet + SENDER_MAC, Self->MAC, MAC_ADDRESS_BYTES);
    PutU32(Made->Packet + SENDER_ADDRESS, Self->Address);
    memcpy(Made->Packet + TARGET_MAC, Request + SENDER_MAC, MAC_ADDRESS_BYTES + 4);
    memcpy(Made->MAC, Request + SENDER_MAC, MAC_ADDRESS_BYTES);
    Made->Bytes = ARP_BYTES;
}

// RFC 826, "Packet Reception": a sender who is known is noted anew whomever he speaks to, one who
// is not known only if he speaks to us. One without an address (RFC 5227, 1.1: it asks whether it
// may have ours) is answered and not noted.
FrameFate AnswerARP(Host *Self, const U8 *Packet, U32 Bytes, Reply *Made) {
    if (Bytes < ARP_BYTES || !IsOfIPv4(Packet)) return FRAME_MALFORMED;
    const U32 Operation = GetU16(Packet + OPERATION);
    const U32 Sender = GetU32(Packet + SENDER_ADDRESS);
    const BOOL IsForUs = Self->Address != 0 && GetU32(Packet + TARGET_ADDRESS) == Self->Address;
    if (Operation != REQUEST && Operation != ANSWER) return FRAME_MALFORMED;

    if (IsForUs || IsNeighbour(Self, Sender)) MeetNeighbour(Self, Sender, Packet + SENDER_MAC);
    if (!IsForUs || Operation != REQUEST || (Packet[SENDER_MAC] & 1)) return FRAME_ARP_HEARD;
    MakeAnswer(Self, Packet, Made);
    return FRAME_ARP_ANSWERED;
}
