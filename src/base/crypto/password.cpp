#include "base/crypto/password.hpp"

#include "base/crypto/sodium.hpp"

#include <array>
#include <new>

namespace base::crypto {

namespace {

// An empty view may have no address, which libsodium does not accept.
const char* address_of(std::string_view text) {
    return text.empty() ? "" : text.data();
}

}  // namespace

std::string hash_password(std::string_view password, const PasswordCost& cost) {
    make_sodium_ready();
    std::array<char, crypto_pwhash_STRBYTES> line{};
    if (crypto_pwhash_str_alg(line.data(), address_of(password), password.size(), cost.passes,
                              cost.memory_bytes, crypto_pwhash_ALG_ARGON2ID13) != 0) {
        throw std::bad_alloc();
    }
    return line.data();
}

bool verify_password(std::string_view stored, std::string_view password) {
    make_sodium_ready();
    return crypto_pwhash_str_verify(std::string(stored).c_str(), address_of(password), password.size()) == 0;
}

bool needs_rehash(std::string_view stored, const PasswordCost& cost) {
    make_sodium_ready();
    return crypto_pwhash_str_needs_rehash(std::string(stored).c_str(), cost.passes, cost.memory_bytes) != 0;
}

}  // namespace base::crypto
