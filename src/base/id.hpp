#pragma once
// Identifiers: UUIDv7 (RFC 9562), made by whoever creates the record, also offline, and strongly typed by
// what they name, so that an Id<Case> is never passed where an Id<Referral> is meant.

#include "base/bytes.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace base {

class Uuid {
public:
    static constexpr std::size_t kSize = 16;

    constexpr Uuid() = default;
    constexpr explicit Uuid(std::array<std::uint8_t, kSize> raw) : raw_(raw) {}

    // 48 bits of milliseconds, then 74 random bits; ordered by time, which keeps index pages together.
    static Uuid v7(Time now, RandomSource& random);
    // Problems: invalid_input.
    static Result<Uuid> from_text(std::string_view text);
    static Result<Uuid> from_bytes(ByteView bytes);

    std::string text() const;
    ByteView bytes() const { return raw_; }
    bool is_nil() const { return *this == Uuid{}; }

    friend constexpr auto operator<=>(const Uuid&, const Uuid&) = default;

private:
    std::array<std::uint8_t, kSize> raw_{};
};

template <class Thing>
class Id {
public:
    constexpr Id() = default;
    constexpr explicit Id(Uuid uuid) : uuid_(uuid) {}

    static Id make(Time now, RandomSource& random) { return Id(Uuid::v7(now, random)); }
    static Result<Id> from_text(std::string_view text) {
        return Uuid::from_text(text).map([](Uuid uuid) { return Id(uuid); });
    }

    const Uuid& uuid() const { return uuid_; }
    std::string text() const { return uuid_.text(); }
    bool is_nil() const { return uuid_.is_nil(); }

    friend constexpr auto operator<=>(const Id&, const Id&) = default;

private:
    Uuid uuid_;
};

}  // namespace base

template <>
struct std::hash<base::Uuid> {
    std::size_t operator()(const base::Uuid& uuid) const noexcept;
};

template <class Thing>
struct std::hash<base::Id<Thing>> {
    std::size_t operator()(const base::Id<Thing>& id) const noexcept {
        return std::hash<base::Uuid>{}(id.uuid());
    }
};
