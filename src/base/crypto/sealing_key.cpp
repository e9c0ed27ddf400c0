#include "base/crypto/sealing_key.hpp"

#include "base/crypto/sodium.hpp"

#include <algorithm>
#include <utility>

namespace base::crypto {

namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kNonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagSize = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(SealingKey::kSize == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(kSealOverhead == 1 + kNonceSize + kTagSize);

// The version is authenticated too, so that a later format cannot be passed off as this one.
Bytes bound(std::uint8_t version, std::string_view associated) {
    Bytes data{version};
    const ByteView view = bytes_of(associated);
    data.insert(data.end(), view.begin(), view.end());
    return data;
}

void append_sized(std::string& out, const std::string& part) {
    out += std::to_string(part.size());
    out += ':';
    out += part;
}

std::string wrapping_place(std::string_view associated) {
    return "key\n" + std::string(associated);
}

Bytes hash_with_key(const SealingKey& key, std::string_view label, std::string_view text, std::size_t size) {
    make_sodium_ready();
    Bytes message = copy_of(label);
    message.push_back(0);
    const ByteView view = bytes_of(text);
    message.insert(message.end(), view.begin(), view.end());
    Bytes out(size);
    crypto_generichash(out.data(), out.size(), message.data(), message.size(), key.expose().data(),
                       key.expose().size());
    return out;
}

}  // namespace

SealingKey SealingKey::generate(RandomSource& random) {
    std::array<std::uint8_t, kSize> raw{};
    random.fill(raw);
    SealingKey key(raw);
    wipe(raw.data(), raw.size());
    return key;
}

Result<SealingKey> SealingKey::from_bytes(ByteView bytes) {
    if (bytes.size() != kSize) return fail(ProblemCode::wrong_key, "a key has 32 bytes");
    std::array<std::uint8_t, kSize> raw{};
    std::copy(bytes.begin(), bytes.end(), raw.begin());
    SealingKey key(raw);
    wipe(raw.data(), raw.size());
    return key;
}

std::string Place::associated() const {
    std::string out;
    append_sized(out, table);
    append_sized(out, row);
    append_sized(out, column);
    return out;
}

Bytes seal(const SealingKey& key, ByteView plain, std::string_view associated) {
    make_sodium_ready();
    const Bytes data = bound(kVersion, associated);
    Bytes sealed(kSealOverhead + plain.size());
    sealed[0] = kVersion;
    std::uint8_t* const nonce = sealed.data() + 1;
    randombytes_buf(nonce, kNonceSize);
    crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + kNonceSize, nullptr, plain.data(), plain.size(),
                                               data.data(), data.size(), nullptr, nonce, key.expose().data());
    return sealed;
}

Result<Bytes> open(const SealingKey& key, ByteView sealed, std::string_view associated) {
    make_sodium_ready();
    if (sealed.size() < kSealOverhead) return fail(ProblemCode::data_damaged, "sealed value too short");
    if (sealed[0] != kVersion) return fail(ProblemCode::data_damaged, "sealed value of an unknown version");
    const Bytes data = bound(sealed[0], associated);
    const ByteView nonce = sealed.subspan(1, kNonceSize);
    const ByteView cipher = sealed.subspan(1 + kNonceSize);
    Bytes plain(cipher.size() - kTagSize);
    const int refused = crypto_aead_xchacha20poly1305_ietf_decrypt(
        plain.data(), nullptr, nullptr, cipher.data(), cipher.size(), data.data(), data.size(), nonce.data(),
        key.expose().data());
    if (refused != 0) return fail(ProblemCode::data_damaged, "sealed value does not open");
    return plain;
}

Bytes wrap_key(const SealingKey& wrapping, const SealingKey& key, std::string_view associated) {
    return seal(wrapping, key.expose(), wrapping_place(associated));
}

Result<SealingKey> unwrap_key(const SealingKey& wrapping, ByteView wrapped, std::string_view associated) {
    auto opened = open(wrapping, wrapped, wrapping_place(associated));
    if (!opened) return fail(ProblemCode::wrong_key, "wrapped key does not open");
    const Secret<Bytes> bytes(std::move(*opened));
    return SealingKey::from_bytes(bytes.expose());
}

SealingKey derive_key(const SealingKey& key, std::string_view purpose) {
    const Secret<Bytes> bytes(hash_with_key(key, "waymark.derive", purpose, SealingKey::kSize));
    return SealingKey::from_bytes(bytes.expose()).value();
}

Bytes key_check_value(const SealingKey& key) {
    return hash_with_key(key, "waymark.check", {}, 16);
}

}  // namespace base::crypto
