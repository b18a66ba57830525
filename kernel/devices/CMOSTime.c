#include "devices/CMOSTime.h"

enum {
    STATUS_24_HOURS = 0x02,
    STATUS_BINARY = 0x04,
    HOUR_IS_PM = 0x80,
    NO_NUMBER = 0xFF,

    SECONDS_PER_DAY = 86400,
};

static U8 Number(const CMOSTime *Time, U8 Value) {
    if (Time->StatusB & STATUS_BINARY) return Value;
    if ((Value & 15) > 9 || Value >> 4 > 9) return NO_NUMBER;
    return (U8)((Value >> 4) * 10 + (Value & 15));
}

// 0 to 23, or NO_NUMBER. Of twelve hours, 12 comes before 1.
static U8 HourOfDay(const CMOSTime *Time) {
    if (Time->StatusB & STATUS_24_HOURS) return Number(Time, Time->Hour);
    const U8 Hour = Number(Time, Time->Hour & (U8)~HOUR_IS_PM);
    if (Hour < 1 || Hour > 12) return NO_NUMBER;
    return (U8)(Hour % 12 + (Time->Hour & HOUR_IS_PM ? 12 : 0));
}

static BOOL IsLeapYear(U32 Year) {
    return Year % 4 == 0 && (Year % 100 != 0 || Year % 400 == 0);
}

static U32 DaysInMonth(U32 Year, U32 Month) {
    static const U8 Days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return Month == 2 && IsLeapYear(Year) ? 29 : Days[Month - 1];
}

static U32 DaysSince1970(U32 Year, U32 Month, U32 Day) {
    U32 Days = Day - 1;
    for (U32 Before = 1970; Before < Year; Before++) Days += IsLeapYear(Before) ? 366 : 365;
    for (U32 Before = 1; Before < Month; Before++) Days += DaysInMonth(Year, Before);
    return Days;
}

BOOL SecondsOfCMOSTime(const CMOSTime *Time, I64 *Seconds) {
    const U32 Second = Number(Time, Time->Second), Minute = Number(Time, Time->Minute);
    const U32 Hour = HourOfDay(Time), Day = Number(Time, Time->Day);
    const U32 Month = Number(Time, Time->Month), InCentury = Number(Time, Time->Year);
    const U32 Century = Time->Century == 0 ? 20 : Number(Time, Time->Century);
    const U32 Year = Century * 100 + InCentury;

    if (Second > 59 || Minute > 59 || Hour > 23 || InCentury > 99) return FALSE;
    if (Century > 99 || Year < 1970 || Month < 1 || Month > 12) return FALSE;
    if (Day < 1 || Day > DaysInMonth(Year, Month)) return FALSE;
    *Seconds = (I64)DaysSince1970(Year, Month, Day) * SECONDS_PER_DAY + Hour * 3600 + Minute * 60 +
               Second;
    return TRUE;
}
