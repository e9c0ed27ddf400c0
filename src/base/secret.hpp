#pragma once
// Secret<T> holds what must not be printed: keys, passwords, tokens. It has no stream operator and no
// implicit conversion; whoever needs the value writes expose(), which is easy to search for. Wipes its memory
// when it ends.

#include <cstddef>
#include <utility>

namespace base {

// Overwrites memory in a way the optimiser may not remove.
void wipe(void* memory, std::size_t size) noexcept;

template <class T>
class Secret {
public:
    Secret() = default;
    explicit Secret(T value) : value_(std::move(value)) {}
    Secret(const Secret&) = default;
    Secret(Secret&& other) noexcept : value_(std::exchange(other.value_, T{})) {}
    Secret& operator=(Secret other) noexcept {
        std::swap(value_, other.value_);
        return *this;
    }
    ~Secret() {
        if constexpr (requires { value_.data(), value_.size(); }) {
            wipe(const_cast<void*>(static_cast<const void*>(value_.data())),
                 value_.size() * sizeof(*value_.data()));
        }
    }

    const T& expose() const { return value_; }

private:
    T value_{};
};

}  // namespace base
