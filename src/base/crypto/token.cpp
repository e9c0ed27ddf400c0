#include "base/crypto/token.hpp"

#include "base/encoding.hpp"

#include <utility>

namespace base::crypto {

namespace {

constexpr std::size_t kTokenSize = 32;

Digest token_hash(ByteView raw) {
    Hasher hasher;
    hasher.add_field(bytes_of("waymark.token"));
    hasher.add_field(raw);
    return hasher.finish();
}

}  // namespace

Token make_token(RandomSource& random) {
    Bytes raw(kTokenSize);
    random.fill(raw);
    const Secret<Bytes> secret(std::move(raw));
    return {Secret(to_base64url(secret.expose())), token_hash(secret.expose())};
}

Result<Digest> stored_hash_of(std::string_view token_text) {
    const auto raw = from_base64url(token_text);
    if (!raw || raw->size() != kTokenSize) return fail(ProblemCode::invalid_input, "not a token");
    return token_hash(*raw);
}

}  // namespace base::crypto
