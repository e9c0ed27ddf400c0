#include "base/secret.hpp"

namespace base {

void wipe(void* memory, std::size_t size) noexcept {
    volatile auto* bytes = static_cast<volatile unsigned char*>(memory);
    for (std::size_t index = 0; index < size; ++index) bytes[index] = 0;
}

}  // namespace base
