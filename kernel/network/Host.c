#include "network/Host.h"

#include "base/String.h"
#include "network/Packet.h"

#define MULTICAST_BIT 1  // of an Ethernet address's first byte; broadcast has it too

const char *const FrameFateNames[FRAME_FATES] = {
    "ARP answered",  "ARP heard", "ICMP echo answered", "UDP echo answered", "not ours",
    "not served",    "malformed", "bad checksum",       "with options",      "fragments",
};

static BOOL MACsEqual(const U8 *A, const U8 *B) { return memcmp(A, B, MAC_ADDRESS_BYTES) == 0; }

BOOL IsHostAddress(U32 Address) {
    const U32 First = Address >> 24;
    return First != 0 && First != 127 && First < 224;
}

const Neighbour *MeetNeighbour(Host *Self, U32 Address, const U8 *MAC) {
    if (!IsHostAddress(Address) || Address == Self->Address) return NULL;
    if (MAC[0] & MULTICAST_BIT) return NULL;

    Neighbour *Place = &Self->Neighbours[0];
    for (U32 Index = 0; Index < NEIGHBOURS; Index++) {
        Neighbour *Other = &Self->Neighbours[Index];
        if (Other->Address == Address) {
            Place = Other;
            break;
        }
        if (Other->LastUse < Place->LastUse) Place = Other;
    }
    *Place = (Neighbour){.Address = Address, .LastUse = ++Self->Uses};
    memcpy(Place->MAC, MAC, MAC_ADDRESS_BYTES);
    return Place;
}

// RFC 1122, 3.3.6: what comes to many at once is not answered, but for ARP.
static FrameFate Deal(Host *Self, const U8 *Frame, U32 Bytes, Reply *Made) {
    if (Bytes < ETHERNET_BYTES || Bytes > FRAME_BYTES) return FRAME_MALFORMED;
    const U8 *Packet = Frame + ETHERNET_BYTES, *Source = Frame + ETHERNET_SOURCE;
    const U32 PacketBytes = Bytes - ETHERNET_BYTES;
    const BOOL IsForUs = MACsEqual(Frame, Self->MAC);
    if (!IsForUs && !(Frame[0] & MULTICAST_BIT)) return FRAME_NOT_OURS;

    switch (GetU16(Frame + ETHERNET_TYPE)) {
        case TYPE_ARP: return AnswerARP(Self, Packet, PacketBytes, Made);
        case TYPE_IPV4:
            if (!IsForUs) return FRAME_NOT_OURS;
            return AnswerIPv4(Self, Packet, PacketBytes, Source, Made);
        default: return FRAME_UNWANTED;
    }
}

FrameFate AnswerFrame(Host *Self, const U8 *Frame, U32 Bytes, U8 *Answer, U32 *AnswerBytes) {
    Reply Made = {.Packet = Answer + ETHERNET_BYTES};
    const FrameFate Fate = Deal(Self, Frame, Bytes, &Made);

    Self->Counts[Fate]++;
    *AnswerBytes = 0;
    if (Made.Bytes == 0) return Fate;
    memcpy(Answer, Made.MAC, MAC_ADDRESS_BYTES);
    memcpy(Answer + ETHERNET_SOURCE, Self->MAC, MAC_ADDRESS_BYTES);
    memcpy(Answer + ETHERNET_TYPE, Frame + ETHERNET_TYPE, 2);
    *AnswerBytes = ETHERNET_BYTES + Made.Bytes;
    if (*AnswerBytes < LEAST_FRAME_BYTES) {
        memset(Answer + *AnswerBytes, 0, LEAST_FRAME_BYTES - *AnswerBytes);
        *AnswerBytes = LEAST_FRAME_BYTES;
    }
    return Fate;
}
