#pragma once
// Passwords, stored as Argon2id with their own salt and cost in one line of text (the PHC string
// "$argon2id$v=19$m=..."). The cost is an argument, so that tests are quick and a stronger machine may ask
// for more; needs_rehash() tells when a stored line was made with another cost. Safe from any thread; each
// call takes `memory_bytes` of memory while it runs.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace base::crypto {

// The default is libsodium's "interactive": two passes over 64 MiB, about a tenth of a second.
struct PasswordCost {
    std::uint64_t passes = 2;
    std::size_t memory_bytes = std::size_t{64} * 1024 * 1024;
};

// Throws std::bad_alloc where the memory cannot be had.
std::string hash_password(std::string_view password, const PasswordCost& cost = {});

// False also for a stored line that is not one.
bool verify_password(std::string_view stored, std::string_view password);

bool needs_rehash(std::string_view stored, const PasswordCost& cost = {});

}  // namespace base::crypto
