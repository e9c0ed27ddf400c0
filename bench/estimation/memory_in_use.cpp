#include "memory_in_use.hpp"

#include <malloc.h>

#include <atomic>
#include <cstdlib>
#include <new>

namespace bench {

namespace {

std::atomic<std::ptrdiff_t> in_use = 0;
std::atomic<std::ptrdiff_t> highest = 0;
std::atomic<std::ptrdiff_t> begun_at = 0;

}  // namespace

void taken(void* memory) {
    const auto now = in_use += static_cast<std::ptrdiff_t>(malloc_usable_size(memory));
    auto known = highest.load();
    while (now > known && !highest.compare_exchange_weak(known, now)) {
    }
}

void given_back(void* memory) {
    in_use -= static_cast<std::ptrdiff_t>(malloc_usable_size(memory));
}

void forget_peak() {
    begun_at = in_use.load();
    highest = in_use.load();
}

std::size_t peak_bytes() {
    return static_cast<std::size_t>(highest.load() - begun_at.load());
}

}  // namespace bench

void* operator new(std::size_t size) {
    void* const memory = std::malloc(size == 0 ? 1 : size);
    if (memory == nullptr) throw std::bad_alloc();
    bench::taken(memory);
    return memory;
}

void operator delete(void* memory) noexcept {
    if (memory == nullptr) return;
    bench::given_back(memory);
    std::free(memory);
}

void operator delete(void* memory, std::size_t) noexcept {
    operator delete(memory);
}
