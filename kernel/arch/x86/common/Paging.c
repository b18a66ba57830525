#include "arch/x86/common/Paging.h"

PageEntry NoExecuteBit;
